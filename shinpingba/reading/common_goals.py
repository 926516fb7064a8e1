"""Several things with one goal, or with goals in their order: 污水处理率和垃圾处理率均达到95%以上, …分别达到95%、90%.

Each of them is a target of its own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from ..language.likeness import named_things, trimmed
from .targets import Achieved, Target

_EACH = re.compile("(?<![人户亩村平])均|都(?!市)|双双|分别")
_AND = re.compile("[、和及与]")
_LEVEL = re.compile("(?:率|比例|占比|比重|度|增速|收入|投资|增加值|总额|产值)$")
_SIDE = re.compile("城镇|城市|农村|乡村")
_RATES = ("share", "growth")


def each_of(targets: Sequence[Target]) -> list[Target]:
    """The targets, each goal of several rates told of each of them, or dealt out to them in their order."""
    together = groupby(targets, lambda target: (target.context, target.kind))
    return [each for (context, kind), alike in together for each in _dealt([*alike], context, kind)]


def _dealt(targets: list[Target], context: str, kind: str) -> Iterator[Target]:
    """The goals of one clause, by the names before them: one for all of its rates (均), or as many as there are (分别)."""
    word = _EACH.search(context)
    names = [*_names(context[: word.start()])] if word else []
    is_dealt = word is not None and word[0] == "分别"
    is_goal_of_each = is_dealt or kind in _RATES
    is_list = len(names) > 1 and all(len(name) > 1 and (is_dealt or _LEVEL.search(name)) for name in names)
    if word is None or not (is_list and is_goal_of_each) or len(targets) != (len(names) if is_dealt else 1):
        yield from targets
        return
    for target, name in zip(targets if is_dealt else targets * len(names), names, strict=True):
        yield replace(target, item=named_things(name) or name, context=f"{name}{context[word.end() :]}")


def _names(words: str) -> Iterator[str]:
    """The names of a list, the half of one with the rest of the last: 城镇居民收入, 农村居民收入 of 城镇和农村居民收入."""
    names = [trimmed(name) for name in _AND.split(words)]
    side = _SIDE.match(names[-1])
    for name in names:
        yield f"{name}{names[-1][side.end() :]}" if side and _SIDE.fullmatch(name) else name


def for_all(targets: Sequence[Target], achieved: Mapping[int, Achieved]) -> dict[int, Achieved]:
    """The figures achieved by the number of their target, one that is told of all (均达到96%) given to all that have one goal."""
    found = dict(achieved)
    for number, done in achieved.items():
        own = targets[number]
        for other, target in enumerate(targets if _EACH.search(done.quote) else []):
            if (target.number_end, target.field, target.kind) == (own.number_end, own.field, own.kind):
                found.setdefault(other, done)
    return found
