"""The blocks at the end of a brief: by which method its figures were read and judged, how well, and from which report."""

import csv
from importlib.resources import files

from markupsafe import Markup

from .. import __version__
from ..columns import STANDING_LABELS, STATUSES, percent
from ..judging.assessment import Assessment, assess
from ..judging.decisions import decisions_file, read_decisions
from ..judging.rules import RULE_LABELS, RULE_NAMES
from ..quarters import rule_words
from ..report.register import join_words
from ..report.reports import earlier_reports
from ..reviewing.earned import earned_words
from ..showing.understanding import judged
from .blocks import Panel, day, html_table
from .render import render

ACCURACY = "读原文的准确度：与79行人工标注（两人各读一遍）相比。这些行也用来改进读法，读新的报告会低一些"
EARNED = "把握经人核定的情况（本区本年各期，随机抽出的一部分）"
PROMISE = "下限按二项分布精确计算，单侧95%；没有人核过的记为未核。"
READINGS = {
    "targets": "目标的数量、单位和类别", "pairs": "目标与完成数的对应", "percents": "自报的完成百分比",
    "milestones": "时间节点的月份", "stage": "任务所处的阶段", "behind": "滞后或预警的判断",
}  # fmt: skip


def method(result: Assessment) -> Panel:
    """What each status means under the rule that was used, with its sign."""
    rule = f"“{RULE_NAMES[result.rule]}”（{result.rule}）：{RULE_LABELS[result.rule]}"
    html = render("method.html", rule=rule, statuses=STATUSES.values(), others=rule_words(result))
    head = [("读什么", False), ("读出的有多少是对的", True), ("该读的读出了多少", True)]
    measured = html_table(ACCURACY, head, [list(line) for line in _accuracy()])
    told = earned_words([result, *_earlier(result)])
    checked = Markup('<p class="muted">{}：{}。{}</p>').format(EARNED, told, PROMISE)
    return Panel("method", html + measured + checked, {"rule": result.rule, "earned": told})


def _earlier(result: Assessment) -> list[Assessment]:
    """The reports of the district and year before this one that people have settled something of."""
    earlier = earlier_reports(result.report) if result.report.place else []
    return [assess(each, rule=result.rule) for each in earlier if read_decisions(decisions_file(each))]


def decision_standing(result: Assessment) -> str:
    """How many decisions count, and which do not any more; "" where there are none."""
    decisions = result.decisions
    if decisions.empty:
        return ""
    lost = [
        f"{STANDING_LABELS[standing]}：{'、'.join(dict.fromkeys(decisions['row_id'][decisions['standing'] == standing]))}"
        for standing in ("expired", "unplaced")
        if decisions["standing"].eq(standing).any()
    ]
    return "；".join([f"有效{int(decisions['is_current'].sum())}条", *lost])


def provenance(result: Assessment) -> Panel:
    """Which report the figures are from, where it can be read, and by which hash it is known."""
    report = result.report
    facts = {
        "原报告": report.title,
        "发文单位": report.issuer,
        "成文日期": day(report.published) if report.published else "",
        "网址": report.url,
        "文件": "、".join(report.files),
        "sha256": report.sha256,
        "更正": "；".join(
            f"{each.row_id} “{each.found}”作“{each.meant}”（{each.reason}）" for each in report.corrections
        ),
        "能否判断": judged(result),
        "核定": decision_standing(result),
        "读取时的疑问": "；".join(report.warnings),
        "任务和牵头单位": join_words(report.joined, report.register) if report.joined is not None else "",
        "不在本期报告中": f"{len(report.absent)}项：{'、'.join(report.absent)}" if report.absent else "",
        "程序": f"shinpingba {__version__}",
    }
    shown = [(label, text) for label, text in facts.items() if text]
    return Panel("provenance", render("provenance.html", facts=shown), dict(shown))


def _accuracy() -> list[tuple[str, str, str]]:
    """How well the words are read, as measured on annotated rows (accuracy.csv): label, precision, recall."""
    text = files("shinpingba.briefs").joinpath("accuracy.csv").read_text(encoding="utf-8")
    found = []
    for line in csv.DictReader(text.splitlines()):
        right, extra, missed = (int(line[name]) for name in ("found", "extra", "missed"))
        found.append((READINGS[line["what"]], percent(right / (right + extra)), percent(right / (right + missed))))
    return found
