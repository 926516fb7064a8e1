"""The commands that show what was read before anything is judged: `read`, how a file was understood, and `departments`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..columns import percent
from ..report.errors import ReportError
from .chinese import say
from .commands import file_period_option, period_argument, program, read_file
from .terminal import as_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..report.reports import Report

_MOST_LEFT, _LONGEST = 20, 40


@program.command("read")
@click.argument("file", metavar="文件或报告期")
@file_period_option
@click.option(
    "--html", type=click.Path(path_type=Path), metavar="文件", help="另存一页，原文里每一行、每个数字都标出来。"
)
def read(file: str, of_file: str | None, html: Path | None) -> None:
    """看一份文件是怎样读的:形式、每一列读作什么、行数、覆盖率、没有归入的、怎样写读得更准。"""
    from ..report.reports import read_report

    if html and html.suffix != ".html":
        raise ReportError(str(html), "", "以 .html 结尾的文件", f"“{html.suffix}”")
    report = read_report(file, period=of_file)
    for line in _told(report):
        (click.echo if line.startswith("  ") else say)(line)  # what is indented are the report's own words
    if html:
        from ..briefs.reading_page import reading_page
        from ..drafts import write_whole
        from ..judging.assessment import assess

        write_whole(html, reading_page(assess(report)))
        say(f"已做好 {html}")


@program.command()
@period_argument
@file_period_option
def departments(period: str | None, of_file: str | None) -> None:
    """列出报告里的单位和任务数,名录里没有的在最后。"""
    import pandas as pd

    from ..report.departments import department_table

    named = department_table(read_file(period, of_file).rows)
    if named.empty:
        say("报告没有写明单位。")
        return
    counts = pd.crosstab(named["department"], named["part"]).reindex(columns=["lead", "cooperating"], fill_value=0)
    kinds = named.drop_duplicates("department").set_index("department")["department_kind"]
    listed = counts.join(kinds).reset_index().sort_values(["department_kind", "lead"], ascending=[True, False])
    listed = listed.rename(columns={"lead": "task_count", "cooperating": "cooperating_count"})
    click.echo(as_table(listed[["department", "department_kind", "task_count", "cooperating_count"]]))


def _told(report: "Report") -> "Iterator[str]":
    """What the command says of a report, line by line."""
    from ..showing import understanding

    reading = report.reading
    assert reading is not None  # it was read from a file
    place = f",{report.district}" if report.district else ""
    yield f"{'、'.join(report.files)}：{report.title}({report.period}{place})"
    yield f"形式：{understanding.forms(report)}"
    for table in reading.tables:
        yield f"表：{understanding.table_words(table)}"
        yield from (f"  {head} → {taken}" for head, taken in understanding.heads_of(table))
    yield f"覆盖率：{percent(report.coverage, 0)}（原文的数字有多少在某一行里）"
    yield from _listed("不在任何一行的数字", [(each.place, each.text) for each in understanding.outside(reading)])
    yield from _listed("没有归入", [(each.place, each.text) for each in report.left_over])
    yield from (f"注意：{each}" for each in report.warnings)
    yield from (f"怎样写读得更准：{each}" for each in understanding.advice(report))


def _listed(head: str, pieces: list[tuple[str, str]]) -> "Iterator[str]":
    if pieces:
        yield f"{head}：{len(pieces)}处"
        yield from (
            f"  {place} {words[:_LONGEST]}{'…' if len(words) > _LONGEST else ''}"
            for place, words in pieces[:_MOST_LEFT]
        )
    if len(pieces) > _MOST_LEFT:
        yield f"  ……另有{len(pieces) - _MOST_LEFT}处，见 --html"
