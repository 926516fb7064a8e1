"""The commands. Libraries are imported inside them, so that help and a slip of the fingers are answered at once."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

import click

from ..columns import STATUSES
from ..drafts import reason
from ..judging.rules import RULES
from ..report.errors import ReportError
from .chinese import Group
from .jobs import brief_jobs
from .terminal import FORMATS, side_by_side

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import pandas as pd

    from ..briefs.batch import Outcome
    from ..judging.assessment import Assessment
    from ..report.reports import Report

ENGINES = ("fork", "nbclient")


def read_file(name: str | None, period: str | None = None) -> "Report":
    """The report of that name, or else the newest one, with its doubts said on stderr; `period` is of a file that does not say it."""
    from ..report.reports import newest, read_report

    report = read_report(name or newest(), period=period)
    for warning in report.warnings:
        click.echo(f"注意:{warning}", err=True)
    return report


def assessed(name: str | None, rule: str, period: str | None = None) -> "Assessment":
    """The assessment of a report by its period or file; what was doubtful in reading it is said."""
    from ..judging.assessment import assess

    return assess(read_file(name, period), rule=rule)


def _none_late(result: "Assessment") -> str:
    """What to say where nothing is late: an all-clear only of what could be judged."""
    if any(STATUSES[status].is_measured for status in result.tasks["status"]):
        return "没有读到滞后、预警或暂缓的目标。"
    is_told = result.report.rows[["progress", "achieved", "share", "verdict"]].notna().any(axis=None)
    return "没有一项任务能判断快慢,不等于没有滞后。" if is_told else "没有一项任务有进展,无法判断是否滞后。"


def _led_by(named: "pd.DataFrame", departments: Iterable[str]) -> "pd.Series":
    """The row ids of the tasks that one of the departments leads, each named in any of its spellings."""
    from ..report.departments import known_department

    wanted = [known_department(named, name) for name in departments]
    return named["row_id"][named["department"].isin(wanted) & (named["part"] == "lead")]


@contextmanager
def _executor(address: str | None) -> "Iterator[Executor | None]":
    """A Dask cluster as an executor; None for this machine."""
    from ..briefs.batch import cluster

    with cluster(address) if address else nullcontext() as executor:
        yield executor


@click.group(cls=Group)
@click.version_option(package_name="shinpingba", message="%(prog)s %(version)s", help="显示版本。")
def program() -> None:
    """区政府重点工作季度报告:读表,算进度,列滞后,出简报。"""


period_argument = click.argument("period", required=False, metavar="[报告期或文件]")
file_period_option = click.option(
    "--period", "of_file", metavar="报告期", help="文件没有写明的报告期,如 2021Q1、2021M08。"
)
department_option = click.option(
    "--department", "departments", multiple=True, metavar="单位", help="只要这个单位牵头的,可以写多次。"
)
rule_option = click.option(
    "--rule", type=click.Choice([*RULES]), default="months/12", metavar="口径", help=f"{'、'.join(RULES)}。"
)


@program.command()
@period_argument
@click.option("--department", "names", multiple=True, metavar="单位", help="只做这个单位的简报,可以写多次。")
@rule_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("outputs"),
    metavar="目录",
    help="放简报的目录,默认 outputs。",
)
@click.option(
    "--jobs", "at_once", type=click.IntRange(1), metavar="个数", help="同时做几份,正整数;默认与处理器核数相同。"
)
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="fork",
    metavar="方式",
    help="fork 最快,nbclient 是 Jupyter 的标准做法。",
)
@click.option("--cluster", metavar="地址", help="Dask 调度器的地址,如 tcp://127.0.0.1:8786。")
@click.option("--force", is_flag=True, help="没有变化的也重做。")
def briefs(
    period: str | None,
    names: tuple[str, ...],
    rule: str,
    out: Path,
    at_once: int | None,
    engine: str,
    cluster: str | None,
    force: bool,
) -> int:
    """做简报:全区一份,每个牵头单位一份,加一个目录页。"""
    from ..briefs.batch import make_briefs, spare_grammar

    spare_grammar()
    from ..briefs.brief import forget_failure, is_current

    folder, jobs = brief_jobs(period, names, rule, out)
    folder.mkdir(parents=True, exist_ok=True)
    TemporaryFile(dir=folder).close()  # a folder that cannot be written to is refused before any brief is made
    due = [job for job in jobs if force or not is_current(job.notebook, job.out, job.parameters)]
    for job in jobs:
        if job not in due:  # it is there and as it should be: what once failed is over
            forget_failure(job.out)
    with _executor(cluster if due else None) as executor:
        outcomes = make_briefs(due, at_once=at_once, engine=engine, executor=executor) if due else []
    return _told(folder, outcomes, len(jobs) - len(due))


def _told(folder: Path, outcomes: list["Outcome"], unchanged: int) -> int:
    """Name what failed, write the index, and say how many there are. Returns the exit code."""
    from ..briefs.index import write_index

    failed = [outcome for outcome in outcomes if outcome.cause]
    for outcome in failed:
        click.echo(f"失败 {outcome.job.out}:{outcome.cause}", err=True)
    counts = f"做好 {len(outcomes) - len(failed)} 份,没有变化 {unchanged} 份,失败 {len(failed)} 份"
    try:
        click.echo(f"{counts}:{write_index(folder)}")
    except OSError as error:
        click.echo(f"{counts}。目录页没有写成:{reason(error)}")
        return 1
    return 1 if failed else 0


@program.command()
@period_argument
@file_period_option
@department_option
@rule_option
@click.option(
    "--format", "form", type=click.Choice([*FORMATS]), default="table", metavar="格式", help=f"{'、'.join(FORMATS)}。"
)
def lagging(period: str | None, of_file: str | None, departments: tuple[str, ...], rule: str, form: str) -> None:
    """滞后清单,最差的在前;md 是可以直接粘贴的句子。"""
    from ..judging.rollups import lagging as lagging_list
    from ..showing.understanding import judged

    result = assessed(period, rule, of_file)
    listed = lagging_list(result)
    if departments:
        listed = listed[listed["row_id"].isin(_led_by(result.departments, departments))]
    click.echo(judged(result), err=True)
    if listed.empty and form in ("table", "md"):
        click.echo(_none_late(result))
    else:
        click.echo(FORMATS[form](listed))


@program.command()
@period_argument
@file_period_option
@rule_option
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    required=True,
    metavar="文件",
    help="*.xlsx、*.docx、*.parquet、*.ics(时间节点日历),或者 csv 目录。",
)
def export(period: str | None, of_file: str | None, rule: str, to: Path) -> None:
    """导出台账和各表,或者一份可以修改的 docx 简报。"""
    from ..exports import export as write

    click.echo(f"已导出 {write(assessed(period, rule, of_file), to)}")


@program.command()
@click.argument("departments", nargs=-1, required=True, metavar="单位 单位 …")
@click.option("--period", metavar="报告期", help="如 2021Q1;不写取最新的完整报告。")
@rule_option
@click.option("--html", type=click.Path(path_type=Path), metavar="文件", help="另做一份并排的网页简报。")
def compare(departments: tuple[str, ...], period: str | None, rule: str, html: Path | None) -> None:
    """把两至六个单位并排放在一起。"""
    from ..judging.comparison import compare_departments

    if html and html.suffix != ".html":
        raise ReportError(str(html), "", "以 .html 结尾的文件", f"“{html.suffix}”")
    compared = compare_departments(assessed(period, rule), departments)
    click.echo(side_by_side(compared.figures))
    if html:
        from ..briefs.batch import spare_grammar

        spare_grammar()
        from ..briefs.brief import make_brief

        names = list(compared.departments)
        made = make_brief("compare_departments", html, departments=names, period=period or "", rule=rule)
        click.echo(f"已做好 {made}")


@program.command()
@period_argument
@file_period_option
@click.option("--all", "with_agreeing", is_flag=True, help="相符的也列出。")
def check(period: str | None, of_file: str | None, with_agreeing: bool) -> None:
    """复算报告自己的数字:比率、合计、剩余、列举、前后两处,列出不符的,算错的在前。"""
    from ..checks import GROUPS, check_table, check_words
    from ..checks import check as recompute
    from ..columns import records

    found = recompute(read_file(period, of_file))
    differing = found[~found["agrees"]]
    click.echo(check_words(found))
    for head, kinds in GROUPS.items():
        shown = records(check_table(found if with_agreeing else differing, *kinds))
        if shown:
            click.echo(f"\n== {head}:{len(shown)}处 ==")
        for finding in shown:
            click.echo(
                f"\n{finding['编号']} {finding['类型']}({finding['结果']},把握{finding['把握']}):{finding['说明']}"
            )
            click.echo(f"  原文:{finding['原文']}" + (f"\n  对照:{finding['对照']}" if finding["对照"] else ""))


@program.command()
def periods() -> None:
    """列出已有的报告。"""
    from ..report import reports

    kept = reports.periods()
    if not kept:
        click.echo(f"{reports.data_folder()}/reports 里没有报告;放在别处的,用环境变量 SHINPINGBA_DATA 指明资料夹。")
    for period in kept:
        try:
            report = reports.read_report(period)
        except ReportError as error:
            click.echo(f"{period}  读不出来:{error}")
            continue
        extent = "部分" if report.is_partial else "完整"
        click.echo(f"{period}  {extent}  {len(report.rows)}项  {report.district}  {report.title}")


@program.command()
@click.option("--out", type=click.Path(path_type=Path), default=Path("outputs"), metavar="目录", help="简报的目录。")
def doctor(out: Path) -> int:
    """检查字体、内核、图表、输出目录和编码,并说明缺什么。"""
    from .doctor import examine

    is_ready = True
    for part in examine(out):
        is_ready &= part.is_ready
        click.echo(f"{'✓' if part.is_ready else '✗'} {part.what}:{part.found}")
        if not part.is_ready:
            click.echo(f"  {part.advice}")
    return 0 if is_ready else 1
