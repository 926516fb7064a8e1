"""Who leads and who co-operates, where one cell names both: 牵头:县林业局 配合:县财政局; 县住建局(牵头)、县发改局."""

import re

from ..heads import header_field

_LABEL = re.compile(r"[【\[]?(?P<label>[一-鿿]{2,6})(?:[】\]][:：]?|[:：])\s*")
_NAME = re.compile(
    r"(?P<name>[^\s、,，;；()（）]+)\s*[(（](?P<part>牵头|主办|主责|配合|协办|参与|协助)(?:单位|部门)?[)）]|[^\s、,，;；()（）]+(?:[(（][^()（）]*[)）])?"
)
_LEADS = {"牵头", "主办", "主责"}


def lead_and_cooperating(words: str) -> tuple[str, str] | None:
    """The leading and the co-operating departments of a cell that says which are which, each as printed; None otherwise.

    >>> lead_and_cooperating("牵头:县林业局 配合:县财政局、县水利局")
    ('县林业局', '县财政局、县水利局')
    >>> lead_and_cooperating("县住建局(牵头)、县发改局")
    ('县住建局', '县发改局')
    >>> lead_and_cooperating("县住建局、县发改局") is None
    True
    """
    return _by_labels(words) or _by_marks(words)


def _by_labels(words: str) -> tuple[str, str] | None:
    # 县林业局配合:县财政局 has the label grown together with the name before it
    marked = re.sub(r"(?<=\S)(?=(?:牵头|配合|协办|主办|参与|协助)(?:单位|部门)?[:：])", " ", words)
    labels = [(match, header_field(match["label"])) for match in _LABEL.finditer(marked)]
    labels = [(match, name) for match, name in labels if name in {"lead", "cooperating"}]
    if not labels or labels[0][0].start() != 0:
        return None
    ends = [*(match.start() for match, _ in labels[1:]), len(marked)]
    found: dict[str, list[str]] = {"lead": [], "cooperating": []}
    for (match, name), end in zip(labels, ends, strict=True):
        found[name or "lead"].append(marked[match.end() : end].strip(" ;；,，、。"))
    return "、".join(found["lead"]), "、".join(found["cooperating"])


def _by_marks(words: str) -> tuple[str, str] | None:
    names = list(_NAME.finditer(words))
    parts = {match["part"] for match in names if match["part"]}
    if not parts:
        return None
    others = "cooperating" if parts & _LEADS else "lead"
    found: dict[str, list[str]] = {"lead": [], "cooperating": []}
    for match in names:
        part = others if not match["part"] else "lead" if match["part"] in _LEADS else "cooperating"
        found[part].append(match["name"] or match[0])
    return "、".join(found["lead"]), "、".join(found["cooperating"])
