"""Every column of every table: its type, unit, meaning, label and look; the words for codes; the statuses as one table."""

from .codes import (
    ANSWER_LABELS,
    CHANGE_LABELS,
    CHECK_LABELS,
    CODE_LABELS,
    CONFIDENCE_LABELS,
    DOUBT_LABELS,
    FIELD_LABELS,
    FORM_LABELS,
    KEPT_LABELS,
    KIND_LABELS,
    METHOD_LABELS,
    OUTCOME_LABELS,
    PART_LABELS,
    QUESTION_LABELS,
    ROLE_LABELS,
    STAGE_LABELS,
    STANDING_LABELS,
    TABLE_LABELS,
    WANTED_LABELS,
)
from .dictionary import AGAINST, COLUMNS, TABLES, Column
from .frames import records, table, typed
from .looks import LOOKS, WHOLE_PERCENT, NumberFormat, percent, points
from .statuses import (
    INK,
    LATE,
    SEVERITY,
    STATUS_COUNTS,
    STATUS_LABELS,
    STATUS_OF_STAGE,
    STATUSES,
    UNMEASURED,
    Status,
)

__all__ = [
    "AGAINST", "ANSWER_LABELS", "CHANGE_LABELS", "CHECK_LABELS", "CODE_LABELS", "COLUMNS", "CONFIDENCE_LABELS", "DOUBT_LABELS", "FIELD_LABELS", "FORM_LABELS", "INK", "KEPT_LABELS",
    "KIND_LABELS", "LATE", "LOOKS", "METHOD_LABELS", "OUTCOME_LABELS", "PART_LABELS", "QUESTION_LABELS", "ROLE_LABELS", "SEVERITY", "STAGE_LABELS", "STANDING_LABELS", "STATUSES",
    "STATUS_COUNTS", "STATUS_LABELS", "STATUS_OF_STAGE", "TABLES", "TABLE_LABELS", "UNMEASURED", "WANTED_LABELS", "WHOLE_PERCENT", "Column", "NumberFormat", "Status", "percent",
    "points", "records", "table", "typed",
]  # fmt: skip
