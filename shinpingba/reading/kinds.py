"""What a percentage is: a stated completion (percent), a growth rate or another share, by the word before it (words/percents.csv)."""

import re
from bisect import bisect_left
from functools import cache

from ..language.clauses import Clause, without_brackets
from ..language.passage import Passage
from ..language.quantities import Number
from ..words.lexicon import Scan, any_of, read_words, scanner_of_each
from .mention import RATIOS, Mention

_PLACES = "省市州盟县区旗镇乡"  # 竣工率100%;阳宾县91.4%: of places a semicolon may part the rates
_SAME_AGAIN = ("占", "为", "占比")  # 已开工63个,占项目总数的53.4%,已投产31个,占26.3%
# before a share of the count or of the work: 已办结962件(80.2%), 填方249万方(占84.9%), 正在施工中(92%)
_WORD, _LOOSE = re.compile(r"\w"), re.compile("^(?:以上|左右)?的?")
# 46%的新建项目已开工; not 46%的企业反映融资难
_OF_THEM = re.compile(
    "[^,，。；;、0-9]{0,6}(?:项目|工程|任务|事项|小区|村)(?:[都均]?已经?|全部|已全部)?(?:开工|复工|完成|完工|竣工|建成|投产|投用)"
)
IN_BRACKETS = re.compile(r"(?:[0-9][^0-9(（]{1,4}|中|正在施工|正在建设|进度)[(（](?:完成|占(?:总工程量|总量)?的?)?$")


def kind_of_percent(text: str, number: Number, clause: Clause) -> str:
    """growth, percent or share, by the word that ends nearest before the number (words/percents.csv)."""
    behind = text[clause.start : number.start]
    if IN_BRACKETS.search(behind):
        return "percent"
    if not (_WORD.search(behind) or _WORD.search(without_brackets(text[number.end : clause.end]))):
        return "percent"  # the clause says nothing but how much is done: 80%(城北园区滞后)
    kind = _kind_behind(behind + number.quote)  # 翻两番 says itself that it is growth
    ahead = _LOOSE.sub("", text[number.end : clause.end])
    if any_of("wholes", use="work_amount").match(ahead) or (kind == "share" and _OF_THEM.match(ahead)):
        return "percent"
    return "growth" if any_of("percents", kind="growth").match(ahead) else kind


def kind_among(passage: Passage, found: list[Mention], clause: Clause, mention: Mention, number: Number) -> str:
    """The kind of a figure, where those before it tell: the rate reached behind the rate aimed at, and the rates of a list."""
    if mention.kind == "percent" and not mention.item and _answers_goal(passage, found, clause):
        return "share"
    return (mention.kind == "share" and _listed_kind(passage, found, clause, number)) or mention.kind


def _answers_goal(passage: Passage, found: list[Mention], clause: Clause) -> bool:
    """Whether a percentage follows the rate that was aimed at, and so is the rate reached: 优良率计划66%,完成70%."""
    before = found[-1] if found else None
    is_goal = before is not None and before.role == "goal" and before.kind in RATIOS
    return is_goal and before is not None and passage.clause(before.start).sentence == clause.sentence


def _listed_kind(passage: Passage, found: list[Mention], clause: Clause, number: Number) -> str:
    """The kind of a percentage in a list that names its rate once: 竣工率100%,阳宾县91.4%; 各县区开工率分别为:云岭县92.6%、东城区88.4%."""
    start = max(clause.start, passage.text.rfind("、", clause.start, number.start) + 1)
    name = passage.text[start : number.start]
    if name in _SAME_AGAIN:
        told = next((m for m in reversed(found) if m.kind in RATIOS), None)
        is_near = told is not None and passage.clause(told.start).sentence == clause.sentence
        return told.kind if told is not None and is_near and told.kind == "percent" else ""
    if number.kind != "percent" or not 0 < len(name.strip("0123456789")) <= 8 or _percent_words()(name):
        return ""
    # 184个交通项目88.15%: its own count says whose it is
    before = next((m for m in reversed(found) if m.end <= start), None)
    between = "、,，的)）" + ("；;" if name[-1] in _PLACES else "")
    if before is not None and before.kind == "percent" and not passage.text[before.end : start].strip(between):
        return "percent"
    if (
        before is not None and before.kind == "percent" and name.startswith("其中")
    ):  # 占年度计划的17.4%。其中工业类18.5%
        return "percent"
    place = bisect_left(passage.clauses, clause)
    heading = passage.words(passage.clauses[place - 1]) if place else ""
    is_head = re.search("(?:分别|依次)(?:为|是|达到?)?$", heading) or passage.text[clause.start - 1 : clause.start] in (
        ":",
        "：",
    )
    return _kind_behind(heading) if is_head else ""


def _kind_behind(words: str) -> str:
    """The kind that the last of these words gives a percentage behind them; share where none does."""
    told = ((end, -int(line)) for _, end, line in _percent_words()(words))
    _, line = max(told, default=(0, 1))
    return read_words("percents", "kind", "pattern")[-line]["kind"] if line <= 0 else "share"


@cache
def _percent_words() -> Scan:
    """Every word that says what a percentage is, with the number of its line: the earlier line rules where two end together."""
    entries = read_words("percents", "kind", "pattern")
    return scanner_of_each((str(line), entry["pattern"]) for line, entry in enumerate(entries))
