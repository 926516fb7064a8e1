"""Numbered prose to a grid: a paragraph a task, with its departments and its progress behind their names.

1.新建公园4个。已建成1个。(牵头单位:区城管局;配合单位:各镇)
2.新建公厕4座。(牵头单位:区城管局)进展情况:已建成1座。
3.新建书屋4个              the same on several lines
  责任单位:区文旅局
  进展情况:已建成1个。
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ..errors import ReportError
from .headers import header_field
from .source import Grid, Piece, Source

SECTION = re.compile(r"(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）])[^。]{1,40}")
_NUMBER = re.compile(r"(\d{1,5})\s*(?:[.．](?!\d)|、)\s*")
_LABEL = re.compile(
    r"(?:^|(?<=[。;；,，、\s)）]))[(（【\[]?\s*(?P<name>[\u4e00-\u9fff\d—-]{4,16})(?:\s*[】\]]\s*[:：]?|\s*[:：])"
    r"|[(（【\[]\s*(?P<bracketed>[\u4e00-\u9fff\d—-]{4,16})(?:\s*[】\]]\s*[:：]?|\s*[:：])"
)
_HEADS = {
    "number": "序号", "name": "项目名称", "task": "工作任务", "progress": "进展情况", "lead": "牵头单位", "cooperating": "配合单位",
}  # fmt: skip
_FORM = "“1.任务。进展。(牵头单位:…;配合单位:…)”"
_ENDS = " 。;；,，"

Paragraph = list[Piece]


def read_prose(name: str, format_: str, lines: Sequence[Piece]) -> Source | None:
    """The numbered paragraphs of a text that has no table of tasks; None where no paragraph names departments or progress.

    lines    the text in its order; the lines of a PDF break anywhere, those of other formats between words
    errors   ReportError for a paragraph that by its number is a row too, but names neither: it must not be lost for its form
    """
    paragraphs = _paragraphs(lines)
    joint = "" if format_ == "pdf" else " "
    last = next((place for place in reversed(range(len(paragraphs))) if _fields(paragraphs[place], joint)), None)
    if last is None:
        return None
    paragraphs[last : last + 1] = _without_tail(paragraphs[last])
    read = [(paragraph, _fields(paragraph, joint)) for paragraph in paragraphs[: last + 1]]
    _check_lost(name, read, paragraphs[last + 1 :])
    head = tuple(Piece(words) for words in _HEADS.values())
    rows = [
        tuple(Piece(fields.get(field, ""), lines[0].line, lines[0].where) for field in _HEADS)
        if fields
        else (lines[0],)
        for lines, fields in read
        if fields or SECTION.fullmatch(lines[0].text)
    ]
    others = [p for p, fields in read if not fields and not SECTION.fullmatch(p[0].text)] + paragraphs[last + 1 :]
    warning = f"{name}:没有表格,按编号段落读取,序号为段落序号"
    return Source(name, format_, (Grid((head, *rows)),), tuple(line for p in others for line in p), (), (warning,))


def form_error(name: str, lines: Sequence[Piece]) -> ReportError:
    """What to say of a text in which neither a table nor numbered prose is found."""
    first = lines[0] if lines else Piece("(空)")
    return ReportError(name, first.place, f"含“序号”表头的表格,或{_FORM}", f"“{first.text[:30]}”")


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


def _check_lost(name: str, read: list[tuple[Paragraph, dict[str, str]]], behind: list[Paragraph]) -> None:
    """A numbered paragraph just before or behind a row, by its number, is a row too."""
    every = [*read, *((paragraph, {}) for paragraph in behind)]
    numbered = [(p, fields, int(match[1])) for p, fields in every if (match := _NUMBER.match(p[0].text))]
    for (before, told, number), (after, next_told, next_number) in pairwise(numbered):
        if next_number == number + 1 and bool(told) != bool(next_told):
            lost = (after if told else before)[0]
            raise ReportError(name, lost.place, _FORM, f"“{lost.text[:30]}”")


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
    for (field, _, start), stop in zip(labels, [*(begin for _, begin, _ in labels[1:]), len(words)], strict=True):
        value, rest = _split_closed(words[start:stop])
        told.setdefault(field, value.strip(_ENDS))
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
