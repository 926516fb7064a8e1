"""What each word list is for: whether a line of it does to some words what its list is there to do.

A proof takes the line and some words, and runs them through the reading that the list serves. It is true of the line's example and
false of its counterexample. A list with a column `use` has a proof for each use, named list/use.
"""

import re
from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

import shinpingba as sp
from shinpingba.checks.finding import ReadRow, row_of, row_of_summary
from shinpingba.checks.lists import Listing, find_listings, is_complete
from shinpingba.checks.narrative import check_narrative
from shinpingba.checks.repeats import check_repeats
from shinpingba.checks.sums import check_sums, share_of_year
from shinpingba.judging.rules import judge_level
from shinpingba.language.clauses import parted, plain
from shinpingba.language.cues import find_cues, is_early
from shinpingba.language.likeness import is_narrower, likeness, named_things, names_nothing
from shinpingba.language.passage import read_passage
from shinpingba.language.quantities import find_numbers
from shinpingba.language.verdicts import class_of, find_verdicts
from shinpingba.reading.ceilings import fills_up, is_ceiling
from shinpingba.reading.cells import cell_verdict
from shinpingba.reading.mentions import find_mentions
from shinpingba.reading.row import read_row
from shinpingba.reading.said_shares import stated_share
from shinpingba.reading.spans import span_of
from shinpingba.reading.stages import clause_stage, find_items
from shinpingba.reading.statements import stated_rest
from shinpingba.reading.stretches import marked
from shinpingba.reading.targets import Achieved, find_targets
from shinpingba.reading.years import Years, is_part_of, years_of
from shinpingba.report.departments import find_departments, is_department_list
from shinpingba.report.document import Piece
from shinpingba.report.heads import read_head
from shinpingba.report.periods import period_in
from shinpingba.report.prose.class_heads import class_only
from shinpingba.report.prose.paragraphs import read_paragraphs
from shinpingba.report.prose.signs import find_signs
from shinpingba.report.sources import pdf
from shinpingba.report.tables.cells import kind_of_cell
from shinpingba.report.tables.column import column_of
from shinpingba.report.tables.figures import columns_of_figures
from shinpingba.report.tables.lines import is_note, is_sum, is_summary
from shinpingba.report.tables.reading import kind_of
from shinpingba.report.traditional import simplified
from shinpingba.words.lexicon import any_of

AS_OF = date(2021, 3, 31)
Line = dict[str, str]
Proof = Callable[[Line, str], bool]


def proof_of(name: str, line: Line) -> Proof:
    """The proof of a line of words/{name}.csv; a KeyError names the list, or the use, that has none."""
    return PROOFS[f"{name}/{line['use']}" if "use" in line else name]


def assessed(task: str, progress: str) -> sp.Assessment:
    """One task, assessed."""
    rows = pd.DataFrame([{"task": task, "progress": progress, "lead": "区教委"}])
    return sp.assess(sp.Report.from_rows(rows, period="2021Q1"))


def done(task: str, progress: str) -> list[float | None]:
    """How much of each target of a task has been reached; None where nothing tells."""
    return [None if pd.isna(value) else value for value in assessed(task, progress).targets["done_value"]]


def is_all_of_it(line: Line, words: str) -> bool:
    """Whether words say that all of a task is done, and of nothing else of it."""
    task, all_of_it = ("新建公厕18座", 18) if "公厕" in words else ("解决饮水2.9万人", 29000)
    return done(task, words) == [all_of_it]


def row(progress: str, row_id: str = "C1", table: str = "key_task") -> ReadRow:
    """A row as the checks look at it."""
    return row_of({"row_id": row_id, "table": table, "task": "", "progress": progress}, AS_OF)


def joins_attributes(line: Line, words: str) -> bool:
    """Whether the 、 behind an attribute of the line parts nothing: 96个省、市重点项目."""
    return any(parted(words)[found.end() - 1] == "·" for found in re.finditer(rf"(?:{line['pattern']})、", words))


def item(words: str) -> str:
    """The noun of the first figure."""
    return find_mentions(words)[0].item


def stages(words: str) -> list[str]:
    """The stages of the work items."""
    return [each.stage for each in find_items(words, find_mentions(words))]


def counted(words: str, surface: str) -> list[str]:
    """The units of the amounts that end in a surface."""
    return [n.unit for n in find_numbers(words) if n.kind in ("count", "level") and n.quote.endswith(surface)]


def is_shed(line: Line, words: str) -> bool:
    """The noun of a figure is given without it: 停车泊位 of 停车泊位约1500个; inside a noun it stays (节约型机关5个)."""
    mention = find_mentions(words)[-1]
    assert mention.item in words
    return mention.item != words.replace(mention.quote, "") and not re.search(line["pattern"], mention.item)


def says_there_are_others(line: Line, words: str) -> bool:
    """The names before it are not all, and what follows it is the noun of all of them."""
    (listing,) = listings(words)
    return listing.is_open and listing.names[-1] not in item(words)


def is_of_the_work(line: Line, words: str) -> bool:
    """A percentage of it is one of the whole work: it measures the target, and another percentage of the whole differs from it."""
    rows = [row(words), row("滨江路完成总工程量的80%", row_id="C2")]
    is_of_target = done("建设滨江路50公里,新建公园3个", words) == [pytest.approx(42), None]
    return is_of_target and bool(list(check_repeats(rows)))


def is_rate_of_else(line: Line, words: str) -> bool:
    """A rate of it is not the share of a target, though the two agree: 6个 are 30% of 20个."""
    return done("建设项目20个", f"已办手续6个,{words}") == [None]


def is_total(line: Line, words: str) -> bool:
    """The figure behind it is the sum of those before."""
    return [found.kind for found in check_sums(row(f"甲街道5个,乙街道7个,{words}。"))] == ["total"]


def counts_anything(line: Line, words: str) -> bool:
    """To share the unit says nothing of what is counted: 幼儿园9个 may be among other things than 学校5个, 9所 may not."""
    (mention,) = find_mentions(words)
    return not list(check_sums(row(f"涉及学校5{mention.unit},其中已建成幼儿园9{mention.unit}。")))


def counts_tasks(line: Line, words: str) -> bool:
    """A number of it in the summary counts tasks, and is held against the table."""
    summary = row_of_summary(f"重点任务中,{words}已进场施工。")
    return bool(list(check_narrative(summary, [row("路基正在施工。")], {"C1": "unknown"})))


def is_claimed(line: Line, words: str) -> bool:
    """The summary claims it of so many tasks, and as many rows are counted as it is true of."""
    told = ["方案正在审查。", *["路基正在施工。"] * 2, *["已建成。"] * 4]
    rows = [row(progress, row_id=f"C{n}", table=kind_of(words) or "key_task") for n, progress in enumerate(told)]
    statuses = dict(
        zip([str(each.row_id) for each in rows], ["unknown", *["behind"] * 2, *["completed"] * 4], strict=True)
    )
    counts = {"not_begun": 1, "begun": 6, "completed": 4, "late": 2, "normal": 5, "met": 5}
    found = check_narrative(row_of_summary(f"重点任务:{words}。"), rows, statuses)
    return [each.recomputed for each in found] == [counts[line["claim"]]]


def is_stock(line: Line, words: str) -> bool:
    """A target of it is one of a stock, which a total answers."""
    return done(words, "电商企业总数达118家") == [118]


def is_better_less(line: Line, words: str) -> bool:
    """A level below its target is met."""
    (target,) = find_targets(words)
    return judge_level(target, Achieved(0.001, "=", "", 0, "direct", "high"))[0] == "on_schedule"


def is_limited(thing: str) -> bool:
    """Whether a figure under 控制数 is the most that may be of a thing."""
    return (
        columns_of_figures({"planned": "30"}, {"planned": column_of(["控制数"])}, [], thing, thing)["planned"] == "≤30"
    )


def years(words: str) -> Years | None:
    """The years of the last target of a task."""
    return years_of(find_targets(words)[-1], words, AS_OF)


def is_of_this_year(line: Line, words: str) -> bool:
    """It sets a target apart from the span of years told before it."""
    return years(f"2021—2025年推进公园建设,{words}") is None


def is_of_many_years(line: Line, words: str) -> bool:
    """A target runs over years of which the first is not told."""
    return years(words) == Years(None, None)


def is_of_a_part(line: Line, words: str) -> bool:
    """A figure is only of a part of its target's span."""
    done = Achieved(4, "=", words, 0, "direct", "high")
    return is_part_of(Years(2019, 2023), done, words, AS_OF)


def adds_up(line: Line, words: str) -> bool:
    """Things built in one way and in another are parts of one target."""
    return done("新建、改建、扩建公厕12座", words) == [8]


def tells_parts_apart(line: Line, words: str) -> bool:
    """Figures of two grades of a thing are parts of one target."""
    return done("新增专精特新企业10家", words) == [6]


def is_in_a_building(line: Line, words: str) -> bool:
    """It stands in the buildings of another target and has no names of its own: two names are two of these."""
    return done(words, "城北、南山两地已建成")[0] == 2


def is_stretch(line: Line, words: str) -> bool:
    """Stretches of one road are works of their own, and their percentages need not agree."""
    rows = [row(f"{words}已完成总工程量的87%。"), row("二横线物流园段已完成总工程量的84%。", row_id="C2")]
    return not list(check_repeats(rows))


def states_stage(line: Line, words: str) -> bool:
    """A clause is at its stage; what is no stage by itself decides between two."""
    if line["stage"] == "yet":  # of a text that tells of nothing else
        return stages(words) == ["not_started"]
    task, stage = STAGE_HELPERS.get(line["stage"], ("", line["stage"]))
    return clause_stage(words, find_mentions(words), task)[0] == stage


# A task, and the stage that a clause has beside it.
STAGE_HELPERS = {
    "drafting": ("", "preparing"),
    "paper": ("制定管理办法", "underway"),  # where the paper is the work
    "issued": ("制定实施意见", "done"),
    "kept": ("", "routine"),
    "standing": ("", "routine"),
    "readying": ("", "preparing"),
    "void": ("", None),
    "going_on": ("", "preparing"),  # 推进 of a preparation is no work on site …
    "by_plan": ("", "underway"),  # … unless it goes by a plan
}


def makes_one(line: Line, words: str) -> bool:
    """The one word stands for the other."""
    alike = likeness(words, words.replace(line["word"], line["same_as"]))
    return alike == likeness(line["same_as"], words) == 1


def covers(line: Line, words: str) -> bool:
    """A figure behind it covers its span of time."""
    passage = read_passage(words)
    figure = next(number for number in passage.numbers if number.kind == "count")
    return span_of(passage, passage.clause(figure.start), figure.start) == line["span"]


def is_of_its_plan(line: Line, words: str) -> bool:
    """A percentage behind it is of the year's plan, or of a part of it."""
    return (stated_share(read_passage(words), find_mentions(words)) is not None) == (line["of"] == "year")


def gives_verdict(line: Line, words: str) -> bool:
    """A clause judges its task."""
    return line["says"] in {found.status for found in find_verdicts(words)}


def gives_verdict_after(line: Line, words: str) -> bool:
    """A clause judges what stands before it, and with nothing there it judges none."""
    return not list(find_verdicts(words)) and [each.status for each in find_verdicts(words, "收入3亿元,")] == [
        line["says"]
    ]


def is_taken_back(line: Line, words: str) -> bool:
    """What stands around a verdict makes it none."""
    return not list(find_verdicts(words))


def gives_verdict_in_a_cell(line: Line, words: str) -> bool:
    """The words of a cell of its own judge."""
    found = cell_verdict(words, AS_OF)
    return found is not None and found.status == line["says"]


def ends_a_list(line: Line, words: str) -> bool:
    """The words class the names before them."""
    found = read_paragraphs([Piece(f"河西水厂、北门小学、东湖公园等3个项目{words}。")]).records
    return [class_of(each.texts.get("verdict", "")) for each in found] == [line["says"]] * 3


def stands_over_a_list(line: Line, words: str) -> bool:
    """The words class the names behind them."""
    head = class_only(words)
    return head is not None and class_of(words[slice(*head)]) == line["says"]


def is_held_against(line: Line, words: str) -> bool:
    """Work is held against it."""
    return [found.status for found in find_verdicts(f"低于{words}5个百分点")] == ["behind"]


def listings(words: str) -> list[Listing]:
    """The names that are listed in some words."""
    return find_listings(words, row(words).figures["progress"])


def signs(words: str) -> set[str]:
    """What the words of prose say of progress."""
    return {sign.label for sign in find_signs(plain(words))}


def is_heading(line: Line, words: str) -> bool:
    """A heading of prose is of its use."""
    return bool(any_of("headings", use=line["use"]).search(words))


def is_backdrop(line: Line, words: str) -> bool:
    """The first figure of which a task is not asked: a size of the task; one that is asked stays a count."""
    return "size" in {target.kind for target in read_row("", words, "", AS_OF).targets}


def names_no_task(line: Line, words: str) -> bool:
    """The words are of tasks as such, or stand around their number in the head of a list."""
    return bool(any_of("counted", use=line["use"]).fullmatch(words))


PROOFS: dict[str, Proof] = {
    # what the sentences of prose say
    "progress": lambda line, words: line["sign"] in signs(words),
    "headings/report": is_heading,
    "headings/plan": is_heading,
    "headings/ahead": is_heading,
    "headings/trouble": is_heading,
    "headings/thing": is_heading,
    "counted/general": names_no_task,
    "counted/before": names_no_task,
    "counted/behind": names_no_task,
    "counted/task": lambda line, words: bool(any_of("counted", use="task").search(words)),
    "portal": lambda line, words: bool(any_of("portal").match(plain(words))),
    "traditional": lambda line, words: simplified([Piece(words)])[0].text == line["simplified"] * len(words) != words,
    # what a number is
    "units": lambda line, words: counted(words, line["surface"]) == [line["unit"]],
    "names": lambda line, words: line["reason"] in {number.reason for number in find_numbers(words)},
    "bounds": lambda line, words: line["bound"] in {number.bound for number in find_numbers(words)},
    "percents": lambda line, words: line["kind"] in {mention.kind for mention in find_mentions(words)},
    "money/money_for": lambda line, words: "元" in {number.unit for number in find_numbers(words)},
    "money/money_of": lambda line, words: "元" in {number.unit for number in find_numbers(words)},
    "nouns/people": lambda line, words: "人" in {number.unit for number in find_numbers(words)},
    "other_times": lambda line, words: [n.year for n in find_numbers(words) if n.kind == "date"][-1] is None,
    # what it is of
    "nouns/noun_end": is_shed,
    "nouns/noun_start": is_shed,
    "nouns/and_others": says_there_are_others,
    "facilities": lambda line, words: [target.kind for target in find_targets(words)] == ["size"],
    **{
        f"backdrop/{use}": is_backdrop
        for use in ("class", "holder", "funds", "sum", "people", "worth", "named", "measure")
    },
    "levels/limit": lambda line, words: [target.kind for target in find_targets(words)] == ["share"],
    "levels/per_head": lambda line, words: [target.kind for target in find_targets(words)] == ["share"],
    "levels/standard": lambda line, words: [target.kind for target in find_targets(words)] == ["share"],
    "levels/standard_behind": lambda line, words: [target.kind for target in find_targets(words)] == ["share"],
    "levels/falls": lambda line, words: done("能耗增长5%", words) == [-0.03],
    "intents": lambda line, words: find_cues(words)[0].role == "planned",
    "levels/grows": lambda line, words: [each.kind for each in find_targets(words[-2:], name=words[:-2])] == ["growth"],
    "levels/stock": is_stock,
    "levels/less": is_better_less,
    "levels/ceiling": lambda line, words: is_ceiling(words),
    "levels/good": lambda line, words: is_limited("建设用地规模") and not is_limited(words),
    "levels/more": lambda line, words: not is_ceiling(words),
    "levels/yearly": lambda line, words: fills_up(words, "人", "count") is True,
    "levels/steady": lambda line, words: fills_up(words, "人", "count") is False,
    "years/this": is_of_this_year,
    "years/many": is_of_many_years,
    "years/month": is_of_a_part,
    "years/all": lambda line, words: not is_of_a_part(line, words),
    "stretches": lambda line, words: (
        [target.is_stretch for target in marked(find_targets(words), words)] == [False, True]
    ),
    "wholes/work_amount": is_of_the_work,
    "wholes/yearly": lambda line, words: share_of_year(row(words)) is not None,
    "wholes/other_rate": is_rate_of_else,
    "beginnings/begins": lambda line, words: done(words, "进场8个") == [8],
    "beginnings/counted_by_beginnings": lambda line, words: done(words, "开工1200套") == [1200],
    "beginnings/made": lambda line, words: done("新建公厕17座", words) == [None],
    "beginnings/attended": lambda line, words: done("创建示范村20个", words) != [8],
    "beginnings/makes": lambda line, words: done(words, "结对帮扶8个示范村") != [8],
    "beginnings/pledge": lambda line, words: done("改造老旧小区42个", words) != [17],
    "wholes/done_rate": lambda line, words: done("新建投放点40个", words) == [36],
    "wholes/sum_of": is_total,
    "parts/building": adds_up,
    "parts/grade": tells_parts_apart,
    "parts/capacity": is_in_a_building,
    "parts/stretch": is_stretch,
    "parts/attribute": joins_attributes,
    "general/general_unit": counts_anything,
    "general/task_unit": counts_tasks,
    "spans": covers,
    "shares": is_of_its_plan,
    # what words speak of
    "general/general_work": lambda line, words: names_nothing(words),
    "general/general_thing": lambda line, words: names_nothing(words),
    "fillers": lambda line, words: names_nothing(words) or named_things(f"绿地{words}") == "绿地",
    "synonyms": makes_one,
    "endings": is_all_of_it,
    "narrower": lambda line, words: is_narrower(words, line["counterexample"]),
    # how far it is
    "roles": lambda line, words: line["role"] in {cue.role for cue in find_cues(words)},
    "denials/denial": lambda line, words: done("新建公厕6座", f"{words}。") == [None],
    "denials/between": lambda line, words: done("新建公厕6座", f"{words}。") == [None],
    "early_work": lambda line, words: is_early(words),
    "money/paid": lambda line, words: done("完成投资86.4亿元", f"{words};累计投资86.1亿元,占计划的99.65%") == [8.61e9],
    "money/spent": lambda line, words: not is_early(words),
    "stages": states_stage,
    "manners": lambda line, words: clause_stage(words, [])[0] is None,
    "wholes/whole": lambda line, words: stages(words) == ["done"],
    "verdicts/said": gives_verdict,
    "verdicts/after": gives_verdict_after,
    "verdicts/mild": gives_verdict,
    "verdicts/filler": ends_a_list,
    "verdicts/list": ends_a_list,
    "verdicts/head": stands_over_a_list,
    "verdicts/cell": gives_verdict_in_a_cell,
    "verdicts/rest": lambda line, words: (
        (each := stated_rest(read_passage(words))) is not None and each.status == line["says"]
    ),
    "verdicts/before": is_taken_back,
    "verdicts/behind": is_taken_back,
    "marks": is_held_against,
    # what a report says of itself, and who does it
    "claims": is_claimed,
    "tables": lambda line, words: kind_of(words) == line["table"],
    "periods": lambda line, words: period_in(words).endswith(line["part"]),
    "head_spans": lambda line, words: read_head(words).time == "beyond",
    "headers": lambda line, words: line["field"] in read_head(words).fields,
    "cells": lambda line, words: kind_of_cell(words) == line["kind"],
    "table_lines/sum": lambda line, words: is_sum(words),
    "table_lines/note": lambda line, words: is_note(words),
    "table_lines/signature": lambda line, words: is_note(words),
    "table_lines/summary": lambda line, words: is_summary(words),
    "radicals": lambda line, words: (
        pdf.without_radicals(words) == words.replace(line["radical"], line["character"]) != words
    ),
    "places": lambda line, words: [is_complete(each) for each in listings(words)] == [None],
    "list_leads": lambda line, words: [each.is_open for each in listings(words)] == [line["names"] == "some"],
    "departments": lambda line, words: (
        (line["name"], line["kind"]) in {(each.name, each.kind) for each in find_departments(words)}
    ),
    "groups": lambda line, words: [each.is_group for each in find_departments(words)] == [True],
    "department_tails": lambda line, words: len(find_departments(words)) == 1,
    "department_shapes": lambda line, words: is_department_list(words),
}
