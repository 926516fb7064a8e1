"""Lists that deal figures out to things named before them, in their order: 公园、公厕分别完成7个、22座."""

import re
from collections.abc import Iterator, Sequence

from ..language.clauses import Clause, within
from ..language.cues import find_cues, is_early
from ..language.likeness import trimmed
from ..language.passage import Passage
from ..words.lexicon import any_of
from .mention import Mention

_DEALS = re.compile("分别")
# 两类设备已分别, 上述三项指标分别: so many classes, which are none of several places (两个街道分别)
_CLASSES = re.compile("(?<![前后])([两三四五六])(?:大类|类|项|种)[^,，。；;、0-9]{0,10}分别")
_NUMBERS = "〇一两三四五六"
_NAMES = re.compile("[、和及与]|以及")
_BESIDE = re.compile(
    "(?:同比|环比|比?(?:上年|去年)同期|比上年|较上年|增速|累计|预计|均)+$"
)  # 同比分别增长: what the rate is against
_OPENS = re.compile("其中|[,，;；、和及与]")
_DEALT = ("count", "growth", "share", "level")
_STEPS = frozenset({"done", "finished", "advancing"})
_TIMES = re.compile("[0-9]+月|[0-9]年|[上去今]年|季度|同期|期末|半年")


def names_dealt_out(passage: Passage, mentions: list[Mention]) -> dict[int, tuple[str, int]]:
    """Where each figure of a list behind 分别 starts -> what it is of, in the order of the things, and where the list begins.

    The things are named before 分别 in its clause, or with a figure each in the clauses before it:
    接待游客963万人次、实现旅游收入71亿元,同比分别增长22.4%、18.6%.
    """
    found: dict[int, tuple[str, int]] = {}
    for deals in _DEALS.finditer(passage.text) if mentions else ():
        clause = passage.clause(deals.start())
        dealt = [m for m in within(mentions, deals.end(), clause.end) if m.kind in _DEALT]
        names = _named(passage, mentions, clause, deals.start(), len(dealt)) if len(dealt) > 1 else []
        found |= {mention.start: (name, deals.end()) for mention, name in zip(dealt, names, strict=False)}
    return found


def classes_dealt(words: str) -> int:
    """How many classes some words deal figures out to without their names, which then are in the order of the task; 0 for none.

    >>> classes_dealt("两类设备已分别加装"), classes_dealt("前两类设备已分别加装"), classes_dealt("两个街道分别加装")
    (2, 0, 0)
    """
    deals = _CLASSES.search(words)
    return _NUMBERS.index(deals[1]) if deals else 0


def names_time(name: str) -> bool:
    """Whether what a figure is dealt to is a time: 6月末、9月末分别新增230张、390张; not 东镇."""
    return bool(_TIMES.search(name))


def stand_side_by_side(names: Sequence[str], thing: str) -> bool:
    """Whether what figures are dealt to makes up so much of a thing: its places and kinds, and buildings.

    Not the steps of one work, times, or the thing and something else (工业总产值、税收); what kinds share stands in the last.

    >>> stand_side_by_side(["县级", "市级示范村"], "示范村"), stand_side_by_side(["示范村", "农户"], "示范村")
    (True, False)
    >>> stand_side_by_side(["开工", "竣工"], "公厕"), stand_side_by_side(["6月末", "9月末"], "公厕")
    (False, False)
    """
    building = any_of("parts", use="building")
    if thing and thing in names[0] and thing not in names[-1]:
        return False
    if any(map(names_time, names)):
        return False
    cues = [(name, cue) for name in names for cue in find_cues(name)]
    are_steps = any(cue.role in _STEPS and not building.search(name[cue.start : cue.end]) for name, cue in cues)
    return not (are_steps or (cues and any(map(is_early, names))))  # 鉴定、改造危房; not 住宅、工业用地


def _named(passage: Passage, mentions: list[Mention], clause: Clause, end: int, number: int) -> list[str]:
    """The names of so many things before 分别; none where there are not so many."""
    if classes_dealt(passage.text[clause.start : end] + _DEALS.pattern) == number:
        return [""] * number
    words = _BESIDE.sub("", passage.text[clause.start : end])
    if not [m for m in within(mentions, clause.start, end) if m.kind != "date"]:
        names = [trimmed(name) for name in _NAMES.split(words)]
        if all(names):
            return names if len(names) == number else []
    start, _ = passage.sentence(clause)
    counted = [m for m in within(mentions, start, end) if m.kind == "count"]
    counted = counted[-number:] if len(counted) >= number else []
    names = [*_spoken_of(passage, counted, start)]
    if names and not all(names):  # 城镇和农村居民收入达到36427元和19285元,分别增长5.4%和6.1%
        names = _NAMES.split(passage.text[start : counted[0].start])
    return names if len(names) == len(counted) else []


def _spoken_of(passage: Passage, counted: list[Mention], start: int) -> Iterator[str]:
    """What each of some figures is of: the words between the figure or the mark before it and its number."""
    for mention in counted:
        yield trimmed(_OPENS.split(passage.text[start : mention.start])[-1])
        start = mention.end
