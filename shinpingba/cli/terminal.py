"""A table as a terminal shows it, and the forms in which the lagging list is printed."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from ..judging.comparison import Comparison

LONG = re.compile(r"^(.{21}).{2,}$")
COMPARED = ["department", "task_count", "cooperating_count", "measured_count"]
OF_REPORT = ["district", "period"]  # of a table of several reports
LISTED = ["row_id", "target_name", "completion_share", "gap", "status", "department"]
SETTLED = ["done_value", "unit", "decision", "read_value"]


def as_table(table: "pd.DataFrame") -> str:
    """The table for a terminal: codes and heads in Chinese, columns aligned though Chinese letters are wide, long words cut."""
    import pandas as pd

    from ..showing.cells import head, in_words

    # pandas would cut too, but does not count wide letters when it does
    shown = in_words(table).replace(LONG, r"\1…", regex=True)
    with pd.option_context("display.unicode.east_asian_width", True):
        return shown.rename(columns=head).to_string(index=False)


def compared_words(compared: "Comparison") -> str:
    """Departments compared: of which report, what each leads, how many of its tasks stand where, how far they have come, its rank."""
    from ..columns import STATUS_COUNTS, records
    from ..judging.rollups import MIN_RANKED, statuses_in

    report, figures = compared.result.report, compared.figures
    counts = [STATUS_COUNTS[status] for status in statuses_in(figures)]
    ranks = "、".join(f"{one['department']}第{one['rank']}" for one in records(figures) if one["rank"] is not None)
    small = "、".join(one["department"] for one in records(figures) if one["rank"] is None)
    told = [f"位次（进度指数中位数在全部可排单位中）：{ranks}。" * bool(ranks)]
    told.append(f"可衡量的任务不足{MIN_RANKED}项，不排位次：{small}。" * bool(small))
    joint = int(compared.behind["department"].str.contains("、").sum())
    behind = f"滞后和预警{len(compared.behind)}处" + (f"，其中共同牵头的{joint}处，只计一次" if joint else "") + "。"
    head = f"{report.title or report.district}（{report.period}）：各状态之和等于牵头任务数。"
    return "\n".join([head, as_table(figures[[*COMPARED, *counts, "median_spi"]]), *filter(None, told), behind])


def _as_sentences(listed: "pd.DataFrame") -> str:
    from ..judging.rollups import numbered

    if "period" not in listed:
        return "\n".join(numbered(listed["sentence"]))
    groups = listed.groupby(OF_REPORT, sort=False, dropna=False)
    return "\n\n".join("\n".join([_heading(*of), *numbered(part["sentence"])]) for of, part in groups)


def _heading(district: object, period: object) -> str:
    return f"## {f'{district} ' if isinstance(district, str) else ''}{period}\n"


def _as_csv(listed: "pd.DataFrame") -> str:
    from ..exports import harmless

    return harmless(listed).to_csv(index=False).rstrip()


FORMATS: dict[str, Callable[["pd.DataFrame"], str]] = {
    "table": lambda listed: as_table(
        listed.fillna({"target_name": listed["task"].fillna(listed["name"])})[
            OF_REPORT * ("period" in listed) + LISTED + SETTLED * bool(listed["decision"].notna().any())
        ]
    ),
    "csv": _as_csv,
    "json": lambda listed: listed.to_json(orient="records", force_ascii=False, indent=1),
    "md": _as_sentences,
}
