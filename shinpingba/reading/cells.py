"""Columns of figures: the planned, achieved and stated share of a row, each in a cell of its own, read without any language.

The cell is the evidence: a bare 6.4 under 年度目标 is 6.4万人 where the unit column, the head or the line above says 万人. Planned and
achieved figure of one row belong together because they stand in its columns (ground `column`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from ..language.bounds import bound_before
from ..language.numerals import read_value
from ..language.passage import read_passage
from ..language.quantities import FULL_WIDTH, Number, find_numbers, without_rank
from ..language.shares import denies
from ..language.verdicts import class_of
from ..words.lexicon import read_words
from .ceilings import is_ceiling
from .mention import BARE, Mention
from .statement import Statement
from .statements import stated_verdict
from .targets import Achieved, Target, find_targets

COLUMNS = ("planned", "achieved", "share", "unit", "verdict")
_UNKNOWN = re.compile(r"[\s\-—–/／.…·*无空]*")
_SIGNS = {
    "≥": "不低于",
    ">=": "不低于",
    "＞": "超过",
    ">": "超过",
    "≤": "不超过",
    "<=": "不超过",
    "＜": "不超过",
    "<": "不超过",
}
_DIGITS = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_SCALES = (0.01, 1.0, 100.0, 1e3, 1e4, 1e7, 1e8)  # 60%, 25家, 40万平方米, 1.2亿元
_EXACT = 1e-9
_REMARK = re.compile(r"(?<=[0-9%])\s*[(（][^()（）]*[)）]$")  # 7(另有2家在评)
_LAST_MONTH = 12
_MOST_RATIO = 3  # of what is done to what was to be, where the unit is only known of this
_SURE = ("low", "medium", "high")
_OF_A_YEAR = re.compile("(?P<year>20[0-9]{2})年度?(?:下达)?(?:的|计划)?(?:项目|任务|实事|工程|指标)?")
_GROWTH = re.compile("增长|增速|增幅|涨幅|同比")


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of figures of one row say: a target, what is achieved of it, and the share that the table states.

    told    the achieved figure, of which the target may stand in words
    worded  the target as a task would say it, if what is achieved stands in words: 新建管网 | 12公里 is 新建管网12公里
    """

    target: Target | None
    achieved: Achieved | None
    share: float | None
    mentions: dict[str, list[Mention]]
    told: Number | None = None
    worded: Target | None = None


def read_columns(cells: Mapping[str, str], subject: str) -> Columns:
    """The columns of figures of one row.

    cells    words of `planned`, `achieved`, `share` and `unit`, "" where the report has none
    subject  what the row is about: its name, else its task
    """
    if not any(cells.values()):
        return Columns(None, None, None, {})
    unit = cells.get("unit", "")
    planned, achieved = (quantity(cells.get(field, ""), unit) for field in ("planned", "achieved"))
    share = quantity(cells.get("share", ""), "%")
    stated = share.value if share is not None and share.kind == "percent" else None
    target = _target(planned, cells["planned"], subject) if planned is not None else None
    told = {"planned": ("target", planned), "achieved": ("done", achieved), "share": ("done", share)}
    mentions = {
        field: [_mention(number, cells[field], role)] for field, (role, number) in told.items() if number is not None
    }
    done = achieved_of(target, achieved, stated, cells) if target is not None else None
    if target and achieved and done is None:
        done = _in_unit_of_plan(target, achieved, stated, cells)
    worded = _worded(target, planned.quote, subject) if target and planned and achieved is None else None
    return Columns(target, done, stated, mentions, achieved, worded)


def _worded(target: Target, planned: str, subject: str) -> Target | None:
    """The target of a column as a task would say it; None where its unit is not known, or the words would say something else."""
    told = find_targets(f"{subject}{planned}")
    found = [each for each in told if (each.value, each.unit, each.kind) == (target.value, target.unit, target.kind)]
    return replace(found[-1], field="planned", bound=target.bound) if found else None


def achieved_of(
    target: Target, achieved: Number | None, stated: float | None, cells: Mapping[str, str]
) -> Achieved | None:
    """What the columns say of their target: the achieved figure, else the stated share of a count."""
    if achieved is not None and achieved.dimension == target.dimension and achieved.value is not None:
        value = achieved.value * (achieved.size / target.size if target.kind == "count" else 1)
        confidence = "low" if _is_denied(target, value, stated) else "high"
        return Achieved(value, achieved.bound, cells["achieved"], 0, "direct", confidence, "column", stated, "achieved")
    if target.kind == "count" and stated is not None and _UNKNOWN.fullmatch(cells.get("achieved", "")):
        return Achieved(target.value * stated, "=", cells["share"], 0, "percent", "medium", "share", stated, "share")
    return None


def _in_unit_of_plan(
    target: Target, achieved: Number, stated: float | None, cells: Mapping[str, str]
) -> Achieved | None:
    """A figure without any unit as one of its plan's, which has one in its own cell: 24个 | 6; None where it would be far beyond it.

    3.6亿元 | 18000 is of another unit, and 95% | 0.93 of another way to print it.
    """
    like = in_printed_unit(achieved, target)
    done = achieved_of(target, like, stated, cells) if like is not achieved else None
    ratio = done.value / target.value if done and target.value else _MOST_RATIO
    is_near = ratio < _MOST_RATIO and (target.kind == "count" or ratio > 1 / _MOST_RATIO)
    return replace(done, confidence=min(done.confidence, "medium", key=_SURE.index)) if done and is_near else None


def _is_denied(target: Target, achieved: float, stated: float | None) -> bool:
    """Whether the share of a row says otherwise than its figures: 计划 40个 | 完成 22个 | 完成率 35%; one of them is not what it seems."""
    is_counted = target.kind == "count" and target.bound == "=" and bool(target.value)
    return is_counted and stated is not None and denies(target.value, achieved, stated)


def in_printed_unit(number: Number, target: Target) -> Number:
    """A figure without a unit as one of its target's, as that is printed: 31 of 25家, 36.5 of 40万平方米, 57.4 of 60%.

    Any other as it is; so is one of a target whose figure is not printed in digits.
    """
    printed = [float(digits.replace(",", "")) for digits in _DIGITS.findall(target.quote)]
    ratios = (target.value / each for each in reversed(printed) if each)
    scale = next((scale for ratio in ratios for scale in _SCALES if abs(ratio / scale - 1) < _EXACT), None)
    if number.dimension != BARE or number.value is None or scale is None:
        return number
    return number._replace(value=number.value * scale, unit=target.unit, dimension=target.dimension, size=target.size)


def _mention(number: Number, cell: str, role: str) -> Mention:
    return Mention(
        0,
        len(cell),
        cell,
        number.kind,
        role,
        number.value,
        number.unit,
        number.bound,
        "",
        "field",
        None,
        number.dimension,
        number.size,
    )


def quantity(cell: str, unit: str) -> Number | None:
    """The quantity of a cell: its own number with its own unit, else the number with the column's unit; None where it holds none.

    >>> [(n.value, n.unit, n.bound) for n in (quantity("6.4", "万人"), quantity("≥60个", ""), quantity("8%以上", "%")) if n]
    [(64000.0, '人', '='), (60.0, '个', '>='), (0.08, '', '>=')]
    """
    if _UNKNOWN.fullmatch(cell):
        return None
    plain = _REMARK.sub("", without_rank(cell.strip().translate(FULL_WIDTH)))
    words = re.sub("≥|>=|＞|>|≤|<=|＜|<", lambda sign: _SIGNS[sign[0]], plain)
    bare = re.fullmatch(r"(\D*?)(-?[0-9][0-9,，]*(?:\.[0-9]+)?)(以上|以内|左右|余)?", words)
    if bare and unit and not words.endswith(("%", "％")):
        words = f"{bare[1]}{bare[2]}{_measure(unit)}{bare[3] or ''}"
    if bare and not unit and not bare[3] and bare[1] in {"", *_SIGNS.values()}:
        value = read_value(bare[2].replace("，", ","))
        bound = bound_before(words, bare.start(2))
        return Number(0, len(cell), cell, "count", None if value is None else float(value), bound=bound, dimension=BARE)
    found = [number for number in find_numbers(words) if number.kind in ("count", "percent", "level")]
    return found[0] if len(found) == 1 or (found and bare is None) else None


def cell_verdict(cell: str, as_of: date) -> Statement | None:
    """The office's verdict of a cell of its own (未达序时, 达序推进, 是, 否); None where it holds none.

    as_of  the end of the period: 未完成 and 部分完成 are late once the year is over (2017年项目未竣工), and work that goes on before
    """
    year = _OF_A_YEAR.match(cell)
    if status := class_of(cell[year.end() :] if year else cell):
        if status == "unfinished":
            is_over = as_of.month == _LAST_MONTH or (year is not None and int(year["year"]) < as_of.year)
            status = "behind" if is_over else "in_progress"
        return Statement(0, len(cell), cell, status=status, field="verdict")
    stated = stated_verdict(read_passage(cell)) if cell.strip() else None
    return stated and replace(stated, field="verdict")


def _measure(unit: str) -> str:
    """The unit itself: 元 of 元/月/人, 万户 of (万户), but 微克/立方米 as a whole."""
    plain = unit.strip("()（） :：")
    if plain in _surfaces():
        return plain
    return re.split(r"[/／、,，;；(（)）]", plain)[0].strip()


@cache
def _surfaces() -> set[str]:
    columns = ("surface", "unit", "dimension", "size", "chinese", "not_before")
    return {entry["surface"] for entry in read_words("units", *columns)}


def _target(planned: Number, cell: str, subject: str) -> Target:
    """The target that a planned figure makes; a percentage is a growth rate where the subject is one, else a share.

    28 under 年度目标 is the most that may be of 生产安全事故起数, without a sign that says so.
    """
    bound = "<=" if planned.bound == "=" and is_ceiling(subject) else planned.bound
    kind = "count"
    if planned.kind == "percent":
        kind = "growth" if _GROWTH.search(subject + cell) else "share"
    elif planned.kind != "count" or bound == "<=":
        kind = "share"
    context = f"{subject} {cell}".strip()
    return Target(
        0, len(cell), cell, "planned", kind, planned.value or 0.0, planned.unit, bound, subject, planned.dimension, planned.size,
        context, True, len(cell),
    )  # fmt: skip
