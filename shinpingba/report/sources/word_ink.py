"""White words on white paper in a Word document: a reader does not see them, unless something behind them is dark."""

from typing import Any

from docx.oxml.ns import qn

_WHITE = "FFFFFF"
_BARE = {"", "AUTO", _WHITE}  # fills that leave the paper white
_BOX = qn("w:txbxContent")  # a text box, whose ground is told elsewhere
_PROPERTIES = tuple(qn(f"w:{name}") for name in ("rPr", "pPr", "trPr", "tcPr", "tblPr"))
_STYLES = tuple(qn(f"w:{name}") for name in ("rStyle", "pStyle", "tblStyle"))


def is_white(properties: Any) -> bool | None:
    """Whether some properties of words make them white; None where they name no colour."""
    colour = properties.find(qn("w:color")) if properties is not None else None
    return None if colour is None else (colour.get(qn("w:val")) or "").upper() == _WHITE


def shaded_styles(styles: Any) -> frozenset[str]:
    """The ids of the styles that put a ground behind words: a head of a table in white on blue."""
    return frozenset(style.get(qn("w:styleId")) for style in styles.iter(qn("w:style")) if _has_ground(style))


def stands_on_ground(run: Any, shaded: frozenset[str]) -> bool:
    """Whether anything behind a run is not white: its own ground, that of its paragraph, cell, row, table, page or of a style of these."""
    for element in (run, *run.iterancestors()):
        if element.tag == _BOX or element.find(qn("w:background")) is not None:
            return True
        for properties in (found for name in _PROPERTIES if (found := element.find(name)) is not None):
            named = {each.get(qn("w:val")) for name in _STYLES if (each := properties.find(name)) is not None}
            if _has_ground(properties) or named & shaded:
                return True
    return False


def _has_ground(element: Any) -> bool:
    """Whether an element, or what stands in it, has a shade or a highlight."""
    fills = (each.get(qn("w:fill")) or "" for each in element.iter(qn("w:shd")))
    highlights = (each.get(qn("w:val")) for each in element.iter(qn("w:highlight")))
    return any(fill.upper() not in _BARE for fill in fills) or any(each not in ("none", "white") for each in highlights)
