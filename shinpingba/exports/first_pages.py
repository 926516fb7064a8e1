"""What stands on the first two pages of the document, before its lists: what lags most, what must be supplied, what falls due next."""

from collections import Counter

from ..columns import CODE_LABELS, records
from ..judging.assessment import Assessment
from ..judging.matters import Matter, matters
from ..language.punctuation import full_width
from ..quarters import due_milestones
from ..reviewing.requests import requests
from ..showing.cells import cell

MOST = 6  # lines of each; the lists have the rest
LONGEST = 40  # characters of what a line names


def worst(result: Assessment) -> list[str]:
    """The matters that lag most, a line each: 新增1.2万亩国土绿化，完成0.9%，低于序时进度24.1个百分点（C74）。"""
    return [_line(each) for each in matters(result)[:MOST]]


def to_be_supplied(result: Assessment) -> list[str]:
    """How much has to be supplied, and by whom most: 区住房城乡建委19处：缺完成数14处、待核实4处。"""
    asked, labels = requests(result), CODE_LABELS["wanted"]
    if asked.empty:
        return []
    things = len(asked.drop_duplicates(["row_id", "target_no", "question"]))
    lines = [f"要补报或核实{things}处，涉及{asked['department'].nunique()}个牵头单位，最多的是："]
    for name, count in asked["department"].value_counts().head(MOST - 1).items():
        kinds = Counter(asked.loc[asked["department"] == name, "wanted"])
        parts = "、".join(f"{label}{kinds[kind]}处" for kind, label in labels.items() if kinds[kind])
        lines.append(f"{name}{count}处：{parts}。")
    return lines


def due(result: Assessment) -> list[str]:
    """The dates that fall due soonest: 2021年4月，组织需求摸底（B10）。"""
    return [
        f"{cell('due', each['due'])}，{_short(each['event'])}（{each['row_id']}）。"
        for each in records(due_milestones(result).head(MOST))
    ]


def _line(matter: Matter) -> str:
    return f"{_short(matter.words)}，{full_width(matter.targets[0]['reason'])}（{'、'.join(matter.row_ids)}）。"


def _short(words: str) -> str:
    words = words.rstrip("。")
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
