"""A noun of the package means one thing: no name of a type stands in two modules."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import shinpingba

FOLDER = Path(shinpingba.__file__).parent


def test_the_name_of_a_type_has_one_home():
    homes = defaultdict(set)
    for module in FOLDER.rglob("*.py"):
        for name in types(ast.parse(module.read_text(encoding="utf-8"))):
            homes[name].add(str(module.relative_to(FOLDER)))
    assert {name: sorted(places) for name, places in homes.items() if len(places) > 1} == {}


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
