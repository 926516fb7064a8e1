"""The data dictionary for readers: `python -m shinpingba.exports.dictionary > data/README.md`."""

from collections.abc import Iterator

from ..columns import AGAINST, CODE_LABELS, COLUMNS, STATUSES, TABLES

HEAD = """\
# Data dictionary

Made from `shinpingba/columns`; `python -m shinpingba.exports.dictionary > data/README.md` makes it again.

`reports/<period>/` holds each report as published, never edited. What the package makes of it are the tables below. A name means
one quantity in one unit wherever it stands: `_share` is a fraction (0.28 is 28 %), `_count` an integer, a `_value` is in the unit
of the column `unit`, `is_` is a boolean. Unknown is `<NA>` (an empty cell in csv), never 0. Places count characters of the cell
they are in, so that `text[start:end] == quote`.
"""


def data_dictionary() -> str:
    """Every table with its columns and every code with its Chinese word, as Markdown."""
    return "\n".join([HEAD, *_tables(), *_statuses(), *_codes()]) + "\n"


def _tables() -> Iterator[str]:
    for name, columns in (TABLES | AGAINST).items():
        yield f"## {name}\n\n| column | label | type | unit | meaning |\n| --- | --- | --- | --- | --- |"
        for column in map(COLUMNS.__getitem__, columns):
            yield f"| `{column.name}` | {column.label} | {column.dtype} | {column.unit} | {column.meaning} |"
        yield ""


def _statuses() -> Iterator[str]:
    yield "## Statuses\n\nFrom the worst to the best. A task is as bad as its worst target.\n"
    yield "| status | word | sign | late | in rates of punctuality | meaning |\n| --- | --- | --- | --- | --- | --- |"
    for name, status in STATUSES.items():
        late, measured = ("yes" if holds else "" for holds in (status.is_late, status.is_measured))
        yield f"| `{name}` | {status.label} | {status.glyph} | {late} | {measured} | {status.meaning} |"
    yield ""


def _codes() -> Iterator[str]:
    yield "## Codes\n\n| column | code | word |\n| --- | --- | --- |"
    for column, labels in CODE_LABELS.items():
        yield from (f"| `{column}` | `{code}` | {label} |" for code, label in labels.items())


if __name__ == "__main__":
    print(data_dictionary(), end="")
