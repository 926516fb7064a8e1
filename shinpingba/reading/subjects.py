"""Of which of several like targets a sentence speaks where a figure itself does not say it: 城南片区签约项目8个,收储土地252亩."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from ..language.clauses import without_brackets, without_spans
from ..language.cues import find_cues
from ..language.likeness import bigrams, thresholds, wordless
from .candidates import Candidate, comparable
from .dealt import classes_dealt
from .figures import Figure
from .targets import Target

ALIKE = 0.2  # least share of the longer target's pieces that two like ones have in common
_ANY = ("个", "项")  # what a class may be counted in, whatever it is of
_INVESTED = bigrams("年度计划完成投资")
_REACH = 12  # clauses over which a subject may reach: no sentence has more, a list may


def is_of_another_subject(one: Candidate) -> bool:
    """城南片区签约项目8个,收储土地252亩 of 城北片区收储土地280亩, where 城南片区收储土地280亩 is wanted too.

    The nearest words that tell the two apart decide. Not of targets of which one is only the wider: 新建公厕12座 beside 新建城东公厕5座.
    """
    return any(_speaks_of(one, *_marks(one.target, rival)) for rival in one.rivals)


def _speaks_of(one: Candidate, own: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the nearest words that tell two targets apart are those of the other."""
    for words in _said(one) if own and other else ():
        if (said := bigrams(wordless(words))) & (own | other):
            return not own & said
    return False


def _said(one: Candidate) -> Iterator[str]:
    """The words of a figure, then those before them in its clause, then the clauses before in its sentence, the nearest first.

    What has a noun of its own speaks of that: 福利院建成2家 behind 托育机构建成4家.
    """
    figure = one.figure
    yield figure.own_name + figure.words
    if figure.named and not bigrams(figure.named) & bigrams(one.target.quote):
        return
    yield figure.passage.text[figure.clause.start : figure.start]
    beside = (
        f
        for f in one.figures
        if f is not figure and f.clause is figure.clause and f.mention.unit == figure.mention.unit
    )
    if not figure.named and any(not each.named for each in beside):  # …500个,…120个,目前完成430个、96个
        return
    for clause in islice(figure.passage.before(figure.clause), _REACH):
        yield figure.passage.words(clause)


def _marks(target: Target, rival: Target) -> tuple[frozenset[str], frozenset[str]]:
    """What tells two targets apart: of the one, and of the other."""
    own, other = _apart(target.quote, rival.quote)
    fewest, most = sorted((len(own), len(other)))
    if target.context == rival.context and most > 2 * fewest > 0:
        own, other = map(bigrams, _without_head(target.quote, rival.quote))
    return own - other, other - own


def _without_head(quote: str, rival: str) -> tuple[str, str]:
    """Two targets of one clause without the words for both that the first begins with: 城市每 and 农村每.

    低保标准城市每人每月700元、农村每人每月560元
    """
    one, other = _of_what(quote), _of_what(rival)
    same = next((n for n in range(min(len(one), len(other))) if one[-1 - n] != other[-1 - n]), 0)
    length = min(len(one), len(other)) - same
    first, second = (words[len(words) - same - length :][: length + 1] for words in (one, other))
    return first, second


@lru_cache(maxsize=10_000)
def _apart(quote: str, rival: str) -> tuple[frozenset[str], frozenset[str]]:
    """What only the one of two like targets says, and what only the other: 城北, 北片 and 城南, 南片; nothing of unlike ones, or of a part.

    Like are 城北片区收储土地 and 城南片区收储土地, and not 每个县建成1个口袋公园 and 全省共建成158个, nor those of another threshold
    (10亿元以上项目12个, 亿元以上项目90个). What is invested is not said again: 重点项目年度计划投资135亿元,其中…,区重点项目80亿元.
    """
    unsaid = frozenset() if "投资" in quote else _INVESTED
    own, other = bigrams(_of_what(quote)), bigrams(_of_what(rival)) - unsaid
    is_part = quote.startswith("其中") or rival.startswith("其中")
    if is_part or thresholds(quote) != thresholds(rival) or len(own & other) < ALIKE * max(len(own), len(other)):
        return frozenset(), frozenset()
    return own - other, other - own


def _of_what(quote: str) -> str:
    """A quote without its figures, and without 完成 and 建成, which are said of anything."""
    words = wordless(quote).removeprefix("其中")
    return without_spans(words, [(cue.start, cue.end) for cue in find_cues(words) if cue.role == "finished"])


def is_of_a_part_wanted(one: Candidate) -> bool:
    """人工造林2.1万亩 of 造林9.6万亩,其中人工造林4.6万亩: what names a part that is wanted too is that part's, where it names one."""
    target = one.target
    parts = [rival for rival in one.rivals if _is_part_of(rival, target)]
    if not parts or one.same_number:
        return False
    said = bigrams(wordless(without_brackets(one.figure.words)))
    marks = (bigrams(part.thing) - bigrams(_of_what(target.quote)) for part in parts)
    return sum(bool(own) and own <= said for own in marks) == 1


def _is_part_of(part: Target, whole: Target) -> bool:
    """Whether a target is a smaller one of the same things, behind the other: 其中人工造林4.6万亩 of 造林9.6万亩."""
    is_smaller = part.unit == whole.unit and part.value < whole.value and part.start > whole.start
    is_told_so = "其中" in part.context and "其中" not in whole.context
    return is_smaller and (is_told_so or bigrams(whole.thing) <= bigrams(part.thing))


def is_dealt_to_another(one: Candidate) -> bool:
    """农村310元 of 将城镇、农村补贴分别提高到560元、290元 is of the second, whichever is told first."""
    return _is_dealt(one) is False


def is_dealt(one: Candidate) -> bool:
    """城镇570元 of 将城镇、农村补贴分别提高到560元、290元: a task that deals its targets out, and as many figures, by name or in order."""
    return _is_dealt(one) is True


def _is_dealt(one: Candidate) -> bool | None:
    """Whether a figure is this one of the targets that a task deals out; None where it deals out none, or others than are told."""
    target, figure = one.target, one.figure
    if "分别" not in target.context:
        return _is_dealt_by_class(one)
    wanted = [each for each in one.targets if each.context == target.context and comparable(each, figure)]
    told = [
        each
        for each in one.figures
        if each.clause.sentence == figure.clause.sentence
        and comparable(target, each)
        and each.mention.role != "context"
    ]
    if len(wanted) != len(told) or len(told) < 2:
        return None
    places = [_named_at(each, told, target.context.partition("分别")[0]) for each in told]
    in_order = sorted(told, key=lambda each: places[told.index(each)]) if len({*places}) == len(told) else told
    return None if -1 in places and {*places} != {-1} else in_order.index(figure) == wanted.index(target)


def _is_dealt_by_class(one: Candidate) -> bool | None:
    """Whether figures that are told of so many classes are those of all targets, in their order: 两类设备已分别加装96个和210个.

    None where they may be classes of one target (两类公厕分别改造9座和12座); but the people of one class are not all.
    """
    figure, number = one.figure, classes_dealt(one.figure.clause_before)
    if not number:
        return None
    told = [f for f in one.figures if f.clause is figure.clause and classes_dealt(f.clause_before)]
    wanted = [target for target in one.targets if target.kind != "size"]
    if len(told) == len(wanted) == number and all(map(_counts_it, wanted, told)):
        return told.index(figure) == wanted.index(one.target)
    alike = [target for target in wanted if comparable(target, figure)]
    return None if len(alike) == 1 and one.target.dimension not in ("person", "visits") else False


def _counts_it(target: Target, figure: Figure) -> bool:
    """Whether a figure may count a target: 9座 or 9个 of 12座, and no 5家."""
    unit = figure.mention.unit
    return comparable(target, figure) and unit in (target.unit, *_ANY)


def _named_at(figure: Figure, told: list[Figure], names: str) -> int:
    """Where the last word before a number that is said of none of the others stands among some names; -1 where none does."""
    words, others = _before(figure), {piece for each in told if each is not figure for piece in bigrams(_before(each))}
    pieces = (words[place : place + 2] for place in reversed(range(len(words) - 1)))
    return next((names.find(piece) for piece in pieces if piece in names and piece not in others), -1)


def _before(figure: Figure) -> str:
    return figure.own_name + figure.passage.text[figure.start : figure.mention.start]
