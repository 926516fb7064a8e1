"""One report against a later one, and several along the year: what moved, what stood still, what was dropped, where it leads."""

from .changes import compare, match_rows
from .course import trend
from .deadlines import due_milestones, kept_milestones
from .hindsight import back_test, back_test_words
from .other_rules import rule_changes, rule_words
from .wording import change_table, change_words, course_table, milestone_words, pace_table, slowest_words

__all__ = [
    "back_test",
    "back_test_words",
    "change_table",
    "change_words",
    "compare",
    "course_table",
    "due_milestones",
    "kept_milestones",
    "match_rows",
    "milestone_words",
    "pace_table",
    "rule_changes",
    "rule_words",
    "slowest_words",
    "trend",
]
