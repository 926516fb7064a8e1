"""A target held against a figure of the progress: what the two have in common, worked out once.

What keeps a pair apart is in `refusals`, what joins one in `grounds`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from ..language.cues import find_cues
from ..language.likeness import bigrams, likeness, named_things, wordless
from ..words.lexicon import any_of
from .figures import Figure
from .mention import BARE, Mention
from .targets import Target

_KINDS = re.compile("[、和及与或]|以及")
_LEAD = 3  # pieces with which the name of a kind begins: what follows the last of them is said of all
IN_CONTEXT = 0.9  # a noun that only the words around the target have, against one that the target has


@dataclass(eq=False)
class Candidate:
    """One target against one figure, among the other targets and figures of the row. Nothing of it is ever changed."""

    target: Target
    figure: Figure
    targets: list[Target]
    figures: list[Figure]

    @cached_property
    def repeated(self) -> float:
        """Share of the target's words that the figure's words say again."""
        return likeness(wordless(self.target.quote), self.figure.own_name + self.figure.words)

    @cached_property
    def rivals(self) -> list[Target]:
        """The other targets that the figure could be of, by its kind and unit."""
        mention = self.figure.mention
        return [
            other
            for other in self.targets
            if other is not self.target
            and comparable(other, self.figure)
            and not _unit_tells_apart(self.target, other, mention.unit)
        ]

    @cached_property
    def alike(self) -> float:
        """How far the noun of the figure is the target's: 1 for all of it, less where only the words around the target have it."""
        target, named = self.target, self.figure.named
        if not named or any_of("general", use="general_thing").fullmatch(target.thing):
            return 0.0
        shares_noun = bool(bigrams((self.figure.mention.item or named)[-2:]) & bigrams(target.context))
        return max(likeness(target.thing, named), IN_CONTEXT * likeness(named, target.context) * shares_noun)

    @cached_property
    def before(self) -> float:
        """How far the words before a figure that names nothing speak of the target: 30个小区全部进场,其中12个已完工."""
        return 0.0 if self.figure.named else max(likeness(self.target.thing, self.figure.before), self.repeated)

    @cached_property
    def nearness(self) -> float:
        """How much target and figure have in common: noun, words and unit."""
        return self.alike + self.before + self.repeated + 0.1 * (self.figure.mention.unit == self.target.unit)

    @cached_property
    def has_its_verb(self) -> bool:
        """Whether the verbs of the figure's words are this target's and no rival's: 投产9个 of 开工30个、投产20个."""
        verbs = self.figure.verbs
        return bool(verbs) and _has(self.target, verbs) and not any(_has(rival, verbs) for rival in self.rivals)

    @cached_property
    def shares_noun(self) -> bool:
        """Whether the end of the figure's noun is one of the target's words, or any piece of it where the unit is the target's own.

        18家 of 新入规企业18家 is of 培育企业25家; 41场 of 现场招聘会举行41场 is of 招聘会50场.
        """
        mention = self.figure.mention
        is_own = mention.unit == self.target.unit != "" and not is_general(mention.unit)
        return bool(bigrams(self.figure.named if is_own else mention.item[-2:]) & bigrams(self.target.context))

    @property
    def same_number(self) -> bool:
        """Whether the figure is the target's own number, in its unit; a rate may be kept, and is it only where another is told behind it.

        公办幼儿园占比达到42%,目前已达43.5%.
        """
        mention, target = self.figure.mention, self.target
        is_told_again = mention.kind == "count" == target.kind or (mention.kind == target.kind and self._is_followed)
        return is_told_again and (mention.value, mention.unit) == (target.value, target.unit)

    @property
    def _is_followed(self) -> bool:
        """Whether the next figure of its kind in the sentence names nothing, so that it is of the same thing."""
        behind = (f for f in self.figures if f.mention.start > self.figure.mention.start)
        following = next((f for f in behind if f.mention.kind == self.figure.mention.kind), None)
        return (
            following is not None and following.clause.sentence == self.figure.clause.sentence and not following.named
        )


def conjoined(figure: Figure, figures: list[Figure]) -> list[Figure]:
    """The figures of one unit that 和 joins to a figure before their common predicate: 完成2家县级医院和12家卫生院的创建."""
    text, unit = figure.passage.text, figure.mention.unit
    return [
        other
        for other in figures
        if other.clause is figure.clause
        and other is not figure
        and other.mention.unit == unit
        and re.fullmatch(
            "[^0-9,，。；;、]{1,12}[和及与]",
            text[min(other.mention.end, figure.mention.end) : max(other.mention.start, figure.mention.start)],
        )
    ]


def told_further(one: Candidate) -> Iterator[Figure]:
    """The figures of its unit that the sentence of a figure goes on to tell."""
    figure = one.figure
    for other in one.figures:
        is_further = other.mention.start > figure.mention.start and other.clause.sentence == figure.clause.sentence
        if is_further and other.mention.unit == figure.mention.unit:
            yield other


def tells_stage(one: Candidate) -> bool:
    """竣工17个 of 谋划项目60个,竣工20个: the target names nothing, so it asks how far the things before it come, and the figure says it."""
    return not one.target.item and not one.figure.named and one.has_its_verb


def whole_of(one: Candidate) -> Figure | None:
    """The figure that this one is a part of: 45项 of 45项计划竣工项目中,16个竣工投产."""
    return next((figure for figure in one.figures if figure.mention.start == one.figure.whole_at), None)


def is_alone(one: Candidate) -> bool:
    """Whether nothing else in the row could be meant: no target that shares the figure's thing, and every other figure of its unit has
    one of its own, or is the target's own number.

    公厕18座,已建成9座; 图书馆1座,文化站5座 of 图书馆4座、文化站10座; not 公厕9座,其中乙镇4座.
    """
    target, figure = one.target, one.figure
    others = [f for f in one.figures if f is not figure and comparable(target, f)]
    is_free = all(
        (f.mention.value, f.mention.unit) == (target.value, target.unit)
        or (_is_unlike(target, f) and not all(_is_unlike(rival, f) for rival in one.rivals))
        for f in others
    )
    return is_free and all(_is_unlike(rival, figure) for rival in one.rivals)


def _is_unlike(target: Target, figure: Figure) -> bool:
    """Whether a figure names something of which the target has nothing."""
    return bool(figure.named) and not Candidate(target, figure, [target], [figure]).alike


def is_any_thing(one: Candidate) -> bool:
    """云谷产业园等33个项目 of 新开工52项: a word for any thing, in units that count anything, on both sides."""
    mention = one.figure.mention
    names_any = any_of("general", use="general_thing").fullmatch(mention.item)
    return bool(names_any) and is_general(mention.unit) and is_general(one.target.unit)


def counts_projects(one: Candidate) -> bool:
    """已完工208个项目 of 新建幼儿园520所: so many projects, in a general unit, for things of a unit of their own."""
    mention, target = one.figure.mention, one.target
    is_any = any_of("general", use="general_thing").fullmatch(mention.item) and is_general(mention.unit)
    return bool(is_any) and target.dimension == "item" and mention.amount <= target.value


def _has(target: Target, verbs: frozenset[str]) -> bool:
    return all(verb in target.quote for verb in verbs)


def comparable(target: Target, figure: Figure) -> bool:
    """Whether a figure is of the target's kind and dimension, so that it could count towards it at all."""
    mention = figure.mention
    if mention.dimension == BARE:  # 累计完成1302 takes the unit of the only target
        return target.kind in ("count", "share") and bool(target.unit)
    if target.kind == "growth":
        return mention.kind in ("growth", "share")
    if target.kind == "share":
        return mention.kind in ("share", "percent", "level", "count") and _is_one_rate(target.unit, mention.unit)
    return target.kind == "count" and mention.kind == "count" and mention.dimension == target.dimension


def in_unit_of(target: Target, mention: Mention) -> float:
    """The value of a figure in a target's unit; a rate, and a number without a unit, as they stand."""
    converts = target.kind in ("count", "size") and mention.dimension != BARE
    return mention.amount * (mention.size / target.size if converts else 1)


def _is_one_rate(unit: str, other: str) -> bool:
    """Whether two units are the same, or one tells more of what it is for: 每人每月1850元, 1850元/人月; 3600元/年/人, 3780元."""
    (own, *each), (theirs, *for_each) = unit.split("/"), other.split("/")
    return own == theirs and ({*each} <= {*for_each} or {*for_each} <= {*each})


@cache
def is_general(unit: str) -> bool:
    """Whether a unit counts anything (个, 项), so that sharing it says nothing."""
    return bool(any_of("general", use="general_unit").fullmatch(unit))


def is_of_one_unit(part: Figure, whole: Figure) -> bool:
    """Whether two figures count in one unit, or both in units that count anything; not 12所学校中,新增学位4200个."""
    units = part.mention.unit, whole.mention.unit
    return units[0] == units[1] or all(map(is_general, units))


def _unit_tells_apart(target: Target, other: Target, unit: str) -> bool:
    """Whether the unit of a figure is the target's and not the other's: 完工9个 is of 小区28个 and not of 居民1.2万户."""
    return unit == target.unit != other.unit


def kinds_of(target: Target) -> list[str]:
    """What only the one of the kinds begins with that a target lists before its number: 央企 and 省企 of 引进央企、省企项目10个."""
    words = target.quote[: target.number_end - target.start]
    listed = [_without_verb(named_things(each)) for each in _KINDS.split(words)] if "各" not in words else []
    pieces = [[named[place : place + 2] for place in range(min(_LEAD, len(named) - 1))] for named in listed]
    every = [piece for own in pieces for piece in own]
    kinds = [next((piece for piece in own if every.count(piece) == 1), "") for own in pieces]
    return kinds if len(kinds) > 1 and all(kinds) else []


def _without_verb(named: str) -> str:
    """What is named without the verb before it: 省级 of 举办省级."""
    verb = next((cue for cue in find_cues(named) if cue.start == 0), None)
    work = any_of("general", use="general_work").match(named)  # 建设文化站和卫生室
    end = verb.end if verb else work.end() if work else 0
    return named[end:] if len(named) - end > 1 else named
