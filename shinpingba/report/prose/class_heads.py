"""The words over a list of commitments by the office's own class, and where such a list ends.

未达序时的3项:…      推进缓慢的有3项(…)      一是已完成的项目25个,占比达62.5%。分别为:…      …等3项|没有达到序时进度
已完成的任务,共21项。主要有“…”,“…”      完成有一定难度,但经过努力可以完成的有3项。分别是“…”
"""

import re
from dataclasses import dataclass
from functools import cache

from ...language.verdicts import any_phrase, class_of, find_classes
from ...words.lexicon import any_of
from ..heads import header_field
from .parts import Span

_COUNT = r"(?:[0-9]{1,5}|[两一二三四五六七八九十几多]{1,4})(?:项|个|件|条|类|家)?"
_COUNT_AT_END = re.compile(rf"{_COUNT}\)?$")
_ENDS = " 。;:"
_PLACES = re.compile("[县市]区|地区|乡镇|镇街|单位|部门|街道")  # 未完成任务的县区为甲县: whose it is, not what
_RATED = re.compile(r"\s*[^,。;:、()0-9]{2,10}\(?[0-9.]+%\)?(?:[、,;。]|$)")  # 进展较慢的地区:|天津(49.7%)、
_OPENS = re.compile(r":|\(|,?(?:分别|主要|具体)?(?:为|是|有|包括|包含|涉及|即)|,(?:一是|①)")
_COUNTED = re.compile(r"(?:仅|只|仍|尚|还|共|另)?有?[0-9]{1,3}(?=项|个|件)")
_OF_GIVER = re.compile(
    r"\s*[省市县区镇乡]党?委(?:、|政府)"
)  # 县委、县政府交办工作6件未完成年度任务。 names whose they are
_OF_SO_MANY = re.compile("[0-9].*[中里][^0-9]*[0-9]")  # 已完成的30个项目|中23个为征地项目 counts them by kind
_THINGS = re.compile("项目|任务|指标|事项|工作")
_SUB_HEAD = re.compile(
    r"\s*[^,。;:()、0-9]{2,16}?(?:有|共)?(?P<count>[0-9]{1,3})(?:项|个|件)"
    r"(?:,?(?:分别|主要)?(?:为|是|即|有|包括):?|:|\((?=[^()0-9]{2}))"
)
_LINE = re.compile(r"\s*(?P<name>[^,。;:0-9][^,。;:]{1,39}?)\s*(?:—+|--+|:)\s*(?P<class>[^,。;:]{1,16})[。;]?\s*")
_SPACED_LINE = re.compile(r"\s*(?P<name>[^,。;:0-9\s][^,。;:\s]{2,39})\s+(?P<class>[^,。;:\s]{3,16})\s*")
# 红榜:甲、乙      黑榜(2项):丙、丁
_PRAISE = re.compile(r"\s*[“【]?(?P<verdict>[红黑黄]榜)[”】]?(?:\(共?[0-9]{1,3}[项件个]?\))?\s*:")
_HOLDERS = re.compile(
    "(?:[县市镇乡局委办部]|(?<![小社园片景厂库校])区|街道|公司|集团|银行|单位)(?:\\([^()]*\\))?(?=[、,;。]|\\s*$)"
)


@dataclass(frozen=True, slots=True)
class ClassHead:
    """The words before a class list: words[start:end], the class in them, how many it is to have, and whether a colon ends it."""

    start: int
    end: int
    verdict: Span
    count: int | None
    opening: str


def find_head(words: str, start: int, *, of_places: bool = False, praises: bool = False) -> ClassHead | None:
    """The head of a class list that begins at `start`; None where there is none.

    of_places  whose work it is may be listed too: 完成全年任务的单位有:甲局、乙局
    praises    the page praises and blames works: 红榜:滨河公园、城东小学
    """
    if praises and (praised := _praise_head(words, start)):
        return praised
    match = _head().match(words, start)
    is_of_places = match is not None and bool(_PLACES.search(match["behind"] + match["intro"]))
    are_rated = match is not None and bool(_RATED.match(words, match.end()))
    if (
        not match
        or (is_of_places and not (of_places or are_rated))
        or _gives_reasons(match)
        or _OF_SO_MANY.search(match["behind"])
    ):
        return None
    number = re.search(r"[0-9]+", match["behind"]) or re.search(r"[0-9]+", match["before"])
    return ClassHead(
        start,
        match.end(),
        (_year_start(words, match), match.end("verdict")),
        int(number[0]) if number else None,
        match["intro"][-1],
    )


def _praise_head(words: str, start: int) -> ClassHead | None:
    """The head of a list of praise or blame under a title of both: 红榜:滨河公园、城东小学; not of whom (黑榜:云泉镇)."""
    match = _PRAISE.match(words, start)
    if not match or _HOLDERS.search(words, match.end()):
        return None
    return ClassHead(start, match.end(), match.span("verdict"), None, ":")


def _year_start(words: str, head: re.Match[str]) -> int:
    """Where the class of a head begins, with the year of what is not finished: |2017年项目未竣工2项."""
    year = re.search("20[0-9]{2}年", head["before"])
    is_open = class_of(words[slice(*head.span("verdict"))]) == "unfinished"
    return head.start("before") + year.start() if year and is_open else head.start("verdict")


def _gives_reasons(head: re.Match[str]) -> bool:
    """Whether the class judges what was told before it, and reasons follow: …,低于序时9.3个百分点,主要是征迁慢、资金紧."""
    around = (head["before"] + head["behind"]).strip("的了 ")
    return head["intro"].startswith(",") and "分别" not in head["intro"] and not around


def inner_head(words: str, start: int, end: int) -> ClassHead | None:
    """The head of a class list in words[start:end] behind whose or what of it is meant; None where there is none.

    县交通局承担的8项任务|有2项滞后,分别是…      投资额|未达序时进度的项目1项:…
    """
    if not _OPENS.match(words, end) and "(" not in words[start:end]:
        return None
    places = [match.start() for match in _COUNTED.finditer(words, start + 1, end)]
    places += [place for place, _ in find_classes(words, start + 1, end)]
    heads = (find_head(words, place) for place in sorted(places))
    return next(
        (head for head in heads if head and (head.count or _THINGS.search(words, head.verdict[1], head.end))), None
    )


def class_among(words: str, start: int, end: int) -> Span | None:
    """The class that a clause names for the lists behind it: 未达序时进度的7个项目中,|工业项目3个,分别为…; None where it names none."""
    span = class_only(words[start : end - 1].strip()) if words[end - 1] in "中里" else None
    first = start + len(words[start:end]) - len(words[start:end].lstrip())
    return (first + span[0], first + span[1]) if span else None


def sub_head(words: str, start: int, verdict: Span) -> ClassHead | None:
    """The head of one of several lists of a class that was named before: 工业项目3个,分别为…; None where there is none."""
    match = _SUB_HEAD.match(words, start)
    return ClassHead(start, match.end(), verdict, int(match["count"]), match[0][-1]) if match else None


def judged_line(words: str, start: int) -> tuple[Span, Span] | None:
    """The name and the class of a paragraph that holds nothing else: 滨江公园改造:达序时进度, 文化中心 进度滞后; None for another.

    >>> judged_line("东环路——未达序时进度", 0), judged_line("东环路:完成3公里", 0)
    (((0, 3), (5, 11)), None)
    """
    match = _LINE.fullmatch(words, start) or _SPACED_LINE.fullmatch(words, start)
    if not match or not class_of(match["class"]) or header_field(match["name"].strip()):
        return None
    is_general = any_of("counted", use="general").fullmatch(match["name"].strip())
    return None if is_general else (match.span("name"), match.span("class"))


def class_only(words: str, *, praises: bool = False, whole: bool = False) -> Span | None:
    """The class that a heading names for what stands under it: 二、未达序时进度的任务(11项); None where it names none.

    praises  the page praises and blames works, so that 红榜 by itself is one
    whole    it names nothing else: not 进度滞后的县区:甲县、乙县
    """
    match = _head().match(words + ":") or (_PRAISE.fullmatch(words + ":") if praises else None)
    is_less = match is not None and whole and words[match.end() :].strip(" :")
    return match.span("verdict") if match and not is_less else None


def lead_class(words: str, start: int, end: int) -> Span | None:
    """The late class that the first sentence of a paragraph names for what it tells: 个别项目进度滞后。市级实事“新建公园5个”只完工1个。"""
    stop = words.find("。", start, end)
    span = class_only(words[start:stop]) if stop > 0 else None
    if span is None or _OF_GIVER.match(words, start) or class_of(words[start + span[0] : start + span[1]]) != "behind":
        return None
    return start + span[0], start + span[1]


def class_of_all(words: str) -> Span | None:
    """The class that a paragraph ends in and gives all the tasks of which it speaks: 12项实事都按序时进度推进。 None for another."""
    match = _all_classed().search(words.rstrip())
    return match.span("verdict") if match and any_of("counted", use="task").search(match["who"]) else None


def only_counts(words: str) -> bool:
    """Whether words are nothing but a class and how many are in it: 进展顺利、年底前能够完成的任务,共70项. 完成督办事项30件 is a task."""
    bare = words.strip(_ENDS)
    return bool(_COUNT_AT_END.search(bare) and _counted_class().match(bare))


def counts_class(words: str) -> bool:
    """Whether words are a class and the number of its tasks, and so begin another list: 达到序时进度9件. 办结信访事项30件 is a task."""
    return bool(_class_and_count().fullmatch(words.strip(_ENDS)))


@cache
def _class_and_count() -> re.Pattern[str]:
    return re.compile(
        rf"(?:其中)?{any_phrase('said', 'mild', 'filler', 'head')}的?(?:任务|项目|事项)?(?:有|共)?{_COUNT}"
    )


@cache
def and_others() -> re.Pattern[str]:
    """等 behind the last name of a list: 等3项, 等部分重点项目."""
    places = (
        "(?:乡镇|街镇|镇街|县区|区县|县市|市县|单位|部门|地区|街道|[县市区镇乡])[^、,;。:0-9]{0,8}$"  # 甲、乙等乡镇绿化
    )
    return re.compile(rf"(?<![高中初平均])等\s*(?:{_COUNT}|(?:部分|多)?(?=[重主项任指工事]){_general()}|{places})")


@cache
def count_behind() -> re.Pattern[str]:
    """A count behind the last name of a list: 规上工业增加值|3项指标."""
    kinds = rf"(?:等\s*)?{_COUNT}{_general()}(?:单位|乡镇|街道)?"
    aspect = r"(?:的?(?:进展|推进|完成)(?:情况)?)?"
    return re.compile(
        rf"(?:{kinds}|等|项目|任务|指标|事项){aspect}$|(?<=[^0-9])[0-9两三四五六七八九十]+个(?:单位|街道|乡镇|部门)[^、,;。:0-9]{{0,12}}$"
    )


@cache
def _head() -> re.Pattern[str]:
    """The head of a class list: a class of words/verdicts.csv, with counts and words for tasks (words/counted.csv) around it."""
    verdicts = any_phrase("said", "mild", "filler", "head")
    hopes = r"(?:,但?[^,。:;0-9]{0,12}(?:可以|能够?|可望|有望)[^,。:;0-9]{0,8}(?=的))?"
    around = rf"{_COUNT}|{_general()}"
    before = rf"(?P<before>(?:{any_of('counted', use='before').pattern}|{around}){{0,4}}?)"
    behind = rf"(?P<behind>(?:\s*(?:{any_of('counted', use='behind').pattern}|单位|县区|区县|乡镇|镇街|部门|{around})){{0,6}}?)"
    share = r"(?:\([^()]*\))?(?:,?占[^,;。:]{1,12})?"
    named = (
        rf"[,。]?(?:主要)?分别(?:为|是):?|,?(?:主要)?(?:为|是|包括|包含|涉及|有|即):?(?!\s*(?:以下)?{_COUNT})"
        r"|。(?:主要)?(?:有|是|为|包括|包含):?(?=“)|。(?=一是|①|“)"
        # 提前开工项目2项,完成投资1802万元。|包括甲和乙; not 滞后的3项。主要有以下原因, nor 完成12个,滞后2个。分别是甲和乙
        r"|(?:,(?:(?![0-9]+[个项件家条座所处])[^。;:“”、]){2,80})?。(?:主要有|(?:主要|其中)?包括|分别[为是]):?(?![^。;:]*?(?:原因|问题|困难|因素|方面))"
    )
    intro = rf"(?P<intro>:|{named}|\((?=[^()0-9]{{2}})|,(?=一是|①))"
    further = rf"(?:[和及或、]{verdicts})?"  # 进展缓慢和未开工的主要项目
    return re.compile(rf"\s*{before}(?P<verdict>{verdicts}){further}{hopes}{behind}{share}\s*{intro}")


@cache
def _counted_class() -> re.Pattern[str]:
    """A class, what it is one of, and their number at the end."""
    verdicts = any_phrase("said", "mild", "filler", "head")
    return re.compile(rf"[^。;:]*{verdicts}[^。;:0-9]{{0,12}}的(?:{_general()})?(?:,|有|共|\()*{_COUNT}\)?$")


@cache
def _all_classed() -> re.Pattern[str]:
    """A sentence that ends a paragraph: of whom it speaks, all of them, and their class."""
    verdicts = any_phrase("said")
    return re.compile(rf"(?:^|(?<=[。;,]))(?P<who>[^,。;:]{{2,30}}?)(?:均|都|全部)已?(?P<verdict>{verdicts})[。:]?$")


@cache
def _general() -> str:
    return any_of("counted", use="general").pattern
