"""Whether all that a row asks for is reached, so that its work is done: by its figures, a share of it or its office's word."""

import re
from collections.abc import Mapping, Sequence

from ..language.clauses import Clause
from ..language.cues import find_cues, is_early
from ..language.likeness import bigrams, is_narrower, names_nothing, without_general
from ..language.passage import Passage, read_passage
from ..reading.mention import RATIOS, Mention
from ..reading.row import Reading
from ..reading.statement import Statement
from .stated import is_said_done

_UNFINISHED = frozenset({"ongoing", "advancing", "remaining", "denied", "planned", "forecast"})
# parts of a work, also where no word says that it is only prepared: 完成征地1200亩
_PARTS = re.compile("桩|承台|基坑|土方|土石方|基础|路基|管沟|主体|征地|征收|拆迁")
_LAST_STEPS = re.compile("收尾(?!(?:工作)?(?:已|均|全部|基本)*(?:完|结束))")
_REACHED: Mapping[str, tuple[str, ...]] = {"count": ("completed",)}


def is_met(
    row: Mapping[str, object],
    targets: Sequence[Mapping[str, object]],
    reading: Reading,
    share: Statement | None,
    elapsed: float,
) -> bool | None:
    """Whether all that a row asks for is reached: by its figures, a share of it or its office's word; None where nothing tells.

    A growth rate, and a limit (控制在4.5%以内), is kept at the year's end only: 增长153.9% in March may fall again. So is a level
    of work that is said to be at its last: 优质稻比例达到73.5%,收购进入收尾阶段.
    """
    if targets and all(t["kind"] != "count" for t in targets) and _is_at_its_last(reading):
        return None
    if _is_called_done(reading, share) and not any(map(_is_short, targets)):
        return True
    lasting = [t for t in targets if t["done_value"] is not None and (elapsed == 1 or not _may_turn(t))]
    if lasting:
        return len(lasting) == len(targets) and all(map(_is_reached, lasting))
    if any(t["done_value"] is not None for t in targets):
        return None
    if reading.share:  # also one of the work
        return False
    if reading.verdict:
        # what is ahead of its goal when the year ends has met it: 超预期目标1.5个百分点
        return reading.verdict.status == "completed" or (elapsed == 1 and reading.verdict.status == "ahead")
    if elapsed == 1 and not targets and _tells_of_the_done(reading, row):
        return True
    return False if _is_to_come(reading, str(row.get("progress") or "")) else None


def _is_at_its_last(reading: Reading) -> bool:
    return any(item.stage == "underway" and _LAST_STEPS.search(item.quote) for item in reading.items)


def _is_called_done(reading: Reading, share: Statement | None) -> bool:
    """Whether the office says that its task is fulfilled, by a share or, where it tells none, in a word."""
    by_word = share is None and reading.verdict is not None and reading.verdict.status == "completed"
    return by_word or is_said_done(share)


def _is_to_come(reading: Reading, progress: str) -> bool:
    """Whether what is reported may be done, but more is to come: by a date, or a finish (完成合龙,今年可全部竣工)."""
    if any(m.kind == "date" and m.role == "planned" for m in reading.mentions["progress"]):
        return True
    passage = read_passage(progress)
    return any(cue.role in ("planned", "forecast") for cue in passage.cues) and any(
        _plans_the_finish(passage, clause) for clause in passage.clauses
    )


def _plans_the_finish(passage: Passage, clause: Clause) -> bool:
    """Whether a clause says when the whole will be finished: 今年可全部竣工; not 拟建的文化馆已建成, 预计明年完成修编."""
    told = [cue.role for cue in passage.cues_in(clause)]
    is_ahead = told[:1] in (["planned"], ["forecast"]) and "finished" in told and "already" not in told
    return is_ahead and names_nothing(passage.words(clause))


def _is_short(target: Mapping[str, object]) -> bool:
    """Whether an amount falls short, so that the whole is not done: 投资完成年计划的101.8%, and of 121个项目 97 are begun."""
    return target["kind"] == "count" and target["status"] in ("behind", "on_schedule", "ahead")


def _is_reached(target: Mapping[str, object]) -> bool:
    return target["status"] in _REACHED.get(str(target["kind"]), ("completed", "on_schedule"))


def _may_turn(target: Mapping[str, object]) -> bool:
    return target["kind"] == "growth" or target["bound"] == "<="


def _tells_of_the_done(reading: Reading, row: Mapping[str, object]) -> bool:
    """Whether a text of the year's end tells of what was finished of its task, and of nothing else: 2022年累计建成厕所960户.

    Not where it tells a rate, which says that there is more: 累计签约5140户,签约率99.7%. Nor how far it is today (截至目前已完成83公里),
    nor what is not asked for: 完成投资3000万元, 完成桩基320根 of 推进水厂扩建.
    """
    progress, told = str(row.get("progress") or ""), reading.mentions["progress"]
    cues = {cue.role for cue in find_cues(progress)}
    if "finished" not in cues or _UNFINISHED & cues or "目前" in progress or any(m.kind in RATIOS for m in told):
        return False
    is_work = all(item.stage in ("done", "underway") for item in reading.items)
    asked = f"{row.get('name') or ''} {row.get('task') or ''}"
    return is_work and any((m.kind, m.role) == ("count", "done") and _is_of(m, asked, progress) for m in told)


def _is_of(mention: Mention, asked: str, progress: str) -> bool:
    """Whether a figure is of what is asked for: 道路硬化48米; not 完成投资3.2亿元, nor 完成征地2300亩 or 完成3个桥墩 of a bridge."""
    passage = read_passage(progress)
    words = passage.words(passage.clause(mention.start))
    is_same = bigrams(words) & bigrams(without_general(asked))
    return (
        mention.dimension != "money"
        and bool(is_same)
        and not (is_narrower(words, asked) or is_early(words) or _PARTS.search(words))
    )
