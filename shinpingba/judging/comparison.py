"""A few departments side by side: what each leads, how far it has come, and what they share.

Few tasks say little. Where fewer than MIN_RANKED of a department's tasks can be measured, its figures are marked as small and it
has no rank: one figure more or less would decide it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ..columns import records, table
from ..report.departments import known_department
from ..report.errors import ReportError
from .assessment import Assessment
from .rollups import MIN_RANKED, keep, lagging, rollup

FEWEST, MOST = 2, 6


@dataclass(frozen=True, slots=True)
class Comparison:
    """Departments side by side, in the order they were named.

    result       the assessment of the tasks that any of them leads or co-operates in
    figures      one row a department, columns.AGAINST["departments_compared"]: its row of `rollup(by="lead")`, ranked among all
                 departments of the report, then the spread behind median_spi and how much it shares
    behind       the lines of `lagging` of the tasks that any of them leads, a joint one once, with `department`: those of them that
                 lead it, divided by 、; the furthest behind first, and targets whose distance no figure tells at the end
    sections     one row a section or table, one column a department: how many tasks it leads there
    shared       one row a task that two or more of them take part in: row_id, task, status, and for each department its part
                 (lead or cooperating, <NA> for none)
    """

    departments: tuple[str, ...]
    result: Assessment
    figures: pd.DataFrame
    behind: pd.DataFrame
    sections: pd.DataFrame
    shared: pd.DataFrame


def compare_departments(result: Assessment, departments: Sequence[str]) -> Comparison:
    """Two to six departments of one report, side by side.

    departments  any spelling the registry knows; each once
    errors       ReportError for too few or too many, and for a name that no row of the report has, with the nearest one
    """
    names = _known(result.departments, departments)
    parts = result.departments[result.departments["department"].isin(names)]
    led = parts[parts["part"] == "lead"].merge(result.tasks, on="row_id")
    own = keep(result, parts["row_id"])
    shared = _shared(own.tasks, parts, names)
    return Comparison(
        departments=names,
        result=own,
        figures=_figures(rollup(result.tasks, by="lead"), led, shared, names),
        behind=_behind(own, led),
        sections=_sections(led, names),
        shared=shared,
    )  # fmt: skip


def _known(parts: pd.DataFrame, departments: Sequence[str]) -> tuple[str, ...]:
    """Canonical names, each once."""
    distinct = tuple(dict.fromkeys(known_department(parts, name) for name in departments))
    if not FEWEST <= len(distinct) <= MOST:
        raise ReportError("单位", "", f"{FEWEST}至{MOST}个不同的单位", "、".join(distinct) or "没有")
    return distinct


def _figures(rollups: pd.DataFrame, led: pd.DataFrame, shared: pd.DataFrame, names: tuple[str, ...]) -> pd.DataFrame:
    figures = rollups.set_index("department").loc[list(names)]
    spi = led.groupby("department")["spi"]
    found = figures.assign(
        spi_count=spi.count(),
        lowest_spi=spi.min(),
        highest_spi=spi.max(),
        section_count=led.groupby("department")["section"].nunique(),
        shared_count=shared[list(names)].notna().sum(),
        is_small=figures["measured_count"] < MIN_RANKED,
    )
    counts = ["spi_count", "section_count", "shared_count"]
    return table("departments_compared", records(found.fillna(dict.fromkeys(counts, 0)).reset_index()))


def _behind(own: Assessment, led: pd.DataFrame) -> pd.DataFrame:
    """What lags in the tasks that they lead, a line a target; whose it is of them."""
    whose = led.groupby("row_id")["department"].agg("、".join)
    listed = lagging(own)
    listed = listed.assign(department=listed["row_id"].map(whose).astype("string"))
    return listed[listed["department"].notna()].sort_values("gap", kind="stable", ignore_index=True)


def _sections(led: pd.DataFrame, names: tuple[str, ...]) -> pd.DataFrame:
    """How many tasks each leads in a section; a table without sections stands for itself."""
    place = led["section"].fillna(led["table"])
    counts = pd.crosstab(place, led["department"]).reindex(columns=list(names), fill_value=0)
    return counts.reindex(place.drop_duplicates()).rename_axis(index="section", columns=None).reset_index()


def _shared(tasks: pd.DataFrame, parts: pd.DataFrame, names: tuple[str, ...]) -> pd.DataFrame:
    """The tasks of two or more; who both leads and co-operates leads."""
    mine = parts.sort_values("part", key=lambda part: part != "lead", kind="stable")
    mine = mine.drop_duplicates(["row_id", "department"])
    wide = mine.pivot(index="row_id", columns="department", values="part").reindex(columns=list(names))
    wide = wide[wide.notna().sum(axis=1) > 1]
    return tasks[["row_id", "task", "status"]].merge(wide.astype("string"), left_on="row_id", right_index=True)
