"""Text to numbers: every numeral of a sentence, with its unit, its place and what kind of number it is.

One pass from left to right over the places where a number can begin; the first rule that fits decides. Nothing is thrown away: a
number that is a name, an ordinal or a slogan (1号楼, 第3批, “四个意识”), or that cannot be read exactly, comes back as `rejected`
with the reason.

Places count characters of the text as given: `text[number.start:number.end] == number.quote`.
"""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from string import ascii_letters
from typing import NamedTuple

from ..words.lexicon import any_of
from .bounds import bound_before, bound_of
from .dates import Date, month_of, read_date
from .names import Name, find_names, reason_at
from .numerals import CHINESE, Numeral, find_numeral
from .ranges import read_list, read_range
from .shares import read_share
from .units import SHARE, Measure, Unit, read_unit, unit_of

FULL_WIDTH = str.maketrans(
    "\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19\uff0e\uff05\uff0b\uff0d\u2212", "0123456789.%+--"
)
_RANK = re.compile(r"(?<=[0-9%])\s*[(（](?:排?名?第|位列第?)?[0-9]{1,3}[位名]?[)）]$")
_WIDE = re.compile(f"[{''.join(map(chr, FULL_WIDTH))}]")
WITHOUT_UNIT = "没有单位"  # why a number that stands alone is no quantity
TORN_APART = "与前面的数字或小数点相连,读不准"
STARRED_OUT = "前面的数字被星号遮去,读不准"
NO_FIGURE = "只有数位,没有数字"
ROUGHLY = "概数,没有单位"
UNSURE = "写法不合规或有两种读法,读不准"

# Where a number can begin: one class of characters, so that a search skips all others, then what must stand behind each of them.
OPENING = re.compile(
    rf"""[0-9{CHINESE}几数上过下本第前首年今明来后去次翌当同Q半翻负-](?:
      (?<=[0-9{CHINESE}])|(?<=[几数上过])(?=[十百千万亿])|(?<=[上下本])(?=一?个?季度|半年)|(?<=第)(?=[一二三四1-4]\s?季度)
      |(?<=前)(?=[0-9一二两三四五六七八九十])|(?<=首)(?=季)|(?<=[今本明来后去上前次翌当同])(?=年)|(?<=年)(?=[底末内])|(?<=Q)(?=[1-4])
      |(?<=过)(?=半)|(?<=半)(?=数)|(?<=翻)|(?<=[负-])(?=[0-9{CHINESE}])
    )""",
    re.VERBOSE,
)
MINUS = re.compile("(?<![减担抱肩自胜背欺辜亏])负|(?<![0-9A-Za-z%号期)）~—–―-])-")  # 减负237亿元 is no loss
# 1.500个 is one thousand five hundred where a full stop parts the thousands, and never one and a half; 12.500公里 may be as it says
THINGS, THOUSANDS = ("item", "person", "visits"), re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
OF_CHANGE = ("增", "为", "净")  # 净增-5户; elsewhere a dash before things sets them apart: 东区-5户
WHOLE = (*THINGS, "times", "time")  # dimensions of what is not less than none
LETTERS, OLD_NUMERALS = frozenset(ascii_letters), frozenset("萬億仟佰拾廿卅卌")
TOLD = re.compile("[余多来几数上过点]")
COMPOUND = re.compile("[百千万亿]|.十")
SCALED = re.compile("[百千万亿余多]")
SUM = re.compile("亿|[百千]万$")
CLOSES = re.compile("[,，。；;、)）]|$")
AT_LEAST = re.compile("及?以上(?=[,，。；;、)）]|$)")  # 稳定在百万吨以上; 亿元以上项目 are a class of things
STARS = re.compile(
    r"(?<=[^\s*])\*\*[0-9.]+(?![^,，。；;\n]*\*\*)"
)  # 占总任务的**8.4%; not 占**48.4%**, which is set in bold
TORN = re.compile(r"[,，/.±'’‘´`﹒•‧∙・･٫٬_^\\]?|\s*\n\s*")  # what may stand between two halves of one number


class Number(NamedTuple):
    """A numeral of a text and what it is.

    kind       count (number with a unit), percent, level (a point on a scale: 倍, 百分点, 分), date, or rejected
    value      in the unit, multipliers worked out: 1.2万亩 is 12000 亩, 15% is 0.15; None for dates and rejected numbers
    bound      "=", ">=" (以上, 超, 余; the lower end of a range), "<=" (以内), "~" (约, 左右)
    high       the upper end of a range, or of an amount that is told only roughly: 5 of 三至五家, 90 of 几十家; else None
    dimension  what may be compared with it: item, area, length, money …
    size       the unit in the base unit of its dimension: 亩 is 666.6667 平方米
    year, month, years_away, quarters_away  of a date, as far as the text says, as in Date
    """

    start: int
    end: int
    quote: str
    kind: str
    value: float | None = None
    unit: str = ""
    bound: str = "="
    dimension: str = ""
    size: float = 1.0
    year: int | None = None
    month: int | None = None
    years_away: int | None = None
    quarters_away: int | None = None
    high: float | None = None
    reason: str = ""

    def when(self, as_of: date | None) -> tuple[int, int | None] | None:
        """The year and month of a date in a report that ends with `as_of`; None where that cannot be told."""
        if self.kind != "date" or not (as_of or self.year):
            return None
        if as_of is None:
            return self.year or 0, self.month
        return month_of(as_of, self.year, self.month, self.years_away, self.quarters_away)


def without_rank(figure: str) -> str:
    """The figure of a cell without its place among others behind it in brackets.

    >>> without_rank("9.7(9)"), without_rank("8.1%(第3)"), without_rank("12(在建)")
    ('9.7', '8.1%', '12(在建)')
    """
    return _RANK.sub("", figure)


@lru_cache(maxsize=10_000)
def find_numbers(text: str) -> tuple[Number, ...]:
    """Every numeral of the text in order, the rejected ones too.

    >>> [(n.quote, n.kind, n.value, n.unit) for n in find_numbers("1号楼已完成,新增绿化约1.2万亩,占15%")]
    [('1', 'rejected', None, ''), ('1.2万亩', 'count', 12000.0, '亩'), ('15%', 'percent', 0.15, '')]
    """
    plain = text.translate(FULL_WIDTH) if _WIDE.search(text) else text
    opening = OPENING.search(plain)
    if opening is None:
        return ()
    names = find_names(plain)
    found: list[Number] = []
    dated: Date | None = None
    while opening:
        number = _read(plain, opening.start(), names, found[-1] if found else None, dated)
        if number:
            found.append(number)
            dated = _date(number) or dated
        opening = OPENING.search(plain, number.end if number else opening.end())
    return tuple(
        found if plain is text else [number._replace(quote=text[number.start : number.end]) for number in found]
    )


def _read(plain: str, position: int, names: list[Name], before: Number | None, dated: Date | None) -> Number | None:
    """What begins at `position`, behind the number `before` and the date `dated`; None where no number does."""
    if reason := reason_at(names, position, position + 1):
        return _named(plain, position, reason)
    if found := read_date(plain, position, dated):
        told = (found.year, found.month, found.years_away, found.quarters_away)
        return Number(position, found.end, plain[position : found.end], "date", None, "", "=", "", 1.0, *told)
    if share := read_share(plain, position):
        bound = share.bound if share.bound != "=" else bound_of(plain, position, share.end)
        return _number(plain, position, share.end, SHARE, share.value, bound)
    numeral = find_numeral(plain, position)
    if numeral is None:
        return _read_negative(plain, position, names) if MINUS.match(plain, position) else None
    if reason := _code(plain, numeral) or _torn(plain, numeral, before):
        return _rejected(plain, position, numeral.end, reason)
    return _read_amount(plain, numeral, names)


def _named(plain: str, position: int, reason: str) -> Number | None:
    """A number inside a name, rejected with what the name is; a date there is only part of it."""
    inside = read_share(plain, position) or find_numeral(plain, position)
    return _rejected(plain, position, inside.end, reason) if inside else None


def _date(number: Number) -> Date | None:
    if number.kind != "date":
        return None
    return Date(number.start, number.end, number.year, number.month, number.years_away, number.quarters_away)


def _rejected(plain: str, start: int, end: int, reason: str) -> Number:
    return Number(start, end, plain[start:end], "rejected", reason=reason)


def _number(
    plain: str, start: int, end: int, unit: Unit, value: Decimal, bound: str, high: Decimal | None = None
) -> Number:
    most = float(high * unit.factor) if high else None
    amount = float(value * unit.factor)
    return Number(
        start, end, plain[start:end], unit.kind, amount, unit.name, bound, unit.dimension, unit.size, high=most
    )


def _read_negative(plain: str, position: int, names: list[Name]) -> Number | None:
    """-320万元, 负5.2%; a dash before things only sets them apart: 东区-5户."""
    number = _read(plain, position + 1, names, None, None)
    if number is None or number.value is None:
        return number
    if plain[position] == "-" and number.dimension in WHOLE and plain[position - 1 : position] not in OF_CHANGE:
        return number
    return number._replace(start=position, quote=plain[position : number.end], value=-number.value)


def _code(plain: str, numeral: Numeral) -> str:
    """A number grown together with letters: K12, 5G, 3D. A word before an amount is no code: REITs7个项目, GDP530.2亿元."""
    if plain[numeral.start - 1 : numeral.start] not in LETTERS and plain[numeral.end : numeral.end + 1] not in LETTERS:
        return ""
    before_it = plain[max(0, numeral.start - 12) : numeral.start]
    letters = before_it[len(before_it.rstrip(ascii_letters)) :]
    measure = read_unit(plain, numeral.end)
    of_version = measure and "." in numeral.words and measure.unit.dimension in WHOLE
    if letters and (len(letters) == 1 or not measure or of_version):
        return "前有字母,是型号或代号"
    return "" if measure else "后有字母,是等级或技术名称"


def _torn(plain: str, numeral: Numeral, before: Number | None) -> str:
    """A numeral that may be the rest of the one before: 34个 of 12,34个, of 3/4个 or behind a line break; 5元 of .5元, 3萬5元, 卅五元.

    Or the rest of one that is starred out: 占总任务的**8.4%.
    """
    behind = plain[numeral.start - 1 : numeral.start]
    if behind in OLD_NUMERALS or (behind == "." and numeral.is_arabic):
        return TORN_APART
    if behind == "*" and STARS.match(plain, numeral.start - 2):
        return STARRED_OUT
    if before is None or before.reason != WITHOUT_UNIT or not numeral.is_arabic or not before.quote[0].isdigit():
        return ""
    return TORN_APART if TORN.fullmatch(plain, before.end, numeral.start) else ""


def _read_amount(plain: str, numeral: Numeral, names: list[Name]) -> Number | None:
    """Number and unit, or a range of them: 1.2万亩, 70余万元, 518 列, 八个, 3000至1万元."""
    measure = read_unit(plain, numeral.end)
    span = read_range(plain, numeral, measure)
    if span and (reason := reason_at(names, numeral.end, span.measure.end)):
        return _rejected(plain, numeral.start, numeral.end, reason)  # 3-5年行动
    if span:
        numeral, measure = numeral._replace(value=span.low, high=span.high), span.measure
    if (measure is None or measure.unit.name == "个") and (listed := _read_listed(plain, numeral)):
        return listed
    if measure is None:
        return _read_unnamed(plain, numeral)
    if numeral.value is None or (
        measure.unit.dimension in THINGS and "." in numeral.words and THOUSANDS.fullmatch(numeral.words)
    ):
        return _rejected(plain, numeral.start, measure.end, UNSURE)
    bound = _bound(plain, numeral, measure, span is not None)
    if not numeral.is_arabic and not _counts(numeral, measure, span is not None):
        return _rejected(plain, numeral.start, measure.end, "中文数字,是量词、名称或习惯说法")
    if not bound:
        return _rejected(plain, numeral.start, measure.end, NO_FIGURE)
    value = numeral.value + measure.more if measure.more else numeral.value
    return _number(plain, numeral.start, measure.end, measure.unit, value, bound, numeral.high)


def _bound(plain: str, numeral: Numeral, measure: Measure | None, is_range: bool) -> str:
    """The bound of an amount; empty where no word makes a number of a bare scale: 千家万户, 亿元以上项目; not 近千家, 百万吨以上."""
    if is_range or numeral.is_vague or (measure and measure.is_vague):
        return ">="
    if numeral.is_bare and bound_before(plain, numeral.start) == "=":
        return ">=" if measure and AT_LEAST.match(plain, measure.end) else ""
    return bound_of(plain, numeral.start, measure.end if measure else numeral.end)


def _counts(numeral: Numeral, measure: Measure, is_range: bool) -> bool:
    """Whether a Chinese numeral before a unit counts: 三所, 九百人, 十二点五公里; not 一个 (an article), 三级, 三期."""
    words, unit = numeral.words, measure.unit
    is_told = measure.more or measure.is_vague or TOLD.search(words)
    is_scaled = COMPOUND.search(words)
    if is_told or is_scaled or (is_range and unit.dimension not in ("item", "times")):
        return True
    return unit.takes_chinese and (is_range or words != "一" or unit.dimension in ("share", "level"))


def _read_listed(plain: str, numeral: Numeral) -> Number | None:
    """A number of a list whose unit stands behind the last: 15 of 分别提高15、22个百分点."""
    if listed := read_list(plain, numeral):
        bound = bound_before(plain, numeral.start)
        return _number(plain, numeral.start, listed.end, listed.measure.unit, listed.value, bound)
    return None


def _read_unnamed(plain: str, numeral: Numeral) -> Number | None:
    """A large number whose unit is left out: 首期1000万资金, 惠及76万群众; None for words that hold no number: 万达, 零售."""
    start, end = numeral.start, numeral.end
    if numeral.value is None:
        return _rejected(plain, start, end, UNSURE)
    unit, bound = _unit_left_out(plain, numeral), _bound(plain, numeral, None, False)
    if unit and bound:
        return _number(plain, start, end, unit_of(unit), numeral.value, bound)
    if numeral.is_bare or numeral.words in ("零", "〇"):
        return None
    return _rejected(plain, start, end, ROUGHLY if numeral.is_vague else WITHOUT_UNIT)


def _unit_left_out(plain: str, numeral: Numeral) -> str:
    """元 beside words for money (首期1000万资金, 投资约4亿5千万), 人 before people; empty where neither stands."""
    if not SCALED.search(numeral.words):
        return ""
    ahead = plain[numeral.end : numeral.end + 12].removeprefix("的")
    behind = plain[max(0, numeral.start - 8) : numeral.start]
    is_sum = SUM.search(numeral.words) and CLOSES.match(ahead) and any_of("money", use="money_of").search(behind)
    if is_sum or any_of("money", use="money_for").match(ahead):
        return "元"
    return "人" if any_of("nouns", use="people").match(ahead) else ""
