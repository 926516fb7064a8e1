"""The paragraphs of a page as a tree: which number stands under which, what is a heading, and what the headings say of the rest."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise, takewhile

from ...language.verdicts import class_in, find_classes
from ...words.lexicon import any_of
from ..heads import header_field
from .blocks import TextBlock
from .class_heads import class_of_all, class_only, find_head, judged_line
from .labels import find_labels
from .numbering import parents_of
from .offices import is_office
from .parts import find_parts
from .setting import Setting, kind_in
from .titled import names_first

_LONGEST_HEADING = 40
_STOPS = "。;!?"
_COUNTED = re.compile(r"[0-9]{1,3}(?:项|件|个(?:项目|任务|事项)?)\)?$|\([0-9]{1,3}[项件个]\)")
_FOLLOW = re.compile("(?:具体|详细)(?:情况|项目|名单|任务)?(?:如下|是|为):\\s*$")
_SO_MANY = re.compile("[0-9]+(?:项|个|件)")
_NO_NAME = re.compile("[,、:]|^(?:附[件表]|注)")
_FRAME = " 【】[]"
_LISTED = ("arabic", "arabic_brackets", "circled", "dash")
_TASKS = re.compile("项目|任务|指标|事项|实事|工程")
_NAMES = re.compile("(?!.*(?:原因|问题|困难|主要[是为]))[^、。;0-9][^。;]*、[^。;]+")
_SO_MANY_OF = re.compile(r"(?P<count>[0-9]{1,3})(?:个|项|件)[^,;。:0-9]{0,8}?(?:项目|实事|任务|事项|指标|工程)")
_BRACKETED = re.compile(r"\(共?[0-9]{1,3}[项件个]\)$|^【.*】$")


@dataclass(frozen=True, slots=True)
class Place:
    """What stands over a paragraph.

    section  the words of the nearest heading with a number
    verdict  the class that a heading or the head of a list names for what stands under it
    kind     which of the report's tables the nearest heading that names one names; empty where none does
    ahead    it stands under a heading of what is to come (下一步打算): no progress
    trouble  it stands under a heading of what went wrong (存在问题): of progress only the surest
    lead     the departments that a heading names for what stands under it
    """

    section: str = ""
    verdict: str = ""
    kind: str = ""
    ahead: bool = False
    trouble: bool = False
    lead: str = ""

    def beside(self, other: "Place") -> "Place":
        """This and, where it says nothing, the other."""
        ahead, trouble = self.ahead or other.ahead, self.trouble or other.trouble
        return Place(
            self.section or other.section, self.verdict or other.verdict, self.kind or other.kind, ahead, trouble,
            self.lead or other.lead,
        )  # fmt: skip


@dataclass(frozen=True)
class Tree:
    """The paragraphs of a page, `joint` between their lines, and what the page says of itself."""

    blocks: Sequence[TextBlock]
    joint: str
    setting: Setting

    @cached_property
    def words(self) -> list[str]:
        """Each paragraph, plain, without its number."""
        return [block.words for block in self.blocks]

    @cached_property
    def own(self) -> list[str]:
        """Each paragraph, plain, behind its number."""
        return [words[block.begin :] for words, block in zip(self.words, self.blocks, strict=True)]

    @cached_property
    def parents(self) -> list[int | None]:
        """For each paragraph the numbered one it stands under."""
        return parents_of([block.mark for block in self.blocks])

    @cached_property
    def branches(self) -> set[int]:
        """The numbered paragraphs under which other numbered ones stand."""
        marked = [parent for parent, block in zip(self.parents, self.blocks, strict=True) if block.mark]
        return {parent for parent in marked if parent is not None}

    @cached_property
    def leaves(self) -> list[int]:
        """The numbered paragraphs under which no other numbered one stands."""
        return [place for place, block in enumerate(self.blocks) if block.mark and place not in self.branches]

    @cached_property
    def headings(self) -> list[bool]:
        """Whether each paragraph is a title: short, no sentence, without figures of progress or departments."""
        return [self._is_heading(place) for place in range(len(self.blocks))]

    @cached_property
    def members(self) -> set[int]:
        """The short lines that are the members of a list: as many as its head says, or all that stand under a class."""
        return {each for place in range(len(self.blocks)) for each in self._members(place)}

    def _members(self, place: int) -> range:
        """进度滞后的项目有以下3个:|甲|乙|丙      三、滞后|甲|乙"""
        words = self.own[place]
        if words.rstrip().endswith(":") and (head := find_head(words, find_parts(words)[-1].start)) and head.count:
            below = range(place + 1, place + 1 + head.count)
            is_list = below.stop <= len(self.blocks) and all(self._is_name(each) for each in below)
            return below if is_list else range(0)
        if not self.names_class(place):
            return range(0)
        below = range(place + 1, place + 1 + len(list(takewhile(self._is_plain_name, self.followers(place)))))
        return range(0) if self._is_over(place, below.stop) or self._is_of_table(place, below) else below

    def _is_name(self, place: int) -> bool:
        words = self.own[place].rstrip(" ;。")
        is_short = 1 < len(words) <= _LONGEST_HEADING and not any(stop in words for stop in _STOPS)
        return is_short and not self.blocks[place].mark and not words.endswith(":") and not self.names_class(place)

    def _is_plain_name(self, place: int) -> bool:
        """Whether a line under a class is a name: no list, no sentence, no office over what is its own."""
        words = self.own[place].strip(" ;")
        return self.headings[place] and self._is_name(place) and not _NO_NAME.search(words) and not is_office(words)

    def _is_over(self, head: int, place: int) -> bool:
        """Whether numbered paragraphs follow that may stand under the lines before them: 二、滞后项目|城建类|1.…"""
        mark = self.blocks[place].mark if place < len(self.blocks) else None
        own = self.blocks[head].mark
        return mark is not None and not (own and own.style == mark.style)

    def _is_of_table(self, head: int, below: range) -> bool:
        """Whether lines are cells of a table: a class beside other heads, heads under it (完成率%), names with figures between them."""
        at = [self.blocks[place].lines[0] for place in (head, *below)]
        lines = [piece.line for piece in at if piece.line]
        gaps = [later - earlier for earlier, later in pairwise(lines)]
        is_beside = any("表" in piece.where or self._count_of[piece.line] > 1 for piece in at)
        is_headed = any(header_field(self.own[place].strip(" |%")) for place in below)
        return is_beside or is_headed or max(gaps, default=0) > min(gaps, default=0) + 1

    @cached_property
    def _count_of(self) -> Counter[int | None]:
        """How many paragraphs begin on each line of the file: more than one where they are cells of a row."""
        return Counter(block.lines[0].line for block in self.blocks if block.lines[0].line)

    def names_class(self, place: int) -> bool:
        """Whether a heading is nothing but a class: 滞后项目, 三、滞后(2项), 【已完成】."""
        words = self.own[place].strip(_FRAME)
        return self.headings[place] and class_only(words, praises=self.setting.praises) is not None

    @cached_property
    def places(self) -> list[Place]:
        """What stands over each paragraph."""
        return list(self._places())

    def followers(self, place: int) -> list[int]:
        """The unnumbered paragraphs right behind a numbered one."""
        end = place + 1
        while end < len(self.blocks) and not self.blocks[end].mark and not self._is_section(end):
            end += 1
        return list(range(place + 1, end))

    def _is_section(self, place: int) -> bool:
        """Whether a line is the head of a class, of what is to come or of what went wrong, and no part of the item before it."""
        return self.headings[place] and (
            self.names_class(place) or any(opening.search(self.own[place]) for opening in _openings())
        )

    def _is_heading(self, place: int) -> bool:
        words = self.own[place].strip()
        inner = words.rstrip(":。")
        if words.endswith((",", "、")):
            return False
        is_short = 1 < len(inner) <= _LONGEST_HEADING and not any(stop in inner for stop in _STOPS)
        if not is_short or inner.endswith("如下") or find_labels(words, 0, ()) or judged_line(words, 0):
            return False
        told = any(part.strength and part.figures for part in find_parts(words)) and not self._counts_class(place)
        told = told or self._lists_class(words)
        return not told and (not words.endswith("。") or place in self.branches)

    def _lists_class(self, words: str) -> bool:
        """Whether a line names a class and, behind its colon, what is of it: 进度滞后的项目:冷链物流园、老电影院改造."""
        head = find_head(words, 0, praises=self.setting.praises)
        if head is None or head.opening != ":" or not _NAMES.fullmatch(words, head.end):
            return False
        return self.setting.praises or bool(head.count or _TASKS.search(words, head.verdict[1], head.end))

    def _counts_class(self, place: int) -> bool:
        """Whether a line is a class and how many are in it, over their names: 一、已完成(5项), 二、按序时推进3件, 【滞后2项】."""
        words, mark = self.own[place].strip(), self.blocks[place].mark
        is_counted = _COUNTED.search(words) if mark else _BRACKETED.search(words)
        return bool(is_counted or self._named_below(place)) and class_only(words) is not None

    def _named_below(self, place: int) -> range:
        """The paragraphs, each of one thing that it names first, behind a line that counts them and judges: 4个项目完成全年目标.

        None where they are more than it counts, so that it is over something else.
        """
        count = _SO_MANY_OF.match(self.own[place].strip())
        names = takewhile(names_first, self.own[place + 1 :]) if count else ()
        below = range(place + 1, place + 1 + len(list(names)))
        return below if count and len(below) <= int(count["count"]) else range(0)

    def names_thing(self, place: int) -> bool:
        """Whether a heading names one commitment (文化站二期建设项目), and not a kind (重点项目) or a class of them (进展较快的项目)."""
        words = self.own[place].strip(" :")
        is_general = any_of("counted", use="general").fullmatch(words) or class_only(words)
        return self.headings[place] and bool(any_of("headings", use="thing").search(words)) and not is_general

    def _places(self) -> Iterator[Place]:
        """One pass from the top: what a numbered heading says holds for what stands under it, an unnumbered one up to the next.

        The head of a list whose members stand under numbered headings holds for them all: 27项没有达到序时的目标为:|一、综合指标类8项|1.…
        """
        under: dict[int | None, Place] = {None: Place()}
        loose = Place()
        head, counted = -1, range(0)
        for place, block in enumerate(self.blocks):
            if counted and place not in counted:
                loose, counted = replace(loose, verdict=""), range(0)
            is_top = block.mark and self.parents[place] is None and self.headings[place]
            if is_top and not self._goes_on(head, place):
                loose, head = Place(kind=loose.kind), -1
            here = under[self.parents[place]].beside(loose)
            said = self._said(place)
            yield replace(here, ahead=here.ahead or said.ahead)
            if block.mark:
                under[place] = said.beside(here)
            elif self.headings[place] and place not in self.members:
                is_head = said.verdict and (self.own[place].rstrip().endswith(":") or self._is_over_list(place + 1))
                loose, head = said.beside(Place(kind=loose.kind)), place if is_head else -1
                counted = self._named_below(place)
                if _SO_MANY_OF.match(self.own[place].strip()) and not counted and place + 1 not in self.members:
                    loose = replace(
                        loose, verdict=""
                    )  # 12个项目进展较快 / 截至9月底,…: of whom the rest tells is not said
            elif said.verdict:
                loose, head = said.beside(loose), place

    def _is_over_list(self, place: int) -> bool:
        """Whether a list of items begins at a paragraph, and no section of the page: 红灯项目|1.湿地公园改造"""
        mark = self.blocks[place].mark if place < len(self.blocks) else None
        return mark is not None and mark.style in _LISTED

    def _goes_on(self, head: int, place: int) -> bool:
        """Whether a numbered heading stands in the list under a head: it is the first behind it, or of one run with that."""
        first, own = self.blocks[head + 1].mark, self.blocks[place].mark
        if head < 0 or first is None or own is None:
            return False
        return first.style == own.style and not self._said(place).verdict

    def _said(self, place: int) -> Place:
        """What a paragraph says of what stands under or behind it: a heading, or the head of a list (未达序时的17项为:)."""
        words, mark = self.own[place], self.blocks[place].mark
        is_over = place in self.branches and not (mark and mark.style == "dash")
        if not (self.headings[place] or is_over):
            return Place(verdict=_class_behind(words) if not mark else "")
        section = self.blocks[place].text.strip(" :：") if mark and mark.style != "dash" else ""
        ahead, trouble = (bool(pattern.search(words)) and self.headings[place] for pattern in _openings())
        lead = words.strip(" :") if is_office(words.strip(" :")) else ""
        return Place(section, _class_in(words, praises=self.setting.praises), kind_in(words), ahead, trouble, lead)


def _openings() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Headings of what is to come, and of what went wrong."""
    return any_of("headings", use="ahead"), any_of("headings", use="trouble")


def _class_in(words: str, *, praises: bool) -> str:
    words = words.strip(_FRAME)
    span = class_only(words, praises=praises, whole=True) or class_of_all(words)
    return words[slice(*span)] if span else ""


def _class_behind(words: str) -> str:
    """The class of what stands behind a paragraph: 未达序时的17项为:, 12项实事都按序时进度推进。"""
    if not words.rstrip().endswith(":"):
        span = class_of_all(words)
        return words[slice(*span)] if span else ""
    head = find_head(words, find_parts(words)[-1].start)
    return words[slice(*head.verdict)] if head else _late_below(words)


def _late_below(words: str) -> str:
    """The late class of those that a paragraph counts last and then names: 有6个项目实施较慢,欠序时较多,具体情况如下:"""
    follow = _FOLLOW.search(words)
    last = max(words.rfind(mark, 0, follow.start()) for mark in "。;") + 1 if follow else 0
    if not follow or not _SO_MANY.search(words, last, follow.start()):
        return ""
    is_late = class_in(words[last : follow.start()]) == "behind"
    span = next(find_classes(words, last, follow.start()), None)
    return words[slice(*span)] if span and is_late else ""
