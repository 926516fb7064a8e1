"""The command line: `shinpingba briefs | lagging | export | periods | departments | doctor`, in Chinese.

Exit codes: 0 done; 1 some brief failed, or the doctor found something; 2 the request is wrong. The libraries are imported
inside the commands, so that help and a slip of the fingers are answered at once.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .assess import RULES
from .sources import ReportError

if TYPE_CHECKING:
    import pandas as pd

    from .assess import Assessment
    from .reports import Report

HEADINGS = {"Options": "选项", "Commands": "命令"}


class _Formatter(click.HelpFormatter):
    """click's help with its own few words in Chinese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        args = args.replace("[OPTIONS]", "[选项]").replace("COMMAND [ARGS]...", "命令 [参数]…")
        super().write_usage(prog, args, prefix or "用法:")

    def write_heading(self, heading: str) -> None:
        super().write_heading(HEADINGS.get(heading, heading))


class _Context(click.Context):
    formatter_class = _Formatter


class _InChinese:
    context_class: type[click.Context] = _Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option: click.Option | None = super().get_help_option(ctx)  # type: ignore[misc]
        if option:
            option.help = "显示帮助。"
        return option


class _Command(_InChinese, click.Command):
    pass


class _Group(_InChinese, click.Group):
    command_class = _Command


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code. What went wrong is said in one line of Chinese on stderr."""
    try:
        return commands.main(arguments, prog_name="shinpingba", standalone_mode=False) or 0
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        return 2
    except click.ClickException as error:
        return _refuse(_in_chinese(error))
    except click.Abort:
        return 130
    except OSError as error:
        return _refuse(f"不能读写 {error.filename}:{error.strerror}")
    except ValueError as error:
        # the package's own errors are meant for the user; any other is a fault of ours, and its traceback is wanted
        if not type(error).__module__.startswith("shinpingba."):
            raise
        return _refuse(str(error))


def _refuse(message: str) -> int:
    click.echo(f"错误:{message}", err=True)
    return 2


def _in_chinese(error: click.ClickException) -> str:
    """What click found wrong, with the nearest match where there is one."""
    match error:
        case click.NoSuchCommand():
            return f"没有命令 {error.command_name}{_nearest(error.command_name, commands.commands)}"
        case click.NoSuchOption():
            known = [name for option in error.ctx.command.params for name in option.opts] if error.ctx else []
            return f"没有选项 {error.option_name}{_nearest(error.option_name, known)}"
        case click.MissingParameter():
            return f"缺少 {error.param.opts[0] if error.param else '参数'}"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 的写法不对,它后面要有一个值"
        case click.BadParameter(param=click.Option() as option):
            return f"选项 {option.opts[0]} 的值不对。{option.opts[0]}:{option.help}"
        case click.UsageError() if error.ctx:
            return f"参数不对。{error.ctx.get_usage()}"
    return error.format_message()


def _nearest(wrong: str, known: Iterable[str]) -> str:
    """What was probably meant, and everything there is."""
    known = [*known]
    near = get_close_matches(wrong, known, n=1)
    return (f",最接近的是 {near[0]}" if near else "") + f";可用:{'、'.join(known)}"


def _read(period: str | None) -> "Report":
    from .reports import newest, read_report

    return read_report(period or newest())


def _assess(period: str | None, rule: str) -> "Assessment":
    from .assess import assess

    return assess(_read(period), rule=rule)


def _led_by(named: "pd.DataFrame", departments: Collection[str]) -> "pd.Series":
    """The row ids of the tasks that one of the departments leads; a name that the report does not have is refused."""
    leads = named[named["part"] == "lead"]
    known = sorted(leads["department"].unique())
    for name in departments:
        if name not in known:
            raise ReportError("--department", "", "报告里的牵头单位", f"“{name}”{_nearest(name, known)}")
    return leads["row_id"][leads["department"].isin(departments)]


def _as_table(table: "pd.DataFrame") -> str:
    """The table for a terminal: codes and heads in Chinese, columns aligned though Chinese letters are wide."""
    import pandas as pd

    from .exports.ledger import head, in_words

    readable = in_words(table).astype(object)
    for column in map(str, readable):
        form = "{:.1%}" if column.endswith("_share") else "{:+.1f}" if column == "gap" else "{}"
        readable[column] = readable[column].map(form.format, na_action="ignore").fillna("—")
    with pd.option_context("display.unicode.east_asian_width", True):
        return readable.rename(columns=head).to_string(index=False, max_colwidth=28)


def _as_sentences(listed: "pd.DataFrame") -> str:
    return "\n".join(f"{number}.{sentence}" for number, sentence in enumerate(listed["sentence"], start=1))


LISTED = ["row_id", "item", "completion_share", "gap", "status", "lead"]
FORMATS: dict[str, Callable[["pd.DataFrame"], str]] = {
    "table": lambda listed: _as_table(listed[LISTED]),
    "csv": lambda listed: listed.to_csv(index=False).rstrip(),
    "json": lambda listed: listed.to_json(orient="records", force_ascii=False, indent=1),
    "md": _as_sentences,
}


@click.group(cls=_Group)
@click.version_option(package_name="shinpingba", message="%(prog)s %(version)s", help="显示版本。")
def commands() -> None:
    """区政府重点工作季度报告:读表,算进度,列滞后,出简报。"""


period_argument = click.argument("period", required=False, metavar="[报告期或文件]")
department_option = click.option(
    "--department", "departments", multiple=True, metavar="单位", help="只要这个单位牵头的,可以写多次。"
)
rule_option = click.option(
    "--rule", type=click.Choice([*RULES]), default="months/12", metavar="口径", help=f"{'、'.join(RULES)}。"
)


@commands.command()
@period_argument
@department_option
@rule_option
@click.option(
    "--format", "form", type=click.Choice([*FORMATS]), default="table", metavar="格式", help=f"{'、'.join(FORMATS)}。"
)
def lagging(period: str | None, departments: tuple[str, ...], rule: str, form: str) -> None:
    """滞后清单,最差的在前;md 是可以直接粘贴的句子。"""
    from .rollups import lagging as lagging_list

    result = _assess(period, rule)
    listed = lagging_list(result)
    if departments:
        listed = listed[listed["row_id"].isin(_led_by(result.departments, departments))]
    click.echo(FORMATS[form](listed))


@commands.command()
@period_argument
@rule_option
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    required=True,
    metavar="文件",
    help="*.xlsx、*.docx、*.parquet,或者 csv 目录。",
)
def export(period: str | None, rule: str, to: Path) -> None:
    """导出台账和各表,或者一份可以修改的 docx 简报。"""
    from .exports import export as write

    click.echo(f"已导出 {write(_assess(period, rule), to)}")


@commands.command()
def periods() -> None:
    """列出已有的报告。"""
    from . import reports

    for period in reports.periods():
        try:
            report = reports.read_report(period)
        except ReportError as error:
            click.echo(f"{period}  读不出来:{error}")
            continue
        extent = "部分" if report.is_partial else "完整"
        click.echo(f"{period}  {extent}  {len(report.rows)}项  {report.district}  {report.title}")


@commands.command()
@period_argument
def departments(period: str | None) -> None:
    """列出报告里的单位和任务数,名录里没有的在最后。"""
    import pandas as pd

    from .departments import department_table

    named = department_table(_read(period).rows)
    counts = pd.crosstab(named["department"], named["part"])
    kinds = named.drop_duplicates("department").set_index("department")["department_kind"]
    listed = counts.join(kinds).reset_index().sort_values(["department_kind", "lead"], ascending=[True, False])
    listed = listed.rename(columns={"lead": "task_count", "cooperating": "cooperating_count"})
    click.echo(_as_table(listed[["department", "department_kind", "task_count", "cooperating_count"]]))


@commands.command()
@click.option("--out", type=click.Path(path_type=Path), default=Path("outputs"), metavar="目录", help="简报的目录。")
def doctor(out: Path) -> int:
    """检查字体、内核、图表、输出目录和编码,并说明缺什么。"""
    from .doctor import examine

    findings = []
    for finding in examine(out):
        findings.append(finding)
        click.echo(f"{'✓' if finding.is_ready else '✗'} {finding.what}:{finding.found}")
        if not finding.is_ready:
            click.echo(f"  {finding.advice}")
    return 0 if all(finding.is_ready for finding in findings) else 1
