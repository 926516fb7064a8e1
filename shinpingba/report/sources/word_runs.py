"""The words that a reader of a Word document sees of a paragraph or a cell.

Automatic numbers are words; what is struck out, hidden, white on white, deleted, moved away or a mere placeholder is none. A
raised figure (a note's number) stays apart from the number before it; a text box, which is stored twice, is read once.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from docx.oxml.ns import qn

from .marks import SET
from .word_ink import is_white, shaded_styles, stands_on_ground
from .word_numbers import Numbering

_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_BREAKS = {qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:ptab")}
_DELETED = {qn("w:del"), qn("w:moveFrom")}
# What is stored a second time: a text box for old programs, how a character is spoken.
_ELSEWHERE = {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", qn("w:rt")}
_HIDING = tuple(qn(f"w:{name}") for name in ("strike", "dstrike", "vanish"))
_OFF = {"0", "false", "off"}
_Told = TypeVar("_Told")
_MOST_STYLES = 20  # that one style is based on


@dataclass(slots=True)
class Marks:
    """How the words of a document are marked.

    numbering         its automatic numbers
    hiding, setting   whether words are not seen under a style (by its id), and whether they stand high or low
    white, shaded     whether words are white under a style, and the styles that put a ground behind them
    unseen            the words met so far that a reader does not see
    """

    numbering: Numbering
    hiding: Mapping[str, bool | None]
    setting: Mapping[str, str | None]
    white: Mapping[str, bool | None]
    shaded: frozenset[str]
    unseen: list[str] = field(default_factory=list)


def marks_of(styles: Any, numbering: Numbering) -> Marks:
    """The marks of a document: those that its styles give, by themselves or by the one that they are based on."""
    known = {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))}
    hiding = {name: _by_style(name, known, _hides) for name in known}
    setting = {name: _by_style(name, known, _set) for name in known}
    white = {name: _by_style(name, known, is_white) for name in known}
    return Marks(numbering, hiding, setting, white, shaded_styles(styles))


def words(element: Any, marks: Marks) -> str:
    """The words of a paragraph or of a cell, blanks between paragraphs."""
    return "".join(_words(element, marks, ""))


def _by_style(name: str, known: Mapping[str, Any], asked: Callable[[Any], _Told | None]) -> _Told | None:
    """What a style tells of its words, or else the one that it is based on; None where none does."""
    for _ in range(_MOST_STYLES):
        style = known.get(name)
        if style is None:
            break
        if (answer := asked(style.find(qn("w:rPr")))) is not None:
            return answer
        name = _value(style, "w:basedOn")
    return None


def _words(element: Any, marks: Marks, style: str) -> Iterator[str]:
    """The words of an element; `style` is that of the paragraph it stands in."""
    if element.tag in _ELSEWHERE or element.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None:
        return
    if element.tag in _DELETED:
        marks.unseen += ["".join(element.itertext(qn("w:t"), qn("w:delText")))]
    elif element.tag == qn("w:r"):
        yield _run(element, marks, style)
    elif element.tag == _MATHS:
        yield element.text or ""
    elif element.tag == qn("w:p"):
        yield f" {marks.numbering.number(element)}"
        style = _value(element.find(qn("w:pPr")), "w:pStyle")
        yield from _inside(element, marks, style)
        yield " "
    else:
        yield from _inside(element, marks, style)


def _inside(element: Any, marks: Marks, style: str) -> Iterator[str]:
    for child in element:
        if isinstance(child.tag, str):  # no comment
            yield from _words(child, marks, style)


def _run(run: Any, marks: Marks, style: str) -> str:
    """The words of a run, unless it is struck out, hidden or white on white: by itself, else by its own style, else by its paragraph's."""
    properties = run.find(qn("w:rPr"))
    own = _value(properties, "w:rStyle")
    text = "".join(_parts(run, marks, style))
    is_hidden = _first(_hides(properties), marks.hiding.get(own), marks.hiding.get(style))
    white = _first(is_white(properties), marks.white.get(own), marks.white.get(style))
    if is_hidden or (white and not stands_on_ground(run, marks.shaded)):
        marks.unseen.append(text)
        return ""
    return SET[_first(_set(properties), marks.setting.get(own), marks.setting.get(style)) or ""](text)


def _first(*answers: _Told | None) -> _Told | None:
    return next((answer for answer in answers if answer is not None), None)


def _parts(run: Any, marks: Marks, style: str) -> Iterator[str]:
    for child in run:
        if child.tag == qn("w:t"):
            yield "".join(child.itertext())
        elif child.tag in _BREAKS:
            yield " "
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"
        elif isinstance(child.tag, str) and len(child) and child.tag != qn("w:rPr"):
            yield from _words(child, marks, style)


def _hides(properties: Any) -> bool | None:
    """Whether some properties strike words out or hide them; None where they do not say."""
    switches = [each for name in _HIDING if properties is not None and (each := properties.find(name)) is not None]
    return any(each.get(qn("w:val")) not in _OFF for each in switches) if switches else None


def _set(properties: Any) -> str | None:
    """Whether some properties set words high (superscript) or low (subscript); None where they do not say."""
    place = _value(properties, "w:vertAlign")
    return (place if place in SET else "") if place else None


def _value(parent: Any, name: str) -> str:
    found = parent.find(qn(name)) if parent is not None else None
    return found.get(qn("w:val")) or "" if found is not None else ""
