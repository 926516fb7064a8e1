"""A name of the package means one thing: no type stands in two modules, and no public function of the rooms that read and judge."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import shinpingba

FOLDER = Path(shinpingba.__file__).parent
# the rooms from a document to what is shown; commands and blocks of a brief are called what they show
ENGINE = ("words", "language", "report", "reading", "judging", "showing", "checks", "quarters", "runs")


def test_the_name_of_a_type_has_one_home():
    homes = defaultdict(set)
    for module in FOLDER.rglob("*.py"):
        for name in types(ast.parse(module.read_text(encoding="utf-8"))):
            homes[name].add(str(module.relative_to(FOLDER)))
    assert {name: sorted(places) for name, places in homes.items() if len(places) > 1} == {}


def test_the_name_of_a_public_function_has_one_home_in_the_rooms_that_read_and_judge():
    homes = defaultdict(set)
    for module in (each for room in ENGINE for each in (FOLDER / room).rglob("*.py")):
        for node in ast.parse(module.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                homes[node.name].add(module.relative_to(FOLDER).as_posix())
    two = {name: sorted(places) for name, places in homes.items() if len(places) > 1}
    assert {*two} == {"read"}  # each format of report/sources has its own
    assert all(place.startswith("report/sources") for place in two["read"])


def test_a_class_and_an_alias_are_both_seen():
    tree = ast.parse("class Row: ...\nCell = tuple[str, int]\nTurn: TypeAlias = int\nOVER = 3\n_Own = int\n")
    assert [*types(tree)] == ["Row", "Cell", "Turn"]


def types(module: ast.Module) -> Iterator[str]:
    """The public classes and aliases of a module: what is defined at its top under a name in capitals and small letters."""
    for node in module.body:
        if isinstance(node, ast.ClassDef):
            names = [node.name]
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            goals = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [goal.id for goal in goals if isinstance(goal, ast.Name) and not goal.id.isupper()]
        else:
            names = []
        yield from (name for name in names if not name.startswith("_") and name[0].isupper())
