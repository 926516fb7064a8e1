"""The share of the work that a progress text states of its whole task: 已完成总工程量的12%, 正在施工中(90%).

It says how far the work is, and nothing of the year's plan: a work may have begun in another year and end in the next.
"""

import re
from collections.abc import Sequence

from ..language.clauses import Clause, without_brackets
from ..language.cues import find_cues, is_early
from ..language.likeness import is_narrower, likeness, named_things, names_nothing
from ..language.passage import Passage
from ..words.lexicon import any_of
from .mention import Mention
from .statement import Statement

_OF_WORK = re.compile(
    "(?:总?工程量|总?工作量|总进度|(?:形象|工程|施工|建设|总体)进度)(?:已?完成|[的约近为]|已?达到?|超过?)*$"
    "|(?:施工|建设|改造|实施|安装)中?[(（]$"
)
_WORK_BEHIND = re.compile("(?:以上|左右)?的?(?:总?工程量|总?工作量)")
_PART = re.compile("地块|标段|片区|[一二三四五]期|[0-9A-Za-z]+号|楼|主体|(?<![城乡])[镇村]")
_TOLD = frozenset({"done", "finished", "ongoing", "advancing"})
NAMES_IT = 0.5  # least share of what the work is called that stands in the words of the task


def share_of_work(passage: Passage, mentions: Sequence[Mention], task: str) -> Statement | None:
    """The share of the work, where a text states one and of the task; None where it is a part's, or the text goes on to others.

    东地块已完成总工程量的90%     道路已完成总工程量的40%;桥梁已完成设计
    """
    stated = [mention for mention in mentions if _is_of_work(passage, mention)]
    if len(stated) != 1 or not 0 < stated[0].amount < 1:
        return None
    clause = passage.clause(stated[0].start)
    if not _is_of_task(passage, clause, task) or _tells_of_others(passage, clause):
        return None
    end = stated[0].end
    return Statement(clause.start, end, passage.text[clause.start : end], stated[0].value, of_work=True)


def _is_of_work(passage: Passage, mention: Mention) -> bool:
    """Whether a percentage is one of the work done: 工程量的60%, 77.5%工程量, 施工中(90%)."""
    if mention.kind != "percent" or mention.role != "done":
        return False
    before = passage.text[passage.clause(mention.start).start : mention.start]
    return "分别" not in before and bool(_OF_WORK.search(before) or _WORK_BEHIND.match(passage.text, mention.end))


def _is_of_task(passage: Passage, clause: Clause, task: str) -> bool:
    """Whether what the clause of a share names, or else its sentence, is no part of the task and no preparation."""
    start, _ = passage.sentence(clause)
    said = passage.text[start : clause.end]
    if _PART.search(said) or is_narrower(passage.words(clause), task):
        return False
    named = _named(passage.words(clause))
    return not named or (likeness(named, task) >= NAMES_IT and not is_early(named))


def _named(words: str) -> str:
    """What a clause names beside the work: 管网 of 管网已完成总工程量的40%."""
    plain = any_of("wholes", use="work_amount").sub("", named_things(without_brackets(words)))
    return "" if names_nothing(plain) else plain


def _tells_of_others(passage: Passage, clause: Clause) -> bool:
    """Whether another sentence tells of work that has a name."""
    others = (passage.words(each) for each in passage.clauses if each.sentence != clause.sentence)
    return any(named_things(words) and not _TOLD.isdisjoint(cue.role for cue in find_cues(words)) for words in others)
