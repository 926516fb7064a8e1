"""What a notebook declares in its cell tagged `parameters`, and whether a value that is given fits."""

import ast
from collections.abc import Callable
from typing import Any, NamedTuple

from nbformat import NotebookNode

# a kind by its name in an annotation → whether a value is of it; of any other kind a value cannot be told
KINDS: dict[str, Callable[[Any], bool]] = {
    "str": lambda value: isinstance(value, str),
    "bool": lambda value: isinstance(value, bool),
    "int": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "float": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "list": lambda value: isinstance(value, list | tuple),
    "tuple": lambda value: isinstance(value, list | tuple),
    "dict": lambda value: isinstance(value, dict),
    "None": lambda value: value is None,
}
ALIASES = {"List": "list", "Tuple": "tuple", "Dict": "dict"}


class Parameter(NamedTuple):
    """A parameter: what it is, as in `list[str]`, empty where that is not said; and its default, where that can be told."""

    kind: str
    default: Any
    is_known: bool


def declared(nb: NotebookNode) -> dict[str, Parameter]:
    """The parameters of a notebook by name, in their order; none where no cell is tagged.

    errors  SyntaxError where the cell is no Python
    """
    tagged = (cell for cell in nb.cells if cell.cell_type == "code" and "parameters" in cell.metadata.get("tags", ()))
    found = {}
    for node in _parsed(next((cell.source for cell in tagged), "")).body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation, value=ast.expr() as value):
                found[name] = _parameter(value, ast.unparse(annotation))
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                found[name] = _parameter(value, "")
    return found


def fits(value: Any, kind: str) -> bool:
    """Whether a value is of a kind as a notebook writes it: str, float, list[str], int | None … What is no kind known here fits."""
    return not kind or _is_of(value, ast.parse(kind, mode="eval").body)


def _parameter(value: ast.expr, annotation: str) -> Parameter:
    try:
        default = ast.literal_eval(value)
    except ValueError:  # worked out by the notebook when it runs
        return Parameter(annotation, None, is_known=False)
    said = "" if default is None else type(default).__name__
    return Parameter(annotation or said, default, is_known=True)


def _parsed(source: str) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError:  # a line with a magic, as in %matplotlib inline
        from IPython.core.inputtransformer2 import TransformerManager

        return ast.parse(TransformerManager().transform_cell(source))


def _is_of(value: Any, kind: ast.expr) -> bool:
    match kind:
        case ast.BinOp(op=ast.BitOr(), left=left, right=right):
            return _is_of(value, left) or _is_of(value, right)
        case ast.Subscript(value=ast.Name(id="Optional"), slice=inner):
            return value is None or _is_of(value, inner)
        case ast.Subscript(value=ast.Name(id="Union"), slice=ast.Tuple(elts=kinds)):
            return any(_is_of(value, each) for each in kinds)
        case ast.Subscript(value=ast.Name(id=name), slice=inner) if _is_named(value, name):
            return not isinstance(value, list) or all(_is_of(each, inner) for each in value)
        case ast.Subscript(value=outer):
            return _is_of(value, outer)
        case ast.Constant(value=str(quoted)):
            return fits(value, quoted)
        case ast.Constant(value=None):
            return value is None
        case ast.Name(id=name):
            return _is_named(value, name)
    return True


def _is_named(value: Any, name: str) -> bool:
    name = ALIASES.get(name, name)
    return name not in KINDS or KINDS[name](value)
