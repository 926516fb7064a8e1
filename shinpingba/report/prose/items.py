"""A numbered or labelled paragraph to drafts: its task, its progress, who leads.

1.新建公园4个。已建成1个。(牵头单位:区城管局)      工业投资(第6项):1-8月208.9亿元,落后序时9.8个百分点
2.就业。新增城镇就业5.2万人,完成87%;失业人员再就业1.1万人,完成92%
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...language.verdicts import find_verdicts
from ...words.lexicon import any_of
from .class_heads import class_only, find_head, judged_line, only_counts
from .draft import Draft
from .judged import end_class, only_verdict, title_class
from .labels import Label, by_item, find_labels, unlabelled, with_unit
from .parts import Span, find_parts, parts_in
from .plans import plan_and_dated, plan_and_progress
from .running import read_running
from .setting import Setting
from .signs import find_signs
from .strength import SURE
from .titled import bracketed_task, task_of_name, with_ordinals

_NAMED = re.compile(r"(?P<name>[^,。;:]{2,40}?(?:\([^()]{1,12}\))?)(?:(?<![0-9]):|:(?![0-9]{2}))(?=\s*\S)")
_QUOTED = re.compile(r"\s*“(?P<task>[^“”]{4,60})”(?=[^,。;:]{1,20}[,。;:])")
_ESTIMATED = re.compile(
    "(?:前[一二三四]季度|上半年|1[-—~至][0-9]{1,2}月份?|前[0-9一二三四五六七八九十]{1,2}个?月),?预计"
)
# 10日,副市长率队对20项重点工程进行现场督查: news of a visit, and no task
_VISIT = re.compile("(?:率队|率领|带队|带领)[^。;]*(?:督查|督导|检查|调研|视察|考察)$")
_OF_THINGS = re.compile(r"(?:项目|任务|指标|事项|工作|实事)(?:\([^()]*\))?$")
_ENDS = " \n\t。;,:、"


@dataclass(frozen=True, slots=True)
class ItemParagraph:
    """A paragraph that may be an item: its plain words, where they begin behind its number, and where paragraphs of it begin."""

    words: str
    start: int
    breaks: tuple[int, ...]


def read_item(item: ItemParagraph, setting: Setting, *, is_awaited: bool = False) -> list[Draft]:
    """The drafts of an item; empty where nothing in it tells of progress.

    is_awaited  it stands among items, so that one without progress is a row too
    """
    if judged := judged_line(item.words, item.start):
        spans = dict(zip(("name", "progress"), judged, strict=True))
        verdict = item.words[slice(*judged[1])]
        return [task_of_name(Draft("item", item.start, len(item.words), spans, texts={"verdict": verdict}), item.words)]
    labels = with_unit(item.words, item.start, find_labels(item.words, item.start, item.breaks))
    told = {label.field: label.value for label in reversed(labels)}
    free = unlabelled(item.words, item.start, labels)
    if len(several := by_item(labels)) > 1 and sum(label.field == "progress" for label in labels) > 1:
        return list(_apart(several, len(item.words)))
    if "progress" in told and free and free[0][0] < told["progress"][0] and _tells_surely(item.words, free[0]):
        return read_bare(item, setting)
    if "progress" in told and (free or len(told) > 1):
        return [_labelled(item, told, free)]
    if "progress" in told:
        return read_running(item.words, item.start, told["progress"][1], setting)
    if "task" in told and any(span[0] > told["task"][0] for span in free):
        return [_told_behind(item, told, free)]
    if not free:
        return []
    if quoted := _quoted(item, free) or _in_brackets(item, free):
        return [quoted]
    units = {field: span for field, span in told.items() if field not in ("name", "task", "progress")}
    drafts = _read_free(item, free, setting, is_awaited=is_awaited or "lead" in units or "cooperating" in units)
    drafts = _under_class(drafts, title_class(item.words, free[0][0]) or end_class(item.words, *free[-1]))
    return with_ordinals([_as_item(draft, units) for draft in _filling(drafts, item)], item.words)


def read_bare(item: ItemParagraph, setting: Setting) -> list[Draft]:
    """The drafts of an item of one sentence that only a report makes progress: 1.新增就业5万人。"""
    drafts = read_running(item.words, item.start, len(item.words), setting)
    return [replace(draft, form="item") for draft in drafts]


def _tells_surely(words: str, span: Span) -> bool:
    """Whether words before a label tell progress, so that they are no task: 收入完成2.4亿元,占预算的73%。分部门完成情况:税务完成1.4亿元"""
    return any(part.strength == SURE for part in parts_in(words, *span))


def _under_class(drafts: list[Draft], judged: str) -> list[Draft]:
    """An item with the class that its title carries, where it has none of its own."""
    if len(drafts) != 1 or "verdict" in drafts[0].texts | drafts[0].spans or not judged:
        return drafts
    return [replace(drafts[0], texts=drafts[0].texts | {"verdict": judged})]


def _as_item(draft: Draft, units: dict[str, Span]) -> Draft:
    form = draft.form if draft.form == "class_list" else "item"
    return replace(draft, form=form, spans=draft.spans | units)


def _filling(drafts: list[Draft], item: ItemParagraph) -> list[Draft]:
    """The drafts of an item, the last of which takes up what stands behind it: (牵头单位:…)."""
    return [*drafts[:-1], *(replace(draft, end=len(item.words)) for draft in drafts[-1:])]


def speaks_of_progress(words: str, start: int, end: int, setting: Setting) -> bool:
    """Whether words[start:end] tell how far work is, with or without a figure: 主体封顶, 已开工2个. A plan must say so surely.

    What is estimated of months that are told (前三季度,预计增长5%以上) is no plan.
    """
    if not setting.is_report:
        return any(part.strength == SURE for part in parts_in(words, start, end))
    stages = ("done", "underway", "preparing", "not_started", "suspended")
    is_told = any(part.strength for part in parts_in(words, start, end)) or _ESTIMATED.search(words, start, end)
    return bool(is_told) or any(any_of("stages", stage=each).search(words[start:end]) for each in stages)


def _apart(several: Sequence[Sequence[Label]], end: int) -> Iterator[Draft]:
    """Items that follow each other in one paragraph: 目标任务:… 进展情况:… 目标任务:… 进展情况:…"""
    stops = [*(labels[0].start for labels in several[1:]), end]
    for labels, stop in zip(several, stops, strict=True):
        yield Draft("item", labels[0].start, stop, {label.field: label.value for label in labels})


def _labelled(item: ItemParagraph, told: dict[str, Span], free: Sequence[Span]) -> Draft:
    """An item whose progress is labelled: what stands under no label is its task, or the name of one that is labelled."""
    spans = dict(told)
    if free:
        spans["name" if "task" in told else "task"] = _trimmed(item.words, *free[0])
    return task_of_name(Draft("item", item.start, len(item.words), spans), item.words)


def _quoted(item: ItemParagraph, free: Sequence[Span]) -> Draft | None:
    """An item that quotes its task, and judges it: “完成造林12万亩”滞后。上半年完成4.3万亩,占年度任务的35.8%。"""
    task = _QUOTED.match(item.words, *free[0])
    if not task or len(free) > 1:
        return None
    judged = item.words[task.end() : free[0][1]].partition("。")[0]
    verdict = next(find_verdicts(judged), None) or next(
        (each for each in find_signs(judged) if each.label == "mild"), None
    )
    if verdict is None:
        return None
    spans = {"task": task.span("task"), "progress": _trimmed(item.words, task.end(), free[0][1])}
    return Draft("item", item.start, len(item.words), spans, texts={"verdict": judged[verdict.start : verdict.end]})


def _in_brackets(item: ItemParagraph, free: Sequence[Span]) -> Draft | None:
    """An item that begins with its task in brackets: 【新建驿站12座】截至6月底,已建成7座。"""
    if not (told := bracketed_task(item.words, *_whole(free))):
        return None
    task, progress = told
    behind = _trimmed(item.words, *progress, ends=_ENDS.replace("。", ""))
    return Draft("item", item.start, len(item.words), {"task": task, "progress": behind})


def _told_behind(item: ItemParagraph, told: dict[str, Span], free: Sequence[Span]) -> Draft:
    """An item whose task is labelled, and whose progress stands behind it without a label: 全年任务:… / 截至6月底,…"""
    ahead = [span for span in free if span[0] < told["task"][0]]
    behind = [_trimmed(item.words, *span) for span in free if span not in ahead]
    spans = told | ({"name": _trimmed(item.words, *ahead[0])} if ahead else {})
    return _with_progress(Draft("item", item.start, len(item.words), spans), item.words, behind)


def _read_free(item: ItemParagraph, free: Sequence[Span], setting: Setting, *, is_awaited: bool) -> list[Draft]:
    """An item without a label for progress: its first sentence is the task where it tells none itself."""
    if (classed := _read_classes(item, free, setting)) is not None:
        return classed
    words, (head, rest) = item.words, _halves(item, free)
    is_named = words[head[1] : head[1] + 1] == ":"
    parts = parts_in(words, *head)
    is_told = _tells_surely(words, head) and not title_class(words, head[0])
    if is_told or _VISIT.search(words, *head):
        return _merged(read_running(words, *_whole(free), setting))
    if not rest and setting.is_report and (split := plan_and_dated(words, *head)):
        return [Draft("item", item.start, len(words), dict(zip(("task", "progress"), split, strict=True)))]
    if not rest:
        return [Draft("item", head[0], free[-1][1], {"task": _trimmed(words, *head)})] if is_awaited else []
    is_slogan = not is_named and "," in words[slice(*head)] and not any(part.figures for part in parts)
    if is_slogan and not is_awaited:  # 政府重视,全面部署。…
        return read_running(words, *_whole(rest), setting)
    if not (is_awaited or any(speaks_of_progress(words, *span, setting) for span in rest)):
        return []
    told = read_running(words, *_whole(rest), setting)
    lists = [draft for draft in told if draft.form == "class_list"]
    if is_named and lists:
        return [replace(draft, texts={"section": words[slice(*head)].strip()} | draft.texts) for draft in lists]
    whole = Draft("item", item.start, len(words), {"name" if is_named else "task": _trimmed(words, *head)})
    whole = task_of_name(whole, words)  # 新建驿站12座:已建成7座
    is_title = not any(part.figures for part in parts)
    if is_title and (split := plan_and_progress(words, *rest[0])):
        return [_planned(item, _trimmed(words, *head), split, rest[1:])]
    if not is_named and is_title and (under := _under_title(whole, words, head, told)):
        return under
    return [_with_verdict(_with_progress(whole, words, rest), only_verdict(words, rest[0][0]))]


def _read_classes(item: ItemParagraph, free: Sequence[Span], setting: Setting) -> list[Draft] | None:
    """The members of an item that lists a class (已完成的任务,共21项。主要有“…”); none where it only counts them; None for another item.

    A head that only counts tasks (建设类项目4个。其中,…) is none of them: what stands behind it tells.
    """
    if find_head(item.words, free[0][0], praises=setting.praises):
        return read_running(item.words, *_whole(free), setting)
    head, rest = _halves(item, free)
    if rest and _counts_alone(item.words, head):
        return read_running(item.words, *_whole(rest), setting)
    if rest and _counts_class(item.words[slice(*head)]):  # 提前开工项目3项,完成投资2亿元。其中,…: no task
        return read_running(item.words, *_whole(free), setting)
    is_title = item.words[head[1] : head[1] + 1] == "。" and _OF_THINGS.search(item.words, *head)
    if rest and is_title and (over := class_only(item.words[slice(*head)])):
        classed = {"verdict": item.words[slice(*head)][slice(*over)]}  # 进展较慢的项目。甲:年度计划…。乙:…
        told = read_running(item.words, *_whole(rest), setting)
        return [replace(each, texts=classed | each.texts) for each in told if each.spans.keys() & {"name", "task"}]
    return [] if only_counts(item.words[slice(*head)]) else None


def _counts_class(words: str) -> bool:
    """Whether words begin with a class of tasks and how many are in it: 按计划开工的重点项目73项,完成投资34亿元."""
    first = words.partition(",")[0]
    return "," in words and any(part.figures for part in find_parts(first)) and class_only(first) is not None


def _counts_alone(words: str, head: Span) -> bool:
    parts = parts_in(words, *head)
    general = any_of("counted", use="general")
    nouns = [words[slice(*part.noun)] for part in parts if part.noun]
    figures = [figure for part in parts for figure in part.figures]
    is_count = bool(figures) and all(figure.unit in ("项", "个", "件") for figure in figures)
    return is_count and bool(nouns) and all(general.fullmatch(noun) for noun in nouns)


def _under_title(whole: Draft, words: str, head: Span, told: Sequence[Draft]) -> list[Draft]:
    """The statements under a title, where they are several, or one that names it again."""
    told = [draft for draft in told if not draft.is_count]
    several = [draft for draft in told if "name" in draft.spans or "task" in draft.spans]
    if len(told) == 1 and words[slice(*head)].strip(_ENDS) in words[slice(*told[0].spans.get("task", (0, 0)))]:
        return [replace(told[0], start=whole.start, spans=told[0].spans | {"name": _trimmed(words, *head)})]
    if len(several) < 2:
        return []
    several[0] = replace(several[0], start=whole.start)
    return [_under(each, words, whole.spans["task"]) for each in several]


def _with_verdict(draft: Draft, verdict: str) -> Draft:
    return replace(draft, texts={"verdict": verdict} if verdict else {})


def _planned(item: ItemParagraph, name: Span, split: tuple[Span, Span], more: Sequence[Span]) -> Draft:
    """An item whose title is followed by its plan and its progress."""
    whole = Draft("item", item.start, len(item.words), {"name": name, "task": _trimmed(item.words, *split[0])})
    found = _with_progress(whole, item.words, [_trimmed(item.words, *split[1], ends=_ENDS.replace("。", "")), *more])
    verdict = only_verdict(item.words, split[1][0])
    return replace(found, texts={"verdict": verdict} if verdict else {})


def _under(draft: Draft, words: str, head: Span) -> Draft:
    """A statement of an item under its head: the task, or a mere title (为民办实事完成情况, 存在问题), which is its section."""
    if any(any_of("headings", use=use).search(words, *head) for use in ("report", "trouble")):
        return replace(draft, texts={"section": words[slice(*head)]} | draft.texts)
    return replace(draft, spans={"task": head} | draft.spans)


def _halves(item: ItemParagraph, free: Sequence[Span]) -> tuple[Span, list[Span]]:
    """The first sentence of an item, or the name before its colon, and what stands behind it."""
    start, end = free[0]
    full = [
        place for place in range(start, end) if item.words[place] in "。!?" and item.words[place + 1 : end].strip(_ENDS)
    ]
    stops = full[:1] or [place for place in range(start, end) if item.words[place] in "。;!?"][:1]
    stops += [place for place in item.breaks if start < place < end][:1]
    if named := _NAMED.match(item.words, start, end):
        stops.append(named.end("name"))
    stop = min(stops, default=end)
    behind = [span for span in [(stop, end), *free[1:]] if item.words[slice(*span)].strip(_ENDS)]
    return (start, stop), [_trimmed(item.words, *span, ends=_ENDS.replace("。", "")) for span in behind]


def _with_progress(draft: Draft, words: str, rest: Sequence[Span]) -> Draft:
    """An item with its progress: one slice, or several put together where a label stands between them."""
    if len(rest) == 1:
        return replace(draft, spans=draft.spans | {"progress": rest[0]})
    return replace(draft, several={"progress": tuple(rest)})


def _merged(drafts: list[Draft]) -> list[Draft]:
    """Statements that all tell of the first one's task are its progress."""
    if any(draft.form == "class_list" for draft in drafts):
        return drafts
    if len(drafts) < 2 or "task" not in drafts[0].spans or any("task" in draft.spans for draft in drafts[1:]):
        return drafts
    begin, end = drafts[0].spans["progress"][0], drafts[-1].end
    return [replace(drafts[0], end=end, spans=drafts[0].spans | {"progress": (begin, end)})]


def _whole(spans: Sequence[Span]) -> Span:
    return spans[0][0], spans[-1][1]


def _trimmed(words: str, start: int, end: int, ends: str = _ENDS) -> Span:
    inner = words[start:end]
    return start + len(inner) - len(inner.lstrip(_ENDS)), end - (len(inner) - len(inner.rstrip(ends)))
