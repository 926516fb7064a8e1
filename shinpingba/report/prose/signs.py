"""What the words of a text say about progress: the share of a plan, work done, growth, plans, the office's verdict; its numbers.

The vocabulary is words/progress.csv and words/verdicts.csv; here it is only found.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from ...language.likeness import is_threshold
from ...language.quantities import Number, find_numbers
from ...language.verdicts import phrases
from ...words.lexicon import Scan, read_words, scanner

_DESCRIBES = re.compile(  # not 未达目标的主要原因是…
    r"(?:以[上下内])?(?:\([^()]*\))?的(?!县|市|区|地区|乡镇|单位|为|有|(?:主要)?原因(?:主要)?[是为在])"
    "|[、和及][^,。;]{2,12}的(?:空缺|问题|现象|局面|风险)"  # 补上进度滞后、无法按期完工的空缺
    "|项目|事项|原因(?!主要|是|为|在于|系)|问题"
)
_SHARE_OF_GOAL = re.compile(r"\([^()]*[0-9][^()]*\)的[0-9.]+%")
_WHOSE = re.compile("的|(?:县市?区?|[市区]县|乡镇|镇街|街道|地区|单位|部门|项目|事项|企业)")
_TO_WHOM = re.compile("(?:针?对|约谈|督促|通报)[^,。;:]{0,4}$")


@dataclass(frozen=True, slots=True)
class Sign:
    """A word that tells something of progress: `label` as in words/progress.csv, or verdict and mild (words/verdicts.csv)."""

    start: int
    end: int
    label: str


def find_signs(words: str) -> list[Sign]:
    """The signs of progress in a plain text, in order. A class that only describes (进度滞后的项目) is none."""
    found = (Sign(*each) for each in _scan()(words))
    found = (replace(sign, label="doing") if _is_of_some(words, sign) else sign for sign in found)
    found = (replace(sign, label="share") if _is_of_a_share(words, sign) else sign for sign in found)
    return [sign for sign in found if sign.label != "verdict" or not _describes(words, sign)]


def _is_of_some(words: str, sign: Sign) -> bool:
    """Whether a word for what has not begun only says which are meant: 未开工的主要项目, 没开工的尽快开工."""
    return sign.label == "unbegun" and words[sign.end : sign.end + 1] == "的"


def _is_of_a_share(words: str, sign: Sign) -> bool:
    """Whether a class goes on to the share of a goal that brackets hold: 已超额完成年度目标|(30场)的150%."""
    return sign.label == "verdict" and bool(_SHARE_OF_GOAL.match(words, sign.end))


def _describes(words: str, sign: Sign) -> bool:
    """Whether a class says which things are meant, and judges none: 进度滞后的项目, 对低于序时进度的县区, 对进度落后县区下发督办单."""
    is_object = _WHOSE.match(words, sign.end) and _TO_WHOM.search(words, 0, sign.start)
    return bool(is_object or _is_rule(words, sign) or _DESCRIBES.match(words, sign.end))


def _is_rule(words: str, sign: Sign) -> bool:
    """Whether a light is said of what is so and so, and not of what there is: 低于序时进度10个百分点的亮黄灯, 对未开工项目亮红灯."""
    clause = max(words.rfind(mark, 0, sign.start) for mark in ",。;:") + 1
    is_of_any = words[sign.start - 1 : sign.start] == "的" or words[clause : sign.start].lstrip().startswith("对")
    return is_of_any and words[sign.end - 1] in "灯牌"


@cache
def _scan() -> Scan:
    verdicts = [("verdict", pattern) for _, pattern in phrases("said", "after")]
    verdicts += [("mild", pattern) for _, pattern in phrases("mild", "filler")]
    signs = [(each["sign"], each["pattern"]) for each in read_words("progress", "sign", "pattern")]
    shares = [each for each in signs if each[0] in ("share", "rate")]
    return scanner([*shares, *verdicts, *(each for each in signs if each not in shares)])


def numbers_of(words: str) -> Iterator[Number]:
    """The numbers of a text, sentence by sentence: what one of them is never depends on the sentence before.

    Not an amount without a numeral that only says which things are counted: 亿元以上项目8个.
    """
    start = 0
    for sentence in words.split("。"):
        found = [each for each in find_numbers(sentence) if not _is_bare_limit(sentence, each)]
        yield from (each._replace(start=each.start + start, end=each.end + start) for each in found) if start else found
        start += len(sentence) + 1


def _is_bare_limit(words: str, number: Number) -> bool:
    return number.quote[0] in "百千万亿" and is_threshold(words, number.end)
