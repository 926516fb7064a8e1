"""A cell's words to mentions: every figure with its role (target, done, under way …), its item and its place.

The field decides the role before the word does: what stands in a task is a target. In progress the cue words of the same
clause decide (words/roles.csv), nearest to the number first; a role that no word states is `unknown`, and a role taken over
from the clause before is marked `carried`: neither counts as done.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from ..language.clauses import Clause, within, without_brackets
from ..language.cues import Cue, is_early
from ..language.likeness import is_threshold
from ..language.nouns import counted_noun
from ..language.numerals import read_value
from ..language.passage import Passage, read_passage
from ..language.quantities import FULL_WIDTH, WITHOUT_UNIT, Number
from ..words.lexicon import any_of, read_words
from .spans import span_of

RATIOS = ("growth", "percent", "share", "level")
CARRIED = (
    "done",
    "planned",
    "remaining",
)  # what one clause says of a figure may hold for the next figure of the sentence


BARE = "bare"  # the dimension of a number without a unit
_ENDS = re.compile(r"[,，。；;、(（)）]|$")
_OF_IT = re.compile(
    r"(?:[)）]|[^,，。；;、()（）0-9]{0,4}(?:任务|目标|计划|指标)[^,，。；;、()（）0-9]{0,3})?的[0-9.]+[%％]"
)
IN_BRACKETS = re.compile(r"[0-9][^0-9(（]{1,4}[(（](?:完成)?$")  # before a share of the count: 已办结962件(80.2%)


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure in a cell, with the words that state it: text[start:end] == quote.

    kind         count growth share percent date level; percent is a stated completion (完成总工程量的84%), share any other ratio
    role         target done increment underway planned goal remaining total forecast context unknown
    value, unit, bound, dimension, size, high  as in Number; a ratio has no unit
    item         the noun the figure is of (5G基站); empty where the words name none
    role_source  what gave the role: cue, field, carried from the clause before, or none
    when         the month a date names, ISO ("2021-06"), where the text or `as_of` gives the year
    """

    start: int
    end: int
    quote: str
    kind: str
    role: str
    value: float | None
    unit: str
    bound: str
    item: str
    role_source: str
    when: str | None = None
    dimension: str = ""
    size: float = 1.0
    high: float | None = None


def find_mentions(text: str, *, field: str = "progress", as_of: date | None = None) -> list[Mention]:
    """Every figure of one cell, in order. Numbers that are no quantities are left out; `find_numbers` gives them with reasons.

    field   name, task or progress: the cell the text stands in
    as_of   end of the report's period; gives bare months their year and tells future dates from past ones

    >>> [(m.quote, m.role, m.item, m.value) for m in find_mentions("新建5G基站1500个", field="task")]
    [('1500个', 'target', '5G基站', 1500.0)]
    """
    passage = read_passage(text)
    found: list[Mention] = []
    for number in passage.numbers:
        if number.kind == "rejected" and (field != "progress" or (number := _bare_count(passage, number)) is None):
            continue
        clause = passage.clause(number.start)
        inside, beside = list(passage.cues_in(clause)), list(passage.numbers_in(clause))
        mention = _mention(text, number, clause, inside, beside, as_of)
        role, source = _role(text, mention, clause, inside, field, beside)
        if mention.when and as_of and mention.when > f"{as_of:%Y-%m}":
            role, source = "planned", "cue"
        elif role == "done" and _is_dated_ahead(found, clause) and not any(cue.role == "already" for cue in inside):
            role = "planned"
        before = next((m for m in reversed(found) if not is_threshold(text, m.end)), None)
        if (
            role == "unknown"
            and before
            and before.role in CARRIED
            and before.kind == mention.kind
            and passage.clause(before.start).sentence == clause.sentence
        ):
            role, source = before.role, "carried"
        if field == "progress":
            role = _role_in_time(passage, clause, mention, role)
        found.append(replace(mention, role=role, role_source=source))
    return found


def _bare_count(passage: Passage, number: Number) -> Number | None:
    """A number without a unit that says how much is done, its unit the target's: a cell that is nothing else (2616), 累计完成1302."""
    text = passage.text
    value = read_value(number.quote.translate(FULL_WIDTH)) if number.reason == WITHOUT_UNIT else None
    told = any(cue.end == number.start and cue.role in ("done", "finished") for cue in passage.cues)
    is_alone = text.strip() == number.quote
    if value is None or not (is_alone or (told and _ENDS.match(text, number.end))):
        return None
    return replace(number, kind="count", value=float(value), dimension=BARE)


@cache
def _percent_kinds() -> list[tuple[str, re.Pattern[str]]]:
    entries = read_words("percents", "kind", "pattern")
    return [(entry["kind"], re.compile(entry["pattern"])) for entry in entries]


def _mention(
    text: str, number: Number, clause: Clause, cues: list[Cue], numbers: list[Number], as_of: date | None
) -> Mention:
    kind = _percent_kind(text, number, clause) if number.kind == "percent" else number.kind
    item = "" if kind == "date" else counted_noun(text, number, clause, cues, numbers)
    return Mention(
        number.start, number.end, number.quote, kind, "unknown", number.value, number.unit, number.bound, item, "none",
        _when(number, as_of), number.dimension, number.size, number.high,
    )  # fmt: skip


def _percent_kind(text: str, number: Number, clause: Clause) -> str:
    """growth, percent or share, by the word that ends nearest before the number (words/percents.csv)."""
    behind = text[clause.start : number.start]
    if IN_BRACKETS.search(behind):
        return "percent"
    if not re.search(r"\w", behind + without_brackets(text[number.end : clause.end])):
        return "percent"  # the clause says nothing but how much is done: 80%(城北园区滞后)
    nearest, kind = -1, "share"
    for candidate, pattern in _percent_kinds():
        for match in pattern.finditer(behind + number.quote):  # 翻两番 says itself that it is growth
            if match.end() > nearest:
                nearest, kind = match.end(), candidate
    ahead = re.sub("^(?:以上|左右)?的?", "", text[number.end : clause.end])
    if any_of("turns", use="work_amount").match(ahead):
        return "percent"
    if any(candidate == "growth" and pattern.match(ahead) for candidate, pattern in _percent_kinds()):
        return "growth"
    return kind


def _when(number: Number, as_of: date | None) -> str | None:
    year, month = number.when(as_of) or (None, None)
    if year is None:
        return None
    return f"{year}-{month:02d}" if month else str(year)


def _role(
    text: str, mention: Mention, clause: Clause, cues: list[Cue], field: str, numbers: list[Number]
) -> tuple[str, str]:
    if mention.kind == "date":
        return "context", "none"
    left = [cue for cue in cues if cue.end <= mention.start]
    if field == "progress" and mention.kind == "count" and _is_base(text, mention):
        return "goal", "cue"
    only_describes = _is_in_brackets(text, mention) or is_threshold(text, mention.end) or _is_former(text, mention)
    is_told_apart = (
        left and left[-1].role == "context" and not any(left[-1].end <= n.start < mention.start for n in numbers)
    )
    if only_describes or is_told_apart:
        return "context", "cue"
    if field != "progress":
        return "target", "field"
    if (
        mention.kind in RATIOS or mention.dimension == "concentration"
    ):  # a ratio in progress is a state reached, unless a word says otherwise
        stated = [cue.role for cue in left if cue.role in ("planned", "forecast")]
        return (stated[-1], "cue") if stated else ("done", "field")
    if mention.dimension == BARE or text.strip() == mention.quote:  # a cell that holds one figure and nothing else
        return "done", "cue" if left else "field"
    role = _role_of_count(text, mention, clause, left, [cue for cue in cues if cue.start >= mention.end], numbers)
    return (role, "cue") if role else ("unknown", "none")


def _role_of_count(
    text: str, mention: Mention, clause: Clause, left: list[Cue], right: list[Cue], numbers: list[Number]
) -> str | None:
    """The role that the words of the clause, to the left and to the right of an amount, give it; None where they give none."""
    end = _said_until(text, mention, clause, numbers)
    if not left or text[mention.start - 1 : mention.start] == "、":
        if _is_whole(text, mention, numbers, clause, right):
            return "total"
        if own := _role_behind(text, end, right):  # 建成2家、1家暂停: each has a predicate of its own
            return own
    if not left:
        return _role_behind(text, clause.end, right)
    role = _role_before(text, mention, end, left)
    if role == "done" and all(cue.role in ("action", "already") for cue in left):
        stop = text.find("、", mention.end, clause.end)  # what stands behind 、 is said of the next thing
        # the predicate follows: …改扩建4所学校正进行主体建设
        return _role_behind(text, stop if stop >= 0 else clause.end, right) or role
    return role


def _said_until(text: str, mention: Mention, clause: Clause, numbers: list[Number]) -> int:
    """Where the words on a figure end: at the 、 before the next figure of the clause, else with the clause."""
    following = next((n.start for n in numbers if mention.end <= n.start < clause.end), mention.end)
    stop = text.find("、", mention.end, following)
    return stop if stop >= 0 else clause.end


def _is_dated_ahead(found: list[Mention], clause: Clause) -> bool:
    """Whether the clause has named a date still to come: 11月中旬完成改造3所."""
    return any(m.kind == "date" and m.role == "planned" for m in within(found, clause.start, clause.end))


def _is_in_brackets(text: str, mention: Mention) -> bool:
    """Whether brackets hold the figure and nothing else: 人才房(828套) tells how large a thing is."""
    return (
        mention.kind == "count"
        and text[mention.start - 1 : mention.start] in ("(", "（")
        and text[mention.end : mention.end + 1] in (")", "）")
    )


def _is_base(text: str, mention: Mention) -> bool:
    """Whether the figure is what a percentage is of: 完成196公里的28.5%, 占今年85200户任务数的79.5%, 占任务(1200公里)的56%."""
    return mention.kind == "count" and bool(_OF_IT.match(text, mention.end))


def _is_former(text: str, mention: Mention) -> bool:
    """Whether the figure is what a thing has come from: 由48%提升至52.3%, 由年初设定的6%左右调整为正增长."""
    return bool(
        re.search("[由从][^,，。；;、0-9]{0,8}$", text[: mention.start])
        and re.match(r"(?:左右|以上)?[^0-9,，。；;]{0,6}(?:[至到为]约?[0-9-]|调整为)", text[mention.end :])
    )


def _is_attribute(text: str, mention: Mention) -> bool:
    """Whether a rate only says which things are meant: 全省唯一该指标实现15%以上增长的地市; or what a goal was changed to (调整为-3%)."""
    return mention.kind == "growth" and bool(
        re.match("(?:以上|左右)?的?增长的[一-鿿]", text[mention.end :])
        or re.search("调整[为至到]约?$", text[: mention.start])
    )


def _is_whole(text: str, mention: Mention, numbers: list[Number], clause: Clause, cues: list[Cue]) -> bool:
    """Whether a number is the whole that its clause goes on to report on: 14个幸福院已建成8个, 30件实事中, 23个项目完成投资15亿元."""
    among = re.match(r"([^0-9,，。；;]{0,20})(?<!其)中$", text[mention.end : clause.end])
    if among and not is_early(among[1]) and all(cue.role == "action" for cue in cues):  # not 2家选址中
        return True
    end = text.find("、", mention.end, clause.end)
    parts = [
        n.start for n in numbers if mention.end < n.start < (end if end >= 0 else clause.end) and n.kind == "count"
    ]
    return any(cue.end <= part for part in parts for cue in cues if cue.role not in ("total", "context"))


def _role_before(text: str, mention: Mention, end: int, cues: list[Cue]) -> str | None:
    """The role that the words before a number give it: walk from the number to the left until one decides.

    end    where the words on the figure end
    """
    acted, object_start, verb_start = "", 0, -1
    for cue in reversed(cues):
        if cue.role == "remaining":
            return "done" if acted else "remaining"
        if cue.role in (
            "total",
            "context",
        ):  # 涉及征收486户 says how many there are, 在44个小区建成36个 how many are done
            return "done" if acted and cue.end != verb_start else cue.role
        if cue.role in ("planned", "forecast", "goal"):
            return cue.role
        if (cue.role == "ongoing" and acted != "finished") or (
            cue.role == "advancing" and acted not in ("done", "finished")
        ):
            return "underway"
        acted = acted if acted in ("done", "finished") else cue.role
        object_start, verb_start = object_start or cue.end, cue.start
        if cue.role == "already":
            break
    early = is_early(text[object_start : mention.start]) or is_early(text[mention.end : end])
    return "underway" if early and acted != "action" else "done"


def _role_behind(text: str, end: int, cues: list[Cue]) -> str | None:
    """The role that the predicate behind a number, but before `end`, gives it: 5个项目已进场施工, 65个项目已完成方案设计."""
    for cue in (cue for cue in cues if cue.end <= end):
        if cue.role in ("planned", "forecast", "total", "remaining"):
            return cue.role
        if cue.role in ("ongoing", "advancing"):
            return "underway"
        if cue.role in ("done", "finished"):
            return "underway" if is_early(text[cue.end : end]) else "done"
    return None


def _role_in_time(passage: Passage, clause: Clause, mention: Mention, role: str) -> str:
    """The role of a figure with the span of time it covers: what a part of the year brought is an increment, last year's is context."""
    if mention.kind == "date" or role not in ("done", "unknown", "forecast"):
        return role
    span = span_of(passage, clause, mention.start)
    if span == "increment" and mention.kind != "share":
        return "increment"
    if span == "difference":  # 比去年多2个 is no amount of this year's; 比上年同期增长18% is a growth rate
        return "context" if mention.kind in ("count", "level") else role
    return "context" if span in ("past", "years") else role
