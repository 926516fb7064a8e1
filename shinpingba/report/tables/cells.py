"""What a cell holds (a serial number, departments, a figure, a percentage, a verdict, words …), and how well that fits a column."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from ...language.quantities import FULL_WIDTH, find_numbers, without_rank
from ...words.lexicon import read_words
from ..departments import is_department_list
from ..units import unit_in
from .leads import lead_and_cooperating

FIGURES = {"number", "quantity", "percent"}
_PLAIN = re.compile(r"\d[\d,]*(?:\.\d+)?")
# How well what a cell holds fits a column, from -6 (cannot stand there) to 4 (stands nowhere else); 0 says nothing. What is
# missing here is 0. The columns are those of `rows`, and `region`, whose cells are names.
FITS: dict[str, dict[str, float]] = {
    "number": {"serial": 3, "number": 2, "dash": 0, "yesno": -6, **dict.fromkeys(
        ("quantity", "percent", "unit", "date", "verdict", "departments", "label", "words", "counted"), -6)},
    "region": {"label": 2.5, "departments": 1.5, "words": 0, "counted": -1, **dict.fromkeys(
        ("serial", "number", "quantity", "percent", "unit", "date", "verdict", "yesno"), -4)},
    "section": {"label": 2, "words": 0.5, "counted": -0.5, "departments": -2, **dict.fromkeys(
        ("serial", "number", "quantity", "percent", "unit", "date", "verdict", "yesno"), -4)},
    "name": {"label": 2, "words": 1, "counted": 0.3, "departments": -1, "quantity": -2, "verdict": -2, **dict.fromkeys(
        ("serial", "number", "percent", "unit", "date", "yesno"), -3)},
    "task": {"words": 2.5, "counted": 2.8, "label": 1.5, "quantity": 0, "departments": -2, "verdict": -2, **dict.fromkeys(
        ("serial", "number", "percent", "unit", "date", "yesno"), -3)},
    "lead": {"departments": 3, "label": 0.5, "dash": 1, "words": -2, "counted": -4, "verdict": -3, **dict.fromkeys(
        ("serial", "number", "quantity", "percent", "unit", "date", "yesno"), -5)},
    "progress": {"words": 2.5, "counted": 2.5, "label": 1, "quantity": 1, "percent": 1, "verdict": 1, "number": -1, "date": -0.5,
        "departments": -3, "serial": -3, "unit": -3, "yesno": -1},
    "planned": {"number": 3, "quantity": 3, "percent": 2.5, "dash": 1, "serial": -2, **dict.fromkeys(
        ("unit", "date", "verdict", "departments", "label", "words", "counted", "yesno"), -3)},
    "share": {"percent": 3, "number": 1.5, "dash": 1, "quantity": -1, "words": -1.5, "counted": -1.5, **dict.fromkeys(
        ("serial", "unit", "date", "verdict", "departments", "label", "yesno"), -3)},
    "unit": {"unit": 4, "dash": 1, **dict.fromkeys(
        ("serial", "number", "quantity", "percent", "date", "verdict", "departments", "label", "words", "counted", "yesno"), -5)},
    "verdict": {"verdict": 3, "yesno": 3, "dash": 0.5, "label": -0.5, "words": -2.5, "counted": -3.5, "date": -3, **dict.fromkeys(
        ("serial", "number", "quantity", "percent", "unit", "departments"), -4)},
    "deadline": {"date": 3.5, "dash": 1, "label": -1, "words": -1.5, "counted": -1.5, **dict.fromkeys(
        ("serial", "number", "quantity", "percent", "unit", "verdict", "departments", "yesno"), -3)},
}  # fmt: skip
# Words that tell how far it is (已建成4个。) are progress, and no task.
_TOLD = {
    "number": -6, "region": -2, "section": -2, "name": -1, "task": -0.5, "lead": -4, "progress": 3, "planned": -3, "share": -1.5,
    "unit": -5, "verdict": -2.5, "deadline": -1.5,
}  # fmt: skip
for _field, _fit in _TOLD.items():
    FITS[_field]["told"] = _fit
for _fits in FITS.values():  # 待统计 stands for a figure as a dash does
    _fits["pending"] = _fits.get("dash", -1)
FITS["cooperating"] = FITS["lead"] | {"label": 0}
FITS["achieved"] = FITS["planned"]
FITS["row_id"] = FITS["number"] | {"label": 2}
# Columns that a report keeps for itself, by what they usually hold.
FITS |= {
    "plan": {"words": 2, "told": 0.5, "counted": 2, "label": 1, "date": 1},
    "problem": {"words": 2, "told": 1, "counted": 1.5, "label": 1},
    "next_step": {"words": 2, "told": 0.5, "counted": 1.5, "label": 1},
    "note": {"words": 0.5, "told": 0.5, "counted": 0.5, "label": 0.5, "verdict": 0.5, "departments": 0.5},
    "leader": {"label": 2, "words": -1, "counted": -3},
    "rank": {"number": 2},
    "start": {"date": 3.5, "dash": 1},
    "growth": {"number": 2.5, "percent": 3, "dash": 1},
    "total": {"number": 3, "quantity": 3, "dash": 1},
}

_FIGURE = re.compile(r"[≥≤<>≧≦＜＞=＝]?\s*[-+]?\s*\d[\d,\s]*(?:\.\d+)?")
_BLANKS = re.compile(r"(?<=[局委办台会])\s+(?=[市县区州省])")  # 市地震局 市气象局
_REMARK = re.compile(r"(?<=[0-9])\s*[(（][^()（）]*[)）]$")
LONGEST_FIGURE = 24
_VERBS = ("控制在", "减排", "压减")  # 控制在165以内
_ONE_ODD_IN = 5  # cells that need not fit their column
_LONGEST_LABEL = 12
_LABELLED = re.compile("[【\\[]?(?:牵头|责任|主办|配合|协办)")
_MARKS = re.compile(r"[\d,，。;；:：、!！?？“”‘’《》①-⑳]")


@lru_cache(maxsize=50_000)
def kind_of_cell(text: str) -> str:
    """What a cell holds, one of the kinds of FITS; "" for a blank one.

    A `label` is a few words without a mark or a figure; `counted` are words with a figure among them, `told` words of
    what was done, `words` others.


    >>> [kind_of_cell(text) for text in ("3", "不低于65元", "78.9%", "达序推进", "县教育局、县财政局", "新建公园3个")]
    ['number', 'quantity', 'percent', 'verdict', 'departments', 'counted']
    """
    if not text:
        return ""
    if kind := _figure(text) or _listed(text):
        return kind
    if unit_in(text):
        return "unit"
    if is_department_list(_BLANKS.sub("、", text)) or _are_labelled(text):
        return "departments"
    if any(number.kind in {"count", "percent"} for number in find_numbers(text)):
        return "counted"
    return "words" if len(text) > _LONGEST_LABEL or _MARKS.search(text) else "label"


def plain_value(words: str) -> float | None:
    """The number that some words are and nothing else: 1,204.5; None for 1204个."""
    return float(words.replace(",", "")) if _PLAIN.fullmatch(words) else None


def fit(field: str, kind: str) -> float:
    """How well a cell of a kind fits a column; 0 for a column of the report's own."""
    return FITS[field].get(kind, 0) if field in FITS else 0


def mean_fit(field: str, kinds: Iterable[str]) -> float:
    """How well the cells under a head, blank ones left out, fit a column, one odd cell in five not counted; 0 where there are none."""
    fits = sorted(fit(field, kind) for kind in kinds if kind)
    kept = fits[len(fits) // _ONE_ODD_IN :]
    return sum(kept) / len(kept) if kept else 0


def _figure(text: str) -> str:
    """number, quantity or percent: one figure with a bound, a unit and a remark at most, such as ≥85, 不低于65元, 7(另有2家在评)."""
    plain = _REMARK.sub("", without_rank(text.translate(FULL_WIDTH)))
    if len(plain) > LONGEST_FIGURE or not re.search(r"\d", plain):
        return ""
    bare = _bounds().sub("", plain)
    if _FIGURE.fullmatch(bare):
        return "number"
    if re.fullmatch(rf"{_FIGURE.pattern}\s*[%‰](?:\s*[-~—至]\s*\d+(?:\.\d+)?[%‰])?", bare):
        return "percent"
    counted = [number for number in find_numbers(plain) if number.kind in {"count", "level"}]
    if len(counted) == 1 and len(find_numbers(plain)) == 1:
        rest = _bounds().sub("", plain[: counted[0].start]), plain[counted[0].end :]
        is_alone = not rest[0].strip(" -+≥≤<>=") and (
            not rest[1] or not _bounds().sub("", re.sub(r"[/／每年月人日]", "", rest[1]))
        )
        return "quantity" if is_alone else ""
    return ""


def _are_labelled(text: str) -> bool:
    """Whether a cell holds nothing but departments behind labels: 牵头单位:县林业局 配合单位:县财政局、县水利局."""
    parts = lead_and_cooperating(text) if _LABELLED.match(text) else None
    return bool(parts) and all(is_department_list(part) for part in parts or () if part)


def _listed(text: str) -> str:
    return next((kind for kind, pattern in _kinds() if pattern.fullmatch(text)), "")


@cache
def _kinds() -> list[tuple[str, re.Pattern[str]]]:
    return [(entry["kind"], re.compile(entry["pattern"])) for entry in read_words("cells", "kind", "pattern")]


@cache
def _bounds() -> re.Pattern[str]:
    """Words of a bound, such as 不低于 and 以上."""
    patterns = [entry["pattern"] for entry in read_words("bounds", "place", "pattern", "bound")]
    return re.compile("|".join([*patterns, "达到?", "左右", *_VERBS]))
