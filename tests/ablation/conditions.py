"""The conditions of a module, its functions without one of them, and its functions with all of them watched.

A condition is an operand of `and` or `or`, the test of an `if`, of a conditional expression, and a filter of a comprehension. Taken
out, an operand is left away, what an `if` guards is never done, a conditional expression is always its `else`, a filter lets all pass.
"""

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

WATCH = "_watch"  # what the watched code calls with the number of a condition and its value


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: its place in the file, its words, and the function it stands in, as `Class.method` or `function`."""

    path: Path
    line: int
    words: str
    function: str
    number: int  # in its function
    matters: str  # one of MATTERS


# Of what value a condition has to be somewhere, for its absence to be noticed there.
# One that names a value (`:=`) is missed wherever it is asked; the last operand of an `and` may be the value of all of it.
MATTERS: dict[str, Callable[[object], bool]] = {
    "ever": lambda value: True,
    "true": bool,
    "false": lambda value: not value,
    "not True": lambda value: value is not True,
    "not False": lambda value: value is not False,
}


def conditions(path: Path) -> list[Condition]:
    """The conditions inside the functions of a module, in order."""
    return [
        Condition(path, place.expression.lineno, ast.unparse(place.expression), name, number, place.matters)
        for name, function in _functions(path)
        for number, place in enumerate(_places(function))
    ]


def without(condition: Condition) -> CodeType:
    """The code of the condition's function without it."""
    defined = dict(_functions(condition.path))[condition.function]
    [*_places(defined)][condition.number].take_out()
    return _code(defined, condition.path, condition.function)


def watched(path: Path) -> dict[str, CodeType]:
    """The code of each function, calling WATCH with the place of a condition in `conditions(path)` and its value, which it gives back."""
    found, number = {}, 0
    for name, function in _functions(path):
        for place in [*_places(function)]:
            place.watch(number)
            number += 1
        found[name] = _code(function, path, name)
    return found


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a condition stands in the tree: under a key of its node's fields, or of one of their lists."""

    node: ast.AST
    within: dict[str, ast.expr] | list[ast.expr]
    key: str | int
    matters: str

    @property
    def expression(self) -> ast.expr:
        return self.within[self.key]

    def take_out(self) -> None:
        if isinstance(self.within, dict):
            self.within[self.key] = ast.Constant(False)
            return
        del self.within[self.key]
        if isinstance(self.node, ast.BoolOp) and len(self.within) == 1:
            # `a and b` without a is b, of the truth that it has: `b and True` would change its value, `b and b` does not
            self.within.append(copy.deepcopy(self.within[0]))

    def watch(self, number: int) -> None:
        self.within[self.key] = ast.Call(ast.Name(WATCH, ast.Load()), [ast.Constant(number), self.expression], [])


def _places(function: ast.AST) -> Iterator[_Place]:
    for node in ast.walk(function):
        match node:
            case ast.BoolOp():
                matters = "not True" if isinstance(node.op, ast.And) else "not False"
                yield from _each(node, node.values, matters)
            case ast.If() | ast.IfExp():
                yield _Place(node, vars(node), "test", "true")
            case ast.comprehension():
                yield from _each(node, node.ifs, "false")


def _each(node: ast.AST, among: list[ast.expr], matters: str) -> Iterator[_Place]:
    for key, expression in enumerate(among):
        is_named = any(isinstance(part, ast.NamedExpr) for part in ast.walk(expression))
        yield _Place(node, among, key, "ever" if is_named else matters)


def _functions(path: Path) -> Iterator[tuple[str, ast.AST]]:
    """Each function with its name, a method inside a class of nothing else."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            methods = [each for each in node.body if isinstance(each, ast.FunctionDef)]
            for method in methods:
                alone = ast.ClassDef(node.name, [], [], [method], [], type_params=[])
                yield f"{node.name}.{method.name}", ast.copy_location(alone, node)
        elif isinstance(node, ast.FunctionDef):
            yield node.name, node


def _code(defined: ast.AST, path: Path, name: str) -> CodeType:
    waiting = [compile(ast.fix_missing_locations(ast.Module([defined], [])), str(path), "exec")]
    while waiting:
        code = waiting.pop()
        if code.co_qualname == name:
            return code
        waiting += [each for each in code.co_consts if isinstance(each, CodeType)]
    raise LookupError(name)
