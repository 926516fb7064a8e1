"""A target that asks for a share of so many things, told by a completion rate of all of them: 完成62项任务的70%."""

import re
from collections.abc import Sequence

from ..language.passage import Passage
from .described import asks_a_part
from .mention import Mention
from .targets import Achieved, Target

_RATE = re.compile(
    "(?<!投资)(?<!资金)(?:完成率|完成比例|完成了?[^,，。；;、0-9]{0,8}的|占[^,，。；;、]{0,12}的)(?:约|达到?|为)*$"
)
_ITS_GOAL = re.compile("的[^,，。；;、0-9]{0,4}(?:目标|任务|要求)")
_NUMBER = re.compile("[0-9]")


def part_of_all(target: Target, passage: Passage, mentions: Sequence[Mention]) -> Achieved | None:
    """The rate of all there are, of which a target asks a share: 71% of 已完成44项,完成率为71%; not 提前完成70%的目标, nor money's."""
    place = _NUMBER.search(target.context)
    if target.kind != "share" or target.unit or place is None or not _asks_part(target.context):
        return None
    for mention in mentions:
        clause = passage.clause(mention.start)
        is_rate = mention.kind == "percent" and mention.role == "done" and mention.value is not None
        told = is_rate and _RATE.search(passage.text, clause.start, mention.start)
        if told and not _ITS_GOAL.match(passage.text, mention.end):
            words = passage.words(clause)
            return Achieved(mention.amount, mention.bound, words, clause.start, "direct", "medium", "share")
    return None


def _asks_part(context: str) -> bool:
    """Whether a target's clause names a number of things and then the share of them that it asks for."""
    return any(asks_a_part(context, number.end()) for number in re.finditer("[0-9]+[项个件家处座所]", context))
