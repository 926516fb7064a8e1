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
        r"visibility\s*:\s*(?:hidden|collapse)|(?:opacity|font-size)\s*:\s*0?\.?0+(?![.\d])"
        r"|text-decoration[\w-]*\s*:[^;]*line-through|(?<![\w-])color\s*:\s*transparent",
        re.IGNORECASE,
    ),
    RAISED: re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE),
    LOWERED: re.compile(r"vertical-align\s*:\s*sub", re.IGNORECASE),
}
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_MEDIA = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")  # what holds on paper alone
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(
    r"\s*(?:\w*([.#][\w-]+)|(\w+))\s*"
)  # .a, p.a, #a, em; what stands inside something else is not told


class Looks:
    """The looks of a page's elements, by their names, their attributes and the page's own style sheets."""

    def __init__(self, root: Any) -> None:
        self.by_sheet: dict[str, set[str]] = {}
        for selector, look in _rules("".join(style.text or "" for style in root.iter("style"))):
            self.by_sheet.setdefault(selector, set()).add(look)

    def of(self, element: Any) -> set[str]:
        """An element's looks: gone (it takes up no place), blank (it shows nothing), raised, lowered; mostly none."""
        attributes = element.attrib
        found = {_BY_TAG[element.tag]} if element.tag in _BY_TAG else set()
        if style := attributes.get("style"):
            found |= {look for look, pattern in _BY_STYLE.items() if pattern.search(style)}
        if self.by_sheet:
            classes = (f".{name}" for name in attributes.get("class", "").split())
            for selector in (element.tag, f"#{attributes.get('id', '')}", *classes):
                found |= self.by_sheet.get(selector, set())
        if "hidden" in attributes or (element.tag == "option" and _is_unchosen(element)):
            found.add(GONE)
        return found


def is_markup(element: Any) -> bool:
    """Whether an element holds no words for anyone: a script, a style sheet."""
    return _BY_TAG.get(element.tag) == GONE


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """The looks that a style sheet gives, each with the name, the class (.a) or the id (#a) that has it."""
    for selectors, declarations in _RULE.findall(_MEDIA.sub("", _COMMENT.sub("", sheet))):
        own = [found[1] or found[2].lower() for each in selectors.split(",") if (found := _SELECTOR.fullmatch(each))]
        looks = [look for look, pattern in _BY_STYLE.items() if pattern.search(declarations)]
        yield from ((selector, look) for look in looks for selector in own)


def _is_unchosen(element: Any) -> bool:
    """Whether an element is one of a list's choices, and not the one that is shown."""
    if element.tag != "option":
        return False
    options = [*element.getparent().iter("option")]
    chosen = next((option for option in options if option.get("selected") is not None), options[0])
    return element is not chosen
