"""The command `remind`: a letter and an answer sheet for every lead department, and the answers taken back."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..report.errors import ReportError
from .chinese import say
from .commands import assessed, file_period_option, period_argument, program, rule_option
from .jobs import file_names

if TYPE_CHECKING:
    import pandas as pd

    from ..judging.assessment import Assessment


@program.command()
@period_argument
@file_period_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="目录",
    help="每个牵头单位一份提醒函（docx）和答复表（xlsx），放在这里。",
)
@click.option(
    "--from", "sheets", type=click.Path(path_type=Path, exists=True), multiple=True, metavar="文件",
    help="把退回的答复表存入，可以写多次，也可以是目录。",
)  # fmt: skip
@click.option(
    "--rows", type=click.Path(path_type=Path), metavar="文件", help="答复里的“下期进展”另存为 *.csv，供下一期报告用。"
)
@rule_option
def remind(
    period: str | None, of_file: str | None, out: Path | None, sheets: tuple[Path, ...], rows: Path | None, rule: str
) -> int:
    """提醒函:每个牵头单位滞后什么、要补报什么;退回的答复表用 --from 存入。"""
    if bool(out) == bool(sheets):
        raise ReportError("remind", "", "--out 和 --from 中的一个", "两个都有" if out else "两个都没有")
    if rows and rows.suffix != ".csv":
        raise ReportError(str(rows), "", "以 .csv 结尾的文件", f"“{rows.suffix}”")
    result = assessed(period, rule, of_file)
    return _write(result, out, period or result.report.period) if out else _take_over(result, _files(sheets), rows)


def _write(result: "Assessment", out: Path, name: str) -> int:
    from ..exports.reminders import reminders, write_reminder

    found = reminders(result)
    names = file_names(one.department for one in found)
    for one in found:
        file = names[one.department]
        write_reminder(result, one, out / f"{file}.docx", out / f"{file}.xlsx")
        late = sum(len(each.row_ids) for each in one.late)
        say(f"{one.department}：滞后和预警{late}项，请补报{len(one.wanted)}处")
    if not found:
        say("没有牵头单位有滞后或要补报的。" if len(result.departments) else "报告没有写明单位。")
        return 0
    say(f"做好 {len(found)} 份，在 {out}。收到答复后：shinpingba remind {name} --from {out}")
    return 0


def _files(sheets: tuple[Path, ...]) -> list[Path]:
    """The workbooks named, and those in the folders named, each once."""
    found = [path for sheet in sheets for path in (sorted(sheet.glob("*.xlsx")) if sheet.is_dir() else [sheet])]
    return [path for path in dict.fromkeys(found) if not path.name.startswith(("~$", "."))]


def _take_over(result: "Assessment", files: list[Path], rows: Path | None) -> int:
    """Keep what all the sheets say, or nothing where one line is wrong or two departments answer one thing differently."""
    from ..judging.recording import record
    from ..reviewing.agreement import differences
    from ..reviewing.returned import next_rows, read_sheet

    returned = [read_sheet(result, each, date.today().isoformat()) for each in files]
    differing = differences([{each.asks: each for each in one.decisions.values()} for one in returned])
    faults = [*(line for one in returned for line in one.spoiled), *(f"答复不一：{line}" for line in differing)]
    expired = [line for one in returned for line in one.expired]
    for line in (*faults, *expired):
        say(line, err=True)
    if faults:
        say(f"错误：{len(faults)} 行不对，一条也没有存。改好再来。", err=True)
        return 2
    known = {(each.asks, each.decided, each.decided_value, each.by) for each in result.settling}
    decisions = {each.asks: each for one in returned for each in one.decisions.values()}
    new = [each for each in decisions.values() if (each.asks, each.decided, each.decided_value, each.by) not in known]
    if new:
        record(result.report, new)
    say(f"已存 {len(new)} 条" + (f",{len(expired)} 行因原文已变没有存。" if expired else "。"))
    _keep_rows(next_rows(result, returned), rows)
    return 1 if expired else 0


def _keep_rows(further: "pd.DataFrame", rows: Path | None) -> None:
    """Keep what the answers say of the next report, or say that there is something."""
    from ..drafts import draft

    if further.empty:
        return
    if rows is None:
        say(f"另有 {len(further)} 行写了下期进展或计划数：加 --rows 文件.csv 存下来。")
        return
    with draft(rows) as beside:
        further.to_csv(beside, index=False, encoding="utf-8-sig", lineterminator="\n")
    say(f"下一期的 {len(further)} 行已存入 {rows}")
