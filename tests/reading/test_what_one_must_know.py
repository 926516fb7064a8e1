"""What one must know to understand one answer of `explain`: the function that it names, and all that this one calls.

It is the part of the reading that a wrong line of the table leads to, not the whole: what a figure's role is, and which of several that
may be taken is, are told by other lines, and `pair` with all that it calls is more than twice as long. Where a condition asks whether
another figure is refused (已完成27条,其中新增8条: is the 27条 the target's?), that one has an answer of its own, with its own line in the
table: what stands behind `refusal` and `is_refused` is not counted twice.
"""

import ast
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

import shinpingba
from shinpingba.reading.candidates import comparable
from shinpingba.reading.grounds import GROUNDS, ground
from shinpingba.reading.refusals import REFUSALS
from shinpingba.reading.trace import OTHERS

FOLDER = Path(shinpingba.__file__).parent
ROOMS = ("words", "language", "reading")
MODULES, LINES = 8, 1_500  # of the reading; in all

NAMED = [
    comparable,
    ground,
    *REFUSALS,
    *(each.holds for each in GROUNDS),
    *(each for _, finds in OTHERS.values() for each in finds),
]
# what stands behind these has an answer of its own
OF_ANOTHER = {("reading.refusals", "refusal"), ("reading.refusals", "is_refused")}
Place = tuple[str, str]  # a module, and a name in it


@pytest.mark.parametrize("function", NAMED, ids=lambda function: function.__name__)
def test_what_decides_about_a_pair_is_understood_from_few_modules_and_lines(function):
    known = behind((function.__module__.removeprefix("shinpingba."), function.__name__))
    modules = {module for module, _ in known if module.startswith("reading.")}
    assert len(modules) <= MODULES, sorted(modules)
    assert sum(length(definitions()[place]) for place in known) <= LINES


def behind(place: Place) -> set[Place]:
    """All that a function calls or reads, and what they do, itself included."""
    known: set[Place] = set()
    asked = [place]
    while asked:
        each = asked.pop()
        if each not in known and each not in OF_ANOTHER:
            known.add(each)
            asked += uses(each)
    return known


@cache
def uses(place: Place) -> set[Place]:
    """What the body of one definition names: of its own module, of those it imports from, and methods that only one class has."""
    module, _ = place
    found, definition = set(), definitions()[place]
    if isinstance(definition, ast.ClassDef):
        return found
    for node in ast.walk(definition):
        if isinstance(node, ast.Name):
            found.add(names(module).get(node.id))
        elif isinstance(node, ast.Attribute) and len(methods()[node.attr]) == 1:
            found |= methods()[node.attr]
    return {each for each in found if each in definitions() and floor(each[0]) <= floor(module)}


def floor(module: str) -> int:
    """How high the room of a module stands: .month in a date of the language is none of a figure of the reading."""
    return ROOMS.index(module.partition(".")[0])


def length(definition: ast.stmt) -> int:
    """The lines of a function or of a constant; of a class those of its fields."""
    if isinstance(definition, ast.ClassDef):
        return sum(isinstance(each, ast.AnnAssign) for each in definition.body)
    return (definition.end_lineno or 0) - definition.lineno + 1


@cache
def trees() -> dict[str, ast.Module]:
    return {
        f"{room}.{path.stem}": ast.parse(path.read_text()) for room in ROOMS for path in (FOLDER / room).glob("*.py")
    }


@cache
def definitions() -> dict[Place, ast.stmt]:
    """Every function, class, constant and method of the rooms."""
    found: dict[Place, ast.stmt] = {}
    for module, tree in trees().items():
        for node in tree.body:
            found.update({(module, name): node for name in named_by(node)})
            if isinstance(node, ast.ClassDef):
                inner = (each for each in node.body if isinstance(each, ast.FunctionDef))
                found.update({(module, f"{node.name}.{each.name}"): each for each in inner})
    return found


def named_by(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)]


@cache
def methods() -> dict[str, set[Place]]:
    found = defaultdict(set)
    for module, name in definitions():
        if "." in name:
            found[name.partition(".")[2]].add((module, name))
    return found


@cache
def names(module: str) -> dict[str, Place]:
    """What a name means in a module: a definition of its own, or one that it imports."""
    own = {name: (module, name) for each, name in definitions() if each == module}
    room = module.partition(".")[0]
    for node in ast.walk(trees()[module]):
        if isinstance(node, ast.ImportFrom) and node.level:
            source = f"{room}.{node.module}" if node.level == 1 else str(node.module)
            own.update({alias.asname or alias.name: (source, alias.name) for alias in node.names})
    return own
