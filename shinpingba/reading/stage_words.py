"""The stage words of a clause: what each says of how far its work is, and where it ends."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ..language.denials import denial_before, may_deny
from ..words.lexicon import Scan, read_words, scanner_of_each

_OF_WORKS = frozenset({"underway", "done", "suspended", "not_started"})
_TITLE = re.compile("《[^》]*》")


class StageWord(NamedTuple):
    """A word of words/stages.csv in a clause, or the clause as a whole, and the stage it tells; `end` is where it ends."""

    stage: str
    word: str
    end: int


@lru_cache(maxsize=10_000)
def stage_words(words: str) -> tuple[StageWord, ...]:
    """Every stage word of a clause; those of a title (《公共服务合作协议》) say nothing."""
    if "《" in words:
        words = _TITLE.sub(lambda title: "_" * len(title[0]), words)
    scanned = _words()(words)
    denies = bool(scanned) and may_deny(words)
    found = [
        StageWord(_as_denied(stage, words, start, end) if denies else stage, words[start:end], end)
        for start, end, stage in scanned
    ]
    for stage, pattern in _whole_clauses():
        if pattern.match(words):
            found = [each for each in found if each.stage != stage] + [StageWord(stage, words, len(words))]
    return tuple(found)


def stages_told(matches: Iterable[StageWord], task: str) -> set[str]:
    """The stages that words tell; what runs on trial is done where the task asks for no more: 已通车试运营 of 投入试运营.

    What goes on for good is routine, however it is pushed on: 常态化推进管护.

    >>> stages_told(stage_words("已试运营"), "投入试运营"), stages_told(stage_words("已试运营"), "建成通车")
    ({'done'}, {'underway'})
    """
    stages = {"done" if each.word.startswith("试运") and each.word in task else each.stage for each in matches}
    return stages - {"standing", "underway"} | {"routine"} if "standing" in stages else stages


def tells_standing(quotes: Sequence[str]) -> bool:
    """Whether the work items of a row say that it goes on for good, and nothing of works: 常态化开展检查 and 整改问题93个; not 正在施工."""
    told = {stage for quote in quotes for stage in stages_told(stage_words(quote), "")}
    is_said = any(each.stage == "standing" for quote in quotes for each in stage_words(quote))
    return is_said and told.isdisjoint(_OF_WORKS)


def is_the_work(match: StageWord, task: str) -> bool:
    """Whether a preparation is what the task asks for: 正在编制规划 of 编制规划, 省级资金已全部落实 of 建设资金落实.

    What has come (设备已到位) is so of 采购设备, and not of 新建体育馆.
    """
    is_named = match.stage in ("drafting", "preparing") and match.word[:2] in task
    has_come = match.stage == "drafting" or match.word.endswith("到位")
    return is_named and (has_come or match.word[:2] + match.word[-2:] in task)


def without_void(words: str) -> str:
    """A clause without what names a finish, or comes after one, and says of nothing that it is finished; "" where it has none.

    >>> without_void("投资完成进度位居第四"), without_void("建成后已移交"), without_void("建成投产后日处理垃圾800吨")
    ('投资________', '', '______________')
    """
    void = [each for each in stage_words(words) if each.stage == "void"]
    for each in void:
        words = words[: each.end - len(each.word)] + "_" * len(each.word) + words[each.end :]
    return words if void else ""


# what is not finished goes on, and what has not been begun has not: 尚未全面完工, 没有开工
_DENIED = {"done": "underway", "issued": "underway", "underway": "not_started"}


def _as_denied(stage: str, words: str, start: int, end: int) -> str:
    """The stage that a word tells where it is denied; what is not pushed on as planned (未按计划推进) goes on all the same."""
    begun = denial_before(words, start) if stage in _DENIED else None
    if begun is None:
        return stage
    return stage if words[end - 2 : end] == "推进" and "按" in words[begun:end] else _DENIED[stage]


@cache
def _words() -> Scan:
    entries = read_words("stages", "stage", "pattern")
    return scanner_of_each((e["stage"], e["pattern"]) for e in entries if not e["pattern"].startswith("^"))


@cache
def _whole_clauses() -> list[tuple[str, re.Pattern[str]]]:
    """The patterns that tell a stage by a clause as a whole: 清水池防水施工, which has no word but its last."""
    entries = read_words("stages", "stage", "pattern")
    return [(e["stage"], re.compile(e["pattern"])) for e in entries if e["pattern"].startswith("^")]
