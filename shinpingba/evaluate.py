"""How well the package reads: its tables against rows annotated by hand.

    python -m shinpingba.evaluate GOLD.jsonl [REPORT] [--csv]

A gold file has one JSON object a line: id, targets (value, unit, kind), pairs (target, done), percents (value), milestones (when),
status (the stage of the task as a whole) and behind (true, false, or null where two readers differ). A line may carry its own
`task` and `progress`; else they are those of the row with the same id in REPORT (a period or a file; the newest by default).
"""

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from .judging.assessment import Assessment, assess
from .judging.rules import LATE
from .report.reports import Report, newest, read_report

Gold = list[dict]
Facts = Callable[[dict], list[tuple]]


@dataclass(frozen=True, slots=True)
class Score:
    """How many facts of one kind were found, how many were made up (extra) and which were missed."""

    what: str
    found: int
    extra: tuple[str, ...]
    missed: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        return self.found / (self.found + len(self.extra)) if self.found + len(self.extra) else 1.0

    @property
    def recall(self) -> float:
        """Share of what is right that was found; 1 where there is nothing to find."""
        return self.found / (self.found + len(self.missed)) if self.found + len(self.missed) else 1.0


def evaluate(gold: Gold, report: Report) -> list[Score]:
    """Score the reading of a report against annotated rows: targets, pairs, percents, milestones, stage and behind."""
    result = assess(report)
    known = [line for line in gold if line["behind"] is not None]
    return [
        _score("targets", gold, _gold_targets, _grouped(result.targets, ["target_value", "unit", "kind"])),
        _score("pairs", gold, _gold_pairs, _pairs(result)),
        _score("percents", gold, lambda g: [(p["value"],) for p in g["percents"]], _percents(result)),
        _score(
            "milestones", gold, lambda g: [(m["when"],) for m in g["milestones"]], _grouped(result.milestones, ["due"])
        ),
        _score("stage", gold, lambda g: [(g["status"],)], _grouped(result.tasks, ["stage"])),
        _score("behind", known, lambda g: [(True,)] if g["behind"] else [], _behind(result)),
    ]


def report_of(gold: Gold, report: str | None = None) -> Report:
    """The report that the gold lines are about: their own texts where they carry them, else the named or newest report."""
    if all("progress" in line for line in gold):
        frame = pd.DataFrame(
            [{"row_id": g["id"], "task": g["task"], "lead": g["lead"], "progress": g["progress"]} for g in gold]
        )
        return Report.from_rows(frame, period=report or "2021Q1")
    return read_report(report or newest())


def read_gold(path: Path) -> Gold:
    """The lines of a gold file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _score(what: str, gold: Gold, wanted: Facts, got: dict[str, list[tuple]]) -> Score:
    found, extra, missed = 0, [], []
    for line in gold:
        rest = list(got.get(line["id"], []))
        for fact in wanted(line):
            match = next((candidate for candidate in rest if _equal(fact, candidate)), None)
            if match is None:
                missed.append(f"{line['id']} {fact}")
            else:
                found += 1
                rest.remove(match)
        extra += [f"{line['id']} {fact}" for fact in rest]
    return Score(what, found, tuple(extra), tuple(missed))


def _equal(fact: tuple, candidate: tuple) -> bool:
    """Equal words, and numbers equal within rounding (1 %)."""
    return all(
        abs(one - other) <= 0.01 * max(abs(one), 1e-9)
        if isinstance(one, (int, float)) and not isinstance(one, bool)
        else one == other
        for one, other in zip(fact, candidate, strict=True)
    )


def _gold_targets(line: dict) -> list[tuple]:
    return [(t["value"], t["unit"], t["kind"]) for t in line["targets"]]


def _gold_pairs(line: dict) -> list[tuple]:
    targets = [line["targets"][p["target"]] for p in line["pairs"]]
    return [(t["value"], t["unit"], p["done"]) for t, p in zip(targets, line["pairs"], strict=True)]


def _pairs(result: Assessment) -> dict[str, list[tuple]]:
    return _grouped(result.targets[result.targets["done_value"].notna()], ["target_value", "unit", "done_value"])


def _percents(result: Assessment) -> dict[str, list[tuple]]:
    mentions = result.mentions
    return _grouped(mentions[(mentions["kind"] == "percent") & (mentions["field"] == "progress")], ["value"])


def _behind(result: Assessment) -> dict[str, list[tuple]]:
    late = result.tasks[result.tasks["status"].isin(LATE)]
    return {row_id: [(True,)] for row_id in late["row_id"]}


def _grouped(table: pd.DataFrame, columns: list[str]) -> dict[str, list[tuple]]:
    grouped: dict[str, list[tuple]] = {}
    for row_id, *fact in table[["row_id", *columns]].itertuples(index=False, name=None):
        grouped.setdefault(row_id, []).append(tuple(fact))
    return grouped


def accuracy_of(scores: Iterable[Score]) -> str:
    """The scores as the csv that briefs print (shinpingba/briefs/accuracy.csv): what, found, extra, missed."""
    lines = [f"{score.what},{score.found},{len(score.extra)},{len(score.missed)}" for score in scores]
    return "\n".join(["what,found,extra,missed", *lines, ""])


def table_of(scores: Iterable[Score]) -> str:
    """The scores as a Markdown table, and every miss below it."""
    lines = ["| what | found | extra | missed | precision | recall |", "| --- | --- | --- | --- | --- | --- |"]
    misses = []
    for score in scores:
        lines.append(
            f"| {score.what} | {score.found} | {len(score.extra)} | {len(score.missed)} | {score.precision:.3f} | {score.recall:.3f} |"
        )
        misses += [f"extra  {score.what}: {fact}" for fact in score.extra] + [
            f"missed {score.what}: {fact}" for fact in score.missed
        ]
    return "\n".join([*lines, "", *misses, ""])


def main() -> None:
    """Print the scores of a gold file: python -m shinpingba.evaluate GOLD.jsonl [REPORT] [--csv]."""
    words = [word for word in sys.argv[1:] if word != "--csv"]
    if len(words) not in (1, 2):
        raise SystemExit(__doc__)
    gold = read_gold(Path(words[0]))
    scores = evaluate(gold, report_of(gold, *words[1:]))
    print(accuracy_of(scores) if "--csv" in sys.argv else table_of(scores), end="")


if __name__ == "__main__":
    main()
