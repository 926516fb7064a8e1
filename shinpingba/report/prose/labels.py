"""The labelled words of a paragraph: 牵头单位:…, 进展情况:…, (责任单位:…), 【完成情况】…"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..departments import is_department_list
from ..heads import header_field
from .parts import Span, find_parts

_LABEL = re.compile(
    r"(?:^|(?<=[。;,、\s)\]】]))[(【\[]?\s*(?P<name>[一-鿿\d—-]{2,16})(?:\s*[】\]]\s*:?|\s*:)"
    r"|[(【\[]\s*(?P<bracketed>[一-鿿\d—-]{2,16})(?:\s*[】\]]\s*:?|\s*:)"
)
_FIELDS = {"name", "task", "progress", "lead", "cooperating"}
# 评价:超序时进度。完成时限:2024年12月。 Such a label names a word or two, and no sentence.
_SHORT = {"verdict", "deadline"}
_LONGEST_ANSWER = 16
_ASIDE = {"problem", "next_step"}  # 存在问题:… is a column of the report's own, and no progress
# words too common before a colon to be labels, but where a paragraph begins with them
_BARE = {"任务", "目标", "项目", "实事", "工程", "指标", "进度", "进展", "完成", "落实"}
_ENDS = " \n\t。;,、"
_BRACKET = re.compile(
    r"\(由?(?P<inner>[^()]{3,40}?)(?:牵头(?:负责|办理)?|负责|主办|承办)?\)"
)  # (市园林局), (市住建局牵头)
# 目标:改厕900座,|已完成310座: a clause of the same line that turns to progress
_TURN = re.compile("[。;,](?=目前|截[至止]|现已|已(?!知)|上半年|前[一二三四]季度|1[-—至~][0-9]{1,2}月)")
_TITLE = re.compile(r"\s*[^,。;:0-9]{2,20}。\s*")
_ANSWER = re.compile(r"[^。;,)\]】]*")


@dataclass(frozen=True, slots=True)
class Label:
    """A name of a column in a text: where it begins, the words it names, and where what it closes off ends."""

    field: str
    start: int
    value: Span
    end: int


def find_labels(words: str, start: int, breaks: Sequence[int]) -> list[Label]:
    """The labels of a plain text from `start` on, in order.

    What a label names goes to the next one; in brackets to their end; of departments to the end of the sentence or paragraph.
    In a text that begins with a label, a common word is one too: 项目名称:敬老院;年度目标:床位120张;进展:主体封顶. So it is
    behind a title: 敬老院建设。目标:床位120张,已完成60张.
    """
    begins = {start, *breaks}
    found = list(_LABEL.finditer(words, start))
    if title := _TITLE.match(words, start):
        begins.add(title.end())
    if any(match.start() == start and header_field(match["name"] or match["bracketed"]) in _FIELDS for match in found):
        begins |= {match.start(_group(match)) for match in found if words[match.start() - 1] in ";。"}
    heads = [(field, *match.span()) for match in found if (field := _field(match, begins))]
    heads = [each for each in heads if each[0] not in _SHORT or _is_short(words, each[2])]
    stops = [begin for _, begin, _ in heads[1:]] + [len(words)]
    return [_label(words, *head, stop, breaks) for head, stop in zip(heads, stops, strict=False)]


def with_unit(words: str, start: int, labels: Sequence[Label]) -> list[Label]:
    """The labels of an item and, where none of them names who leads, the one bracket that holds a department: 绿道60公里(市园林局)."""
    found = [match for match in _BRACKET.finditer(words, start) if is_department_list(match["inner"])]
    inside = [match for match in found if any(label.start <= match.start() < label.end for label in labels)]
    if len(found) != 1 or inside or any(label.field == "lead" for label in labels):
        return list(labels)
    (match,) = found
    return sorted(
        [*labels, Label("lead", match.start(), match.span("inner"), match.end())], key=lambda each: each.start
    )


def _is_short(words: str, begin: int) -> bool:
    """Whether a word or two stand behind a label: 评价:未达序时进度。"""
    return 0 < len(_ANSWER.match(words, begin)[0].strip()) <= _LONGEST_ANSWER  # type: ignore[index]  # it matches anything


def unlabelled(words: str, start: int, labels: Sequence[Label]) -> list[Span]:
    """The stretches of a text that stand under no label and hold words."""
    return [each for each in _between(start, len(words), labels) if words[slice(*each)].strip(_ENDS + "()")]


def by_item(labels: Sequence[Label]) -> list[list[Label]]:
    """The labels of each of several items in one text: where a label comes again, another item begins."""
    found: list[list[Label]] = []
    for label in labels:
        if not found or label.field in {each.field for each in found[-1]}:
            found.append([])
        found[-1].append(label)
    return found


def _field(match: re.Match[str], begins: set[int]) -> str | None:
    group = _group(match)
    field = header_field(match[group])
    if field in _ASIDE:
        return match[group]
    is_label = field in _FIELDS | _SHORT and (match[group] not in _BARE or match.start(group) in begins)
    return field if is_label else None


def _group(match: re.Match[str]) -> str:
    return "name" if match["name"] else "bracketed"


def _label(words: str, field: str, start: int, begin: int, stop: int, breaks: Sequence[int]) -> Label:
    closed = _closing(words, begin, stop)
    if closed is not None:
        return Label(field, start, _trimmed(words, begin, closed), closed + 1)
    if field in ("lead", "cooperating", *_SHORT):
        ends = [place for place in breaks if begin < place < stop]
        full = next((place for place in range(begin, stop) if words[place] in "。;"), stop)
        stop = min([*ends[:1], full])
    elif field == "task":
        turns = sorted([*breaks, *(match.end() for match in _TURN.finditer(words, begin, stop))])
        stop = next((place for place in turns if begin < place < stop and _tells(words, place)), stop)
    return Label(field, start, _trimmed(words, begin, stop), stop)


def _tells(words: str, start: int) -> bool:
    """Whether what begins at `start` tells progress: 全年任务:新建助餐点20个。|截至6月底,建成助餐点9个。 目标:改厕900座,|已完成310座"""
    first = find_parts(re.split("[。;]", words[start:])[0])
    return bool(first) and not first[0].labels & {"future", "plan"} and any(part.strength for part in first)


def _closing(words: str, begin: int, stop: int) -> int | None:
    """Where the bracket closes that was opened before `begin`."""
    depth = 0
    for place in range(begin, stop):
        depth += (words[place] == "(") - (words[place] == ")")
        if depth < 0:
            return place
    return None


def _trimmed(words: str, start: int, end: int) -> Span:
    inner = words[start:end]
    return start + len(inner) - len(inner.lstrip(_ENDS)), end - (len(inner) - len(inner.rstrip(_ENDS)))


def _between(start: int, end: int, labels: Sequence[Label]) -> Iterator[Span]:
    for label in labels:
        yield start, label.start
        start = label.end
    yield start, end
