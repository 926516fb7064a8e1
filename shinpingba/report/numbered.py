"""Numbered prose to records: a paragraph a task, with its departments and its progress behind their names.

1.新建公园4个。已建成1个。(牵头单位:区城管局;配合单位:各镇)
2.新建公厕4座。(牵头单位:区城管局)进展情况:已建成1座。
3.新建书屋4个              the same on several lines
  责任单位:区文旅局
  进展情况:已建成1个。
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .document import SECTION, Piece
from .heads import header_field
from .records import Record

_NUMBER = re.compile(r"(\d{1,5})\s*(?:[.．](?!\d)|、)\s*")
_LABEL = re.compile(
    r"(?:^|(?<=[。;；,，、\s)）]))[(（【\[]?\s*(?P<name>[\u4e00-\u9fff\d—-]{4,16})(?:\s*[】\]]\s*[:：]?|\s*[:：])"
    r"|[(（【\[]\s*(?P<bracketed>[\u4e00-\u9fff\d—-]{4,16})(?:\s*[】\]]\s*[:：]?|\s*[:：])"
)
_HEADS = {
    "number": "序号", "name": "项目名称", "task": "工作任务", "progress": "进展情况", "lead": "牵头单位", "cooperating": "配合单位",
}  # fmt: skip
_ENDS = " 。;；,，"

Paragraph = list[Piece]


@dataclass(slots=True)
class Paragraphs:
    """What some paragraphs were read as: rows, titles of sections, narrative, what has no place, and doubts."""

    records: list[Record] = field(default_factory=list)
    headings: list[Piece] = field(default_factory=list)
    narrative: list[Piece] = field(default_factory=list)
    left_over: list[Piece] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read_paragraphs(pieces: Sequence[Piece], joint: str) -> Paragraphs:
    """The numbered paragraphs of a text that has no table of tasks; all narrative where no paragraph names departments or progress.

    pieces   the text in its order; joint: what stands between its lines, "" where they break anywhere (PDF)
    """
    paragraphs = _paragraphs(pieces)
    last = next((place for place in reversed(range(len(paragraphs))) if _fields(paragraphs[place], joint)), None)
    if last is None:
        return Paragraphs(narrative=[*pieces])
    paragraphs[last : last + 1] = _without_tail(paragraphs[last])
    read = [(paragraph, _fields(paragraph, joint)) for paragraph in paragraphs]
    found = Paragraphs(warnings=["没有表格,按编号段落读取,序号为段落序号", *_lost(read)])
    section = ""
    for lines, fields in read:
        if fields:
            record = Record("item", "key_task", lines[0], fields | {"section": section}, tuple(lines))
            found.records.append(record)
        elif SECTION.fullmatch(lines[0].text) and len(found.records) < sum(bool(each) for _, each in read):
            section = lines[0].text
            found.headings += lines
        else:
            found.narrative += lines
    return found


def _paragraphs(lines: Iterable[Piece]) -> list[Paragraph]:
    """A numbered line with the lines up to the next number or section; every other line by itself."""
    found: list[Paragraph] = []
    is_open = False
    for line in lines:
        is_numbered = bool(_NUMBER.match(line.text))
        if is_open and not is_numbered and not SECTION.fullmatch(line.text):
            found[-1].append(line)
        else:
            found.append([line])
            is_open = is_numbered
    return found


def _without_tail(paragraph: Paragraph) -> list[Paragraph]:
    """The last row ends with the sentence of its last label: what stands behind it, such as a date, is not of the row."""
    labelled = max((place for place, line in enumerate(paragraph) if _labels(line.text)), default=0)
    is_closed = lambda line: line.text.endswith(("。", ")", "）"))  # noqa: E731
    end = next((place for place in range(labelled, len(paragraph)) if is_closed(paragraph[place])), labelled)
    return [paragraph[: end + 1], *([line] for line in paragraph[end + 1 :])]


def _lost(read: Sequence[tuple[Paragraph, dict[str, str]]]) -> list[str]:
    """A numbered paragraph just before or behind a row, by its number, is a row too: it is told of."""
    numbered = [(p, fields, int(match[1])) for p, fields in read if (match := _NUMBER.match(p[0].text))]
    return [
        f"没有写明单位或进展,没有读作一行:{(after if told else before)[0].place}"
        for (before, told, number), (after, next_told, next_number) in pairwise(numbered)
        if next_number == number + 1 and bool(told) != bool(next_told)
    ]


def _fields(paragraph: Paragraph, joint: str) -> dict[str, str]:
    """The words of each column; empty where the paragraph has no number, or names neither departments nor progress.

    What stands under no name is the task; its first sentence, or what stands before the brackets, where progress has no name.
    """
    words = joint.join(line.text for line in paragraph)
    number = _NUMBER.match(words)
    labels = _labels(words, number.end() if number else 0)
    if not number or not {"lead", "progress"} & {field for field, _, _ in labels}:
        return {}
    told: dict[str, str] = {}
    free = [words[number.end() : labels[0][1]]]
    for (name, _, start), stop in zip(labels, [*(begin for _, begin, _ in labels[1:]), len(words)], strict=True):
        value, rest = _split_closed(words[start:stop])
        told.setdefault(name, value.strip(_ENDS))
        free.append(rest)
    task, *further = [part for each in free if (part := each.strip())] or [""]
    if "task" in told:
        told["name"] = task.rstrip(_ENDS)
    elif "progress" in told:
        told["task"] = " ".join([task, *further]).rstrip(_ENDS)
    elif further:
        told |= {"task": task.rstrip(_ENDS), "progress": " ".join(further)}
    else:
        told["task"], _, told["progress"] = task.partition("。")
    return {"number": number[1], **told} if told.get("task") else {}


def _labels(words: str, start: int = 0) -> list[tuple[str, int, int]]:
    """Each name of a column in some words: the column, where the name begins and where its words begin."""
    found = [(header_field(m["name"] or m["bracketed"]), *m.span()) for m in _LABEL.finditer(words, start)]
    return [(field, begin, end) for field, begin, end in found if field in _HEADS]


def _split_closed(words: str) -> tuple[str, str]:
    """The words up to the bracket that was opened before them, and those behind it."""
    depth = 0
    for place, character in enumerate(words):
        depth += (character in "(（") - (character in ")）")
        if depth < 0:
            return words[:place], words[place + 1 :]
    return words, ""
