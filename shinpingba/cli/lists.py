"""The commands that list and export what was found: `lagging` and `export`, of one report or of several in one table."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..columns import STATUSES
from ..report.errors import ReportError
from . import commands
from .chinese import say
from .commands import department_option, file_period_option, periods_argument, program, rule_option
from .several import of_each
from .terminal import FORMATS

if TYPE_CHECKING:
    import pandas as pd

    from ..judging.assessment import Assessment


@program.command()
@periods_argument
@file_period_option
@department_option
@rule_option
@click.option(
    "--format", "form", type=click.Choice([*FORMATS]), default="table", metavar="格式", help=f"{'、'.join(FORMATS)}。"
)
def lagging(names: tuple[str, ...], of_file: str | None, departments: tuple[str, ...], rule: str, form: str) -> int:
    """滞后清单,最差的在前;md 是可以直接粘贴的句子。几份报告或一个目录,列成一张表。"""
    from ..judging.many import stacked
    from ..showing.understanding import judged

    results, is_whole = assessed_all(names, rule, of_file)
    parts = [(result, _listed(result, departments, is_only=len(results) == 1)) for result in results]
    for result, _ in parts:
        say((f"{_called(result)}：" if len(results) > 1 else "") + judged(result), err=True)
    listed = parts[0][1] if len(parts) == 1 else stacked((result.report, part) for result, part in parts)
    if not listed.empty or form not in ("table", "md"):
        click.echo(FORMATS[form](listed))
    else:
        say(_none_late(results))
    return int(not is_whole)


@program.command()
@periods_argument
@file_period_option
@rule_option
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    required=True,
    metavar="文件",
    help="*.xlsx、*.docx、*.parquet、*.ics（时间节点日历），或者 csv 目录。",
)
def export(names: tuple[str, ...], of_file: str | None, rule: str, to: Path) -> int:
    """导出台账和各表,或者一份可以修改的 docx 简报。几份报告或一个目录,每种表合成一张,写明区县和报告期。"""
    from ..exports import export as write

    results, is_whole = assessed_all(names, rule, of_file)
    say(f"已导出 {write(results, to)}")
    return int(not is_whole)


def assessed_all(names: tuple[str, ...], rule: str, of_file: str | None) -> tuple[list["Assessment"], bool]:
    """The reports that were named, assessed, and whether all of them could be read: of several, one that cannot be is said and left out.

    errors  ReportError where only one is named, or none can be read
    """
    reports = commands.several(names)
    if len(reports) == 1:
        return [commands.assessed(reports[0], rule, of_file)], True
    return of_each(reports, lambda each: commands.assessed(each, rule, of_file), "没有读")


def _called(result: "Assessment") -> str:
    return " ".join(filter(None, (result.report.district, result.report.period)))


def _listed(result: "Assessment", departments: tuple[str, ...], *, is_only: bool) -> "pd.DataFrame":
    """What lags in a report, of some departments only where any are named; of several reports one may not have them."""
    from ..judging.rollups import lagging as lagging_list

    listed = lagging_list(result)
    if not departments:
        return listed
    try:
        return listed[listed["row_id"].isin(_led_by(result.departments, departments))]
    except ReportError:
        if is_only:
            raise
        return listed[:0]


def _none_late(results: "list[Assessment]") -> str:
    """What to say where nothing is late: an all-clear only of what could be judged."""
    if any(STATUSES[status].is_measured for result in results for status in result.tasks["status"]):
        return "没有读到滞后、预警或暂缓的目标。"
    told = ["progress", "achieved", "share", "verdict"]
    is_told = any(result.report.rows[told].notna().any(axis=None) for result in results)
    return "没有一项任务能判断快慢，不等于没有滞后。" if is_told else "没有一项任务有进展，无法判断是否滞后。"


def _led_by(named: "pd.DataFrame", departments: Iterable[str]) -> "pd.Series":
    """The row ids of the tasks that one of the departments leads, each named in any of its spellings."""
    from ..report.departments import known_department

    wanted = [known_department(named, name) for name in departments]
    return named["row_id"][named["department"].isin(wanted) & (named["part"] == "lead")]
