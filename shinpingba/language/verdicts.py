"""The words by which an office classes its own work (未达序时进度, 推进缓慢, 提前完成), and what they say on our scale.

The vocabulary is words/verdicts.csv; `<schedule>`, `<stage>` and `<year>` in it stand for what work is held against
(words/marks.csv), `<mark>` for any of the three. Its uses:

said    a clause says it of its task: 低于序时进度6.3个百分点
mild    a clause says it too, but running text is full of it: 进展顺利
after   a slogan, which is said of what stands before it in its sentence: 完成投资3亿元,超额实现双过半
filler  it says nothing but as a class: 有序推进
list    it classes the names before it: 甲、乙、丙已投产
head    it classes the names behind it: 滞后项目:甲、乙
cell    it fills a cell: √
rest    it says how the tasks go on that are not finished: 其余事项正在按时间节点推进
before  what stands before these words is no verdict on the task: 确保…, 防止…, 对…
behind  nor is what stands in front of these: …的问题
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ..words.lexicon import Scan, any_of, read_words, scanner
from .clauses import plain
from .denials import is_denied
from .likeness import names_nothing

LATE = ("behind", "suspended")
_OF_PACE = ("ahead", "on_schedule", "behind")
_COUNTED_BEFORE = re.compile(r"(?<![0-9.])(?P<number>[0-9]+)[大小子]?[项个件条家](?!月|百分点)[^,，。；;0-9(（]{0,12}$")
_COUNTED_BEHIND = re.compile(
    r"(?:进度)?的?(?:项目|任务|指标|工作|事项|实事|工程)?的?(?:共?有|共|为)?(?P<number>[0-9]+)[项个件](?!月|百分点)"
)
_ALL_COUNTED = re.compile(
    r"(?:全部|所有)的?[0-9]+[项个件][^,，。；;0-9]*$|^[0-9]+[项个件][^,，。；;0-9等]{0,8}(?:均|都|全部)已?$"
)
_LATE_COUNTED = re.compile(rf"(?:滞后|缓慢|落后|偏慢|较慢){_COUNTED_BEHIND.pattern}")
_NOT_LATE = re.compile("(?:没有|无|不存在|针对|对|督促|约谈|通报|问责)[^,，。；;]{0,6}$")
_SOME = re.compile("的(?:县区|区县|市县|地区|乡镇|单位)?(?:为|是)")
_IN_PART = re.compile(
    "(?:(?<!全)部分|大?多数|少数|个别|一半|过半|[一二三四五六七八九]成(?:以上|左右)?的?|(?<!100)[%％](?:以上|左右)?的?)"
    "[^,，。；;%％]{0,12}$|除[^,，。；;]{1,30}外[^,，。；;]{0,12}$|(?:、|等)[^,，。；;]{0,6}[0-9]+[项个件][^,，。；;0-9]{0,12}$"
    "|、[^,，。；;、]{2,12}[两三四五六七八九十](?:大|家)?(?:集团|企业|公司|单位|项目|[县市区]|乡镇|街道)[^,，。；;0-9]{0,4}$"
)
_NAMED_BEHIND = re.compile("(?:进度)?的(?:项目|任务|指标|工作|事项|实事|工程)?(?:共?有|是|为|包括)")
_LISTS = ("一览表", "清单", "明细", "明细表", "汇总表", "名单", "台账")
_THINGS = ("项目", "目标", "任务", "指标", "事项", "实事", "工作")
_SIDE = re.compile("[比较][^,，。；;]{0,10}?[低高少多]|低于|不及|慢于|超|高于|高出|突破|好于|优于|快于")
_CEILING = re.compile("控制(?:目标|指标|数|线|值)|红线|上限")
_KEPT_BELOW = re.compile("[0-9][^,，。;；:0-9]{0,6}的[^,，。;；:0-9]{0,4}[控限]")  # 超过35微克的控制目标
_TURNED = {"behind": "ahead", "ahead": "behind"}
_ASIDE = re.compile(r"\s*\([^()]*\)$")
# 是否达序:否; 是否达序(是/否):否; 是否按期完成 □是 ☑否
_ANSWERED = re.compile(
    r"(?P<of>[^,。;:\s]{0,12})是否(?P<asked>[^,。;:()\s]{1,12})(?:\([^()]{0,8}\))?(?:\s*:\s*|\s+|(?=\())\(?"
    r"(?:[是否]\s?[□○☐]\s?|[□○☐]\s?[是否]\s?)?[☑√✓✔■]?\s?(?P<answer>[是否])(?![是否]|\s?[□○☐/]|(?!由于|因)[一-鿿])"
)

_NO_PART = "(?!了?的?(?:约|将?近|超过?|达到?|已?过)?(?:[一二两三四五六七八九]成|[过大]半|一半))"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The words of a verdict, words[start:end], and its class: a status, or unfinished (late once the year is over).

    is_bare  they name nothing that the work is held against: 全部完工, not 完成年度任务
    """

    start: int
    end: int
    status: str
    is_bare: bool


def find_verdicts(words: str, ahead: str = "") -> Iterator[Verdict]:
    """The verdicts that one clause gives on its task, in order; `ahead` are the words of its sentence before it.

    A count (5项进展偏慢), what is to come (确保完成年度任务), a bare slogan (实现双过半), what is of others or of another time give none.

    >>> [each.status for each in find_verdicts("低于序时进度6.3个百分点")], list(find_verdicts("防止进度滞后"))
    (['behind'], [])
    """
    words = plain(words)
    for start, end, status in _said_in(words):
        is_aside = _count_of(words, start, end) is not None or _is_of_else(words, start, end, status)
        is_aside = is_aside or (status not in LATE and goes_on_with_aims(ahead + words[:start]))
        is_aside = is_aside or (not ahead and re.fullmatch(any_phrase("after"), words[start:end]) is not None)
        if not (is_aside or (status not in LATE and _is_of_some(words, start, end))):
            says = _turned(status, words[start:end]) if is_of_less(words[start:end], ahead + words[:start]) else status
            yield Verdict(start, end, says, not _marks()["mark"].search(words, start, end))


def goes_on_with_aims(before: str) -> bool:
    """Whether a clause that begins with its class goes on with what is striven for: 力争12月底主体封顶,|全面完成年度任务."""
    return bool(any_of("verdicts", use="before", says="aimed").search(before))


def _turned(status: str, verdict: str) -> str:
    """The class of a gap where less is better; below a ceiling all is well, and no more (失业率比控制目标低1.2个百分点)."""
    return "on_schedule" if status == "behind" and _CEILING.search(verdict) else _TURNED.get(status, status)


def find_answers(words: str) -> Iterator[Verdict]:
    """The verdicts that answer a question of a form, from its subject to its answer: 否 of 是否达序 is 未达序.

    Of a work that the question names, and not of the task, it is none: 征地是否完成:是.

    >>> [each.status for each in find_answers("是否达序:否。是否按期完成:是")], [*find_answers("是否存在困难:否")]
    (['behind', 'completed'], [])
    """
    for form in _ANSWERED.finditer(plain(words)):
        is_so, asked = form["answer"] == "是", form["asked"]
        status = _class_said(form["of"], asked if is_so else f"未{asked}")
        if not is_so and _class_said(form["of"], asked) in LATE:  # 是否滞后:否
            status = "on_schedule"
        if status not in ("", "in_progress", "in_preparation"):  # 是否开工 asks for no class
            yield Verdict(form.start(), form.end(), status, not form["of"])


def _class_said(of: str, words: str) -> str:
    """The class that words give the task, or what names it in the row's own words: 未完成 of 三季度任务; none of 征地."""
    if names_nothing(of):
        return class_of(words)
    return next((each.status for each in find_verdicts(of + words) if not each.is_bare or each.status in LATE), "")


def names_class(words: str) -> bool:
    """Whether a clause has words that class work, whatever they say it of: 有2个项目进展缓慢."""
    return bool(_said_in(plain(words)))


def find_late_ones(words: str) -> Iterator[tuple[int, int]]:
    """Where a clause counts tasks that are late, or excepts some from those that are not.

    >>> [each[slice(*span)] for each in ("未达序时进度的3项", "滞后项目0个", "除公厕外均达到序时进度") for span in find_late_ones(each)]
    ['未达序时进度的3项', '除公厕外均达到序时进度']
    """
    words = plain(words)
    late = [(start, end) for start, end, status in _said_in(words) if status in LATE]
    late += [(match.start(), match.start("number")) for match in _LATE_COUNTED.finditer(words)]
    for start, end in late:
        counted = _count_of(words, start, end)
        if counted and int(counted["number"]) and not _is_taken_back(words, min(start, counted.start()), end):
            yield min(start, counted.start()), max(end, counted.end())
    if "除" in words:
        yield from (match.span() for match in _excepting().finditer(words))


def may_count_late(words: str) -> bool:
    """Whether words none of which class any work may yet count tasks that are late: 滞后项目3个, 除公厕外均达到."""
    return "除" in words or _LATE_COUNTED.search(plain(words)) is not None


def _is_taken_back(words: str, start: int, end: int) -> bool:
    """Whether tasks counted as late are not said to be: 没有滞后的3项, 对进展缓慢的6个项目约谈."""
    return bool(_NOT_LATE.search(words, 0, start) or any_of("verdicts", use="behind", says="others").match(words, end))


def classes_some(words: str) -> bool:
    """Whether a clause says of so many tasks how they keep their pace: 欠进度的有12项; not 完成年度任务的12项."""
    words = plain(words)
    return bool(_LATE_COUNTED.search(words)) or any(
        _count_of(words, start, end) for start, end, status in _said_in(words) if status in _OF_PACE
    )


def _count_of(words: str, start: int, end: int) -> re.Match[str] | None:
    """The number of tasks of which a class is said, before or behind it; None where it is said of all (全部42项任务均达到)."""
    if _ALL_COUNTED.search(words, 0, start + 2 * words.startswith("全部", start)):
        return None
    return _COUNTED_BEFORE.search(words, 0, start) or _COUNTED_BEHIND.match(words, end)


def _is_of_some(words: str, start: int, end: int) -> bool:
    """Whether a class is said of some: 大部分完成年度目标, 达到序时进度的有交通、水利两项, 除公厕外均达到, 东山、西岭两集团完成任务."""
    return bool(_IN_PART.search(words, 0, start) or _NAMED_BEHIND.match(words, end))


@cache
def _excepting() -> re.Pattern[str]:
    """All but some keep their pace: 除公厕外均达到序时进度, 除2个项目外,其余均按序时推进; not 除已完工的外."""
    kept = "|".join(
        pattern for says, pattern in phrases("said", "mild") if says in ("on_schedule", "ahead", "completed")
    )
    return re.compile(
        f"(?<!预计)(?<!确保)(?<!力争)除(?![夕尘草湿险了])[^,，。；;完竣已]{{1,30}}(?:以|之)?外[,，]?(?:其余|其[他它])?[^,，。；;]{{0,10}}?(?:{kept})"
    )


def is_of_less(verdict: str, before: str) -> bool:
    """Whether a class goes by a figure that is the better the lower it is: 失业率5.2%,|低于5.5%的预期目标; not by a ceiling (控制目标).

    >>> is_of_less("低于5.5%的预期目标", "失业率5.2%,"), is_of_less("低于5.5%的预期目标", "增长5.2%,")
    (True, False)
    """
    may_be = _SIDE.match(verdict) and not _KEPT_BELOW.search(verdict)
    return bool(may_be and (_CEILING.search(verdict) or any_of("levels", use="less").search(before)))


def find_paces(words: str) -> Iterator[tuple[int, int]]:
    """Where a clause speaks of a pace that is kept or is not, also of so many tasks; what is finished keeps none.

    >>> [*find_paces("178个续建项目超过时序进度")], [*find_paces("178个续建项目已完成年度目标")]
    ([(8, 14)], [])
    """
    return ((start, end) for start, end, status in _said_in(plain(words)) if status in _OF_PACE)


def class_of(words: str) -> str:
    """The class that words give which are nothing but a class, as of a list or a cell; "" where they give none.

    >>> class_of("已完成"), class_of("√"), class_of("未达时序(区住建局)"), class_of("区住建局")
    ('completed', 'on_schedule', 'behind', '')
    """
    alone = _ASIDE.sub("", plain(words).strip(" 。;"))
    return next((says for says, pattern in _classes() if pattern.fullmatch(alone)), "")


def class_in(words: str) -> str:
    """The class of the tasks that a clause counts (滞后的8项, 已完成5项); "" where it names none, or several."""
    found = {class_of(match[0]) for match in _any_class().finditer(plain(words))}
    return found.pop() if len(found) == 1 else ""


def find_classes(words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where plain words[start:end] name a class, whatever they say it of: 有2项|滞后."""
    return (match.span() for match in _any_class().finditer(words, start, end))


def class_over(title: str) -> str:
    """The words of a table's title that class all its rows (超额完成任务一览表, 滞后项目清单); "" where it classes none."""
    words = plain(title).strip()
    match = _title().fullmatch(words) if words.endswith((*_LISTS, *_THINGS)) else None
    return match["verdict"] if match else ""


@cache
def _title() -> re.Pattern[str]:
    before = r"(?:附[件表][0-9]*[:.、]?\s*|表[0-9一二三四五六七八九十]+[:.、]?\s*)?"
    things = f"(?:{'|'.join(_THINGS)})+"
    behind = f"(?:的?{things}(?:{'|'.join(_LISTS)})|的{things})"
    return re.compile(f"{before}(?P<verdict>{any_phrase('said', 'head')}){behind}")


@cache
def phrases(*uses: str) -> tuple[tuple[str, str], ...]:
    """(class, pattern) of the lines of some uses, the marks spelt out."""
    lines = [each for use in uses for each in read_words("verdicts", "use", "says", "pattern") if each["use"] == use]
    return tuple((each["says"], _spelt_out(each["says"], each["pattern"])) for each in lines)


def _spelt_out(says: str, pattern: str) -> str:
    """A pattern with its marks; nothing is completed where a part in words follows: 年度任务已完成|近六成."""
    told = re.sub("<([a-z]+)>", lambda name: _marks()[name[1]].pattern, pattern)
    return f"(?:{told}){_NO_PART}" if says == "completed" else told


@cache
def any_phrase(*uses: str) -> str:
    """One pattern for the lines of some uses, to stand in a longer one; it takes a tenth of a second to compile."""
    return "(?:" + "|".join(pattern for _, pattern in phrases(*uses)) + ")"


@cache
def _any_class() -> re.Pattern[str]:
    return re.compile(any_phrase("said", "mild", "filler", "head"))


def _is_of_else(words: str, start: int, end: int, status: str) -> bool:
    """Whether what stands around a verdict takes it back. That work will be late (预计无法完成) is late."""
    taken = ("denied", "others", "past") if status in LATE else ("denied", "others", "past", "intended")
    is_taken = any(any_of("verdicts", use="before", says=says).search(words, 0, start) for says in taken)
    before = is_taken or (status not in LATE and is_denied(words, start))  # 难以全面完成年度任务
    if status in LATE and _SOME.match(words, end):  # 发放进度较慢的为青山县: some are, so not all is in time
        return before
    return before or bool(any_of("verdicts", use="behind", says="others").match(words, end))


@cache
def _marks() -> dict[str, re.Pattern[str]]:
    """What work is held against, by the name that words/verdicts.csv has for it."""
    marks = {each["mark"]: f"(?:{each['pattern']})" for each in read_words("marks", "mark", "pattern")}
    marks["mark"] = f"(?:{'|'.join(marks.values())})"
    return {name: re.compile(pattern) for name, pattern in marks.items()}


@lru_cache(maxsize=10_000)
def _said_in(words: str) -> list[tuple[int, int, str]]:
    """Every class that words name, and where: each figure of a clause asks for it, and then the clause."""
    return _scan()(words)


@cache
def _scan() -> Scan:
    return scanner(phrases("said", "after", "mild"))


@cache
def _classes() -> list[tuple[str, re.Pattern[str]]]:
    return [(s, re.compile(each)) for s, each in phrases("cell", "said", "after", "mild", "filler", "list", "head")]
