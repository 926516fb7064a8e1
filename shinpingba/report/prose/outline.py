"""The paragraphs of a page read in their order: headings, items with the lines that belong to them, running text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ...language.clauses import without_brackets
from ...language.verdicts import LATE, class_in, class_of
from ...words.lexicon import any_of
from .alternating import alternating
from .blocks import TextBlock, join
from .class_heads import judged_line
from .counts import counts_tasks
from .draft import Draft
from .items import ItemParagraph, read_bare, read_item, speaks_of_progress
from .labels import find_labels
from .members import member
from .parts import find_parts, parts_in
from .running import read_running
from .subjects import read_names
from .titled import bracketed_task, named_and_told
from .tree import Place, Tree

_LONGEST_TASK = 60
_LONGEST_NAME = 30
# 规上工业增加值。上半年增长4.2%: under a class, a name of its own and what is told of it
_NAMED_FIRST = re.compile(r"\s*(?!.{0,6}(?:原因|问题|打算|建议|要求|措施))[^,。;:0-9%]{2,30}[。:](?=\s*\S)")
_SPAN_OF_YEARS = re.compile(r"\((?:19|20)[0-9]{2}年?\s?[-—–~至到]\s?(?:20)?[0-9]{2}年?\)\s*$")  # …全覆盖(2013—2017年)


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """A paragraph and what was read in it: drafts, a heading, or neither (narrative).

    number  the number it begins with
    place   what stands over it
    """

    block: TextBlock
    drafts: tuple[Draft, ...] = ()
    is_heading: bool = False
    number: str = ""
    place: Place = field(default_factory=Place)


def read_outline(tree: Tree) -> Iterator[ReadParagraph]:
    """Every paragraph of a page in order, each with what was read in it; an item takes the lines that belong to it along."""
    alone = {place: _alone(tree, place) for place in tree.leaves if not tree.places[place].ahead}
    awaited, turns = _awaited(tree, alone), alternating(tree)
    place = 0
    while place < len(tree.blocks):
        block, over, count = tree.blocks[place], tree.places[place], 1
        if over.ahead:
            yield _to_come(tree, place)
        elif place in tree.branches:
            yield _branch(tree, place)
        elif block.mark and place not in turns:
            reading, count = _leaf(tree, place, alone[place], is_awaited=place in awaited)
            yield reading
        else:
            reading, count = _unnumbered(tree, place, turns.get(place, range(place, place + 1)))
            yield reading
        place += count


def _item(tree: Tree, place: int) -> ItemParagraph:
    return ItemParagraph(tree.words[place], tree.blocks[place].begin, ())


def _alone(tree: Tree, place: int) -> list[Draft]:
    """What a numbered paragraph tells by itself."""
    item = _item(tree, place)
    if tree.places[place].trouble:
        return read_running(item.words, item.start, len(item.words), tree.setting, only_sure=True)
    return read_item(item, tree.setting)


def _to_come(tree: Tree, place: int) -> ReadParagraph:
    """A paragraph of what is to come: no progress, but the tasks that it calls late by name: 由县民政局负责的第1件进展滞后,请加快."""
    block, words = tree.blocks[place], tree.words[place]
    if tree.headings[place]:
        return ReadParagraph(block, is_heading=True)
    drafts = read_running(words, block.begin, len(words), tree.setting, only_sure=True)
    late = [each for each in drafts if each.form == "class_list" and class_of(each.texts.get("verdict", "")) in LATE]
    return ReadParagraph(block, tuple(late), place=tree.places[place])


def _branch(tree: Tree, place: int) -> ReadParagraph:
    """A numbered paragraph over others: a heading, or running text that the others go into."""
    block, words = tree.blocks[place], tree.words[place]
    if tree.headings[place]:
        return ReadParagraph(block, is_heading=True)
    drafts = read_running(words, block.begin, len(words), tree.setting, only_sure=True)
    return ReadParagraph(block, tuple(drafts), not drafts, place=tree.places[place])


def _leaf(tree: Tree, place: int, drafts: list[Draft], *, is_awaited: bool) -> tuple[ReadParagraph, int]:
    """A numbered paragraph with no numbered one under it, together with the lines behind it that belong to it."""
    block, over = tree.blocks[place], tree.places[place]
    number = block.mark.number if block.mark else ""
    if tree.names_class(place):
        return ReadParagraph(block, is_heading=True), 1
    is_told = any("progress" in draft.spans for draft in drafts)
    behind = [] if over.trouble else _belonging(tree, place, is_told=is_told)
    is_awaited = is_awaited and not over.trouble
    if behind:
        block = join([block, *(tree.blocks[each] for each in behind)], tree.joint)
        drafts = read_item(ItemParagraph(block.words, block.begin, block.breaks), tree.setting, is_awaited=True)
    elif not drafts and is_awaited and not (tree.headings[place] and tree.followers(place)):
        drafts = read_item(_item(tree, place), tree.setting, is_awaited=True)
    elif not drafts and not over.trouble:
        drafts = read_bare(_item(tree, place), tree.setting)
    is_heading = not drafts and tree.headings[place]
    return ReadParagraph(block, tuple(drafts), is_heading, number, over), 1 + len(behind)


def _belonging(tree: Tree, place: int, *, is_told: bool) -> list[int]:
    """The lines behind an item that are of it: up to the last one that is labelled or tells progress.

    An item that tells its progress itself has only labelled lines; a bare heading has none, unless they do not say of what
    they speak (1.老旧小区改造 / 已完成12个).
    """
    followers = tree.followers(place)
    labelled = [each for each in followers if find_labels(tree.words[each], 0, ())]
    if is_told or not followers:
        return followers[: labelled[-1] - place] if labelled else []
    opens = tree.own[place].rstrip().endswith(":")  # 3.市民中心: / 年度计划2.1亿元,一季度完成4830万元
    is_title = tree.headings[place] and not tree.names_thing(place) and not opens
    if not labelled and is_title and not any(part.figures for part in find_parts(without_brackets(tree.own[place]))):
        first = find_parts(tree.words[followers[0]])
        if not _sets_and_tells(tree, followers) and (not first or any(part.noun for part in first[:2])):
            return []
    telling = [each for each in followers if each in labelled or _tells(tree, each)]
    return followers[: telling[-1] - place] if telling else []


def _sets_and_tells(tree: Tree, followers: Sequence[int]) -> bool:
    """Whether the first two lines under a title are a task and how far it is: 1.公园建设 / 新建公园9个。 / 已建成4个。"""
    lines = [tree.own[each].strip().rstrip("。;") for each in followers[:2]]
    return len(lines) > 1 and not any("。" in line for line in lines) and _is_commitment("。".join(lines))


def _tells(tree: Tree, place: int) -> bool:
    return speaks_of_progress(tree.words[place], 0, len(tree.words[place]), tree.setting)


def _lines_of_item(tree: Tree, place: int) -> list[int]:
    """The labelled lines that make one item without a number: 项目名称:… / 目标:… / 进展:…"""
    seen: set[str] = set()
    end = place
    while end < len(tree.blocks) and not tree.blocks[end].mark:
        fields = {label.field for label in find_labels(tree.words[end], 0, ())}
        if not fields or fields & seen:
            break
        seen |= fields
        end += 1
    return list(range(place, end)) if "progress" in seen and len(seen) > 1 else [place]


def _unnumbered(tree: Tree, place: int, own: Sequence[int]) -> tuple[ReadParagraph, int]:
    """A paragraph without a number: a heading, an item in all but its number, or running text. `own` are the lines of its item."""
    block, words = tree.blocks[place], tree.words[place]
    if place in tree.members and (named := member(words, block.begin, len(words))):
        return ReadParagraph(block, (named,), place=tree.places[place]), 1
    if tree.headings[place] and len(own) == 1:
        return ReadParagraph(block, is_heading=True), 1
    lines = own if len(own) > 1 else _lines_of_item(tree, place)
    if len(lines) > 1:
        block = join([tree.blocks[each] for each in lines], tree.joint)
        drafts = read_item(ItemParagraph(block.words, block.begin, block.breaks), tree.setting, is_awaited=len(own) > 1)
    elif _is_item(words, block.begin):
        drafts = read_item(ItemParagraph(words, block.begin, ()), tree.setting)
    elif tree.places[place].verdict and (told := named_and_told(words, block.begin)):
        drafts = [told]
    elif _is_of_project(words, block.begin) or (
        tree.places[place].verdict and not tree.places[place].ahead and _NAMED_FIRST.match(words)
    ):
        drafts = read_item(ItemParagraph(words, block.begin, ()), tree.setting, is_awaited=True)
    else:
        is_trouble = tree.places[place].trouble
        drafts = read_running(words, block.begin, len(words), tree.setting, only_sure=is_trouble, is_alone=True)
        if not drafts and tree.places[place].verdict:
            drafts = read_names(words)
    return ReadParagraph(block, tuple(drafts), place=tree.places[place]), len(lines)


def _is_item(words: str, start: int) -> bool:
    """Whether a paragraph is an item in all but its number: labelled, with its task in brackets or in its first sentence, or judged."""
    is_titled = bracketed_task(words, start, len(words)) is not None or _is_commitment(words)
    return is_titled or bool(find_labels(words, 0, ()) or judged_line(words, start))


def _is_of_project(words: str, start: int) -> bool:
    """Whether a paragraph names a project in its first sentence and tells of it behind: 展览馆项目。总投资2亿元,上半年完成0.7亿元。"""
    first, _, rest = words[start:].partition("。")
    is_name = (
        len(first) <= _LONGEST_NAME
        and not re.search("[,;:0-9%]", first)
        and any_of("headings", use="thing").search(first)
    )
    if not is_name:
        return False
    told = find_parts(rest)
    is_general = any_of("counted", use="general").fullmatch(first.strip()) or class_in(first)
    return not is_general and any(part.strength and (part.figures or part.verdict) for part in told)


def _is_commitment(words: str) -> bool:
    """Whether a paragraph names its task in its first sentence and tells its progress in the next: 2000个村通公路。上半年已完成900个。

    Or, where it says of which years the task is, anywhere: 整治村庄800个(2023—2027年)。上半年各项目均已开工。累计完成了260个。
    """
    first = words.partition("。")[0]
    if len(first) > _LONGEST_TASK:
        return False
    has_span = bool(_SPAN_OF_YEARS.search(first))
    ahead = parts_in(words, 0, len(first))
    figures = [figure for part in ahead for figure in part.figures]
    if (
        not (figures or has_span)
        or (figures and all(counts_tasks(first, figure) for figure in figures))
        or any(part.strength == 2 or part.labels & {"when", "plan"} for part in ahead)
    ):
        return False
    is_class = any(part.figures and class_in(words[part.start : part.end]) for part in ahead)
    if is_class and not has_span:  # 全部完成的9项,未完成的1项。 Not 完成塘堰整治3.6万口(2023—2027年)。
        return False
    begin = len(first) + 1
    second = parts_in(words, begin, len(words) if has_span else begin + len(words[begin:].partition("。")[0]))
    if not second or "which" in second[0].labels:
        return False
    noun = words[slice(*second[0].noun)] if second[0].noun else ""
    opens = has_span or not noun or "when" in second[0].labels or bool(any_of("counted", use="general").fullmatch(noun))
    tells = any(part.strength and (part.figures or part.verdict) for part in second)
    return opens and (tells or (has_span and any("already" in part.labels for part in second)))


def _awaited(tree: Tree, alone: dict[int, list[Draft]]) -> set[int]:
    """The numbered paragraphs that are rows with or without progress: most of their siblings are items, or a class stands over them."""
    run = {place: (tree.parents[place], mark.style) for place in alone if (mark := tree.blocks[place].mark)}
    items = Counter(run[place] for place in run if alone[place] or _belonging(tree, place, is_told=False))
    every = Counter(run.values())
    return {place for place in run if tree.places[place].verdict or 2 * items[run[place]] >= every[run[place]] > 1}
