"""What a stretch of words speaks of, and how alike two of them are.

Likeness is the share of two-character pieces in common: Chinese nouns for one thing mostly share a piece (公共停车泊位 and
停车泊位); words that do not are listed in words/synonyms.csv.
"""

import re
from functools import cache, lru_cache

from ..words.lexicon import any_of, read_words
from .clauses import without_bullets, without_spans
from .cues import find_cues
from .quantities import find_numbers


def likeness(noun: str, text: str) -> float:
    """Share of a noun's two-character pieces that stand in a text: 0 none, 1 all.

    >>> likeness("公共停车泊位", "已完成1500个停车泊位建设")
    0.6
    """
    named, words = _without_marks(noun), _without_marks(text)
    if min(len(named), len(words)) < _PIECE:
        return float(named == words != "")
    pieces = bigrams(noun)
    return sum(map(words.__contains__, pieces)) / len(pieces)


@lru_cache(maxsize=10_000)
def bigrams(text: str) -> frozenset[str]:
    """The two-character pieces of a text, marks and spaces left out, words for the same thing made one (words/synonyms.csv)."""
    words = _without_marks(text)
    return frozenset(map(str.__add__, words, words[1:])) or frozenset([words] if words else [])


@lru_cache(maxsize=10_000)
def _without_marks(text: str) -> str:
    """A text without marks and spaces, words for the same thing made one."""
    if _any_synonym().search(text):
        for entry in _synonyms():
            text = text.replace(entry["word"], entry["same_as"])
    return _MARKS.sub("", text)


_PIECE = 2  # characters
_WORD = re.compile(r"\w")
_BULLETS, _SIGNS = re.compile(r"[①-⑳\s]+"), re.compile(r"\W+")
_MARKS = re.compile("[^0-9A-Za-z\u4e00-\u9fff]+")


@cache
def _synonyms() -> tuple[dict[str, str], ...]:
    return read_words("synonyms", "word", "same_as")


@cache
def _any_synonym() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(entry["word"]) for entry in _synonyms()))


@lru_cache(maxsize=10_000)
def named_things(words: str) -> str:
    """What a clause names, its figures and cue words taken out: 农户 in 一季度完成农户签约64户; nothing in 已完工27栋, 已化解14件."""
    figures = [(n.start, n.end) for n in find_numbers(words) if n.kind != "rejected"]
    told = [(c.start, c.end) for c in find_cues(words) if c.role != "action"]
    return named_in(without_spans(words, figures + told))


def named_in(words: str) -> str:
    """What words name whose figures and cue words are taken out; empty where no more than a general word is left."""
    named = any_of("fillers").sub("", _BULLETS.sub("", words))
    if len(named) < 2:
        return ""
    works = [(c.start, c.end) for c in find_cues(named) if c.role == "action"]
    own = _SIGNS.sub("", any_of("general", use="general_work").sub("", without_spans(named, works)))
    return named if len(own) >= 2 else ""


@lru_cache(maxsize=10_000)
def names_nothing(words: str) -> bool:
    """Whether words say how far something is and not what, so that they speak of the whole.

    >>> names_nothing("项目已全部完成"), names_nothing("本项目尚未启动改造"), names_nothing("南三路未开工")
    (True, True, False)
    """
    told = [(c.start, c.end) for c in find_cues(words) if c.role != "action"]
    left = without_spans(words, told)
    if _naming().search(left):
        return False
    for general in (any_of("wholes", use="yearly"), any_of("fillers"), _general()):
        left = general.sub("", left)
    return not _WORD.search(left)


@cache
def _naming() -> re.Pattern[str]:
    """A character that stands in none of the words which name nothing: where there is one, something is named."""
    nothing = "".join(words.pattern for words in (any_of("wholes", use="yearly"), any_of("fillers"), _general()))
    return re.compile(rf"[^\W0-9{re.escape(nothing)}]")


def trimmed(words: str) -> str:
    """Words without the bullets and fillers around them: 硬件采购 of ①目前硬件采购均."""
    filler = any_of("fillers").pattern
    return re.sub(f"^{filler}+|{filler}+$", "", without_bullets(words))


def without_general(noun: str) -> str:
    """A noun without the word for any work or thing that it ends in: 停车场 of 停车场项目."""
    return re.sub(_general().pattern + "$", "", noun)


@cache
def _general() -> re.Pattern[str]:
    works, things = any_of("general", use="general_work"), any_of("general", use="general_thing")
    return re.compile(f"(?:{works.pattern}|{things.pattern})")


def is_narrower(words: str, wanted: str) -> bool:
    """Whether words speak of a part, or of another member of a family, that is not wanted (words/narrower.csv).

    >>> is_narrower("护岸砌筑完成11.2公里", "治理河道18公里"), is_narrower("城镇登记失业率3.2%", "城镇调查失业率5.5%以内")
    (True, True)
    """
    return not _narrowing(words) <= _narrowing(wanted)


@lru_cache(maxsize=10_000)
def thresholds(words: str) -> frozenset[str]:
    """What things must reach to be counted: 10亿元 in 10亿元以上项目3个; nothing in 项目3个以上, nor in 每个50亩以上的基地3个."""
    if not _MAY_LIMIT.search(words):
        return frozenset()
    limits = (n for n in find_numbers(words) if n.kind == "count" and is_threshold(words, n.end))
    numbered = {n.quote for n in limits if not _OF_EACH.search(words[: n.start])}
    return frozenset(numbered | {found[0] for found in _BARE.finditer(words) if is_threshold(words, found.end())})


def is_threshold(text: str, end: int) -> bool:
    """Whether the amount that ends there only says which things are counted next: 10亿元以上项目3个, 税收超亿元企业24家."""
    if _AT_LEAST.match(text, end) and _NESTED.search(text[max(0, end - _AMOUNT) : end]):  # 改造120个40户以上村寨
        return True
    if text.endswith("元", 0, end) and _OVER.search(text[max(0, end - _AMOUNT) : end]) and _COUNTED.match(text, end):
        return True
    return bool(_COUNTED_NEXT.match(text, end))


# …, and 3000万元以上、企业投资5000万元以上项目3个
_COUNTED_NEXT = re.compile(
    r"(?:及?以上|以下)(?:[、和及或][^0-9,，。；;、]{0,8}[0-9.]*[百千万亿]*元(?:及?以上|以下))*的?[^0-9,，。；;、和及与]{0,20}[0-9]"
)
_NESTED, _AT_LEAST = (
    re.compile("[0-9][个家处所座][0-9.]+万?[户人亩吨]$"),
    re.compile("(?:及?以上|以下)的?[^,，。；;、]"),
)
_OF_EACH = re.compile("(?:每|单)[个处座所条家片块][^,，。；;、0-9]{0,8}$")
_BARE = re.compile(r"(?<![0-9.百千])[千百]?[万亿]元(?=及?以上)")  # an amount without a numeral
_MAY_LIMIT = re.compile("以[上下]|[超过]")
_AMOUNT = 14  # characters of an amount with the word before it
_OVER = re.compile("(?:超过?|(?<=[收值入额])过)[0-9.]*[百千万亿]*元$")
_COUNTED = re.compile(
    "的?(?:[^0-9,，。；;、]{0,12}(?:企业|项目|乡镇|村|园区|集群|产业)[^0-9,，。；;、]{0,6}|(?:只|仅)?有)[0-9]+[家个户]"
)


@lru_cache(maxsize=10_000)
def _narrowing(words: str) -> frozenset[str]:
    if not any_of("narrower").search(words):
        return frozenset()
    return frozenset(pattern.pattern for pattern in _narrower() if pattern.search(words))


@cache
def _narrower() -> list[re.Pattern[str]]:
    return [re.compile(entry["pattern"]) for entry in read_words("narrower", "pattern")]


@lru_cache(maxsize=10_000)
def wordless(quote: str) -> str:
    """A quote without its figures: 新建5G基站 of 新建5G基站1500个."""
    return without_spans(quote, [(n.start, n.end) for n in find_numbers(quote) if n.kind != "rejected"])
