"""Several places or teams, each with a rate of its own: 东岭区、西溪县投资完成率分别为86.2%、83.5%.

Of which rate it is the words between say (投资完成率), or they say no more than a rank (居前两位).
"""

import re

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


def rates_of_places(words: str, start: int) -> tuple[list[Draft], int]:
    """A draft for each place of a list that begins at `start` and has a rate for each, and where it ends; none for other words.

    东岭区、西溪县分别为74.5%、71.9%      农业专班、城建专班投资完成率分别为46.8%、41.5%
    """
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


def _draft(name: Span, rate: Span, task: dict[str, Span]) -> Draft:
    return Draft("sentence", *name, {"name": name, "progress": rate} | task)
