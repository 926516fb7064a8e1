"""Lines that take turns without a number: a task, then what is told of it, then the next task.

新建驿站12座 / 已建成7座 / 改造水厂2座 / 未启动      驿站建设 / 工作进展:已建成7座 / 水厂改造 / 工作进展:主体封顶
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from .labels import find_labels
from .titled import sets_task, tells_of_above
from .tree import Tree

_MOST_LINES = 4
_FEWEST = 2


def alternating(tree: Tree) -> dict[int, range]:
    """For each line that is a task, itself and the lines below that tell of it."""
    found: dict[int, range] = {}
    for run in _runs(tree):
        tasks = [place for place in run if _is_task(tree, place, run)]
        groups = [range(here, behind) for here, behind in pairwise([*tasks, run.stop])]
        usual = Counter(len(group) for group in groups[:-1]).most_common(1)
        size = usual[0][0] if usual else 2
        groups = [range(group.start, min(group.stop, group.start + size)) for group in groups]
        if _take_turns(tree, groups, size):
            found |= {group.start: group for group in groups if len(group) > 1}
        else:  # one alone, where the line below surely tells of it
            found |= {group.start: group[:2] for group in groups if _is_told_alone(tree, group[:2])}
    return found


def _runs(tree: Tree) -> list[range]:
    """The stretches of lines without a number, or with dots."""
    numbered = [place for place, block in enumerate(tree.blocks) if block.mark and block.mark.style != "dash"]
    marked = [-1, *numbered, len(tree.blocks)]
    return [range(before + 1, behind) for before, behind in pairwise(marked) if behind - before > _FEWEST]


def _is_task(tree: Tree, place: int, run: range) -> bool:
    """Whether a line may be a task, not of another year (2020年,新建驿站30座): it names how much, or a label stands right below it."""
    if _names_amount(tree, place):
        return tree.setting.is_own(tree.words[place])
    return tree.headings[place] and place + 1 in run and _labels(tree, place + 1)[:1] == ["progress"]


def _take_turns(tree: Tree, groups: Sequence[range], size: int) -> bool:
    """Whether the lines of several tasks are so many each, and most tell of the task above them."""
    alike = [group for group in groups if len(group) == size]
    telling = sum(_tells(tree, group) for group in groups)
    is_run = _FEWEST <= size <= _MOST_LINES and len(alike) >= _FEWEST
    return is_run and len(alike) == len(groups) and 2 * telling >= len(groups)


def _tells(tree: Tree, group: Sequence[int]) -> bool:
    """Whether a line of a group tells of its task, and none but labelled ones stand between."""
    for place in group[1:]:
        labels = _labels(tree, place)
        if "progress" in labels or (not labels and tells_of_above(tree.words[place], tree.words[group[0]])):
            return not {"task", "name"} & set(labels)
        if not labels:
            return False
    return False


def _is_told_alone(tree: Tree, group: Sequence[int]) -> bool:
    """Whether a line that names how much is told of right below; a title of the page is not: 督查通报 / 各镇完成情况:…"""
    return _names_amount(tree, group[0]) and _tells(tree, group)


def _names_amount(tree: Tree, place: int) -> bool:
    """Whether a line names how much is to be done, or is labelled as a task and no more: 新建驿站12座, 任务:新建驿站12座。"""
    return sets_task(tree.words[place]) or _labels(tree, place) == ["task"]


def _labels(tree: Tree, place: int) -> list[str]:
    return [label.field for label in find_labels(tree.words[place], 0, ())]
