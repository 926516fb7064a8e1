"""A value, a line and a table as a person reads them: on a page, in a terminal, a document, a sheet and a notebook.

How a column is shown is said with the column (`Column.looks`, `CODE_LABELS`); it is done here and nowhere else. Unknown is —.
"""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

import pandas as pd

from ..columns import CODE_LABELS, COLUMNS, LOOKS
from ..language.amounts import about, amount

DASH = "—"
_LEFT, _RIGHT = ("text-align:left;vertical-align:top;white-space:normal", "text-align:right;vertical-align:top")


def cell(column: str, value: Any, unit: Any = "") -> str:
    """A value of a column in words: 39.8%, -13.5 points, 352个, 2021年6月, 2021年3月31日, 滞后, 是; unknown is —.

    unit  of an amount: what stands in the column `unit` of its line
    """
    if pd.isna(value):
        return DASH
    if column in CODE_LABELS:
        return CODE_LABELS[column].get(value, str(value))
    looks = _looks(column)
    if looks in ("amount", "exact", "pace"):
        unit = "" if pd.isna(unit) else unit
        return amount(float(f"{value:.3g}") if looks == "pace" else value, unit, is_exact=looks == "exact")
    return _WORDS[looks](value) if looks in _WORDS else format(value * LOOKS[looks].scale, LOOKS[looks].form)


def cells(line: Mapping[Any, Any] | pd.Series, *columns: str) -> list[str]:
    """Some values of a line in words. A figure that was worked out of a share is about that much: 约3个."""
    return [_near(line) if column == "done_value" and is_near(line) else _cell(line, column) for column in columns]


def is_near(line: Mapping[Any, Any] | pd.Series) -> bool:
    """Whether what was done was worked out of a share of the target, and is not all of it."""
    done = line.get("done_value")
    return line.get("method") == "percent" and pd.notna(done) and done != line.get("target_value")


def _near(line: Mapping[Any, Any] | pd.Series) -> str:
    return about(line["done_value"], line.get("unit") or "")


def _cell(line: Mapping[Any, Any] | pd.Series, column: str) -> str:
    return cell(column, line[column], line.get("unit", ""))


def in_words(table: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """A table with every value in words, under the names of its columns.

    columns  those wanted, in this order; all of them where none is named
    """
    shown = [*(columns or map(str, table))]
    units = table["unit"] if "unit" in table else [""] * len(table)
    words = {name: [cell(name, *pair) for pair in zip(table[name], units, strict=True)] for name in shown}
    return pd.DataFrame(words, index=table.index, columns=shown, dtype="string")


class Readable(pd.DataFrame):
    """A table of words that a notebook shows with its words at the left, and not, as pandas does, everything at the right."""

    @property
    def _constructor(self) -> type[pd.DataFrame]:
        return pd.DataFrame  # what is made of it is a table like any other

    def _repr_html_(self) -> str:
        """The table for JupyterLab and for a page; `attrs["numbers"]` names the heads over numbers, which stand at the right."""
        if self.empty:
            return '<p class="muted">没有。</p>'
        sides = [_RIGHT if name in self.attrs.get("numbers", ()) else _LEFT for name in self]
        names = "".join(
            f'<th scope="col" style="{side}">{escape(str(name))}</th>' for name, side in zip(self, sides, strict=True)
        )
        lines = "".join(f"<tr>{_tds(line, sides)}</tr>" for line in self.itertuples(index=False, name=None))
        return f'<table class="dataframe"><thead><tr>{names}</tr></thead><tbody>{lines}</tbody></table>'


def _tds(line: Iterable[Any], sides: Iterable[str]) -> str:
    words = ((DASH if pd.isna(word) else str(word), side) for word, side in zip(line, sides, strict=True))
    return "".join(f'<td style="{side}">{escape(word)}</td>' for word, side in words)


def readable(table: pd.DataFrame, *columns: str) -> Readable:
    """`in_words` for a notebook: Chinese heads, words at the left, and no numbers before the lines."""
    words = in_words(table, *columns)
    shown = unnumbered(words.rename(columns=head))
    shown.attrs["numbers"] = [name for name, is_number in heads(*words) if is_number]
    return shown


def for_sheet(table: pd.DataFrame) -> pd.DataFrame:
    """A table for a spreadsheet, which has to count on: codes and flags in words, a gap in points, all else as it is, unknown <NA>."""
    shown = table.copy()
    for column in map(str, table):
        look = LOOKS[_looks(column)]
        if column in CODE_LABELS or table[column].dtype == "boolean":
            shown[column] = [cell(column, value) if pd.notna(value) else pd.NA for value in table[column]]
        elif look.scale != 1:
            shown[column] = table[column] * look.scale
    return shown


def head(column: str) -> str:
    """The head over a column: its Chinese label, with the measure that the cells leave out; a report's own column keeps its name."""
    label = COLUMNS[column].label if column in COLUMNS else column
    return f"{label}（百分点）" if _looks(column) == "points" else label


def heads(*columns: str) -> list[tuple[str, bool]]:
    """The heads over some columns, each with whether numbers stand under it."""
    return [(head(column), LOOKS[_looks(column)].is_number) for column in columns]


def how_read(target: Mapping[str, Any]) -> str:
    """How the achieved figure of a target was read, and how sure that is, or who settled it: 按列举计数,把握中;人工核定(张三),机读96座."""
    method, sure = cells(target, "method", "confidence")
    read = method if target["method"] == "none" else f"{method}，把握{sure}"
    told = settled_words(target)
    return told if told and target["method"] in ("decided", "none") else f"{read}；{told}" if told else read


def settled_words(line: Mapping[Any, Any]) -> str:
    """Who settled the figure of a target or anything of a task, and what the package reads where that is another; "" where nobody has."""
    by = line.get("decision")
    if by is None or pd.isna(by):
        return ""
    own, other = ("status", "read_status") if "read_status" in line else ("done_value", "read_value")
    mine, read = (cell(column, line.get(column), line.get("unit", "")) for column in (own, other))
    return f"人工核定（{by}）" if mine == read else f"人工核定（{by}），机读{'无' if read == DASH else read}"


def unnumbered(table: pd.DataFrame) -> Readable:
    """The same table without numbers before its lines, for which a reader has no use."""
    return Readable(table.set_axis([""] * len(table), axis=0))


def _looks(column: str) -> str:
    """The look of a column; what a report has beside our columns is shown as it is."""
    return COLUMNS[column].looks if column in COLUMNS else "text"


def dated(iso: str) -> str:
    """A date as an office writes it, from its ISO form: 2021-03-31 is 2021年3月31日, 2021-06 is 2021年6月."""
    return "".join(f"{int(part)}{word}" for part, word in zip(iso.split("-"), "年月日", strict=False))


_WORDS: dict[str, Callable[[Any], str]] = {"text": str, "flag": {True: "是", False: "否"}.__getitem__, "date": dated}
