"""The paragraphs of a page in their order: which are headings, which are items, which are running text, and under what they stand."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from ...words.lexicon import any_of
from .blocks import Block, join
from .class_lists import class_only, find_head
from .draft import Draft
from .items import Item, read_item, speaks_of_progress
from .labels import find_labels
from .numbering import parents_of
from .parts import find_parts
from .running import read_running
from .setting import Setting, kind_in
from .signs import plain

_LONGEST_HEADING = 40
_STOPS = "。;!?"


@dataclass(frozen=True, slots=True)
class Reading:
    """A paragraph and what was read in it: drafts, a heading, or neither (narrative)."""

    block: Block
    drafts: tuple[Draft, ...] = ()
    is_heading: bool = False
    texts: dict[str, str] = field(default_factory=dict)
    kind: str = ""


@dataclass(frozen=True)
class Outline:
    """The paragraphs of a page with their tree: each one's words, and the numbered paragraph it stands under."""

    blocks: Sequence[Block]
    joint: str
    setting: Setting

    @cached_property
    def words(self) -> list[str]:
        return [plain(block.text) for block in self.blocks]

    @cached_property
    def parents(self) -> list[int | None]:
        return parents_of([block.mark for block in self.blocks])

    @cached_property
    def branches(self) -> set[int]:
        """The numbered paragraphs under which other numbered ones stand."""
        marked = [parent for parent, block in zip(self.parents, self.blocks, strict=True) if block.mark]
        return {parent for parent in marked if parent is not None}

    def own(self, place: int) -> str:
        """The words of a paragraph behind its number."""
        mark = self.blocks[place].mark
        return self.words[place][mark.end if mark else 0 :]

    def over(self, place: int) -> Iterator[int]:
        """The numbered paragraphs a paragraph stands under, the nearest first."""
        parent = self.parents[place]
        while parent is not None:
            yield parent
            parent = self.parents[parent]

    def followers(self, place: int) -> list[int]:
        """The unnumbered paragraphs right behind a numbered one."""
        end = place + 1
        while end < len(self.blocks) and not self.blocks[end].mark:
            end += 1
        return list(range(place + 1, end))

    def is_heading(self, place: int) -> bool:
        """Whether a paragraph is a title: short, no sentence, without progress or departments."""
        words = self.own(place).strip()
        inner = words.rstrip(":。")
        if inner.endswith("如下"):
            return False
        if not 1 < len(inner) <= _LONGEST_HEADING or any(stop in inner for stop in _STOPS) or find_labels(words, 0, ()):
            return False
        told = any(part.strength and part.figures for part in find_parts(words))
        return not told and (not words.endswith("。") or place in self.branches)

    def is_ahead(self, place: int) -> bool:
        """Whether a heading opens what is to come or what went wrong (下一步打算, 存在问题), which is no progress."""
        return self.is_heading(place) and bool(any_of("headings", use="ahead").search(self.own(place)))


def read_outline(blocks: Sequence[Block], joint: str, setting: Setting) -> list[Reading]:
    """Every paragraph of a page in order, each with what was read in it."""
    outline = Outline(blocks, joint, setting)
    awaited = _awaited(outline)
    found: list[Reading] = []
    state = _State()
    place = 0
    while place < len(blocks):
        reading, taken = _read(outline, place, awaited, state)
        found.append(replace(reading, texts=state.texts(outline, place) | reading.texts, kind=state.kind(outline, place)))
        place += taken
    return found


@dataclass(slots=True)
class _State:
    """What the lines so far say of those to come."""

    verdict: str = ""  # of the list that an unnumbered line opens: 未达序时的17项为:
    is_ahead: bool = False  # under an unnumbered line such as 下一步工作打算
    title_kind: str = ""

    def texts(self, outline: Outline, place: int) -> dict[str, str]:
        """Section and class that a paragraph stands under."""
        headings = [each for each in outline.over(place) if outline.is_heading(each) or each in outline.branches]
        classes = [span for each in headings if (span := class_only(outline.own(each)))]
        verdict = next((outline.own(each)[slice(*class_only(outline.own(each)) or (0, 0))] for each in headings if class_only(outline.own(each))), self.verdict) if classes else self.verdict
        section = outline.blocks[headings[0]].text.strip(" :：") if headings else ""
        return {column: words for column, words in (("section", section), ("verdict", verdict)) if words}

    def kind(self, outline: Outline, place: int) -> str:
        """The table that the nearest heading names, else the page's title."""
        named = (kind_in(outline.own(each)) for each in outline.over(place))
        return next(filter(None, named), self.title_kind)


def _read(outline: Outline, place: int, awaited: set[int], state: _State) -> tuple[Reading, int]:
    block, setting = outline.blocks[place], outline.setting
    if block.mark and place not in outline.branches:
        state.is_ahead = state.is_ahead and not _is_section_mark(outline, place)
    elif block.mark:
        state.is_ahead, state.verdict = False, ""
    if outline.is_ahead(place) or state.is_ahead or any(outline.is_ahead(each) for each in outline.over(place)):
        state.is_ahead = state.is_ahead or (not block.mark and outline.is_ahead(place))
        return Reading(block, is_heading=outline.is_heading(place)), 1
    if place in outline.branches:
        return _read_branch(outline, place), 1
    if block.mark:
        return _read_leaf(outline, place, is_awaited=place in awaited)
    return _read_free(outline, place, state), 1


def _is_section_mark(outline: Outline, place: int) -> bool:
    return outline.parents[place] is None and outline.is_heading(place)


def _read_branch(outline: Outline, place: int) -> Reading:
    """A numbered paragraph over others: a heading, or running text that the others go into."""
    block, words = outline.blocks[place], outline.words[place]
    if outline.is_heading(place):
        return Reading(block, is_heading=True)
    drafts = read_running(words, block.mark.end if block.mark else 0, len(words), outline.setting)
    return Reading(block, tuple(drafts)) if drafts else Reading(block, is_heading=True)


def _read_leaf(outline: Outline, place: int, *, is_awaited: bool) -> tuple[Reading, int]:
    """A numbered paragraph with no numbered one under it, together with the lines behind it that belong to it."""
    block, words = outline.blocks[place], outline.words[place]
    start = block.mark.end if block.mark else 0
    number = {"number": block.mark.number} if block.mark and block.mark.number else {}
    drafts = read_item(Item(words, start, ()), outline.setting)
    behind = _belonging(outline, place, is_told=any("progress" in draft.spans for draft in drafts))
    if behind:
        block = join([block, *(outline.blocks[each] for each in behind)], outline.joint)
        drafts = read_item(Item(plain(block.text), start, block.breaks), outline.setting, is_awaited=True)
        return Reading(block, tuple(drafts), texts=number), 1 + len(behind)
    if not drafts and is_awaited and not (outline.is_heading(place) and outline.followers(place)):
        drafts = read_item(Item(words, start, ()), outline.setting, is_awaited=True)
    return Reading(block, tuple(drafts), is_heading=not drafts and outline.is_heading(place), texts=number), 1


def _belonging(outline: Outline, place: int, *, is_told: bool) -> list[int]:
    """The lines behind an item that are of it: up to the last one that is labelled or tells progress.

    An item that tells its progress itself has only labelled lines; a bare heading has none, unless they do not say of what
    they speak (1.老旧小区改造 / 已完成12个).
    """
    followers = outline.followers(place)
    labelled = [each for each in followers if find_labels(outline.words[each], 0, ())]
    if is_told or not followers:
        return followers[: labelled[-1] - place] if labelled else []
    if not labelled and outline.is_heading(place) and not any(part.figures for part in find_parts(outline.own(place))):
        first = find_parts(outline.words[followers[0]])
        if not first or any(part.noun for part in first[:2]):
            return []
    telling = [each for each in followers if each in labelled or speaks_of_progress(outline.words[each])]
    return followers[: telling[-1] - place] if telling else []


def _read_free(outline: Outline, place: int, state: _State) -> Reading:
    """A paragraph without a number: a heading, the head of a list, an item in all but its number, or running text."""
    block, words, setting = outline.blocks[place], outline.words[place], outline.setting
    if outline.is_heading(place):
        state.title_kind = kind_in(words) or state.title_kind
        span = class_only(words)
        state.verdict = words[slice(*span)] if span else ""
        return Reading(block, is_heading=True)
    if words.rstrip().endswith(":") and (head := find_head(words, find_parts(words)[-1].start)):
        state.verdict = words[slice(*head.verdict)]
    is_item = find_labels(words, 0, ()) or _is_commitment(words)
    drafts = read_item(Item(words, 0, ()), setting) if is_item else read_running(words, 0, len(words), setting)
    return Reading(block, tuple(drafts))


def _is_commitment(words: str) -> bool:
    """Whether a paragraph names its task in its first sentence and tells its progress in the next: 2000个村通公路。上半年已完成900个。"""
    parts = find_parts(words)
    first = [part for part in parts if part.sentence == 0]
    second = [part for part in parts if part.sentence == 1]
    is_task = any(part.figures for part in first) and all(part.strength < 2 and not part.labels & {"when", "plan"} for part in first)
    nouns = [words[slice(*part.noun)] for part in first if part.noun]
    is_task = is_task and words[first[-1].end :][:1] == "。" and not all(any_of("counted").fullmatch(noun) for noun in nouns)
    return is_task and any(part.strength and part.figures for part in second) and not second[0].noun and "which" not in second[0].labels


def _awaited(outline: Outline) -> set[int]:
    """The numbered paragraphs most of whose siblings are items: those without progress are rows too."""
    leaves = [place for place, block in enumerate(outline.blocks) if block.mark and place not in outline.branches]
    run = {place: (outline.parents[place], outline.blocks[place].mark.style) for place in leaves}  # type: ignore[union-attr]
    items = Counter(run[place] for place in leaves if _is_item(outline, place))
    every = Counter(run.values())
    return {place for place in leaves if 2 * items[run[place]] >= every[run[place]] > 1}


def _is_item(outline: Outline, place: int) -> bool:
    mark = outline.blocks[place].mark
    words = outline.words[place]
    return bool(read_item(Item(words, mark.end if mark else 0, ()), outline.setting)) or bool(
        _belonging(outline, place, is_told=False)
    )
