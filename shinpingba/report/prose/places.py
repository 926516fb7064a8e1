"""Several places or teams, each with a rate of its own: 东岭区、西溪县投资完成率分别为86.2%、83.5%; 东岭区竣工率100%,西溪县82.5%.

Of which rate it is the words between say (投资完成率), or those before the list, or they say no more than a rank (居前两位).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...language.quantities import find_numbers
from .draft import Draft
from .parts import EACH, Span

_PLACE = r"(?:[县市区旗州镇乡村类]|街道|园区|专班|板块)"
# 宫颈癌筛查|东岭区: a comma or the sign of another list begins no place
_NAMES = re.compile(rf"[^,。;:、0-9]{{1,14}}?{_PLACE}(?:(?:、|和)[^,。;:、0-9]{{1,10}}?{_PLACE})+")
_BETWEEN = re.compile(
    r"(?P<what>[^,。;:、0-9]{0,12}?)(?:完成(?:了?(?:年度|全年)?(?:计划|任务|目标)[^,。;:]{0,12})?)?"
    r"(?:(?:居|位居|排在|位列)[^,。;:]{1,8})?(?:,(?:居|位居|排在|位列)[^,。;:]{1,8})?,?"
    rf"(?:{EACH}|只有|仅[为有]?)(?=[0-9])"
)
_RATES = re.compile(r"[0-9.]+%(?:(?:、|和|及)[0-9.]+%)+")
_RATE = (
    r"(?:投资|工程|项目|任务|计划|资金|总体|[新改]建)*"
    r"(?:完成|竣工|完工|(?:基本)?建成|开工|支付|拨付|到位|支出|整改|办结|销号|签约|落地)"
)
_PLACED = rf"(?:(?!率)[^,。;:、()0-9]){{1,10}}?{_PLACE}"
# 东山县、文昌县|完成|75%左右
_RATED = re.compile(
    rf"(?:其中[:,]?)?(?:[^,。;:、()0-9]{{0,6}}?(?P<ahead>{_RATE}率)(?=[^,。;:、()0-9]))?(?P<names>{_PLACED}(?:(?:、|和){_PLACED})*)"
    rf"(?P<what>{_RATE}(?:率|比例|了)?)?(?:为|达到?|约|仅有?|只有)*(?P<rate>[0-9.]+%(?:左右|以上|以下)?)"
)
_WHAT_BEFORE = re.compile(
    rf"{_RATE}(?:率|比例)|(?<![高幅速])进度(?=居前|靠前|落后|靠后|排名)|完成[^,。;:0-9]{0, 8}任务(?=的[0-9])"
)
_OF_OTHER = re.compile("率|占比|比[例重]")
_NEXT = re.compile(r"[,、;]\s*(?:[0-9]{1,2}、)?")
_RANKED = re.compile(
    "(?:^|[。;])[\\s各]*(?:县[市区]{0,2}|[市区]县[市区]?|乡镇|镇街)?排[名序](?:依次)?[为是如下]*:\\s*$"
)
_NUMBER = re.compile("[0-9]{1,2}、")


def rates_of_places(words: str, start: int) -> tuple[list[Draft], int]:
    """A draft for each place of a list that begins at `start` and has a rate for each, and where it ends; none for other words.

    东岭区、西溪县分别为74.5%、71.9%      农业专班、城建专班投资完成率分别为46.8%、41.5%
    """
    if each := _each_rated(words, start):
        return each
    names = _NAMES.match(words, start)
    between = _BETWEEN.match(words, names.end()) if names else None
    rates = _RATES.match(words, between.end()) if between else None
    if not (names and between and rates):
        return [], start
    places = [(start + each.start(), start + each.end()) for each in re.finditer("[^、和]+", names[0])]
    found = [each for each in find_numbers(rates[0]) if each.kind == "percent"]
    if len(found) != len(places):
        return [], start
    told = [(rates.start() + each.start, rates.start() + each.end) for each in found]
    what = between.span("what")
    task = {"task": what} if what[1] - what[0] > 1 else {}
    return [_draft(name, rate, task) for name, rate in zip(places, told, strict=True)], rates.end()


def places_in_brackets(words: str, draft: Draft) -> list[Draft]:
    """The places whose rates stand in the bracket that a statement ends with, which is cut there: 完工率88.5%(东湖县90.2%、西岭县61.3%)."""
    opening = words.rfind("(", draft.start, draft.end)
    if draft.form == "class_list" or opening < 0 or words[draft.end - 1] != ")" or "progress" not in draft.spans:
        return []
    places, stop = rates_of_places(words, opening + 1)
    start, end = draft.spans["progress"]
    if not places or stop != draft.end - 1 or not start < opening < end:
        return []
    places[0].start, places[-1].end = opening, draft.end
    draft.end, draft.spans["progress"] = opening, (start, opening)
    return places


def has_own_rates(members: Sequence[Draft]) -> bool:
    """Whether each place has its rate behind it: 东城区82%,西山县5%; not 东城区、西山县分别为82%、5%."""
    return len(members) > 1 and members[0].spans["progress"][1] < members[1].spans["name"][0]


def rated_place(words: str, start: int, end: int) -> dict[str, Span]:
    """The name and the rate of one place: 北山市33.2%; nothing of other words."""
    found = _RATED.fullmatch(words, start, end)
    return {"name": found.span("names"), "progress": found.span("rate")} if found else {}


def _each_rated(words: str, start: int) -> tuple[list[Draft], int] | None:
    """The places of a list in which a rate stands behind each: 东城区竣工率100%,西山县82.5%; None for another."""
    found = list(_rated(words, start))
    told = [each.span(group) for each in found for group in ("ahead", "what") if each[group]]
    what = told[0] if told else _what_before(words, start)
    is_one = len({words[slice(*each)] for each in told}) < 2
    if len(found) < 2 or what is None or not is_one:
        return None
    return [draft for each in found for draft in _places(each, what)], found[-1].end()


def _places(rated: re.Match[str], what: Span) -> Iterator[Draft]:
    """The places of one member, each with its rate, which the last of them takes up: 金山县、任河区100%."""
    names = [*re.finditer("[^、和]+" if "、" in rated["names"] else ".+", rated["names"])]
    first = rated.start("names")
    for name, is_last in zip(names, [*(False for _ in names[1:]), True], strict=True):
        draft = _draft((first + name.start(), first + name.end()), rated.span("rate"), {"task": what})
        yield replace(draft, end=rated.end("rate")) if is_last else draft


def _rated(words: str, start: int) -> Iterator[re.Match[str]]:
    """The members of such a list, from `start` on, up to one that another rate stands before: …;|基本建成率东城区95%."""
    first = start = number.end() if (number := _NUMBER.match(words, start)) else start
    while (found := _RATED.match(words, start)) and not (found["ahead"] and start > first):
        yield found
        if not (next_one := _NEXT.match(words, found.end())):
            return
        start = next_one.end()


def _what_before(words: str, start: int) -> Span | None:
    """Of which rate a list is, by the last words for one before it and its semicolon: 投资完成率排名后3位的县分别是:; not 满意率分别为:"""
    is_ranking = _RANKED.search(words, 0, start)  # 全市开工率122.4%。…。|县市区排名为:1、太湖区181.2%;2、梁山县170.6%
    begin = 0 if is_ranking else max(words.rfind(mark, 0, start) for mark in "。;") + 1
    told = list(_WHAT_BEFORE.finditer(words, begin, start))
    return told[-1].span() if told and not _OF_OTHER.search(words, told[-1].end(), start) else None


def _draft(name: Span, rate: Span, task: dict[str, Span]) -> Draft:
    return Draft("sentence", *name, {"name": name, "progress": rate} | task)
