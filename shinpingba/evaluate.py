"""How well the package reads: its tables against rows annotated by hand.

    python -m shinpingba.evaluate GOLD.jsonl [REPORT] [--rule RULE] [--csv]
    python -m shinpingba.evaluate --from-decisions [REPORT] [--to ROWS.jsonl]

A gold file has one JSON object a line: id, targets (value, unit, kind), pairs (target, done), percents, stage of the task as a whole
(`stage` or `status`), behind (true, false, or null where readers differ), and, if annotated, milestones (when). A line may carry its
own `task`, `progress` and `period`; else they are those of the row with the same id in REPORT (a period or a file; the newest by
default). `amb` (target values) and `ambp` (done values a target) are readings that a careful person could also accept: not scored.

Whoever annotates may take a task at nine tenths of the calendar for on schedule, which the default rule does not: --rule spi-0.9-0.6
judges as they do.

With --from-decisions the rows are those of REPORT that people have settled something of, as they settled it; --to keeps them.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from .columns import records
from .drafts import write_whole
from .judging.assessment import assess
from .judging.rules import LATE, RULES
from .report.reports import Report, newest, read_report
from .reviewing.annotated import CELLS, annotated_rows
from .reviewing.bounds import lower_bound
from .reviewing.looks import Look, curve, places

Gold = list[dict[str, Any]]
KINDS = ("targets", "pairs", "percents", "milestones", "stage", "behind")


@dataclass(slots=True)
class Score:
    """How many facts of one kind were found, how many were made up (extra) and which were missed."""

    what: str
    found: int = 0
    extra: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        return self.found / (self.found + len(self.extra)) if self.found + len(self.extra) else 1.0

    @property
    def recall(self) -> float:
        """Share of what is right that was found; 1 where there is nothing to find."""
        return self.found / (self.found + len(self.missed)) if self.found + len(self.missed) else 1.0


@dataclass(slots=True)
class Evaluation:
    """The scores of a gold file, how many figures of each confidence were right and wrong, and the rows by how doubtful they are."""

    scores: list[Score]
    right: dict[str, int]
    wrong: dict[str, int]
    looks: list[Look] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of one row."""

    targets: list[dict[str, Any]]
    percents: list[float]
    milestones: list[str]
    stage: str
    is_late: bool
    doubt: tuple[int, int]


def evaluate(gold: Gold, report: str | None = None, rule: str = "months/12") -> Evaluation:
    """Score the reading of annotated rows.

    report  a period or a file, for lines without words of their own
    rule    what `behind` is judged by, a name in RULES
    """
    read = _readings(gold, report, rule)
    scores = {what: Score(what) for what in KINDS}
    evaluation = Evaluation([*scores.values()], {}, {})
    for line in gold:
        row = read[line["id"]]
        before = [len(each) for each in (scores["pairs"].extra, scores["pairs"].missed)]
        _score_targets(line, row, scores, evaluation)
        wrong, missed = (
            len(each) - count
            for each, count in zip((scores["pairs"].extra, scores["pairs"].missed), before, strict=True)
        )
        shown = sum(pd.notna(target["done_value"]) for target in row.targets)
        evaluation.looks.append(Look(row.doubt, str(line.get("set", "")), shown, wrong, missed))
        if "percents" in line:
            _count(scores["percents"], line["id"], _percents(line), row.percents)
        if "milestones" in line:
            _count(scores["milestones"], line["id"], [m["when"] for m in line["milestones"]], row.milestones)
        if stage := line.get("stage") or line.get("status"):
            _count(scores["stage"], line["id"], [stage], [row.stage])
        if line.get("behind") is not None:
            _count(scores["behind"], line["id"], [True] * line["behind"], [True] * row.is_late)
    return evaluation


def read_gold(path: Path) -> Gold:
    """The lines of a gold file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def accuracy_of(scores: Iterable[Score]) -> str:
    """The scores as the csv that briefs print (shinpingba/briefs/accuracy.csv): what, found, extra, missed."""
    lines = [f"{score.what},{score.found},{len(score.extra)},{len(score.missed)}" for score in scores]
    return "\n".join(["what,found,extra,missed", *lines, ""])


def table_of(evaluation: Evaluation) -> str:
    """The scores, the confidences and the curve of looks against errors as Markdown tables, and every miss below them."""
    lines = ["| what | found | extra | missed | precision | recall |", "| --- | --- | --- | --- | --- | --- |"]
    for score in evaluation.scores:
        counts = f"{score.found} | {len(score.extra)} | {len(score.missed)}"
        lines.append(f"| {score.what} | {counts} | {score.precision:.3f} | {score.recall:.3f} |")
    lines += ["", "| confidence | right | wrong | right in at least (95 %) |", "| --- | --- | --- | --- |"]
    for confidence in ("high", "medium", "low"):
        right, wrong = evaluation.right.get(confidence, 0), evaluation.wrong.get(confidence, 0)
        lines.append(f"| {confidence} | {right} | {wrong} | {lower_bound(right, right + wrong):.3f} |")
    extra = [f"extra  {score.what}: {fact}" for score in evaluation.scores for fact in score.extra]
    missed = [f"missed {score.what}: {fact}" for score in evaluation.scores for fact in score.missed]
    return "\n".join([*lines, "", curve(evaluation.looks), *extra, *missed, ""])


def _readings(gold: Gold, report: str | None, rule: str) -> dict[str, _Read]:
    """What is read of every line, by its id."""
    told = [line for line in gold if "progress" in line]
    reports = [
        _report_of([line for line in told if _period(line) == period], period) for period in {*map(_period, told)}
    ]
    if len(told) < len(gold):
        reports.append(read_report(report or newest()))
    return {row_id: read for each in reports for row_id, read in _read(each, rule).items()}


def _period(line: dict[str, Any]) -> str:
    return str(line.get("period") or "2021Q1")


def _report_of(lines: Gold, period: str) -> Report:
    rows = pd.DataFrame([{column: line.get(column) for column in CELLS} for line in lines])
    return Report.from_rows(rows.assign(gold_id=[line["id"] for line in lines]), period=period)


def _read(report: Report, rule: str) -> dict[str, _Read]:
    result = assess(report, rule=rule, decisions=None)
    doubt = places(result)
    ids = report.rows["gold_id"] if "gold_id" in report.rows else report.rows["row_id"]
    percents = (told for told in records(result.mentions) if (told["kind"], told["field"]) == ("percent", "progress"))
    targets, told, milestones = map(_by_row, (records(result.targets), percents, records(result.milestones)))
    return {
        str(gold_id): _Read(
            targets[row["row_id"]],
            [each["value"] for each in told[row["row_id"]]],
            [each["due"] for each in milestones[row["row_id"]]],
            row["stage"],
            row["status"] in LATE,
            doubt[row["row_id"]],
        )
        for gold_id, row in zip(ids, records(result.tasks), strict=True)
    }


def _by_row(lines: Iterable[dict[str, Any]]) -> defaultdict[str, list[dict[str, Any]]]:
    found = defaultdict(list)
    for line in lines:
        found[line["row_id"]].append(line)
    return found


def _score_targets(line: dict[str, Any], row: _Read, scores: dict[str, Score], evaluation: Evaluation) -> None:
    """Targets by value, unit and kind; each pair beside the target that it is of."""
    rest, wanted = list(row.targets), {pair["target"]: pair["done"] for pair in line["pairs"]}
    for number, target in enumerate(line["targets"]):
        exact = next(
            (t for t in rest if _is_target(target, t) and (t["unit"], t["kind"]) == (target["unit"], target["kind"])),
            None,
        )
        match = exact or next((t for t in rest if _is_target(target, t)), None)
        scores["targets"].found += exact is not None
        if exact is None:
            scores["targets"].missed.append(f"{line['id']} {target['value'], target['unit'], target['kind']}")
        if match is not None:
            rest.remove(match)
            if exact is None:
                scores["targets"].extra.append(f"{line['id']} {match['target_value'], match['unit'], match['kind']}")
        accepted = (line.get("ambp") or {}).get(str(number), [])
        _score_pair(line["id"], match, wanted.get(number), accepted, scores["pairs"], evaluation)
    for target in rest:
        if target["kind"] != "size" and not any(_equal(target["target_value"], value) for value in line.get("amb", [])):
            scores["targets"].extra.append(f"{line['id']} {target['target_value'], target['unit'], target['kind']}")
            _score_pair(line["id"], target, None, [], scores["pairs"], evaluation)


def _score_pair(
    row: str,
    target: dict[str, Any] | None,
    wanted: float | None,
    accepted: list[float],
    score: Score,
    evaluation: Evaluation,
) -> None:
    """One target's achieved figure against the one annotated, and the account of its confidence."""
    got = None if target is None or pd.isna(target["done_value"]) else float(target["done_value"])
    if wanted is not None and got is not None and _equal(wanted, got):
        score.found += 1
        evaluation.right[target["confidence"]] = evaluation.right.get(target["confidence"], 0) + 1  # type: ignore[index]
        return
    if wanted is not None:
        score.missed.append(f"{row} {wanted}")
    if got is not None and not any(_equal(value, got) for value in accepted):
        score.extra.append(f"{row} {got}")
        evaluation.wrong[target["confidence"]] = evaluation.wrong.get(target["confidence"], 0) + 1  # type: ignore[index]


def _is_target(wanted: dict[str, Any], target: dict[str, Any]) -> bool:
    return _equal(wanted["value"], target["target_value"])


def _percents(line: dict[str, Any]) -> list[float]:
    return [p["value"] if isinstance(p, dict) else p for p in line["percents"]]


def _count(score: Score, row: str, wanted: Iterable[object], got: Iterable[object]) -> None:
    rest = list(got)
    for fact in wanted:
        match = next((each for each in rest if _equal(fact, each)), None)
        if match is None:
            score.missed.append(f"{row} {fact}")
        else:
            score.found += 1
            rest.remove(match)
    score.extra += [f"{row} {fact}" for fact in rest]


def _equal(one: object, other: object) -> bool:
    """Equal words, and numbers equal within rounding (1 %)."""
    if isinstance(one, (int, float)) and not isinstance(one, bool) and isinstance(other, (int, float)):
        return abs(one - other) <= 0.01 * max(abs(one), 1e-9)
    return one == other


def main() -> None:
    """Print the scores of a gold file, or of what people have settled of a report (the docstring of this module)."""
    parser = argparse.ArgumentParser("python -m shinpingba.evaluate", description=__doc__, formatter_class=_AsWritten)
    parser.add_argument("words", nargs="*", metavar="GOLD.jsonl [REPORT]")
    parser.add_argument("--rule", choices=RULES, default="months/12")
    parser.add_argument("--csv", action="store_true")
    parser.add_argument("--from-decisions", action="store_true")
    parser.add_argument("--to", type=Path, metavar="ROWS.jsonl")
    asked = parser.parse_args()
    if len(asked.words) not in ((0, 1) if asked.from_decisions else (1, 2)):
        parser.error("GOLD.jsonl [REPORT], or --from-decisions [REPORT]")
    if asked.from_decisions:
        gold = annotated_rows(assess(read_report(*asked.words or [newest()])))
        if asked.to:
            write_whole(asked.to, "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in gold))
    else:
        gold = read_gold(Path(asked.words[0]))
    evaluation = evaluate(gold, asked.words[1] if asked.words[1:] else None, asked.rule)
    print(accuracy_of(evaluation.scores) if asked.csv else table_of(evaluation), end="")


_AsWritten = argparse.RawDescriptionHelpFormatter

if __name__ == "__main__":
    main()
