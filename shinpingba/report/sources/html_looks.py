"""How the elements of a web page look: which are not there for its reader, which show nothing, which stand high or low."""

import re
from collections.abc import Iterator
from typing import Any

GONE, BLANK, RAISED, LOWERED = "gone", "blank", "raised", "lowered"
UNSEEN = {GONE, BLANK}

_BY_TAG = {
    **dict.fromkeys(("script", "style", "noscript", "template", "head", "datalist", "rp", "rt"), GONE),
    **dict.fromkeys(("del", "s", "strike"), BLANK), "sup": RAISED, "sub": LOWERED,
}  # fmt: skip
_BY_STYLE = {
    GONE: re.compile(r"display\s*:\s*none", re.IGNORECASE),
    BLANK: re.compile(
        r"visibility\s*:\s*(?:hidden|collapse)|(?:opacity|font-size)\s*:\s*0(?![.\d])|text-decoration[\w-]*\s*:[^;]*line-through",
        re.IGNORECASE,
    ),
    RAISED: re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE),
    LOWERED: re.compile(r"vertical-align\s*:\s*sub", re.IGNORECASE),
}
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_MEDIA = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")  # what holds on paper alone
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CLASS = re.compile(r"\s*\w*\.([\w-]+)\s*")


class Looks:
    """The looks of a page's elements, by their names, their attributes and the classes of its own style sheets."""

    def __init__(self, root: Any) -> None:
        self.classes: dict[str, set[str]] = {}
        for name, look in _rules("".join(style.text or "" for style in root.iter("style"))):
            self.classes.setdefault(name, set()).add(look)

    def of(self, element: Any) -> set[str]:
        """An element's looks: gone (it takes up no place), blank (it shows nothing), raised, lowered; mostly none."""
        attributes = element.attrib
        found = {_BY_TAG[element.tag]} if element.tag in _BY_TAG else set()
        if style := attributes.get("style"):
            found |= {look for look, pattern in _BY_STYLE.items() if pattern.search(style)}
        if self.classes and (names := attributes.get("class")):
            found |= {look for name in names.split() for look in self.classes.get(name, ())}
        if "hidden" in attributes or (element.tag == "option" and _is_unchosen(element)):
            found.add(GONE)
        return found


def is_markup(element: Any) -> bool:
    """Whether an element holds no words for anyone: a script, a style sheet."""
    return _BY_TAG.get(element.tag) == GONE


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """The looks that a style sheet gives, each with the class that has it."""
    for selectors, declarations in _RULE.findall(_MEDIA.sub("", _COMMENT.sub("", sheet))):
        names = [found[1] for each in selectors.split(",") if (found := _CLASS.fullmatch(each))]
        looks = [look for look, pattern in _BY_STYLE.items() if pattern.search(declarations)]
        yield from ((name, look) for look in looks for name in names)


def _is_unchosen(element: Any) -> bool:
    """Whether an element is one of a list's choices, and not the one that is shown."""
    if element.tag != "option":
        return False
    options = [*element.getparent().iter("option")]
    chosen = next((option for option in options if option.get("selected") is not None), options[0])
    return element is not chosen
