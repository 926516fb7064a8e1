"""The commands. Libraries are imported inside them, so that help and a slip of the fingers are answered at once."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

import click

from ..drafts import reason
from ..judging.rules import RULES
from ..report.errors import ReportError
from .chinese import ChineseGroup, say
from .jobs import batch_jobs
from .terminal import compared_words

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from ..briefs.batch import Outcome
    from ..judging.assessment import Assessment
    from ..report.reports import Report

ENGINES = ("fork", "nbclient")


def read_file(name: str | None, period: str | None = None) -> "Report":
    """The report of that name, or else the newest one, with its doubts said on stderr; `period` is of a file that does not say it."""
    from ..report.reports import newest, read_report

    report = read_report(name or newest(), period=period)
    for warning in report.warnings:
        say(f"注意：{warning}", err=True)
    return report


def assessed(name: str | None, rule: str, period: str | None = None) -> "Assessment":
    """The assessment of a report by its period or file; what was doubtful in reading it is said."""
    from ..judging.assessment import assess

    return assess(read_file(name, period), rule=rule)


def several(names: tuple[str, ...]) -> list[str]:
    """The reports that were named, of folders and patterns all; the newest one where none was."""
    from ..report.folder import data_folder, kept_reports, reports_named
    from ..report.reports import newest

    return reports_named(names, kept_reports(data_folder())) or [newest()]


@contextmanager
def _executor(address: str | None) -> "Iterator[Executor | None]":
    """A Dask cluster as an executor; None for this machine."""
    from ..briefs.batch import cluster

    with cluster(address) if address else nullcontext() as executor:
        yield executor


@click.group(cls=ChineseGroup)
@click.version_option(package_name="shinpingba", message="%(prog)s %(version)s", help="显示版本。")
def program() -> None:
    """区政府重点工作季度报告:读表,算进度,列滞后,出简报。"""


period_argument = click.argument("period", required=False, metavar="[报告期或文件]")
periods_argument = click.argument("names", nargs=-1, metavar="[报告期、文件或目录 …]")
file_period_option = click.option(
    "--period", "of_file", metavar="报告期", help="文件没有写明的报告期，如 2021Q1、2021M08。"
)
department_option = click.option(
    "--department", "departments", multiple=True, metavar="单位", help="只要这个单位牵头的，可以写多次。"
)
rule_option = click.option(
    "--rule", type=click.Choice([*RULES]), default="months/12", metavar="口径", help=f"{'、'.join(RULES)}。"
)


@program.command()
@periods_argument
@file_period_option
@click.option("--department", "departments", multiple=True, metavar="单位", help="只做这个单位的简报，可以写多次。")
@rule_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("outputs"),
    metavar="目录",
    help="放简报的目录，默认 outputs。",
)
@click.option(
    "--jobs", "at_once", type=click.IntRange(1), metavar="个数", help="同时做几份，正整数；默认与处理器核数相同。"
)
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="fork",
    metavar="方式",
    help="fork 最快，nbclient 是 Jupyter 的标准做法。",
)
@click.option("--cluster", metavar="地址", help="Dask 调度器的地址，如 tcp://127.0.0.1:8786。")
@click.option("--force", is_flag=True, help="没有变化的也重做。")
def briefs(
    names: tuple[str, ...],
    of_file: str | None,
    departments: tuple[str, ...],
    rule: str,
    out: Path,
    at_once: int | None,
    engine: str,
    cluster: str | None,
    force: bool,
) -> int:
    """做简报:全区一份,每个牵头单位一份,加一个目录页;几份报告或一个目录,另加一个总目录页。"""
    from ..briefs.batch import light_start, make_briefs

    with light_start():
        from ..briefs.brief import forget_failure, is_current

    batch, is_whole = batch_jobs(several(names), of_file, departments, rule, out)
    for folder in batch:
        folder.mkdir(parents=True, exist_ok=True)
        TemporaryFile(dir=folder).close()  # a folder that cannot be written to is refused before any brief is made
    jobs = [job for listed in batch.values() for job in listed]
    due = [job for job in jobs if force or not is_current(job.notebook, job.out, job.parameters)]
    for job in jobs:
        if job not in due:  # it is there and as it should be: what once failed is over
            forget_failure(job.out)
    with _executor(cluster if due else None) as executor:
        outcomes = make_briefs(due, at_once=at_once, engine=engine, executor=executor, is_own=True) if due else []
    return _told([*batch, *([out] if len(batch) > 1 else [])], outcomes, len(jobs) - len(due)) or int(not is_whole)


def _told(folders: list[Path], outcomes: list["Outcome"], unchanged: int) -> int:
    """Name what failed, write the index of each folder, and say how many there are and where the last is. Returns the exit code."""
    from ..briefs.index import write_index

    failed = [outcome for outcome in outcomes if outcome.cause]
    for outcome in failed:
        say(f"失败 {outcome.job.out}：{outcome.cause}", err=True)
    counts = f"做好 {len(outcomes) - len(failed)} 份，没有变化 {unchanged} 份，失败 {len(failed)} 份"
    try:
        say(f"{counts}：{[write_index(folder) for folder in folders][-1]}")
    except OSError as error:
        say(f"{counts}。目录页没有写成：{reason(error)}")
        return 1
    return 1 if failed else 0


@program.command()
@click.argument("named", nargs=-1, required=True, metavar="[报告期或文件] 单位 单位 …")
@click.option(
    "--period", metavar="报告期", help="如 2021Q1，不写取最新的完整报告；前面写了文件的，是文件没有写明的报告期。"
)
@rule_option
@click.option("--html", type=click.Path(path_type=Path), metavar="文件", help="另做一份并排的网页简报。")
def compare(named: tuple[str, ...], period: str | None, rule: str, html: Path | None) -> None:
    """把两至六个单位并排放在一起。"""
    from ..judging.comparison import compare_departments

    if html and html.suffix != ".html":
        raise ReportError(str(html), "", "以 .html 结尾的文件", f"“{html.suffix}”")
    name, of_file, departments = _report_first(named, period)
    compared = compare_departments(assessed(name, rule, of_file), departments)
    click.echo(compared_words(compared))
    if html:
        from ..briefs.batch import light_start

        with light_start():
            from ..briefs.brief import make_brief

        asked = {"data": name, "period": of_file or ""} if name and name != period else {"period": period or ""}
        made = make_brief("compare_departments", html, departments=[*compared.departments], rule=rule, **asked)
        say(f"已做好 {made}")


def _report_first(named: tuple[str, ...], period: str | None) -> tuple[str | None, str | None, tuple[str, ...]]:
    """The report that a comparison is of, the period of a file, and the departments: a report may stand before them."""
    from ..report.folder import data_folder, kept_reports

    first = named[0]
    if first in kept_reports(data_folder()) or Path(first).suffix or Path(first).is_dir():
        return first, period, named[1:]
    return period, None, named


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
    say(check_words(found))
    for head, kinds in GROUPS.items():
        shown = records(check_table(found if with_agreeing else differing, *kinds))
        if shown:
            say(f"\n== {head}：{len(shown)}处 ==")
        for finding in shown:
            say(f"\n{finding['编号']} {finding['类型']}({finding['结果']}，把握{finding['把握']}):{finding['说明']}")
            click.echo(f"  原文：{finding['原文']}" + (f"\n  对照：{finding['对照']}" if finding["对照"] else ""))


@program.command()
def periods() -> None:
    """列出已有的报告。"""
    from ..report import reports

    kept = reports.periods()
    if not kept:
        say(f"{reports.data_folder()}/reports 里没有报告；放在别处的，用环境变量 SHINPINGBA_DATA 指明资料夹。")
    for period in kept:
        try:
            report = reports.read_report(period)
        except ReportError as error:
            say(f"{period}  读不出来：{error}")
            continue
        extent = "部分" if report.is_partial else "完整"
        say(f"{period}  {extent}  {len(report.rows)}项  {report.district}  {report.title}")


@program.command()
@click.option("--out", type=click.Path(path_type=Path), default=Path("outputs"), metavar="目录", help="简报的目录。")
def doctor(out: Path) -> int:
    """检查程序和资料夹、字体、内核、图表、输出目录和编码,并说明缺什么。"""
    from .doctor import examine

    is_ready = True
    for part in examine(out):
        is_ready &= part.is_ready
        say(f"{'✓' if part.is_ready else '✗'} {part.what}：{part.found}")
        if not part.is_ready:
            say(f"  {part.advice}")
    return 0 if is_ready else 1
