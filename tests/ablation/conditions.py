"""The conditions of a module, and the module without one of them.

A condition is an operand of `and` or `or`, the test of an `if`, of a conditional expression, and a filter of a comprehension. Taken
out, an operand is left away, what an `if` guards is never done, a conditional expression is always its `else`, a filter lets all pass.
"""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: its place in the file, its words, and the function it stands in, as `Class.method` or `function`."""

    path: Path
    line: int
    words: str
    function: str
    number: int


def conditions(path: Path) -> list[Condition]:
    """The conditions inside the functions of a module, in order."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        Condition(path, where.lineno, ast.unparse(where), name, number)
        for name, function in _functions(tree)
        for number, (where, _) in enumerate(_ablations(function))
    ]


def without(condition: Condition) -> ast.Module:
    """The module without one of its conditions."""
    tree = ast.parse(condition.path.read_text(encoding="utf-8"))
    function = dict(_functions(tree))[condition.function]
    _, take_out = [*_ablations(function)][condition.number]
    take_out()
    return ast.fix_missing_locations(tree)


def _functions(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{each.name}", each) for each in node.body if isinstance(each, ast.FunctionDef))
        elif isinstance(node, ast.FunctionDef):
            yield node.name, node


def _ablations(function: ast.AST) -> Iterator[tuple[ast.expr, object]]:
    """Each condition of a function, and what takes it out of the tree."""
    for node in ast.walk(function):
        match node:
            case ast.BoolOp():
                yield from ((operand, _leaving(node, operand)) for operand in node.values)
            case ast.If() | ast.IfExp():
                yield node.test, _setting(node, "test", ast.Constant(False))
            case ast.comprehension():
                yield from ((test, _leaving_filter(node, test)) for test in node.ifs)


def _leaving(node: ast.BoolOp, operand: ast.expr):
    return lambda: node.values.remove(operand) if len(node.values) > 2 else _one_left(node, operand)


def _one_left(node: ast.BoolOp, operand: ast.expr) -> None:
    """`a and b` without a is b, of the truth that it has: `b and True` would change its value, `b and b` does not."""
    (left,) = (other for other in node.values if other is not operand)
    node.values = [left, copy.deepcopy(left)]


def _setting(node: ast.AST, name: str, value: ast.expr):
    return lambda: setattr(node, name, value)


def _leaving_filter(node: ast.comprehension, test: ast.expr):
    return lambda: node.ifs.remove(test)
