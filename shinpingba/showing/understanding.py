"""How a file was understood: what each column was taken for, which pieces stand in which rows, and how it could be said better."""

from collections import Counter
from collections.abc import Iterator

from ..columns import COLUMNS, STATUSES
from ..columns.codes import FORM_LABELS
from ..judging.assessment import Assessment
from ..report.coverage import figures_of
from ..report.document import Piece
from ..report.reports import Report
from ..report.rows import ReadDocument
from ..report.tables.column import ReadColumn
from ..report.tables.reading import ReadTable

KEPT = "照原样另存"
_OWN = {
    "region": "地区，作名称", "plan": "工作安排，另存", "leader": "责任人，另存", "problem": "问题，另存", "next_step": "下一步，另存",
    "note": "备注，另存", "rank": "排名，另存", "total": "总投资，另存", "number": "序号", "row_id": "编号",
}  # fmt: skip
_MOST_OUTSIDE = 0.1  # of the figures of a document
_UNREAD = ("achieved", "progress", "share", "verdict")


def forms(report: Report) -> str:
    """In which forms the rows came: 表格40行、编号段落3行."""
    counts = Counter(report.rows["form"].dropna())
    return "、".join(f"{FORM_LABELS[form]}{count}行" for form, count in counts.items())


def taken_for(column: ReadColumn) -> str:
    """What a column was taken for, in words."""
    named = column.taken_for
    return _OWN.get(named) or (COLUMNS[named].label if named in COLUMNS else KEPT)


def heads_of(table: ReadTable) -> list[tuple[str, str]]:
    """The heads of a table, each with what it was taken for; a column without a head and without cells is left out."""
    return [
        (column.label or "（没有表头）", taken_for(column)) for column in table.columns if column.path or column.told
    ]


def table_words(table: ReadTable) -> str:
    """A table in a few words: its title, where it begins, how many rows it gave."""
    return f"{table.title or '没有标题的表'}（{table.begin.place}起，{table.row_count}行）"


def outside(reading: ReadDocument) -> list[Piece]:
    """The pieces with figures that stand in no row: summaries, totals, notes."""
    return [piece for piece in (*reading.narrative, *reading.left_over) if any(True for _ in figures_of(piece))]


def unread_columns(reading: ReadDocument) -> list[str]:
    """The heads of columns that hold figures and were taken for nothing."""
    return [
        column.label
        for table in reading.tables
        for column in table.columns
        if column.path
        and not column.taken_for
        and any(any(True for _ in figures_of(Piece(each))) for each in column.told)
    ]


def advice(report: Report) -> Iterator[str]:
    """How the file could say it better, by what was doubtful in reading it."""
    reading = report.reading
    if reading is None:
        return
    if heads := unread_columns(reading):
        listed = "、".join(f"“{head}”" for head in dict.fromkeys(heads))
        yield f"{listed}有数字而没有用到：其中若有目标或进展，在 words/headers.csv 为表头加一行（planned、achieved、progress 等）"
    if not {column.field for table in reading.tables for column in table.columns} & {*_UNREAD} and reading.tables:
        yield "没有一列是进展：表头写“进展情况”或“累计完成”，就能判断快慢"
    if report.rows["lead"].isna().all():
        yield "没有责任单位一列：写上“牵头单位”，才能按单位汇总"
    if report.coverage < 1 - _MOST_OUTSIDE:
        yield "有数字不在任何一行里：每项任务一行，概述里的数字也写进那一行"
    if any(document.format == "text" for document in reading.documents) and reading.tables:
        yield "从网页复制的文字已失去表格线：存成 html、docx、xlsx 或 csv，单元格就不用推断"
    if report.rows["form"].isin(["sentence", "class_list"]).any():
        yield "有的进展是从整句里读出的：写成表格，或每项一段、前面加编号，读得更准"


def judged(result: Assessment) -> str:
    """How many tasks could be judged of how many, in a sentence that names the columns that were not used.

    Only then does an empty list of what lags behind say anything.
    """
    total = len(result.tasks)
    count = sum(STATUSES[status].is_measured for status in result.tasks["status"])
    reading = result.report.reading
    heads = [f"“{head}”" for head in dict.fromkeys(unread_columns(reading))] if reading else []
    unread = f"；没有用到的数字列：{'、'.join(heads)}" if heads else ""
    return (
        f"{total}项任务中{count}项能判断快慢，{total - count}项不能{unread}。"
        if count < total
        else f"{total}项任务都能判断快慢{unread}。"
    )


def row_ids(report: Report) -> dict[int, list[str]]:
    """Piece by identity → the ids of the rows it stands in, in order."""
    reading = report.reading
    found: dict[int, list[str]] = {}
    for record, row_id in zip(reading.records if reading else (), report.rows["row_id"], strict=False):
        for piece in record.pieces:
            found.setdefault(id(piece), []).append(str(row_id))
    return found
