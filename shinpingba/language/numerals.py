"""Numerals, Arabic, Chinese or mixed: where one stands, what it is worth, and whether it is exact.

A numeral is built of parts, each a coefficient with a scale, the larger scale first: 1亿5000万, 25万6千, 三百二十一. So it is read:
what stands before its largest scale times that scale, and what stands behind, which must be less than the scale. A numeral that
could be two numbers (两千四百五 is 2450 to the ear and 2405 on paper) has no value, and never that of its tail.
"""

import re
from decimal import Decimal
from typing import NamedTuple

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
SCALES = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10}  # the larger first
CHINESE = "".join(DIGITS) + "".join(SCALES)
EXACT_DIGITS = 15  # what a float keeps of any decimal number
LONGEST = 24  # characters of a numeral with scales: 九千九百九十九亿九千九百九十九万九千九百九十九 has 23

_BLANK = "[ \u00a0\u2009\u202f\u3000\n]"
# 1,234; 1，234; 1’234; 1 234, also with a thin blank or a line break; but 26，100.0% are two figures
_GROUP = rf"(?:(?:,\s?|['’]|{_BLANK})[0-9]{{3}}(?![0-9])|，\s?[0-9]{{3}}(?![0-9]|(?:\.[0-9]+)?[%％]))"
ARABIC = rf"(?:[0-9]{{1,3}}(?:{_GROUP})++|[0-9]++)(?:\.[0-9]++)?"
_VAGUE = "|".join(
    (
        "(?<![人户件总次分指参系个额岁位])数(?=[十百千万亿])",  # 数十家; 总数十家 is ten of them
        "几(?=[十百千万亿])",
        "(?<![以迈跨登踏升网线路街车身地海会])上(?=[百千万亿])",  # 上百件; 以上百家 is a hundred
        "(?<![超通经不跨越度走])过(?=[百千万亿])",  # 过千个; 通过百家
    )
)
_SCALE = "[十万亿]|百(?!分点|[姓货科色])|千(?![米克瓦伏帕卡])"  # 60千米 is sixty of a unit, 5万百姓 no five million
NUMERAL = re.compile(
    rf"""(?:(?P<arabic>{ARABIC})|{_VAGUE}|[{CHINESE}])
    (?:\s?[余多来]?(?:{_SCALE})                                                   # 万 of 30万, 余万 of 70余万
      |(?<=[百千万亿])零?[0-9]+(?:\.[0-9]+)?(?![0-9A-Za-z]|[.,，][0-9]|\s?[年月日号])  # 5000 of 1亿5000万
      |(?<![0-9])[{"".join(DIGITS)}]
      |(?<=[十百千万零])几|(?<![0-9])几(?=[十百千万亿])                                # 几 of 二十几万
      |(?<![0-9])点[{"".join(DIGITS)}]++                                          # 点五 of 十二点五
    )*+
    (?:\s?[余多]|来(?=[个家户人名位条处所天年亩座台件项次场张辆公]))?""",
    re.VERBOSE,
)
_SIMPLE = re.compile(
    r"[0-9]{1,15}(?:\.[0-9]{1,4})?(?![0-9.,，'’\s余多来百千万亿十点])"
)  # most of them: nothing to work out
_LOOSE = re.compile(r"[余多来上过,，'’\s]")
_MORE = re.compile("[余多来]")
_MOST = str.maketrans("几数", "九九")
_PAIR = re.compile("一二|[二两]三|三[四五]|四五|五六|六七|七八|八九")  # 三四家, 七八十人: at least the first


class Numeral(NamedTuple):
    """A numeral of a text, at text[start:end].

    value      None where it is not well formed, or could be two numbers (三万五)
    high       the most it says, where it says only roughly how many: 90 of 几十, 8 of 七八, 2000 of 过千; None where it says no most
    is_vague   it says at least so many: 数十, 上百, 千余, 二十几万, 七八十
    is_bare    a scale without a coefficient: 百 of 百家, 亿 of 亿元以上
    is_arabic  it begins with a digit
    """

    start: int
    end: int
    words: str
    value: Decimal | None
    high: Decimal | None = None
    is_vague: bool = False
    is_bare: bool = False
    is_arabic: bool = True


def find_numeral(plain: str, position: int) -> Numeral | None:
    """The numeral that begins at `position`; None where none does.

    >>> numeral = find_numeral("投资1亿5000余万元", 2)
    >>> numeral.words, int(numeral.value), numeral.is_vague
    ('1亿5000余万', 150000000, True)
    """
    if simple := _SIMPLE.match(plain, position):
        return Numeral(position, simple.end(), simple[0], Decimal(simple[0]))
    match = NUMERAL.match(plain, position)
    if match is None:
        return None
    words = match[0]
    if words == match["arabic"]:
        return Numeral(position, match.end(), words, read_value(words))
    core = _LOOSE.sub("", words)
    value, high = read_value(core), _most(words)
    is_vague = high is not None or bool(_MORE.search(words))
    return Numeral(position, match.end(), words, value, high, is_vague, core[0] in "百千万亿", words[0].isascii())


def _most(words: str) -> Decimal | None:
    """The most that is meant by few, some or two digits side by side; 过千 is less than two thousand, or would say so."""
    most = _PAIR.sub(lambda pair: pair[0][1], words).translate(_MOST)
    if most != words:
        return read_value(most)
    value = read_value(words) if words[0] in "上过" else None
    return value and value * 2


def read_value(numeral: str) -> Decimal | None:
    """The value of a numeral, or the least it says; None where it is not well formed or could be two numbers.

    >>> [str(read_value(words)) for words in ("1,234.5", "两万三千", "25万6千", "十二点五", "二十几万", "两千四百五")]
    ['1234.5', '23000', '256000', '12.5', '200000', 'None']
    """
    return _read(_LOOSE.sub("", numeral)) if len(numeral) <= LONGEST else None


def scales_behind(numeral: str) -> tuple[int, ...]:
    """What the numbers before may share with a numeral, the largest first: 千万 or 万 of 3至5千万, and nothing.

    >>> scales_behind("5千万"), scales_behind("三十万"), scales_behind("12")
    ((10000000, 10000, 1), (100000, 10000, 1), (1,))
    """
    found = {1}
    for scales in ("[万亿]+", "[十百千万亿]+"):
        if match := re.search(scales + "$", _LOOSE.sub("", numeral)):
            found.add(int(_read(match[0]) or 1))
    return tuple(sorted(found, reverse=True))


def _read(words: str) -> Decimal | None:
    if words.isascii():
        return _plain(words)
    for word, scale in SCALES.items():
        head, found, tail = words.rpartition(word)
        if found:
            return _composed(head, scale, tail)
    return _plain(words)


def _composed(head: str, scale: int, tail: str) -> Decimal | None:
    """So many of a scale and a rest: 三 and 二十一 of 三百二十一."""
    times = Decimal(1) if head in ("", "几", "数") else _read(head)
    rest = _rest(tail, scale)
    if times is None or rest is None or (rest and times % 1):  # 1.2万5000
        return None
    if scale < 10**4 and not head.isascii() and times not in range(1, 10):  # 八点三十, 二十百
        return None
    return times * scale + rest


def _rest(tail: str, scale: int) -> Decimal | None:
    """What stands behind a scale: less than it, and with its own scale or a 零, or the ear hears 350 in 三百五."""
    if tail in ("", "几"):
        return Decimal(0)
    digits = tail.partition("点")[0]
    is_spoken = scale > 10 and (len(digits) == 1 or bool(_PAIR.fullmatch(digits)))
    rest = None if is_spoken else _read(tail.lstrip("零〇").removesuffix("几") or "零")
    return rest if rest is not None and rest < scale else None


def _plain(words: str) -> Decimal | None:
    """A number without scales: 1234.5, 五, 二点五, 七八."""
    if words[:1].isascii() and words:
        return Decimal(words) if len(words) <= EXACT_DIGITS + 1 else None
    whole, _, decimals = words.partition("点")
    if whole and whole not in DIGITS and not _PAIR.fullmatch(whole):  # 二〇二一 is a year, 三一 a name
        return None
    value = str(DIGITS[whole[0]]) if whole else "0"
    return Decimal(f"{value}.{''.join(str(DIGITS[digit]) for digit in decimals)}")
