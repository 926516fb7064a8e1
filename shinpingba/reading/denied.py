"""What arithmetic denies: a share told right behind a figure that does not fit the target, and one that gives no whole things."""

import re

from ..language.likeness import names_nothing
from ..language.passage import Passage
from ..language.shares import denies, last_digit
from ..words.lexicon import any_of
from .mention import Mention
from .targets import Target

# 为年度计划投资的12.7%, 占全年任务数的48%; not 占序时进度的80%, 完成省定目标的102%, 占总投资的40%, 二季度任务的90%
_OF_THE_PLAN = re.compile("[完占为达][^0-9;；。]{0,12}(?:年度?|全年|计划|任务|目标)[^0-9;；。]*$")
_OF_ANOTHER = re.compile("序时|季|月|阶段|节点|考核|下达|上级|[省市州区县厅局定]|[总合]")
_COMMA = re.compile("[,，]")
_WHOLE = 1.0  # 新增技能人才2655人,已完成目标任务的100% of 2600人


def denied_by(target: Target, passage: Passage, mention: Mention, percent: Mention) -> bool:
    """Whether the share behind a figure says that it is of another plan than the target.

    100项新开工项目完成投资56.3亿元,为年度计划投资的12.7% of 年度计划投资1063.2亿元. Not where it is one of a list, of which the share is
    told together (完成造林1.7万亩、抚育1.38万亩,完成全年任务的51%), or the target's own number (30项民生项目完成年度任务的80%), nor
    where the share names what it is of (整地1万亩、造林4200亩,整地为年度任务的200%).
    """
    if percent.kind != "percent" or percent.value in (None, _WHOLE):
        return False
    if target.kind != "count" or mention.dimension != target.dimension:  # 增长1.8%,完成预计目标的86%
        return False
    beside = [n for n in passage.numbers_in(passage.clause(mention.start)) if n.dimension == mention.dimension]
    of_what = passage.text[mention.end : percent.start]
    is_of_the_plan = _OF_THE_PLAN.search(of_what)
    if len(beside) > 1 or not is_of_the_plan or _OF_ANOTHER.search(of_what):
        return False
    if not names_nothing(_COMMA.split(of_what[: is_of_the_plan.start()])[-1]):
        return False
    achieved = mention.amount * mention.size / target.size
    return achieved != target.value and denies(target.value, achieved, percent.value)


def is_of_no_whole_things(target: Target, percent: Mention) -> bool:
    """Whether a share is of more things than were wanted, and of no whole number: 171 % of 3个项目 is of their money.

    To the last digit printed. Below the whole things may be made in part (8个站点正在施工,已完成总进度的43.3%), but each is begun
    or is not: 45%(河口未开工) of 开工建设3家敬老院 is a share of the work.
    """
    if target.dimension != "item" or percent.value is None:
        return False
    if percent.value <= _WHOLE and not any_of("beginnings", use="begins").search(target.quote):
        return False
    told = target.value * percent.value
    return abs(told - round(told)) > target.value * last_digit(percent.quote)
