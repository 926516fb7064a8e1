"""How values are shown, under the names that columns give (`Column.looks`): the same on a page, a terminal, a document, a sheet, a chart."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How a number is shown.

    form       format of Python, which for these few is also d3's
    sheet      the same for a spreadsheet
    scale      what the number is multiplied by first
    is_number  stands at the right of its column
    """

    form: str = ""
    sheet: str = ""
    scale: int = 1
    is_number: bool = True


LOOKS: dict[str, NumberFormat] = {
    "text": NumberFormat(is_number=False),
    "flag": NumberFormat(is_number=False),  # 是, 否
    "date": NumberFormat(is_number=False),  # 2021-06 is 2021年6月, 2021 is 2021年
    "count": NumberFormat(".0f", "#,##0"),
    "amount": NumberFormat(),  # with the unit of its line: 1500亿元, 443个, and 3.5% where there is none
    "exact": NumberFormat(),  # an amount of which no digit is lost: two that differ must not look alike
    "pace": NumberFormat(),  # an amount to three digits: of 442.667 a quarter, nobody counts the third part
    "share": NumberFormat(".1%", "0.0%"),
    "points": NumberFormat("+.1f", "+0.0;-0.0;0.0", scale=100),  # 百分点: -0.135 is -13.5
    "ratio": NumberFormat(".2f", "#,##0.00"),
}
# The look of a column that names none, by its unit or else its type. How any other number is to be shown, neither tells.
OF_UNIT = {"fraction": "share", "ratio": "ratio"}
OF_TYPE = {"string": "text", "Int64": "count", "boolean": "flag"}


WHOLE_PERCENT = ".0%"  # along an axis of shares


def percent(share: float, digits: int = 1) -> str:
    """A fraction in words: with one digit, with two where it is held against a printed one, with none where it is a round one.

    >>> percent(0.1149), percent(0.1149, 2), percent(0.9, 0)
    ('11.5%', '11.49%', '90%')
    """
    return f"{share:.{digits}%}"


def points(difference: float) -> str:
    """How far two fractions lie apart, in words.

    >>> points(0.13533)
    '13.5个百分点'
    """
    return f"{difference * LOOKS['points'].scale:.1f}个百分点"
