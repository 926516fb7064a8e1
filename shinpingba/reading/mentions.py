"""A cell's words to mentions: every figure with its role (target, done, under way …), its item and its place.

The field decides the role before the word does: what stands in a task is a target. In progress the cue words of the same
clause decide (words/roles.csv), nearest to the number first; a role that no word states is `unknown`, and a role taken over
from the clause before is marked `carried`: neither counts as done.
"""

import re
from datetime import date

from ..language.clauses import Clause, within
from ..language.cues import Cue
from ..language.likeness import is_threshold
from ..language.nouns import counted_noun
from ..language.numerals import read_value
from ..language.passage import Passage, read_passage
from ..language.quantities import FULL_WIDTH, WITHOUT_UNIT, Number, find_numbers
from .kinds import kind_among, kind_of_percent
from .mention import BARE, Mention
from .multiples import as_share
from .roles import role_of
from .times import is_foreseen, is_of_today, role_in_time

CARRIED = (
    "done",
    "planned",
    "remaining",
)  # what one clause says of a figure may hold for the next figure of the sentence
NEAR = 20  # characters before a number in which its unit may stand
_UNIT_BEFORE = re.compile(r"[(（]([^()（）0-9]{1,6})[)）](?:[:：]\s*|\s+)$")
_ENDS = re.compile(r"[,，。；;、(（)）]|$")
_RATED = re.compile("[,，、]?(?:任务)?完成率(?:为|达到?)?[0-9]")
_LACKS = re.compile(r"(?:[(（][^()（）]*[)）])?(?:均|都|还|尚|仍|暂|因[^,，。；;0-9]{2,10})*(?:没有|未(?!来|成年))")
_FORESEES = re.compile("预计|预期|有望|可望|能够|(?<![许认])可(?!行|研)")
# 安排资金300万元,用于加固水库3座; not 投入300万元用于…, which is spent
_IS_FUNDED = re.compile(
    "(?:安排|下达|争取到?|申请|筹措|预拨)[^,，。；;、投]{0,14}元[,，]?(?:专项|主要|重点|全部|将)?(?:用于|支持)[^,，。；;、0-9]*$"
)
_OPENS_AHEAD = re.compile("(?:我[市县区]|全[市县区])?(?:下一?步|下一?阶段|接下来|明年|今后|下半年|下季度|后续)")
_BLANK, _ENDS_FIRST = re.compile(r"\s*"), re.compile(r"\s*(?:[,，;；。]|$)|\s+\S")


def find_mentions(text: str, *, field: str = "progress", as_of: date | None = None, unit: str = "") -> list[Mention]:
    """Every figure of one cell, in order. Numbers that are no quantities are left out; `find_numbers` gives them with reasons.

    field   name, task or progress: the cell the text stands in
    as_of   end of the report's period; gives bare months their year and tells future dates from past ones
    unit    what a number counts that the cell begins with, where it says so itself of none: 人 of a row called 再就业(人)

    >>> [(m.quote, m.role, m.item, m.value) for m in find_mentions("新建5G基站1500个", field="task")]
    [('1500个', 'target', '5G基站', 1500.0)]
    """
    passage = read_passage(text)
    found: list[Mention] = []
    for number in passage.numbers:
        if quantity := _quantity(passage, number, field, unit):
            found.append(_read(passage, quantity, field, as_of, found))
    return found


def _read(passage: Passage, number: Number, field: str, as_of: date | None, found: list[Mention]) -> Mention:
    """One figure with its kind, its item and its role; `found` are those before it."""
    clause = passage.clause(number.start)
    cues, beside = passage.cues_in(clause), passage.numbers_in(clause)
    mention = _mention(passage.text, number, clause, cues, beside, as_of)
    if field == "progress" and mention.kind in ("percent", "share"):
        mention = mention._replace(kind=kind_among(passage, found, clause, mention, number))
    role, source = role_of(passage.text, mention, clause, cues, field, beside)
    if mention.when and as_of and mention.when > f"{as_of:%Y-%m}":
        role, source = "planned", "cue"
    elif role == "done" and _is_dated_ahead(found, clause) and not any(cue.role == "already" for cue in cues):
        role = "planned"
    elif role == "unknown" and (carried := _carried(passage, found, clause, mention)):
        role, source = carried, "carried"
    if field == "progress" and (in_time := role_in_time(passage, clause, mention, role, as_of)) != role:
        role, source = in_time, "cue"
    if role == "done" and mention.kind == "percent" and _is_of_forecast(passage, found, clause, cues):
        role, source = "planned", "carried"
    if role == "done" and field == "progress" and is_foreseen(passage, clause, mention, source, as_of):
        role, source = "planned", "carried"
    if role == "done" and field == "progress" and _is_part_of_foreseen(passage, found, clause):
        role, source = "planned", "carried"
    if role == "done" and field == "progress" and _is_paid_ahead(passage, found, clause, mention):
        role, source = "planned", "carried"
    return mention._replace(role=role, role_source=source)


def _is_of_forecast(passage: Passage, found: list[Mention], clause: Clause, cues: list[Cue]) -> bool:
    """Whether a share is of what is only foreseen: 全年预计完成570亿元,完成年计划的97.4%; not …,目前已完成年计划的69%."""
    before = next((m for m in reversed(found) if m.kind != "date"), None)
    if before is None or before.role != "planned" or passage.clause(before.start).sentence != clause.sentence:
        return False
    foreseen = "预计" in passage.text[passage.clause(before.start).start : before.start]
    return foreseen and passage.clause(before.start) != clause and not any(cue.role == "already" for cue in cues)


def _is_part_of_foreseen(passage: Passage, found: list[Mention], clause: Clause) -> bool:
    """Whether a part is of what is only foreseen: 预计年内可播种53万亩,其中玉米完成32万亩; not 预计建成60个,其中目前已建成48个."""
    before = next((m for m in reversed(found) if m.kind != "date"), None)
    if before is None or before.role != "planned" or not passage.words(clause).startswith("其中"):
        return False
    start, _ = passage.sentence(clause)
    return (
        start <= before.start
        and bool(_FORESEES.search(passage.text, start, before.start))
        and not is_of_today(passage, clause, clause.end)
    )


def _is_paid_ahead(passage: Passage, found: list[Mention], clause: Clause, mention: Mention) -> bool:
    """Whether a thing is what money is only to be spent on: 还将投资1500万元,新建4座,改建3座; 安排资金300万元,用于加固3座.

    Or what a sentence goes on to foresee: 下一阶段要加固3座,新建2座. Not …,已新建4座, nor …,完成4座.
    """
    if mention.kind != "count" or mention.dimension == "money" or is_of_today(passage, clause, mention.start):
        return False
    start, _ = passage.sentence(clause)
    if any(cue.role not in ("action", "done") for cue in passage.cues_in(clause) if cue.end <= mention.start):
        return False
    if _IS_FUNDED.search(passage.text, start, mention.start):
        return True
    before = next((m for m in reversed(found) if m.kind != "date"), None)
    if before is None or before.role not in ("planned", "goal") or not start <= before.start < clause.start:
        return False
    if before.role == "goal" and any(m.role == "done" for m in within(found, start, before.start)):
        return False  # 发放贷款1.8亿元(目标2亿元),新增就业1200人
    is_ahead = before.role == "planned" and _OPENS_AHEAD.match(passage.text, start)
    return before.dimension == "money" or before.role_source == "carried" or bool(is_ahead)


def _carried(passage: Passage, found: list[Mention], clause: Clause, mention: Mention) -> str:
    """The role that the figure before gives one of its kind in the same sentence; "" where it gives none, or the words behind deny it.

    6个已通过验收,1个(卒中中心)没有提交申请
    """
    if _LACKS.match(passage.text, mention.end, clause.end):
        return ""
    before = next((m for m in reversed(found) if not is_threshold(passage.text, m.end)), None)
    if before is None or before.role not in CARRIED or before.kind != mention.kind:
        return ""
    return before.role if passage.clause(before.start).sentence == clause.sentence else ""


def _quantity(passage: Passage, number: Number, field: str, of_name: str) -> Number | None:
    """A number that is a quantity, or that progress tells without a unit; None for the others."""
    if number.kind != "rejected":
        return as_share(passage, number) if field == "progress" else number
    if number.reason == WITHOUT_UNIT and (
        unit := _UNIT_BEFORE.search(passage.text, max(0, number.start - NEAR), number.start)
    ):
        return _with_unit(number, unit[1])
    if number.reason == WITHOUT_UNIT and of_name and _opens(passage.text, number):
        return _with_unit(number, of_name)
    return _bare_count(passage, number) if field == "progress" else None


def _opens(text: str, number: Number) -> bool:
    """Whether a cell begins with a number that nothing else goes with: 8025; 8025,60.8%; 1704 71%."""
    return bool(_BLANK.fullmatch(text, 0, number.start) and _ENDS_FIRST.match(text, number.end))


def _with_unit(number: Number, unit: str) -> Number | None:
    """A number whose unit stands before it: 再就业(人):1250, 就业率(%):78."""
    read = find_numbers(number.quote + unit)
    is_whole = len(read) == 1 and read[0].kind in ("count", "percent") and read[0].end == len(number.quote + unit)
    return read[0]._replace(start=number.start, end=number.end, quote=number.quote) if is_whole else None


def _bare_count(passage: Passage, number: Number) -> Number | None:
    """A number without a unit that says how much is done, its unit the target's: a cell that begins with it (2616), 累计完成1302.

    Or one with its rate: 完成大专学历提升1480,完成率211.4%.
    """
    if number.reason != WITHOUT_UNIT:
        return None
    text, value = passage.text, read_value(number.quote.translate(FULL_WIDTH))
    cue = passage.cue_before(number.start)
    is_rated = cue is not None and cue.start >= passage.clause(number.start).start and _RATED.match(text, number.end)
    told = cue is not None and (cue.end == number.start or is_rated) and cue.role in ("done", "finished", "action")
    if value is None or not (_opens(text, number) or (told and _ENDS.match(text, number.end))):
        return None
    return number._replace(kind="count", value=float(value), dimension=BARE)


def _mention(
    text: str, number: Number, clause: Clause, cues: list[Cue], numbers: list[Number], as_of: date | None
) -> Mention:
    kind = kind_of_percent(text, number, clause) if number.kind == "percent" else number.kind
    item = "" if kind == "date" else counted_noun(text, number, clause, cues, numbers)
    return Mention(
        number.start, number.end, number.quote, kind, "unknown", number.value, number.unit, number.bound, item, "none",
        _when(number, as_of), number.dimension, number.size, number.high,
    )  # fmt: skip


def _when(number: Number, as_of: date | None) -> str | None:
    if number.kind != "date":
        return None
    year, month = number.when(as_of) or (None, None)
    return None if year is None else f"{year}-{month:02d}" if month else str(year)


def _is_dated_ahead(found: list[Mention], clause: Clause) -> bool:
    """Whether the clause has named a date still to come: 11月中旬完成改造3所."""
    return any(m.kind == "date" and m.role == "planned" for m in within(found, clause.start, clause.end))
