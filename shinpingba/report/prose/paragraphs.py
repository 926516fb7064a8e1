"""A text without tables to the records in it; every word of it ends in a record, a heading, the narrative or what is left over."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...language.clauses import plain
from ...language.quantities import find_numbers
from ...language.verdicts import class_in
from ...words.lexicon import any_of
from ..document import Piece
from ..records import Record
from .announced import announced, with_plans
from .blocks import TextBlock, find_blocks
from .draft import Draft
from .numbering import find_mark
from .outline import ReadParagraph, read_outline
from .parts import find_parts
from .setting import setting_of
from .tree import Tree

_NO_WORDS = re.compile(r"[\s|·*•\-—_=0-9.,:%/()]*")
_SHORTEST_REPEAT = 20  # characters: a shorter line, such as a heading, may stand twice
_CLOSED = "。.;!?)”》:"
_LONG_ENOUGH = 20
_LONGEST_PORTAL = 60
_TITLES = 3  # paragraphs among which the title of a page stands


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """A text read: its records, and the rest of its pieces by what they are. The pieces of all four make up the text."""

    records: tuple[Record, ...] = ()
    headings: tuple[Piece, ...] = ()
    narrative: tuple[Piece, ...] = ()
    left_over: tuple[Piece, ...] = ()
    warnings: tuple[str, ...] = ()


def read_paragraphs(pieces: Sequence[Piece], joint: str = " ", *, is_alone: bool = True) -> Paragraphs:
    """The commitments and statements of progress of a text in prose.

    pieces  the text in its order; blank ones are left out
    joint   what stands between two lines of one paragraph: a blank, or nothing where lines break anywhere (PDF)
    is_alone  no table stands beside it: where it only counts tasks by class (达序时44项), these counts are records
    returns Paragraphs with no records where nothing tells of progress
    """
    lines = [piece for piece in pieces if piece.text.strip()]
    lines, left_over, warnings = _sorted_out(lines)
    blocks = find_blocks(lines, joint)
    setting = setting_of([plain(block.text) for block in blocks])
    readings = list(read_outline(Tree(blocks, joint, setting)))
    records, headings, narrative = _collected(readings, is_alone=is_alone)
    with_plans(records, announced(blocks, setting.year))
    if records:
        warnings += _cut_off(blocks)
    return Paragraphs(tuple(records), tuple(headings), tuple(narrative), tuple(left_over), tuple(warnings))


def _sorted_out(lines: Sequence[Piece]) -> tuple[list[Piece], list[Piece], list[str]]:
    """The lines that are text; those of the portal around it and paragraphs that stand twice; what to say of the latter."""
    kept: list[Piece] = []
    left_over: list[Piece] = []
    first: dict[str, Piece] = {}
    repeats = []
    for line in lines:
        key = re.sub(r"\s+", "", line.text)
        if _is_portal(plain(line.text).strip()):
            left_over.append(line)
        elif len(key) >= _SHORTEST_REPEAT and key in first:
            left_over.append(line)
            repeats.append(f"{line.place}与{first[key].place}相同,只读一次".lstrip("与"))
        else:
            first.setdefault(key, line)
            kept.append(line)
    return kept, left_over, repeats


def _is_portal(words: str) -> bool:
    """Whether a plain line is of the web page around a text: its numbers, dates, buttons and marks, but no sentence."""
    is_sentence = "。" in words and len(words) > _LONGEST_PORTAL
    return bool(_NO_WORDS.fullmatch(words)) or (not is_sentence and bool(any_of("portal").match(words)))


def _collected(readings: Sequence[ReadParagraph], *, is_alone: bool) -> tuple[list[Record], list[Piece], list[Piece]]:
    """Records, headings and narrative. Counts of tasks by class are narrative, unless the page tells nothing else."""
    only_counts = is_alone and all(draft.is_count for reading in readings for draft in reading.drafts)
    records: list[Record] = []
    headings: list[Piece] = []
    narrative: list[Piece] = []
    for place, reading in enumerate(readings):
        drafts = [draft for draft in reading.drafts if only_counts or not draft.is_count]
        is_title = place < _TITLES and _only_announces(reading, [each.block for each in readings[place + 1 :]])
        if is_title or not drafts:
            (headings if is_title or reading.is_heading else narrative).extend(reading.block.lines)
            continue
        stretches, rest = _stretches(reading.block, drafts)
        narrative += rest
        records += [_record(reading, *each) for each in zip(drafts, stretches, strict=True)]
    return records, headings, narrative


def _only_announces(reading: ReadParagraph, others: Sequence[TextBlock]) -> bool:
    """Whether a line without an end says nothing that a longer paragraph does not: 我区民生实事完成投资14.7亿元,占年度计划41.5%."""
    title = reading.block
    is_line = len(title.lines) == 1 and not title.text.rstrip().endswith(("。", ";", "；"))
    if not is_line or reading.number or any(draft.form != "sentence" for draft in reading.drafts):
        return False
    figures = [number.quote for number in find_numbers(title.words) if number.kind in ("count", "percent")]
    longer = [block.words for block in others if len(block.words) > 2 * len(title.words)]
    told = [{number.quote for number in find_numbers(each)} for words in longer for each in words.split("。")]
    return len(figures) > 1 and any({*figures} <= each for each in told)


def _stretches(block: TextBlock, drafts: Sequence[Draft]) -> tuple[list[tuple[Piece, ...]], list[Piece]]:
    """The pieces each draft takes up, and those between them. Marks alone go to the draft before them, a number to the one behind."""
    taken: list[tuple[Piece, ...]] = []
    rest: list[Piece] = []
    place = 0
    for draft, behind in zip(drafts, [*drafts[1:], None], strict=True):
        start = draft.start
        between = block.text[place:start].strip(_MARKS)
        if between and not (place == 0 and start <= block.begin) and not find_mark(between + " "):
            rest += block.pieces(place, start)
        else:
            start = place
        place = _behind_marks(block.text, draft.end, behind.start if behind else len(block.text))
        taken.append(block.pieces(start, place))
    return taken, [*rest, *block.pieces(place, len(block.text))]


_MARKS = ' \n\t,，;；。、:：.()（）“”"'


def _behind_marks(text: str, place: int, end: int) -> int:
    while place < end and text[place] in _MARKS:
        place += 1
    return place


def _record(reading: ReadParagraph, draft: Draft, pieces: tuple[Piece, ...]) -> Record:
    block = reading.block
    own = {column: block.text[slice(*span)] for column, span in draft.spans.items()}
    own |= {column: " ".join(block.text[slice(*span)] for span in spans) for column, spans in draft.several.items()}
    lead = block.text[slice(*block.office[:2])] if block.office else reading.place.lead
    told = {"section": reading.place.section, "verdict": reading.place.verdict, "number": reading.number, "lead": lead}
    texts = {column: words for column, words in told.items() if words} | draft.texts | own
    if draft.is_count or _is_denied(texts):  # it counts several classes, and is of none
        texts.pop("verdict", None)
    return Record(draft.form, reading.place.kind or "key_task", pieces[0], texts, pieces)


def _is_denied(texts: Mapping[str, str]) -> bool:
    """Whether a task of a class that is finished says itself that it has not begun: 3个项目完成全年目标 over 城西公园项目,尚未开工."""
    if class_in(texts.get("verdict", "")) != "completed":
        return False
    return any("unbegun" in part.labels for part in find_parts(plain(texts.get("progress", ""))))


def _cut_off(blocks: Sequence[TextBlock]) -> Iterator[str]:
    """What to say of a text whose last paragraph does not end."""
    last = blocks[-1]
    if len(last.text) >= _LONG_ENOUGH and not last.text.rstrip().endswith(tuple(_CLOSED + "；！？）：")):
        yield f"{last.lines[-1].place}:文末没有结束,原文可能不完整,最后一项只读到“{last.text[-10:]}”"
