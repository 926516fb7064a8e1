"""A table as a terminal shows it, and the forms in which the lagging list is printed."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

LONG = re.compile(r"^(.{21}).{2,}$")
COMPARED = ["department", "task_count", "cooperating_count", "measured_count"]
LISTED = ["row_id", "target_quote", "completion_share", "gap", "status", "lead"]
SETTLED = ["done_value", "unit", "decision", "read_value"]


def as_table(table: "pd.DataFrame") -> str:
    """The table for a terminal: codes and heads in Chinese, columns aligned though Chinese letters are wide, long words cut."""
    import pandas as pd

    from ..showing.cells import head, in_words

    # pandas would cut too, but does not count wide letters when it does
    shown = in_words(table).replace(LONG, r"\1…", regex=True)
    with pd.option_context("display.unicode.east_asian_width", True):
        return shown.rename(columns=head).to_string(index=False)


def side_by_side(figures: "pd.DataFrame") -> str:
    """Departments compared: what each leads, how many of its tasks stand where, and how far they have come."""
    from ..columns import STATUS_COUNTS
    from ..judging.rollups import statuses_in

    counts = [STATUS_COUNTS[status] for status in statuses_in(figures)]
    return as_table(figures[[*COMPARED, *counts, "median_spi"]])


def _as_sentences(listed: "pd.DataFrame") -> str:
    from ..judging.rollups import numbered

    return "\n".join(numbered(listed["sentence"]))


def _as_csv(listed: "pd.DataFrame") -> str:
    from ..exports import harmless

    return harmless(listed).to_csv(index=False).rstrip()


FORMATS: dict[str, Callable[["pd.DataFrame"], str]] = {
    "table": lambda listed: as_table(
        listed.fillna({"target_quote": listed["task"].fillna(listed["name"])})[
            LISTED + SETTLED * bool(listed["decision"].notna().any())
        ]
    ),
    "csv": _as_csv,
    "json": lambda listed: listed.to_json(orient="records", force_ascii=False, indent=1),
    "md": _as_sentences,
}
