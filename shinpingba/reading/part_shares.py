"""The shares of work or money that a progress states of parts of its task, each of one target: 托育园完成工程量的9%.

They are no amounts, as a tenth of the work on 20 rooms finishes none; but a part that is behind by them is behind.
"""

import re
from collections.abc import Iterator, Sequence

from ..language.likeness import likeness, named_things, without_general
from ..language.passage import Passage
from ..words.lexicon import any_of
from .derived import NAMED
from .described import says_which
from .mention import Mention
from .said_shares import is_of_increment, is_of_money, is_of_undone, is_of_year
from .statement import Statement
from .targets import Achieved, Target

_OF_YEARS_MONEY = re.compile("(?:年度|全年|总)投资额?的?约?$")
_OF_PLAN = re.compile("(?:投资|资金|年度|全年|年)*(?:计划|任务|目标|投资|资金)+")


def part_shares(
    targets: list[Target], achieved: dict[int, Achieved], passage: Passage, mentions: list[Mention]
) -> dict[int, Statement]:
    """The share that a text states of each target of several of which it tells no figure: index of the target -> the first one of work.

    托育园完成工程量的9%,完成投资计划的12%; the latter where no other is told.
    """
    counted = [number for number, target in enumerate(targets) if target.kind == "count" and not target.is_stretch]
    found: dict[int, Statement] = {}
    for percent in mentions if len(counted) > 1 else ():
        number = _part(counted, targets, passage, percent) if _is_share(passage, mentions, percent) else None
        if number is None or number in achieved or _is_of_preparation(targets[number], passage, percent):
            continue
        of_money = is_of_money(passage, mentions, percent)
        is_told = any(
            done.stated_share == percent.value for done in achieved.values()
        )  # it is the share of another target
        if not is_told and (number not in found or (found[number].of_money and not of_money)):
            start = passage.clause(percent.start).start
            quote = passage.text[start : percent.end]
            found[number] = Statement(start, percent.end, quote, percent.value, of_money=of_money)
    return found


def _is_share(passage: Passage, mentions: Sequence[Mention], percent: Mention) -> bool:
    """Whether a percentage is one of the work on something, of its money or of its plan, and not all of it, nor of what has only begun."""
    if percent.kind != "percent" or percent.role != "done" or percent.value is None:
        return False
    before = passage.text[passage.clause(percent.start).start : percent.start]
    is_of_it = (
        is_of_year(before) or any_of("wholes", use="work_amount").search(before) or _OF_YEARS_MONEY.search(before)
    )
    of_several = (
        "分别" in before
        or says_which(passage.text, percent.end)
        or is_of_increment(passage, mentions, percent)
        or is_of_undone(passage, mentions, percent)
    )
    return bool(is_of_it) and percent.value < 1 and not of_several


def _part(counted: list[int], targets: list[Target], passage: Passage, percent: Mention) -> int | None:
    """The one target that the words before a share name, the nearest clause first; None where they name another thing, or several.

    外联通道建设方面,内环快速路已完成总工程量的20% is no share of 5条外联通道.
    """
    for words in _said(passage, percent):
        if subject := _subject(words):
            named = [number for number in counted if likeness(subject, targets[number].thing) >= NAMED]
            return named[0] if len(named) == 1 else None
    return None


def _said(passage: Passage, percent: Mention) -> Iterator[str]:
    clause = passage.clause(percent.start)
    yield passage.text[clause.start : percent.start]
    yield from (passage.words(earlier) for earlier in passage.before(clause))


def _subject(words: str) -> str:
    """What some words name beside the work, the money and the plan of which a share is done: 托育园 of 托育园完成投资计划的12%."""
    named = any_of("wholes", use="work_amount").sub("", named_things(_OF_PLAN.sub("", words)))
    return without_general(named) if len(named) >= 2 else ""


def _is_of_preparation(target: Target, passage: Passage, percent: Mention) -> bool:
    """Whether a share is of a preparation, or of a part of the work, that its target does not ask for: 卫生室主体完成工程量的60%."""
    before = passage.text[passage.clause(percent.start).start : percent.start]
    early = any_of("early_work").search(before) or any_of("narrower").search(before)
    return "主体" in before or (early is not None and early[0][:2] not in target.context)
