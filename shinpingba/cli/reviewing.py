"""The command `review`: what is doubtful, as a list, as a workbook to fill in, and back."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..report.errors import ReportError
from .chinese import say
from .commands import assessed, file_period_option, period_argument, program, rule_option
from .terminal import as_table

if TYPE_CHECKING:
    from ..judging.assessment import Assessment

SHOWN = 20


@program.command()
@period_argument
@file_period_option
@click.option("--to", type=click.Path(path_type=Path), metavar="文件", help="把存疑的做成 *.xlsx，给 Excel、WPS 填写。")
@click.option(
    "--from", "sheets", type=click.Path(path_type=Path, exists=True), multiple=True, metavar="文件",
    help="把填好的 *.xlsx 存入；写两次就比较两个人的填法，一条也不存。",
)  # fmt: skip
@click.option(
    "--sample", type=click.IntRange(0), default=30, metavar="条数", help="从把握高的数字里随机抽几条混入，默认30。"
)
@rule_option
def review(
    period: str | None, of_file: str | None, to: Path | None, sheets: tuple[Path, ...], sample: int, rule: str
) -> int:
    """核对存疑的数字:列出来,做成表格,或把填好的表格存入。"""
    if to and sheets:
        raise ReportError("review", "", "--to 和 --from 中的一个", "两个都有")
    result = assessed(period, rule, of_file)
    if to:
        return _write(result, to, sample, period or result.report.period)
    return _take_over(result, sheets) if sheets else _list(result)


def _list(result: "Assessment") -> int:
    """The first doubts, what has become of the decisions, and what confidence has been earned."""
    from ..reviewing.doubts import doubts
    from ..reviewing.earned import earned_words

    found, decisions = doubts(result), result.decisions
    say(f"存疑 {len(found)} 条，最可疑的在前" + (f"，列出前 {SHOWN} 条：" if len(found) > SHOWN else ":"))
    click.echo(as_table(found[["row_id", "target_quote", "candidates", "doubt"]].head(SHOWN)))
    say(f"\n核定 {len(decisions)} 条，有效 {int(decisions['is_current'].sum())} 条。")
    for lost in decisions[decisions["standing"].isin(["expired", "unplaced"])].itertuples():
        words = "原文已变" if lost.standing == "expired" else "读不出这个目标"
        say(f"  {lost.row_id} {lost.decided}({lost.by},{lost.on}):{words}，没有采用")
    say(f"把握：{earned_words([result])}")
    return 0


def _write(result: "Assessment", to: Path, sample: int, name: str) -> int:
    from ..reviewing.sheet import write_sheet

    if to.suffix != ".xlsx":
        raise ReportError(str(to), "", "以 .xlsx 结尾的文件", f"“{to.suffix}”")
    say(f"已做成 {to}：{write_sheet(result, to, sample)} 条。填好后：shinpingba review {name} --from {to}")
    return 0


def _take_over(result: "Assessment", sheets: tuple[Path, ...]) -> int:
    """Keep what one sheet says; of several, say how far they agree and keep nothing."""
    from ..judging.recording import record
    from ..reviewing.agreement import compared
    from ..reviewing.returned import read_sheet

    returned = [read_sheet(result, sheet, date.today().isoformat()) for sheet in sheets]
    for line in (line for each in returned for line in (*each.spoiled, *each.expired)):
        say(line, err=True)
    if spoiled := sum(len(each.spoiled) for each in returned):
        say(f"错误：{spoiled} 行不对，一条也没有存。改好再来。", err=True)
        return 2
    if len(returned) > 1:
        click.echo("\n".join(compared([{each.asks: each for each in one.decisions.values()} for one in returned])))
        return 0
    (one,) = returned
    if one.decisions:
        record(result.report, [*one.decisions.values()])
    say(f"已存 {len(one.decisions)} 条" + (f",{len(one.expired)} 行因原文已变没有存。" if one.expired else "。"))
    return 1 if one.expired else 0
