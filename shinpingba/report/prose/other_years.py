"""Words of a plan that is not of the page's year: 明年计划植树20万株, 三年计划植树60万株, “十四五”计划…, 2023年计划… on a page of 2022."""

import re

from ...words.lexicon import any_of

_OTHER = re.compile("明年|来年|下一?年度?(?!度)|“?十[一二三四五]五|规划期")
_YEAR = re.compile("(20[0-9]{2})年(?!度?以来)")


def years_in(words: str) -> set[int]:
    """The years that words name."""
    return {int(each) for each in _YEAR.findall(words)}


def is_of_other_year(words: str, year: int | None) -> bool:
    """Whether words are of a year to come or of several: all years they name are after the page's, or they say so."""
    years = years_in(words)
    is_later = bool(year and years) and all(each > (year or 0) for each in years)
    return is_later or bool(_OTHER.search(words) or any_of("years", use="many").search(words))
