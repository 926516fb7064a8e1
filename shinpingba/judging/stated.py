"""What a text states of a whole task, as a status: a share of the year's plan, a gap, its office's verdict, how many are late."""

from dataclasses import dataclass

from ..columns import LATE, percent
from ..language.likeness import likeness, named_things, names_nothing
from ..language.passage import read_passage
from ..reading.row import Reading
from ..reading.statement import Statement
from ..reading.targets import Target
from .commitments import SPEAKS_OF
from .proof import Proof, words_of
from .rules import judge_share


@dataclass(frozen=True, slots=True)
class Judgement:
    """A status with its reason, the words that prove it, and what it rests on: figures, share, verdict, stage or none."""

    status: str
    reason: str
    proof: Proof | None
    basis: str


def whole_share(reading: Reading, progress: str) -> Statement | None:
    """The share of the year's plan that a text states, where it is of the whole task; None of one target among several.

    新建公路50公里,改造危桥6座 | 公路已完成52公里,完成年度任务的104%;危桥改造尚未开工      is of the roads
    """
    share = reading.share
    if share is not None and share.of_money and reading.targets and all(map(_is_standard, reading.targets)):
        return None  # 补助标准提高到65元 | 补助资金已下达3.4亿元,占计划的88.4%
    return None if share and _is_of_one(share, reading, progress) else share


def is_well_with_one(reading: Reading, progress: str) -> bool:
    """Whether the office is content with one target among several: 改造公厕14座,完成年度任务;公园正在选址."""
    verdict = reading.verdict
    return verdict is not None and verdict.status not in LATE and _is_of_one(verdict, reading, progress)


def _is_of_one(said: Statement, reading: Reading, progress: str) -> bool:
    """Whether the sentence of a statement speaks of some of the targets of its row and not of others."""
    counted = [n for n, target in enumerate(reading.targets) if target.kind == "count" and not target.is_stretch]
    if said.field != "progress" or len(counted) < 2:
        return False
    passage = read_passage(progress)
    clause = passage.clause(said.start)
    start, _ = passage.sentence(clause)
    words = progress[start : said.end]
    told = {n for n in counted if n in reading.achieved and start <= reading.achieved[n].start < said.end}
    told |= {n for n in counted if likeness(reading.targets[n].item, words) >= SPEAKS_OF}
    elsewhere = any(likeness(reading.targets[n].item, progress[said.end :]) >= SPEAKS_OF for n in counted)
    names_another = bool(named_things(words)) and not names_nothing(passage.words(clause))  # not 这些任务都已完成,其中…
    return 0 < len(told) < len(counted) or (not told and elsewhere and names_another)


def _is_standard(target: Target) -> bool:
    """Whether a target is so much money for each: 每人每年65元."""
    return (target.kind, target.dimension) == ("share", "money")


def is_said_done(share: Statement | None) -> bool:
    """Whether a share of the whole task says that it is fulfilled: 完成年计划的109%."""
    return share is not None and share.value is not None and share.value >= 1


def said(reading: Reading, share: Statement | None) -> dict[str, object]:
    """What the text says of the whole task: a share of the year's (`whole_share`), a gap, its office's verdict."""
    return {
        "stated_share": share and share.value,
        "stated_gap": reading.gap and reading.gap.value,
        "stated_status": reading.verdict and reading.verdict.status,
        "stated_quote": reading.verdict and reading.verdict.quote,
    }


def judge_stated(reading: Reading, share: Statement | None, elapsed: float | None, rule: str) -> Judgement | None:
    """By the share of the whole task (`whole_share`), the gap or the verdict that the text states; None where it states none.

    Where its office calls late what a share alone keeps in time, it is late: 完成80%,推进缓慢.
    """
    late = is_late(reading)
    if share and share.value is not None and not share.of_work and (elapsed is not None or share.value >= 1):
        status, reason = judge_share(share.value, elapsed or 1.0, rule)
        if _is_open(share, status):
            return late or _by_words(reading)
        of_what = "投资" if share.of_money else ""
        by_share = Judgement(status, f"自报{of_what}{reason}", words_of(share), "share")
        return late if late and status not in (*LATE, "completed") else by_share
    return _by_words(reading)


def _is_open(share: Statement, status: str) -> bool:
    """Whether a share that is only a bound may mean another status: 70%以上 is late by itself, 不足90% is not."""
    return (share.bound == ">=" and status in LATE) or (share.bound == "<=" and status not in LATE)


def _by_words(reading: Reading) -> Judgement | None:
    """By the gap or the verdict that the text states; None where it states none."""
    late = is_late(reading)
    if late and reading.gap and reading.gap.status not in LATE:  # 分别超时序8.1个百分点、低于时序8.4个百分点
        return late
    if reading.gap and (reading.gap.status in LATE or reading.gap.mark == "schedule"):
        return Judgement(
            reading.gap.status, f"自报{reading.gap.quote}{_mark(reading.gap)}", words_of(reading.gap), "verdict"
        )
    # that a task has not begun is late, or not, by when it is due
    if reading.verdict and (reading.verdict.status, reading.verdict.field) != ("in_preparation", "progress"):
        by_verdict = _by_verdict(reading.verdict)
        return by_verdict if by_verdict.status in LATE else _late_ones(reading) or by_verdict
    return _late_ones(reading)


def is_late(reading: Reading) -> Judgement | None:
    """That the office calls its task late; None where it does not."""
    return _by_verdict(reading.verdict) if reading.verdict and reading.verdict.status in LATE else None


def _by_verdict(verdict: Statement) -> Judgement:
    return Judgement(verdict.status, f"自评“{verdict.quote}”", words_of(verdict), "verdict")


def _late_ones(reading: Reading) -> Judgement | None:
    """That some of the tasks are late, in the words that count them: 未达序时进度的3项."""
    some = reading.late_ones
    return Judgement("behind", f"部分滞后：原文称“{some.quote}”", words_of(some), "verdict") if some else None


def _mark(gap: Statement) -> str:
    """What a gap was measured from, in words: 占年度计划的52.6%,低于序时进度22.4个百分点 (即序时进度75.0%)."""
    what = "序时进度" if gap.mark == "schedule" else "目标"
    return f"（即{what}{percent(gap.against)}）" if gap.against is not None else ""
