"""The data dictionary: every column of every table, its type, unit, meaning and Chinese label.

A name means one quantity in one unit wherever it stands: `_share` is a fraction (0.28 is 28 %), `_count` an integer,
`_value` is in the unit of the column `unit`, `is_` is a boolean. Unknown is <NA>, never 0. Places (`start`, `end`) count
characters of the cell named by `field`, so that `text[start:end] == quote`.
"""

from dataclasses import dataclass

from .looks import OF_TYPE, OF_UNIT
from .statuses import STATUS_COUNTS, STATUSES


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its pandas dtype, its Chinese label (for tables shown to users), its meaning, its unit, and how it is shown.

    looks  one of LOOKS; said only where neither unit nor type tells it
    """

    name: str
    dtype: str
    label: str
    meaning: str
    unit: str = ""
    looks: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "looks", self.looks or OF_UNIT.get(self.unit) or OF_TYPE.get(self.dtype, ""))


_ALL = [
    # whose report it is, where several stand in one table
    Column("district", "string", "区县", "district of the report, as it says; <NA> where it does not"),
    # rows: the report's own words
    Column("row_id", "string", "编号", "A1… indicators, B1… livelihood projects, C1… key tasks: table letter and number"),
    Column("table", "string", "类别", "indicator, livelihood or key_task"),
    Column("number", "Int64", "序号", "number of the row in its table, as printed"),
    Column("section", "string", "板块", "section of the table the row stands in; <NA> where a table has none"),
    Column("name", "string", "项目名称", "name of the project, where the table has a column for it"),
    Column("task", "string", "工作任务", "what is to be done in the year, as printed"),
    Column("lead", "string", "牵头单位", "lead departments, as printed"),
    Column("cooperating", "string", "配合单位", "co-operating departments, as printed"),
    Column("progress", "string", "进展情况", "what has been done, as printed"),
    Column("line", "Int64", "行号", "line of the source file on which the row begins, from 1"),
    Column("form", "string", "形式", "form the row came in: table, item (numbered paragraph), sentence, class_list (未达序时的3项:甲、乙)"),
    Column("planned", "string", "计划数", "cell of the planned figure, as printed; <NA> where the report has none (also - and /)"),
    Column("achieved", "string", "完成数", "cell of the achieved figure, as printed; <NA> where the report has none"),
    Column("share", "string", "自报完成率", "cell of the stated share of the plan, with the % of its head"),
    Column("verdict", "string", "自评", "the office's own verdict as printed (达序推进, 黄灯); of 是否达序 with 否: 未达序"),
    Column("deadline", "string", "完成时限", "cell of the deadline, as printed"),
    Column("scanned", "string", "扫描页", "pages of a scan on which the row was recognised (3, or 3 4); <NA> where its words are the file's own"),
    Column("doubted", "string", "存疑的字", "characters that the recogniser of a scan doubts, as places in cells: progress:12 progress:13 task:4"),
    # departments of a row
    Column("department", "string", "单位", "canonical name of a department, or the printed name where it is not known"),
    Column("part", "string", "分工", "lead or cooperating"),
    Column("printed_name", "string", "原文名称", "the department's name as printed in the row"),
    Column("department_kind", "string", "单位类型", "bureau town party company command institution group; <NA> if unknown"),
    Column("is_group", "boolean", "是否统称", "True for a collective such as 相关镇街, which is not a department"),
    # mentions
    Column("field", "string", "所在栏", "cell the words stand in: name, task or progress"),
    Column("start", "Int64", "起", "place of the quote's first character in the cell, from 0"),
    Column("end", "Int64", "止", "place behind the quote's last character"),
    Column("quote", "string", "原文", "the exact words: text[start:end] == quote"),
    Column("kind", "string", "类型", "of a mention: count growth share percent date level; of a target: count growth share size; of a check: rate total remainder share_of_year unit excess twice narrative list counted_twice numbering name"),
    Column("role", "string", "性质", "target done underway planned remaining total forecast context; unknown if no word says"),
    Column("value", "Float64", "数值", "the number in the base unit: 1800亿元 is 180000000000 元, 15% is 0.15", looks="amount"),
    Column("unit", "string", "单位（量）", "unit without multiplier (平米 is 平方米, km is 公里); empty for a fraction; in rows as printed (万元), of planned and achieved"),
    Column("bound", "string", "界限", "= exact, >= at least, <= at most, ~ about"),
    Column("item", "string", "对象", "the noun the number is of"),
    Column("role_source", "string", "依据", "how the role was found: field, cue, carried or none"),
    Column("when", "string", "时间", "month a date names, ISO: 2021-06", looks="date"),
    Column("reason", "string", "理由", "why: of a status, of a number that is not read as a quantity, of a decision"),
    # targets
    Column("target_no", "Int64", "目标序号", "number of the target in its row, from 1"),
    Column("target_value", "Float64", "年度目标", "what is to be reached in the year, in the base unit", looks="amount"),
    Column("target_quote", "string", "目标原文", "the words of the target"),
    Column("target_name", "string", "目标", "the target in words that stand alone: target_quote, behind the name of its row where it names nothing (温泉小镇年度计划投资3亿元)"),
    Column("target_field", "string", "目标所在栏", "cell the target stands in: name or task"),
    Column("target_start", "Int64", "目标起", "place of target_quote in its cell"),
    Column("done_field", "string", "完成数所在栏", "cell of the words that prove the achieved figure: progress, achieved or share"),
    Column("done_value", "Float64", "累计完成", "what has been reached, in the unit of the target", looks="amount"),
    Column("done_bound", "string", "完成界限", "= exact, >= at least (超500亿元), ~ about or estimated"),
    Column("done_quote", "string", "完成原文", "the words in progress that state done_value"),
    Column("done_start", "Int64", "完成起", "place of done_quote in progress"),
    Column("method", "string", "取数方式", "direct listed sum percent none: how done_value was read; decided: a person settled it"),
    Column("completion_share", "Float64", "完成率", "done / target of a count, may exceed 1; <NA> for growth and share; of a task: the mean of its targets", "fraction"),
    Column("elapsed_share", "Float64", "序时进度", "months gone / 12 at the report's end", "fraction"),
    Column("spi", "Float64", "进度指数", "schedule performance index: completion_share / elapsed_share", "ratio"),
    Column("gap", "Float64", "差距", "completion_share - elapsed_share, or growth and share reached - wanted; -0.135 is 13.5 points under; <NA> for a level in a unit of its own", "fraction", looks="points"),
    Column("status", "string", "状态", f"from worst to best: {' '.join(STATUSES)}; of a task its worst target's"),
    Column("stated_share", "Float64", "自报完成率", "share of the target, or of the year's task, that the text states (完成年度任务的36.4%)", "fraction"),
    Column("stated_gap", "Float64", "自报差距", "distance to the goal or the schedule that the text states; -0.011 of 低于目标1.1个百分点", "fraction", looks="points"),
    Column("stated_status", "string", "自评", "the office's own verdict on our scale, as a status"),
    Column("stated_quote", "string", "自评原文", "the words of the office's own verdict"),
    Column("basis", "string", "状态依据", "what a status rests on: figures share verdict stage none decided"),
    Column("ground", "string", "依据", "why the figure was taken for the target's, from the firmest: agreed column named … (reading/grounds.py)"),
    Column("confidence", "string", "把握", "high (proven by arithmetic or in columns, or named and nothing else could be meant), medium (any other), low (hinted at)"),
    Column("required_pace", "Float64", "后续每季需完成", "(target - done) / quarters left, in the target's unit a quarter", looks="pace"),
    Column("pace_ratio", "Float64", "为此前进度的倍数", "required_pace / pace a quarter so far", "ratio"),
    Column("is_base_effect", "boolean", "低基数", "True for a growth rate of early 2021, measured against the low base of early 2020"),
    # what people have settled, with the machine's reading beside it
    Column("decision", "string", "核定人", "who settled the figure of a target, or the stage, status or a figure of a task; <NA> where nobody has"),
    Column("read_value", "Float64", "机读完成", "done_value as the package reads it, where a person has settled it", looks="amount"),
    Column("read_quote", "string", "机读原文", "done_quote as the package reads it, where a person has settled it"),
    Column("read_status", "string", "机读状态", "status as it is without the decisions, where there are any of the task"),
    Column("question", "string", "问题", "what is asked: done (what is achieved of a target), stage or status of the task"),
    Column("candidates", "string", "可选", "the cell's own figures in order, divided by |; of a stage or status its words"),
    Column("doubt", "string", "疑点", "why it is doubtful, in words, the most telling first"),
    Column("read", "string", "机读", "what the package had read when it was asked, in words; none where nothing"),
    Column("decided", "string", "核定", "what was settled, in words: a figure, a stage, a status, none, not_target; unsure and withdrawn settle nothing"),
    Column("decided_value", "Float64", "核定数", "a settled figure in the unit of its target", looks="amount"),
    Column("by", "string", "核定人", "who settled it"),
    Column("on", "string", "核定日期", "the day, ISO: 2021-04-20"),
    Column("words", "string", "原文指纹", "fingerprint of the row's words; the decision expires when they change"),
    Column("standing", "string", "效力", "current superseded expired unplaced"),
    Column("is_current", "boolean", "是否有效", "True where it counts: the latest of its question, the row's words unchanged, its target still read"),
    # what is to be supplied
    Column("wanted", "string", "缺什么", "what is wanting: figure (a target's), base (of a share), settle (a figure read with doubt), stage (of a task)"),
    Column("asked", "string", "请补报", "what to supply, in words, with its unit"),
    Column("as_of", "string", "数据截至", "the day up to which it is counted, ISO: 2021-03-31", looks="date"),
    # items
    Column("item_no", "Int64", "工作项", "number of the work item in its row, from 1"),
    Column("what", "string", "工作内容", "the work item, short"),
    Column("stage", "string", "阶段", "done underway preparing not_started suspended routine"),
    # tasks
    Column("worst_stage", "string", "最慢阶段", "the worst stage among the row's items"),
    Column("target_count", "Int64", "目标数", "measurable commitments (sizes left out)", "targets"),
    Column("measured_count", "Int64", "可衡量数", "with a figure to measure by: targets of a task, tasks of a department", ""),
    Column("unreported_count", "Int64", "未报告目标数", "targets that the progress text says nothing about", "targets"),
    Column("weakest_share", "Float64", "最低完成率", "the lowest completion_share among the row's targets", "fraction"),
    # milestones
    Column("event", "string", "事项", "what is to happen"),
    Column("due", "string", "时间节点", "month in which it is to happen, ISO: 2021-06", looks="date"),
    # checks
    Column("stated", "Float64", "原文数", "the number the report states", looks="exact"),
    Column("recomputed", "Float64", "复算数", "the same number, recomputed from the report's other numbers", looks="exact"),
    Column("agrees", "boolean", "是否一致", "True where the two agree to the stated precision"),
    Column("other_row_id", "string", "对照编号", "row of the words a figure is held against; <NA> for a count over a table"),
    Column("other_field", "string", "对照所在栏", "cell of the words a figure is held against"),
    Column("other_start", "Int64", "对照起", "place of other_quote in its cell"),
    Column("other_quote", "string", "对照原文", "the words a figure is held against"),
    # rollups
    Column("task_count", "Int64", "牵头任务", "tasks of the department (as lead), section or table", "tasks"),
    Column("cooperating_count", "Int64", "配合任务", "tasks a department co-operates in", "tasks"),
    *(
        Column(STATUS_COUNTS[name], "Int64", status.label, f"tasks whose status is {name}{'' if status.is_measured else ', in no rate of punctuality'}", "tasks")
        for name, status in STATUSES.items()
    ),
    Column("median_spi", "Float64", "进度指数中位数", "median spi of the tasks that have one", "ratio"),
    Column("rank", "Int64", "位次", "of a department by median_spi, <NA> where fewer than 5 tasks can be measured; of a doubt, the most doubtful first"),
    # departments side by side
    Column("spi_count", "Int64", "有进度指数的任务", "tasks that median_spi is the median of", "tasks"),
    Column("lowest_spi", "Float64", "进度指数最低", "lowest spi among the department's tasks", "ratio"),
    Column("highest_spi", "Float64", "进度指数最高", "highest spi among the department's tasks", "ratio"),
    Column("section_count", "Int64", "涉及板块", "sections in which the department leads a task", "sections"),
    Column("shared_count", "Int64", "共同参加", "tasks shared with another of the departments compared", "tasks"),
    Column("is_small", "boolean", "数目小", "True where fewer than 5 tasks can be measured, so that one figure more would decide it"),
    # one report against a later one; the earlier one's figures have no prefix
    Column("later_row_id", "string", "后一期编号", "row_id of the same task in the later report; <NA> where it has no such row"),
    Column("matched_by", "string", "对应依据", "how the row was found again: number or text"),
    Column("match_score", "Float64", "文字相似度", "rapidfuzz ratio of the two task texts, 0 to 100", looks="ratio"),
    Column("later_target_value", "Float64", "后一期年度目标", "target_value in the later report", looks="amount"),
    Column("later_target_quote", "string", "后一期目标原文", "target_quote in the later report"),
    Column("later_done_value", "Float64", "后一期累计完成", "done_value in the later report", looks="amount"),
    Column("later_done_quote", "string", "后一期原文", "done_quote in the later report"),
    Column("later_completion_share", "Float64", "后一期完成率", "completion_share in the later report", "fraction"),
    Column("later_status", "string", "后一期状态", "status in the later report"),
    Column("gained_value", "Float64", "增加", "later_done_value - done_value of a count, between two reports of one year", looks="amount"),
    Column("pace", "Float64", "平均每季增加", "gained_value a quarter, in the target's unit", looks="pace"),
    Column("pace_kept_share", "Float64", "为所需进度的", "pace / required_pace of the earlier report; 0.4 is two fifths of what was needed", "fraction"),
    Column("change", "string", "变化", "what became of a commitment, the weightiest of it"),
    Column("is_stalled", "boolean", "原文未变", "True where the later progress text says nothing new"),
    Column("later_quote", "string", "后一期说法", "the later report's words about a milestone"),
    Column("kept", "string", "是否兑现", "what a later report shows of a milestone: met missed silent not_told"),
    # the course of a year
    Column("period", "string", "报告期", "2021Q1, 2021H1, 2021Q3, 2021Q4, 2021M11; in a projection: 年底(推算)"),
    Column("is_projection", "boolean", "推算", "True for the year's end at the average pace so far, which no report states"),
    Column("low_share", "Float64", "推算下限", "completion at the year's end at the slowest pace between two reports; <NA> with one report", "fraction"),
    Column("high_share", "Float64", "推算上限", "completion at the year's end at the fastest pace between two reports", "fraction"),
    # an early reading against later verdicts, and one rule against another
    Column("official_status", "string", "督查办结论", "the office's own verdict: met not_met done under_way lagging"),
    Column("is_flagged", "boolean", "当时标出", "True where the earlier reading put the task or one of its targets on the lagging list"),
    Column("outcome", "string", "对照结果", "the earlier reading against the verdict: hit missed false_alarm right open"),
    Column("rule", "string", "口径", "name of the rule that judges: months/12, points-10-30, spi-0.9-0.6"),
    Column("late_count", "Int64", "落后目标", "targets that are behind or at risk by the rule", "targets"),
    Column("changed_count", "Int64", "状态会变", "targets with another status than by the rule of the result", "targets"),
]  # fmt: skip

COLUMNS: dict[str, Column] = {column.name: column for column in _ALL}

_ROW = ("row_id", "table", "number", "section", "name", "task", "lead", "cooperating", "progress", "line")
_CELLS = ("form", "planned", "achieved", "share", "unit", "verdict", "deadline", "scanned", "doubted")
_ROLLUP = (
    "task_count", "measured_count", *STATUS_COUNTS.values(), "target_count", "unreported_count", "median_spi", "rank",
)  # fmt: skip

TABLES: dict[str, tuple[str, ...]] = {
    "rows": (*_ROW, *_CELLS),
    "departments": ("row_id", "department", "part", "printed_name", "department_kind", "is_group"),
    "mentions": ("row_id", "field", "start", "end", "quote", "kind", "role", "value", "unit", "bound", "item", "role_source", "when"),
    "rejected": ("row_id", "field", "start", "end", "quote", "reason"),
    "targets": (
        "row_id", "target_no", "item", "kind", "target_value", "unit", "bound", "target_quote", "target_field", "target_start",
        "done_field", "done_value", "done_bound", "done_quote", "done_start", "method", "completion_share", "elapsed_share", "spi", "gap",
        "status", "stated_share", "ground", "confidence", "required_pace", "pace_ratio", "is_base_effect", "reason",
        "decision", "read_value", "read_quote", "target_name",
    ),
    "items": ("row_id", "item_no", "what", "stage", "start", "end", "quote"),
    "tasks": (
        *_ROW, *_CELLS, "stage", "worst_stage", "target_count", "measured_count", "unreported_count",
        "completion_share", "weakest_share", "elapsed_share", "spi", "status", "reason", "basis", "stated_share", "stated_gap",
        "stated_status", "stated_quote", "field", "start", "end", "quote", "decision", "read_status",
    ),
    "milestones": ("row_id", "start", "end", "event", "due", "quote"),
    "requests": (
        "department", "row_id", "target_no", "question", "task", "target_quote", "target_value", "unit", "wanted", "asked", "as_of",
        "field", "start", "quote", "candidates", "doubt", "target_name",
    ),
    "doubts": ("row_id", "target_no", "question", "target_quote", "read", "candidates", "doubt", "rank"),
    "decisions": (
        "row_id", "question", "target_quote", "field", "start", "quote", "read", "decided", "decided_value", "unit",
        "by", "on", "reason", "words", "standing", "is_current",
    ),
    "checks": (
        "row_id", "kind", "field", "start", "end", "quote", "stated", "recomputed", "agrees",
        "unit", "other_row_id", "other_field", "other_start", "other_quote", "confidence", "reason",
    ),
    "rollup_lead": ("department", "department_kind", *_ROLLUP[:1], "cooperating_count", *_ROLLUP[1:]),
    "rollup_section": ("section", *_ROLLUP),
    "rollup_table": ("table", *_ROLLUP),
}  # fmt: skip
_MATCH = ("row_id", "later_row_id", "matched_by", "match_score")
_COURSE = ("period", "elapsed_share", "completion_share", "is_projection", "low_share", "high_share")
_LEADS = TABLES["rollup_lead"]
# Tables that hold one thing against another; no report has them by itself, and so they are not exported.
AGAINST: dict[str, tuple[str, ...]] = {
    "several_reports": ("district", "period"),  # before the columns of any table that holds several reports
    "departments_compared": (*_LEADS, "spi_count", "lowest_spi", "highest_spi", "section_count", "shared_count", "is_small"),
    "row_matches": _MATCH,
    "changes": (
        *_MATCH, "target_no", "item", "kind", "unit", "target_value", "later_target_value", "done_value", "later_done_value",
        "gained_value", "pace", "required_pace", "pace_kept_share", "completion_share", "later_completion_share",
        "status", "later_status", "change", "is_stalled", "target_quote", "later_target_quote", "done_quote", "later_done_quote",
        "target_name",
    ),
    "course_target": ("row_id", "target_no", "item", "target_quote", "target_name", *_COURSE),
    "course_department": ("department", "target_count", *_COURSE),
    "kept_milestones": (*TABLES["milestones"], "kept", "later_quote"),
    "back_test": ("row_id", "task", "status", "reason", "is_flagged", "is_base_effect", "official_status", "outcome"),
    "rule_changes": ("rule", "late_count", "changed_count"),
}  # fmt: skip
