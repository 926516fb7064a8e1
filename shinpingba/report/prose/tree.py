"""The paragraphs of a page as a tree: which number stands under which, what is a heading, and what the headings say of the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...words.lexicon import any_of
from .blocks import Block
from .class_lists import class_only, find_head
from .labels import find_labels
from .numbering import parents_of
from .parts import find_parts
from .setting import Setting, kind_in
from .signs import plain

_LONGEST_HEADING = 40
_STOPS = "。;!?"


@dataclass(frozen=True, slots=True)
class Place:
    """What stands over a paragraph.

    section  the words of the nearest heading with a number
    verdict  the class that a heading or the head of a list names for what stands under it
    kind     which of the report's tables the nearest heading that names one names; empty where none does
    ahead    it stands under a heading of what is to come or went wrong (下一步打算, 存在问题): no progress
    """

    section: str = ""
    verdict: str = ""
    kind: str = ""
    ahead: bool = False


@dataclass(frozen=True)
class Tree:
    """The paragraphs of a page, `joint` between their lines, and what the page says of itself."""

    blocks: Sequence[Block]
    joint: str
    setting: Setting

    @cached_property
    def words(self) -> list[str]:
        """Each paragraph, plain."""
        return [plain(block.text) for block in self.blocks]

    @cached_property
    def own(self) -> list[str]:
        """Each paragraph, plain, behind its number."""
        return [
            words[block.mark.end if block.mark else 0 :] for words, block in zip(self.words, self.blocks, strict=True)
        ]

    @cached_property
    def parents(self) -> list[int | None]:
        """For each paragraph the numbered one it stands under."""
        return parents_of([block.mark for block in self.blocks])

    @cached_property
    def branches(self) -> set[int]:
        """The numbered paragraphs under which other numbered ones stand."""
        marked = [parent for parent, block in zip(self.parents, self.blocks, strict=True) if block.mark]
        return {parent for parent in marked if parent is not None}

    @cached_property
    def leaves(self) -> list[int]:
        """The numbered paragraphs under which no other numbered one stands."""
        return [place for place, block in enumerate(self.blocks) if block.mark and place not in self.branches]

    @cached_property
    def headings(self) -> list[bool]:
        """Whether each paragraph is a title: short, no sentence, without figures of progress or departments."""
        return [self._is_heading(place) for place in range(len(self.blocks))]

    @cached_property
    def places(self) -> list[Place]:
        """What stands over each paragraph."""
        return list(self._places())

    def followers(self, place: int) -> list[int]:
        """The unnumbered paragraphs right behind a numbered one."""
        end = place + 1
        while end < len(self.blocks) and not self.blocks[end].mark:
            end += 1
        return list(range(place + 1, end))

    def _is_heading(self, place: int) -> bool:
        words = self.own[place].strip()
        inner = words.rstrip(":。")
        if words.endswith((",", "、")):
            return False
        is_short = 1 < len(inner) <= _LONGEST_HEADING and not any(stop in inner for stop in _STOPS)
        if not is_short or inner.endswith("如下") or find_labels(words, 0, ()):
            return False
        told = any(part.strength and part.figures for part in find_parts(words))
        return not told and (not words.endswith("。") or place in self.branches)

    def _places(self) -> Iterator[Place]:
        """One pass from the top: what a numbered heading says holds for what stands under it, an unnumbered one up to the next."""
        under: dict[int | None, Place] = {None: Place()}
        loose = Place()
        for place, block in enumerate(self.blocks):
            over = under[self.parents[place]]
            if block.mark and self.parents[place] is None and self.headings[place]:
                loose = Place(kind=loose.kind)
            here = Place(
                over.section, over.verdict or loose.verdict, over.kind or loose.kind, over.ahead or loose.ahead
            )
            yield Place(here.section, here.verdict, here.kind, here.ahead or self._is_ahead(place))
            if block.mark:
                under[place] = self._below(place, here)
            else:
                loose = self._loose(place, loose)

    def _below(self, place: int, here: Place) -> Place:
        """What holds under a numbered paragraph."""
        mark = self.blocks[place].mark
        if not (self.headings[place] or place in self.branches) or (mark and mark.style == "dash"):
            return here
        words = self.own[place]
        section = self.blocks[place].text.strip(" :：")
        return Place(
            section, _class_in(words) or here.verdict, kind_in(words) or here.kind, here.ahead or self._is_ahead(place)
        )

    def _loose(self, place: int, loose: Place) -> Place:
        """What an unnumbered line says of those behind it: a title or heading, or the head of a list (未达序时的17项为:)."""
        words = self.words[place]
        if self.headings[place]:
            return Place("", _class_in(words), kind_in(words) or loose.kind, self._is_ahead(place))
        if words.rstrip().endswith(":") and (head := find_head(words, find_parts(words)[-1].start)):
            return Place("", words[slice(*head.verdict)], loose.kind, loose.ahead)
        return loose

    def _is_ahead(self, place: int) -> bool:
        return self.headings[place] and bool(any_of("headings", use="ahead").search(self.own[place]))


def _class_in(words: str) -> str:
    span = class_only(words)
    return words[slice(*span)] if span else ""
