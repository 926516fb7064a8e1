"""What other programs would take amiss in a text, taken out of it or made harmless."""

import re

import pandas as pd

# What makes a spreadsheet read a text cell as a formula (OWASP ASVS 1.2.10), also in full width, as input in Chinese has it,
# and behind blanks, which some programs leave out. A sign that stands alone, such as a bound, is none.
FORMULA_START = r"^(?=[\s\u200b\ufeff]*[=+\-@＝＋－＠][\s\S]|[\t\r\n][\s\S])"
# What no document may hold (XML 1.0, section 2.2), and what ends a line for some programs.
_UNPRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")


def printable(words: str) -> str:
    """Words without control characters; a blank in the place of each run of them.

    >>> printable("已建成\\x005个\\r其余在建")
    '已建成 5个 其余在建'
    """
    return _UNPRINTED.sub(" ", words)


def harmless(table: pd.DataFrame) -> pd.DataFrame:
    """A table whose texts no spreadsheet takes for formulas or for the end of a line, for csv: the rest as it is."""
    guarded = table.copy()
    for column in [name for name, kind in table.dtypes.items() if kind == "string"]:
        without_cr = table[column].str.replace(
            "\r", "\n"
        )  # csv puts a cell with \n in quotes, one with \r alone it does not
        guarded[column] = without_cr.str.replace(FORMULA_START, "'", regex=True)
    return guarded
