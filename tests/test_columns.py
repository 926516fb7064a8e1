"""Every column of every table holds what it promises: a made report and a later one, worked out by hand.

tests/cases/made has the two reports and each table they give: numbers to six digits, unknown as `-`.
"""

import csv
from pathlib import Path

import pandas as pd
import pytest

import shinpingba as sp
from shinpingba import quarters
from shinpingba.columns import AGAINST, COLUMNS, TABLES, records
from shinpingba.exports.ledger import tables, whole_ledger

MADE = Path(__file__).parent / "cases/made"
CELLS = [(name, column) for name, columns in (TABLES | AGAINST).items() for column in columns]


def by_hand(name):
    """The rows of a table as they should be, each a dict of its columns."""
    with (MADE / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def written(value):
    """A value as the tables by hand have it."""
    return "-" if pd.isna(value) else f"{value:.6g}" if isinstance(value, float) else str(value)


@pytest.fixture(scope="module")
def made():
    """Name → table of the two reports."""
    earlier, later = (
        sp.assess(sp.read_report(MADE / f"{period}.csv", period=period)) for period in ("2021Q1", "2021H1")
    )
    return tables(earlier) | {
        "departments_compared": sp.compare_departments(earlier, ["区城管局", "区住建委", "区财政局"]).figures,
        "row_matches": quarters.match_rows(earlier.report, later.report),
        "changes": quarters.compare(earlier, later),
        "course_target": quarters.trend([earlier, later]),
        "course_department": quarters.trend([earlier, later], by="department"),
        "kept_milestones": quarters.kept_milestones(earlier, later),
        "back_test": quarters.back_test(earlier, later.report),
        "rule_changes": quarters.rule_changes(earlier),
        "several_reports": whole_ledger([earlier, later])[["district", "period", "row_id"]],
    }


@pytest.mark.parametrize(("name", "column"), CELLS)
def test_a_column_holds_what_it_promises(made, name, column):
    assert [written(row[column]) for row in records(made[name])] == [row[column] for row in by_hand(name)]


# one table, its targets in the task, of one district and day, and no scan (tests/report/test_scans.py)
@pytest.mark.parametrize(
    "column", sorted(COLUMNS.keys() - {"target_field", "form", "district", "as_of", "scanned", "doubted"})
)
def test_a_column_is_known_and_unlike_another_somewhere(column):
    """A column that is unknown in every row, or the same in all, would hold whatever it was filled with."""
    values = [row[column] for name, columns in (TABLES | AGAINST).items() if column in columns for row in by_hand(name)]
    assert set(values) - {"-"}
    assert len(set(values)) > 1
