"""The status of a task as a whole: its worst measured target's, else what its text states of the whole, else its stage's."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from ..columns import LATE, SEVERITY, STATUS_OF_STAGE, UNMEASURED
from ..language.cues import find_cues
from ..language.likeness import likeness
from ..language.passage import read_passage
from ..reading.row import Reading
from ..reading.stage_words import tells_standing
from ..reading.stages import EARLY, is_standing, is_unbegun, task_stage, worst_stage
from ..reading.statement import Statement
from ..reading.unread import unread_figures
from .commitments import SPEAKS_OF
from .fulfilment import is_met
from .proof import Proof, figure_of, proof_cells, words_of, words_of_target
from .rules import elapsed_share
from .stated import Judgement, is_late, is_said_done, is_well_with_one, judge_stated, said, whole_share


def judge_task(
    row: Mapping[str, object],
    reading: Reading,
    targets: list[dict[str, object]],
    as_of: date,
    rule: str,
    decided: Mapping[str, str] | None = None,
) -> dict[str, object]:
    """The record of one row for the table `tasks`.

    targets  the row's records of the table `targets`
    decided  the stage and the status that people have settled, by these names
    """
    counted = _counted(reading, targets)
    elapsed = _elapsed(counted, as_of)
    decided, share = decided or {}, whole_share(reading, str(row.get("progress") or ""))
    stage = decided.get("stage") or _stage(row, reading, share, counted, elapsed_share(as_of))
    verdict = _staged(_verdict(row, reading, share, counted, stage, elapsed, rule), reading, stage)
    verdict = _settled(_doubted(verdict, row, reading), decided)
    return {
        **row,
        "stage": stage,
        "worst_stage": worst_stage(reading.items),
        **_counts(counted),
        **_completion(share, counted, elapsed),
        **{"status": verdict.status, "reason": verdict.reason, "basis": verdict.basis},
        **said(reading, share),
        **proof_cells(verdict.proof),
    }


def _counted(reading: Reading, targets: list[dict[str, object]]) -> list[dict[str, object]]:
    """The records of the targets that count: no sizes, and nothing that is only striven for."""
    told = zip(reading.targets, targets, strict=True)
    return [record for target, record in told if record["kind"] != "size" and not target.is_stretch]


def _counts(counted: list[dict[str, object]]) -> dict[str, object]:
    """How many targets count, of how many a figure is known, and of how many the text says nothing."""
    return {
        "target_count": len(counted),
        "measured_count": sum(t["done_value"] is not None for t in counted),
        "unreported_count": sum(t["status"] == "unreported" for t in counted),
    }


def _elapsed(targets: list[dict[str, object]], as_of: date) -> float | None:
    """How much of the time is gone that a task has: the span of its targets where they have one, else the year."""
    spans = [t["elapsed_share"] for t in targets]
    return cast("float | None", spans[0]) if spans and len(set(spans)) == 1 else elapsed_share(as_of)


def _completion(stated: Statement | None, targets: list[dict[str, object]], elapsed: float | None) -> dict[str, object]:
    """How far a task has come: the mean of its targets, else the share of the whole that its text states."""
    shares = [float(str(t["completion_share"])) for t in targets if t["completion_share"] is not None]
    if not shares and stated and stated.value is not None and not stated.of_work:
        shares = [stated.value]
    share = sum(shares) / len(shares) if shares else None
    return {
        "completion_share": share,
        "weakest_share": min(shares, default=None),
        "elapsed_share": elapsed,
        "spi": share / elapsed if share is not None and elapsed else None,
    }


# of a stage that a person has settled nothing is in doubt: what is done is completed
_STATUS_OF_SETTLED = {**STATUS_OF_STAGE, "done": "completed", "suspended": "suspended", "routine": "routine"}


def _settled(verdict: Judgement, decided: Mapping[str, str]) -> Judgement:
    """As people have settled it: the status itself, or the stage where nothing but the stage tells."""
    by_stage = _STATUS_OF_SETTLED.get(decided.get("stage", "")) if verdict.basis in ("stage", "none") else None
    if status := decided.get("status") or by_stage:
        return replace(verdict, status=status, reason="人工核定", basis="decided")
    return verdict


def _stage(
    row: Mapping[str, object],
    reading: Reading,
    share: Statement | None,
    targets: list[dict[str, object]],
    elapsed: float,
) -> str:
    is_routine = not targets and any(item.stage == "routine" for item in reading.items)
    is_open = is_routine and all(item.stage != "done" for item in reading.items)  # 整治已完成,常态化开展巡查 has an end
    is_said = is_open and tells_standing([item.quote for item in reading.items])
    standing = is_said or (is_routine and is_standing(str(row.get("task") or "")))
    if not reading.items and targets and all(t["kind"] == "count" and t["done_value"] == 0 for t in targets):
        return "not_started"  # 新开工(个) | 计划 2 | 完成 0
    return task_stage(reading.items, is_met(row, targets, reading, share, elapsed), standing)


def _verdict(
    row: Mapping[str, object],
    reading: Reading,
    share: Statement | None,
    targets: list[dict[str, object]],
    stage: str,
    elapsed: float | None,
    rule: str,
) -> Judgement:
    """By the figures, else by what the text states of the whole task, else by the stage of its work."""
    risk = _late_commitment(row, reading)
    judged = [t for t in targets if t["status"] not in UNMEASURED]
    worst = min(judged, key=lambda t: SEVERITY.index(str(t["status"])), default=None)
    if worst is not None and (risk is None or SEVERITY.index(str(worst["status"])) <= SEVERITY.index(risk.status)):
        basis = _basis(worst)
        is_of_one = is_well_with_one(reading, str(row.get("progress") or ""))
        stated = judge_stated(reading, share, elapsed, rule) if basis == "stage" and not is_of_one else None
        if late := _called_late(worst, judged, targets, reading):
            return late
        is_whole = len(judged) == len(targets) or is_said_done(share) or (_is_said_completed(reading) and not is_of_one)
        return stated or Judgement(
            _worst_status(worst, is_whole), _worst_reason(worst, judged, targets), figure_of(worst), basis
        )
    return judge_stated(reading, share, elapsed, rule) or risk or _unmeasured(row, reading, targets, stage)


def _is_said_completed(reading: Reading) -> bool:
    """Whether the office says that the task is fulfilled, and nothing of it is told as unfinished."""
    is_said = reading.verdict is not None and reading.verdict.status == "completed"
    is_to_come = any(m.kind == "count" and m.role in _TO_COME for m in reading.mentions["progress"])
    return is_said and not is_to_come and not any(i.stage in EARLY or _goes_on(i.quote) for i in reading.items)


_TO_COME = ("planned", "forecast", "remaining")


def _goes_on(words: str) -> bool:
    """Whether words say that work goes on: 公园正在施工; not 其中改造公厕14座, which only counts it."""
    return any(
        cue.role in ("ongoing", "advancing", "denied", "remaining", "planned", "forecast") for cue in find_cues(words)
    )


def _basis(target: Mapping[str, object]) -> str:
    """What the status of a target rests on: its figure, a share stated of it, or the stage of its work."""
    return "figures" if target["done_value"] is not None else "share" if target["stated_share"] is not None else "stage"


def _called_late(
    worst: Mapping[str, object], judged: list[dict[str, object]], targets: list[dict[str, object]], reading: Reading
) -> Judgement | None:
    """That the office calls its task late, where the figures leave a target out or are but a share: 10条 | 90%(金水路推进缓慢).

    So it is where they are met, and a cell of its own says so: 债务率 120% | 125% | 未达标, whichever way is better.
    """
    leaves_out = len(judged) < len(targets) or worst["ground"] == "share"
    is_met = worst["kind"] != "count" or worst["status"] == "completed"
    is_denied = is_met and reading.verdict is not None and reading.verdict.field == "verdict"
    return is_late(reading) if (leaves_out or is_denied) and worst["status"] not in LATE else None


def _staged(verdict: Judgement, reading: Reading, stage: str) -> Judgement:
    """Where nothing else tells, how far the work is: 有序推进 goes on; of 预计能够完成年度目标 not even that is known."""
    status = STATUS_OF_STAGE.get(stage) if reading.items and verdict.status == "unknown" else None
    return replace(verdict, status=status, basis="stage") if status else verdict


def _unmeasured(row: Mapping[str, object], reading: Reading, targets: list[dict[str, object]], stage: str) -> Judgement:
    """Where no figure and no statement tells: by the stage, or by the worst of what is not known."""
    first = words_of(reading.items[0]) if reading.items else None
    if targets:
        worst = min(targets, key=lambda t: SEVERITY.index(str(t["status"])))
        basis = "stage" if worst["status"] in STATUS_OF_STAGE.values() else "none"
        return Judgement(str(worst["status"]), str(worst["reason"]), words_of_target(worst), basis)
    if stage == "routine":
        return Judgement("routine", "常态工作，没有可衡量的阶段", first, "stage")
    if unread := unread_figures(str(row.get("task") or "")):
        return _not_understood(unread)
    if stage == "done":
        return Judgement("completed", "所列工作均已完成", first, "stage")
    return Judgement("unknown", "没有可与年度任务比较的数字", first, "none")


def _doubted(verdict: Judgement, row: Mapping[str, object], reading: Reading) -> Judgement:
    """Nothing is completed by its figures while its task names one that was not read: 新建食堂1萬5个, 已建成5个.

    An office that says so in words is believed, unless it counts something itself: 新建食堂⑳个, 已建成⑤个.
    """
    if verdict.status != "completed" or verdict.basis not in ("figures", "verdict"):
        return verdict
    progress = str(row.get("progress") or "")
    if not (any(m.kind == "count" for m in reading.mentions["progress"]) or unread_figures(progress, surely=True)):
        return verdict
    unread = unread_figures(str(row.get("task") or ""), surely=True)
    return _not_understood(unread) if unread else verdict


def _not_understood(unread: Sequence[tuple[int, str]]) -> Judgement:
    start, quote = unread[0]
    return Judgement("unknown", f"任务中的数字“{quote}”没有读懂", Proof("task", start, quote), "none")


def _worst_status(worst: Mapping[str, object], is_whole: bool) -> str:
    """The status of the worst target; a task is not completed while some of its targets cannot be judged."""
    status = str(worst["status"])
    return "on_schedule" if status == "completed" and not is_whole else status


def _worst_reason(
    worst: Mapping[str, object], judged: list[dict[str, object]], targets: list[dict[str, object]]
) -> str:
    """Why a task has the status of its worst target; where others cannot be judged, how many."""
    unknown = len(targets) - len(judged)
    return f"{worst['reason']}；另有{unknown}个目标没有可比较的数字" if unknown else str(worst["reason"])


def _late_commitment(row: Mapping[str, object], reading: Reading) -> Judgement | None:
    """A commitment without a figure that is late: shelved, or to be finished this year while all its work is preparing."""
    shelved = [item for item in reading.items if item.stage == "suspended"]
    if shelved and len(shelved) == len(reading.items):
        return Judgement("suspended", "相关工作已暂缓", words_of(shelved[0]), "stage")
    if shelved:
        return Judgement("behind", "部分工作已暂缓", words_of(shelved[0]), "stage")
    items = reading.items
    for clause in _due_clauses(str(row.get("task") or "")) if any(item.stage in EARLY for item in items) else ():
        whole = len(items) == 1 or is_unbegun(items)
        named = items if whole else [item for item in items if likeness(clause, item.quote) >= SPEAKS_OF]
        if named and all(item.stage in EARLY for item in named):
            return Judgement("at_risk", f"年内应完成{clause}，相关工作仍处于前期或未启动", words_of(named[0]), "stage")
    return None


def _due_clauses(task: str) -> list[str]:
    """The things of a task that are to be finished this year (建成…, 完成…), figures left out."""
    passage, found = read_passage(task), []
    for clause in passage.clauses:
        cue = next((cue for cue in passage.cues_in(clause) if cue.role != "planned"), None)
        if cue and cue.role == "finished" and all(number.kind == "date" for number in passage.numbers_in(clause)):
            found.append(task[cue.end : clause.end])
    return found
