"""Shares that are told of a few named works, where the task counts many: they speak for no whole."""

import re
from collections.abc import Iterator, Sequence

from ..language.likeness import likeness, trimmed, without_general
from ..language.passage import Passage
from .mention import Mention
from .targets import Target

_COUNTS_WORKS = re.compile("[项个件座所处条]")
_AND, _NUMBER = re.compile("[、和及与]"), re.compile("[0-9]")
_TOLD_OF_IT = re.compile(
    "年度|全年|开[(（]复|已|累计|完成|工[程作]量|进度|形象|投资|资金|[达占]|总体|整体|分别|正在|[一-鿿]{2}率"
)
NAMED = 0.6  # least likeness of a name to a target's words that makes it the name of all


def without_picked(mentions: Sequence[Mention], targets: Sequence[Target], passage: Passage) -> list[Mention]:
    """The mentions of a progress, the shares of picked works told as context: 城西小学完成80%,滨河公园完成90% of 实施项目30项.

    Not where they are of all that the task asks for: 城区公厕完成80%,农村公厕完成90% of 新建公厕30座.
    """
    works = [t.value for t in targets if t.kind == "count" and _COUNTS_WORKS.fullmatch(t.unit)]
    shares = [m for m in mentions if (m.kind, m.role) == ("percent", "done")] if works else []
    told = {m.start: names for m in shares if (names := [*_named(targets, passage, m)])}
    several = {name for names in told.values() for name in names}
    if not 1 < len(several) < max(works, default=0):
        return [*mentions]
    return [m._replace(role="context", role_source="cue") if m.start in told else m for m in mentions]


def _named(targets: Sequence[Target], passage: Passage, share: Mention) -> Iterator[str]:
    """The names of the works that a share is of; none where it is of the whole, or of what a target names."""
    for name in map(without_general, _AND.split(_subject(passage, share))):
        if len(name) > 1 and not any(_is_of(target, name) for target in targets):
            yield name


def _subject(passage: Passage, share: Mention) -> str:
    """What the clause of a share begins with, or the nearest before it in its sentence; "" where that is a number of things.

    城西小学 of 城西小学完成投资3亿元,占年度计划的80%; nothing of 370个项目完成投资1658亿元,占年度计划的82%
    """
    clause = passage.clause(share.start)
    for each in (clause, *passage.before(clause)):
        name = trimmed(_TOLD_OF_IT.split(passage.text[each.start : min(each.end, share.start)])[0])
        if name:
            return "" if _NUMBER.search(name) else name
    return ""


def _is_of(target: Target, name: str) -> bool:
    return likeness(name, target.context) >= NAMED or likeness(target.thing, name) >= NAMED
