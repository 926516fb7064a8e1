"""Tables as a person reads them: Chinese words for codes, amounts with their units, Chinese heads."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ..columns import CODE_LABELS, COLUMNS, CONFIDENCE_LABELS, METHOD_LABELS
from ..language.amounts import amount


def in_words(table: pd.DataFrame) -> pd.DataFrame:
    """The same table for a reader: codes as Chinese words, True as 是, a gap in points (百分点). Unknown stays <NA>."""
    readable = table.copy()
    for column in CODE_LABELS.keys() & {*table}:
        readable[column] = table[column].map(CODE_LABELS[column])
    for flag in table.select_dtypes("boolean").columns:
        readable[flag] = table[flag].map({True: "是", False: "否"})
    if "gap" in table:
        readable["gap"] = table["gap"] * 100
    return readable


def how_read(target: Mapping[str, Any]) -> str:
    """How the achieved figure of a target was read, and how sure that is: 按列举计数,把握中."""
    method = METHOD_LABELS[target["method"]]
    return method if target["method"] == "none" else f"{method},把握{CONFIDENCE_LABELS[target['confidence']]}"


def unnumbered(table: pd.DataFrame) -> pd.DataFrame:
    """The same table without numbers before its lines, for which a reader has no use."""
    return table.set_axis([""] * len(table), axis=0)


def head(column: str) -> str:
    """The head over a column of `in_words`: its Chinese label; a column of the report's own keeps its name."""
    if column == "gap":
        return "差距(百分点)"
    return COLUMNS[column].label if column in COLUMNS else column


def readable(table: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """A table as a person reads it: words for codes, 39.8% for a fraction, 352个 for a value, Chinese heads, unknown left empty.

    columns  those to show, in this order
    """
    shown = in_words(table)
    for column in columns:
        if COLUMNS[column].unit == "fraction":
            shown[column] = table[column].map("{:.1%}".format, na_action="ignore")
        elif column.endswith(("_value", "pace")):
            pairs = zip(table[column], table["unit"], strict=True)
            shown[column] = [amount(value, unit) if pd.notna(value) else pd.NA for value, unit in pairs]
    return unnumbered(shown[[*columns]].astype(object).fillna("").rename(columns=head))
