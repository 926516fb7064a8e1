"""The figures of a progress text, each with the words that speak of it, then held against every target."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from math import isclose
from operator import attrgetter
from typing import TypeVar

from ..language.clauses import LONGEST_SENTENCE, Clause, clause_at, parted, sentence_start, within, without_brackets
from ..language.cues import find_cues
from ..language.likeness import named_things, without_general
from ..language.passage import Passage
from .dealt import names_dealt_out
from .mention import Mention
from .spans import is_dated, is_difference

NEAR = 100  # figures, or targets, before and behind another that may bear on it
FEW = 5  # sentences, each of a part, over which a sum may reach
_NAMES = re.compile("[、和及与]")
_PARTS = re.compile("其中|包[含括]|(?<=[^0-9])[(（](?![^)）]*完成)(?![0-9.,]+[万亿]*[^0-9()（）]{1,3}[)）])")
_AMONG = re.compile("[^0-9,，。；;、]{0,12}(?<!其)中(?!小?学|心|医)[,，]?")
_ITEMS = re.compile(r"(?:^|[。；;\n])\s*[一二三四五六七八九十]是")
_STOP = re.compile("[。\n]|另[有外]")  # 其中35处已竣工,另有42处: the parts end before what is counted besides
_ADDS_UP = re.compile("合计|共计|总计|累计|共")
_CLOSING = re.compile("[)）]")
_END = attrgetter("end")
_COMMA = re.compile("[,，;；]")
_DIVIDER = re.compile("、|[和及与](?=[0-9])")  # between the figures of a clause


@dataclass(eq=False)
class Figure:
    """A figure that has a value, in its clause; what the words around it say is worked out when it is asked for.

    beside   the mentions of its clause
    start, end  where the words that speak of it begin and end: between the 、 that part it from other figures, or in its brackets
    item_no  which item of a list it stands in (一是…。二是…); 0 in none
    own_name what it is of by its place in a list (公园、公厕分别完成7个、22座); empty where no list deals it out
    whole_at where the figure starts that this one is a part of (…27条,其中新增8条; 15230人(贫困人口13660人)); -1 where it is no part
    year_is_over  whether the report is of all the year
    """

    passage: Passage
    mention: Mention
    clause: Clause
    beside: Sequence[Mention]
    start: int
    end: int
    item_no: int
    own_name: str = ""
    whole_at: int = -1
    year_is_over: bool = False

    @cached_property
    def whole(self) -> str:
        """The words of the clause."""
        return self.passage.words(self.clause)

    @cached_property
    def words(self) -> str:
        """The part of the clause that speaks of it."""
        return self.passage.text[self.start : self.end]

    @property
    def is_part(self) -> bool:
        """Whether a 、 parts it from a figure before it."""
        return self.start > self.clause.start

    @cached_property
    def named(self) -> str:
        """What those words name beside it; empty where they name nothing of their own (…,已完工27栋)."""
        before, behind = (
            self.passage.text[self.start : self.mention.start],
            self.passage.text[self.mention.end : self.end],
        )
        opens = not self.mention.item and not before.strip(" ①②③④⑤⑥⑦⑧⑨⑩")
        is_bare = opens or _lists_its_things(before, self.mention)
        return self.own_name or ("" if is_bare else self._named() or _compound(before, behind))

    def _named(self) -> str:
        """What its words name beside their brackets; a word for any work (208个项目, 39个完成全年任务, 项目建设24个) names nothing."""
        has_brackets = "(" in self.words or "（" in self.words
        named = named_things(without_brackets(self.words)) if has_brackets else self.passage.named(self.start, self.end)
        return named if without_general(without_general(named)) else ""

    @cached_property
    def before(self) -> str:
        """What the sentence says before those words; where it names nothing (一是甲类公寓。截至5月底,…), the sentence before as well."""
        start = sentence_start(self.passage.clauses, self.clause)
        said = self.passage.text[start : self.start]
        return said if self.passage.named(start, self.start) else self.passage.text[max(0, start - 60) : self.start]

    @property
    def clause_before(self) -> str:
        """What its clause says before its number: 一季度 of 一季度1600人."""
        return self.passage.text[self.clause.start : self.mention.start]

    @cached_property
    def verb(self) -> str:
        """The last verb of those words, which names their goal: 销号 of 整改销号22项."""
        return last_verb(self.words)

    @cached_property
    def verbs(self) -> frozenset[str]:
        """All of them, also those of a beginning, without 已 and 完成: 新开工, 整改."""
        return verbs_of(without_brackets(self.words))

    @cached_property
    def adds_up(self) -> bool:
        """Whether the words before it say that it adds others up: 合计3万亩."""
        return bool(_ADDS_UP.search(self.words[: self.mention.start - self.start]))

    @cached_property
    def month(self) -> str:
        """The last month the clause names before the figure, ISO; empty where it names none."""
        before = within(self.beside, self.clause.start, self.mention.start)
        return next((m.when or "" for m in reversed(before) if m.kind == "date"), "")

    @cached_property
    def is_dated(self) -> bool:
        """Whether the clause says up to when it counts (1-9月, 截至6月底, 累计)."""
        return is_dated(self.passage, self.clause, self.mention.start)


def find_figures(passage: Passage, mentions: list[Mention], *, year_is_over: bool = False) -> list[Figure]:
    """The figures of a progress text in order; mentions are its find_mentions."""
    wholes = _wholes(passage.text, mentions, passage.clauses)
    names = names_dealt_out(passage, mentions)
    items = [item.end() for item in _ITEMS.finditer(passage.text)]
    figures = []
    for clause, beside in groupby(mentions, lambda mention: passage.clause(mention.start)):
        together = [*beside]
        places = [mention.start for mention in together if mention.kind != "date"]
        for mention in together:
            if mention.value is not None:
                place, (start, end) = mention.start, _piece(passage.text, clause, mention, places)
                name, begin = names.get(place, ("", 0))
                of = (bisect_right(items, place), name, wholes.get(place, -1), year_is_over)
                figures.append(Figure(passage, mention, clause, together, max(start, begin), end, *of))
    return figures


def parts_of(whole: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """The figures before one, in its sentence or a few before, that add up to it, where its words say so: 春季2万亩;雨季1万亩,合计3万亩."""
    if not whole.adds_up:
        return []
    parts: list[Figure] = []
    for figure in reversed(figures):
        is_alike = (figure.mention.kind, figure.mention.unit) == ("count", whole.mention.unit)
        is_near = figure.clause.sentence > whole.clause.sentence - FEW
        if is_near and figure.mention.start < whole.mention.start and is_alike:
            parts.append(figure)
            if len(parts) > 1 and isclose(_amount(whole), sum(map(_amount, parts))):
                return parts
    return []


def _amount(figure: Figure) -> float:
    return figure.mention.amount * figure.mention.size


T = TypeVar("T")


def around(found: list[T]) -> list[list[T]]:
    """For each figure, or target, of a row those near it: all there are, but in a cell that is a list or a table."""
    if len(found) <= 2 * NEAR:
        return [found] * len(found)
    return [found[max(0, place - NEAR) : place + NEAR] for place in range(len(found))]


def last_verb(words: str) -> str:
    """The last verb of some words; empty where none stands.

    >>> last_verb("整改销号反馈问题24项"), last_verb("绿地18公顷")
    ('销号', '')
    """
    cues = [cue for cue in find_cues(words) if cue.role in ("done", "action", "finished")]
    verbs = [words[cue.start : cue.end] for cue in cues if words[cue.start : cue.end] != "完成"]  # 完成 names no goal
    return verbs[-1] if verbs else ""


def verbs_of(words: str) -> frozenset[str]:
    """The verbs of some words that say what is done to a thing, 完成 left out, which says it of anything.

    >>> sorted(verbs_of("已开工改造9个")), sorted(verbs_of("已完成9个"))
    (['开工', '改造'], [])
    """
    cues = [cue for cue in find_cues(words) if cue.role in ("done", "action", "finished", "advancing")]
    return frozenset(words[cue.start : cue.end].removeprefix("已") for cue in cues) - {"完成"}


def _wholes(progress: str, mentions: list[Mention], clauses: tuple[Clause, ...]) -> dict[int, int]:
    """Where each part starts -> where its whole does: behind 其中, 45项竣工项目中 and in brackets, up to the sentence's or bracket's end.

    已完成线路27条,完成率112.5%。其中新增8条,优化19条: both are parts of 27条, also over the full stop before 其中.
    """
    if not (counts := [m for m in mentions if m.kind == "count"]):
        return {}
    totals = [m for m in counts if m.role != "context" or not is_difference(progress, clauses, m.start)]
    found: dict[int, int] = {}
    for opening in reversed([*_PARTS.finditer(progress)]):  # a part is of the whole before the 其中 that stands nearest
        before = bisect_right(totals, opening.start(), key=_END)
        whole = totals[before - 1] if before else None
        if whole is None or not _is_near(clauses, whole, opening.end()):
            continue
        end = _closing(progress, opening.start()) if opening[0][0] in "(（" else _sentence_end(progress, opening.end())
        for part in within(counts, opening.end(), end):
            own = _whole_of(part, totals, whole, clauses)
            # 新增9条,其中市本级7条;优化26条: what is more than the whole is none of it
            if part.start not in found and own and not (part.unit == own.unit and part.amount > own.amount):
                found[part.start] = own.start
    for whole in counts:
        if among := _AMONG.match(progress, whole.end):
            told = within(counts, among.end(), _sentence_end(progress, among.end()))
            found |= {
                m.start: (_own_whole(m, counts, clauses) or whole).start for m in told if m.dimension == whole.dimension
            }
    return found


def _whole_of(part: Mention, counts: list[Mention], nearest: Mention, clauses: tuple[Clause, ...]) -> Mention | None:
    """What a part is one of: in the sentence of the nearest count before 其中 the last of the part's unit, else that count.

    已开工小区193个、涉及8.7万户,其中完工8个: 8个 are of 193个; its own clause may say of how many: …,其中41个新建项目已开工20个.
    """
    if own := _own_whole(part, counts, clauses):
        return own
    start = sentence_start(clauses, clause_at(clauses, nearest.start))
    told = within(counts, start, nearest.end)
    if alike := next((m for m in reversed(told) if m.unit == part.unit), None):
        return alike
    return nearest if nearest.dimension == part.dimension else None


def _own_whole(part: Mention, counts: list[Mention], clauses: tuple[Clause, ...]) -> Mention | None:
    """Of how many its own clause says that a part is: of 1152户 in 3106户住房中,就地重建的1152户已竣工1094户."""
    clause = clause_at(clauses, part.start)
    before = within(counts, clause.start, part.start)
    return next((m for m in reversed(before) if m.unit == part.unit and m.role in ("total", "goal")), None)


def _is_near(clauses: tuple[Clause, ...], whole: Mention, place: int) -> bool:
    """Whether a whole stands in the sentence of its parts, or in the one before."""
    return clause_at(clauses, place).sentence - clause_at(clauses, whole.start).sentence <= 1


def _sentence_end(progress: str, place: int) -> int:
    match = _STOP.search(progress, place, place + LONGEST_SENTENCE)
    return match.start() if match else place + LONGEST_SENTENCE


def _closing(progress: str, opening: int) -> int:
    match = _CLOSING.search(progress, opening, opening + LONGEST_SENTENCE)
    return match.end() if match else opening + LONGEST_SENTENCE


def _lists_its_things(before: str, mention: Mention) -> bool:
    """Whether the words before a figure give the names of what it counts, and no noun: 滨湖、东苑2个, 实验小学等3所."""
    if mention.item and mention.item not in before:
        return False
    return before.endswith("等") or len(_NAMES.split(before)) == mention.value != 1


def _compound(before: str, behind: str) -> str:
    """A noun that a verb and one more character make, right before a number or behind it: 投放池20个, 26个投放房."""
    for words in (before, re.split("[^\\w]", behind)[0]):
        cues = find_cues(words)
        if cues and cues[-1].role in ("done", "action") and cues[-1].end == len(words) - 1:
            return words[cues[-1].start :]
    return ""


def _piece(progress: str, clause: Clause, mention: Mention, figures: list[int]) -> tuple[int, int]:
    """The part of a clause that speaks of one figure: its brackets, else between the 、 that part it from other figures."""
    if len(figures) == 1:
        return clause.start, clause.end
    opening = max(progress.rfind("(", clause.start, mention.start), progress.rfind("（", clause.start, mention.start))
    if opening >= 0 and not re.search("[)）]", progress[opening : mention.start]) and figures[0] < opening:
        end = min(_closing(progress, opening), clause.end)
        commas = [comma.start() for comma in _COMMA.finditer(progress, opening + 1, end)]
        start = max((comma + 1 for comma in commas if comma < mention.start), default=opening + 1)
        return start, min((comma for comma in commas if comma > mention.end), default=end)
    divisions = [d.end() for d in _DIVIDER.finditer(parted(progress), clause.start, clause.end)]
    start = max((d for d in divisions if d <= mention.start), default=clause.start)
    end = min((d - 1 for d in divisions if d > mention.end), default=clause.end)
    return (
        start if any(figure < start for figure in figures) else clause.start,
        end if any(figure > end for figure in figures) else clause.end,
    )
