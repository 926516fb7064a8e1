"""The report added up again: every place where its own words allow a figure to be worked out, and whether the two agree."""

from .recomputation import GROUPS, check, check_counts, check_table, check_words, summary, surest_words

__all__ = ["GROUPS", "check", "check_counts", "check_table", "check_words", "summary", "surest_words"]
