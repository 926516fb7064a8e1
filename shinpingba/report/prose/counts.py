"""Statements that only count tasks by class (达序时44项, 65件民生实事已完成26件): they are of no task, and of several classes."""

import re

from ...language.quantities import Number
from ...language.verdicts import class_of
from ...words.lexicon import any_of
from .parts import Part
from .statements import ProseStatement

_REST = re.compile(r"[,;。\s]*(?:另外|其余|其他|剩余)[0-9]{1,4}(?:项|件|个)")
_DECIDED = re.compile("(?:确定|议定|决定|交办|部署|研究)(?:的)?(?:事项|任务|工作)(?:共|总计|有|为)*$")
_SETTING = re.compile("(?:已?(?:开工|启动|开展)|共计?|安排|确定|实施|梳理|承担|下达|列入|涉及|有|为|计|的)+")
_SETS = re.compile("^(?:共|安排|确定|实施|梳理|承担|下达)+")
_MANNERS = re.compile(
    "全面|总体|整体|核心|实施|推进|按[时期]|如期|的"
)  # 13个项目|全面|达到序时进度, 4个项目|核心指标|进度缓慢
_COUNTED_UNITS = {"项", "件", "个", "条", "类"}
_PLACES = re.compile("(?:县区|区县|县市|市县|乡镇|镇街|街镇|街道|[县市区镇乡])(?:[和、][^,。;:0-9]{1,6})?")
_INTO = re.compile("(?:细化|分解|梳理|确定)(?:为|成|出)?$")
_CLASSING = {"verdict", "mild", "done", "built", "doing", "unbegun"}


def counts_tasks(words: str, figure: Number) -> bool:
    """Whether a figure counts tasks or indicators as such: 65件民生实事, 任务145项; not 12所幼儿园, 长坝乡编制任务8个."""
    general, task = any_of("counted", use="general"), any_of("counted", use="task")
    behind = general.match(words, figure.end)
    before = _SETTING.sub("", re.split("[,。;:]", words[: figure.start])[-1].strip())
    is_before = task.search(words, max(0, figure.start - 4), figure.start) and general.fullmatch(before)
    is_named = bool(behind and task.search(behind[0])) or bool(is_before)
    return figure.unit in _COUNTED_UNITS and is_named


def counts_any(words: str, statement: ProseStatement) -> bool:
    """Whether a statement counts tasks, if among other things."""
    figures = (figure for part in statement.parts for figure in part.figures)
    return is_count(words, statement) or any(counts_tasks(words, figure) for figure in figures)


def _opens_count(words: str, statement: ProseStatement, first: Number) -> bool:
    """Whether the first figure counts tasks as such: 共安排民生实事12件,已完成3件,滞后2件; not 老旧小区改造任务215个."""
    general, task = any_of("counted", use="general"), any_of("counted", use="task")
    noun = next((words[slice(*part.noun)] for part in statement.parts if first in part.figures and part.noun), "")
    behind = general.match(words, first.end)
    is_named = bool(behind and task.search(behind[0]))
    if behind and behind[0] and words[behind.end() : behind.end() + 1] in ",;:。" and _counts_classes(statement):
        return True  # 128项重点工作,已完成23项,…
    return counts_tasks(words, first) and (is_named or bool(general.fullmatch(_INTO.sub("", _SETS.sub("", noun)))))


def _is_decided(words: str, first: Number) -> bool:
    """Whether a figure counts what a meeting decided: 常务会议共确定事项356项, 三类会议议定事项512项. 完成信访事项120件 is a task."""
    return bool(_DECIDED.search(words[max(0, first.start - 12) : first.start]))


def _counts_places(words: str, part: Part) -> bool:
    """Whether a clause says how many places are of a class, and of no figure of theirs: 3个区县进度偏慢."""
    noun = words[slice(*part.noun)] if part.noun else ""
    is_count = len(part.figures) == 1 and part.figures[0].unit == "个" and part.start <= part.figures[0].start
    return bool(part.verdict) and is_count and bool(_PLACES.fullmatch(noun)) and words[part.figures[0].end] == noun[0]


def _counts_classes(statement: ProseStatement) -> bool:
    """Whether clauses without a noun count by more than one class: 确定128项重点工作,已完成23项,按序时推进96项,滞后9项."""
    return sum(bool(part.figures and not part.noun and part.labels & _CLASSING) for part in statement.parts) > 1


def _names_figure(statement: ProseStatement) -> bool:
    """Whether a clause names of what its figure is: 老旧小区改造20个,3个滞后."""
    return any(part.noun and part.figures for part in statement.parts)


def _names_none(noun: str) -> bool:
    """Whether a noun names no task: 任务, 核心指标; nor does one that is a class: 滞后|的有17个."""
    return bool(any_of("counted", use="general").fullmatch(_MANNERS.sub("", noun)) or class_of(noun))


def is_count(words: str, statement: ProseStatement) -> bool:
    """Whether it only counts tasks by class: 达到序时进度的44项, 65件民生实事已完成26件. 已开工206项 counts projects."""
    told = [part for part in statement.parts if part.figures and part.strength]
    counts = [figure for part in statement.parts for figure in part.figures if figure.kind == "count"]
    first = statement.parts[0]
    is_rest = bool(_REST.match(words, first.start)) and bool(first.figures) and not first.noun  # 另外8项已进场施工
    is_decided = any(_is_decided(words, figure) for figure in counts)
    if counts and all(part.verdict and not part.noun for part in told) and not _names_figure(statement):
        return {figure.unit for figure in counts} <= _COUNTED_UNITS  # 整体推进较好,但仍有8项进展偏慢
    if counts and told and all(_counts_places(words, part) for part in told):  # 18个区县任务完成快于时序进度
        return True
    if counts and (is_rest or is_decided or all(counts_tasks(words, figure) for figure in counts)):
        return True
    if len(counts) > 1 and _opens_count(words, statement, counts[0]) and {f.unit for f in counts} <= _COUNTED_UNITS:
        return all(not part.noun for part in told if counts[0] not in part.figures)
    units = {figure.unit for figure in counts}
    nouns = [words[slice(*span)] for span in (statement.name, *(part.noun for part in told)) if span]
    is_general = all(map(_names_none, nouns))
    works = any(part.labels & {"built", "act"} for part in told)
    return bool(units) and units <= _COUNTED_UNITS and is_general and not works
