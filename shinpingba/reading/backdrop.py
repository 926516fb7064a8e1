"""Counts of a task of which nothing is told, and which only say of which works a sum is or how large one work is: no commitments.

What progress tells of is a commitment whatever its words: so they are asked only once all figures have found their targets.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from ..language.clauses import Clause
from ..language.likeness import bigrams, without_general
from ..language.passage import Passage, read_passage
from ..language.quantities import Number
from ..words.lexicon import any_of
from .candidates import Candidate
from .described import is_task_unit
from .figures import Figure, around, verbs_of
from .refusals import is_refused
from .targets import Target

_MADE = ("done", "finished", "action")
_PARTED = re.compile("[、,，:：()（）]|[和及与]")
_IN_ALL = re.compile("[共合总]计?|约|近")
_WORKS = re.compile("(?:项目|工程|企业)$")
_ARRANGED = re.compile("实施|建设|安排|组织|谋划|新建|新?开工|竣工|投产")
_OF_PLAN = re.compile("占[^,，。；;、0-9]{0,10}(?:计划|任务)的?$")
_OPENING = re.compile("[(（][^()（）0-9]*$")
_PLACES = re.compile("[县市区乡镇村][区镇]?[)）]")
_ANEW = re.compile("新(?:实施|推进|启动|组织)")
_NEAR = 16  # characters before a number in which its brackets open
_MARK = re.compile("[,，。；;、:：()（）0-9]|$")


def set_apart(targets: Sequence[Target], task: str, told: Collection[int]) -> list[Target]:
    """The targets, as sizes those counts of the task that only describe, but for those of which something is told, by their places."""
    passage, found = read_passage(task), list[Target]()
    for place, target in enumerate(targets):
        is_asked = place in told or target.field != "task" or target.kind not in ("count", "share")
        found.append(target if is_asked or not _describes(passage, target, found) else replace(target, kind="size"))
    return found


def with_works_told(targets: Sequence[Target], figures: list[Figure]) -> list[Target]:
    """The targets, as amounts those works beside the year's sum of which the progress tells by their own verb how far they are.

    年度计划投资41亿元,实施援疆项目210个 | 实施项目142个; not 新实施项目60个, nor 实施水利项目45个,实施交通项目30个.
    """
    found, near = list[Target](), around([*targets])
    for place, target in enumerate(targets):
        is_of_works = (target.kind, target.dimension) == ("size", "item") and target.item.endswith("项目")
        asked = replace(target, kind="count")
        told = [
            f
            for f in figures
            if is_of_works and _tells_of(asked, f) and not is_refused(Candidate(asked, f, near[place], figures))
        ]
        found.append(asked if len(told) == 1 else target)
    return found


def _tells_of(target: Target, figure: Figure) -> bool:
    """Whether a figure has the verb of some works, their unit, another number than theirs, and names nothing more."""
    mention, verbs = figure.mention, verbs_of(figure.clause_before)
    is_other = (mention.kind, mention.unit) == ("count", target.unit) and mention.amount < target.value
    names_no_more = bigrams(without_general(figure.named)) <= bigrams(target.quote)
    is_its_verb = bool(verbs) and verbs <= verbs_of(target.quote) and not _ANEW.search(figure.clause_before)
    return is_other and figure.whole_at < 0 and names_no_more and is_its_verb


def _describes(passage: Passage, target: Target, before: Sequence[Target]) -> bool:
    """Whether a target only describes; `before` are those that stand before it."""
    number = next((each for each in passage.numbers if each.end == target.number_end), None)
    if number is None:
        return False
    clause = passage.clause(number.start)
    if target.kind == "share":
        return _is_share_of_plan(passage, clause, number)
    if _is_aside(passage, number, before):
        return True
    if number.dimension == "item" and (_holds(passage, clause, number) or _is_of_a_sum(passage, clause, number)):
        return True
    start, _ = passage.sentence(clause)
    counted = any(each.kind == "count" and start <= each.number_end <= number.start for each in before)
    return _says_how_large(passage, clause, number, is_alone=not counted)


def _is_share_of_plan(passage: Passage, clause: Clause, number: Number) -> bool:
    """Whether a share says how much of a wider plan an amount is: 改建农村公路860公里、占年度建设计划的64.8%."""
    return bool(_OF_PLAN.search(passage.text, clause.start, number.start))


def _is_aside(passage: Passage, number: Number, before: Sequence[Target]) -> bool:
    """Whether brackets say again what is asked (市定任务30个(含省定任务18个), of 省定任务18个), or in how many places: 山区(9个县)."""
    told = passage.text[max(0, number.start - _NEAR) : number.start]
    inside = _OPENING.search(told)
    if inside is None:
        return False
    is_again = any((each.value, each.unit) == (number.value, number.unit) for each in before)
    return (is_again and "含" in inside[0]) or bool(_PLACES.match(passage.text, number.end))


def _holds(passage: Passage, clause: Clause, number: Number) -> bool:
    """Whether a number of holders stands before the number that is asked of them: 52个亿元项目计划投资11亿元, 26个行政村的9800座厕所.

    20个方面85件实事, 60项95个项目: tasks by their classes. Not 改造36个小区2400户, nor what 5个公园3万平方米 measures twice.
    """
    following = (n for n in passage.numbers_in(clause) if n.start >= number.end and n.kind != "date")
    further = next(following, None)
    between = passage.text[number.end : further.start] if further else ","
    if further is None or _PARTED.search(between):
        return False
    if not _IN_ALL.sub("", between):
        return is_task_unit(number.unit) and is_task_unit(further.unit)
    is_holder = any_of("backdrop", use="holder").search(between) and further.dimension not in ("length", "area")
    is_class = any_of("backdrop", use="class").search(between)
    return bool(is_class or (is_holder and not _is_made(passage, clause, number)))


def _is_made(passage: Passage, clause: Clause, number: Number) -> bool:
    """Whether a word before a number says that so many are made: 建设12个停车场800个泊位."""
    return any(cue.role in _MADE and cue.end <= number.start for cue in passage.cues_in(clause))


def _is_of_a_sum(passage: Passage, clause: Clause, number: Number) -> bool:
    """Whether so many works only say of which a sum is: 市级重点项目24个,计划投资52亿元; 完成11个重点项目年度投资任务.

    Not 实施重点项目24个,计划投资52亿元, which are to be carried out.
    """
    end = _MARK.search(passage.text, number.end)
    if any_of("backdrop", use="funds").search(passage.text, number.end, end.start() if end else number.end):
        return True
    before, behind = passage.text[clause.start : number.start], passage.text[number.end : clause.end]
    is_of_works = _WORKS.search(before) or _WORKS.search(behind)
    _, stop = passage.sentence(clause)
    sum_behind = any_of("backdrop", use="sum").match(passage.text, clause.end + 1, stop)
    is_asked = _is_made(passage, clause, number) or _ARRANGED.search(before)
    return bool(is_of_works and sum_behind and not is_asked)


def _says_how_large(passage: Passage, clause: Clause, number: Number, *, is_alone: bool) -> bool:
    """Whether an amount measures one work that is named: 60万吨甲醇项目, 投资1.2亿元的医院迁建项目, …学校:办学规模12个班,学生480人.

    is_alone  no other number of its sentence is asked, so that there is one work and not so many (幼儿园6所,建设面积2万平方米)
    """
    before, behind = passage.text[clause.start : number.start], passage.text[number.end : clause.end]
    if any_of("backdrop", use="people").search(before) or any_of("backdrop", use="worth").search(before):
        return True
    is_named = any_of("backdrop", use="named").match(behind)
    if is_named and number.dimension == "money":
        return behind.startswith("的") and not re.search("完成|新增|实现", before)
    if is_named and number.dimension in ("weight", "power", "energy", "volume"):
        return not re.sub("建设|新建|推进|实施|启动|抓好|加快|年产", "", before)
    is_measure = any_of("backdrop", use="measure").match(before + number.quote + behind)
    return is_alone and bool(is_measure) and clause.start > 0
