"""The role of a figure: done, under way, planned, the goal …, by its field and by the cue words of its clause (words/roles.csv)."""

import re
from functools import cache

from ..language.clauses import Clause, parted
from ..language.cues import Cue, is_early
from ..language.quantities import Number
from ..words.lexicon import any_of
from .described import is_base, is_of_all_there_are, is_of_the_finished, only_describes
from .mention import BARE, RATIOS, Mention

# 115项中有58项已完成; 31个新建项目中,累计开工19个; not 5个设计中
_AMONG = re.compile(
    "[^0-9,，。；;、]{0,12}(?<![其设工进办批计址])(?<![招投]标)中(?!小?学|心|医)[,，]?[^0-9,，。；;]{0,6}[0-9]"
)
_AMONG_IT = re.compile("([^0-9,，。；;]{0,20})(?<!其)中$")
_CALLED_GOAL = re.compile("(?:以[上下内]|左右)?的?(?:年度|全年|年初|预期|考核)?(?:目标|任务|指标)")
_NODE_GOAL = re.compile("的节点目标(?!的)")  # 超额完成9月份设置的累计完成总工程量50%的节点目标
_AIM, _OF_AIM = re.compile("(?:计划|目标|任务)(?:[为是:：]|值)*$"), re.compile("[占完达]")
_MEETS_WELL = re.compile("(?:圆满|超额|顺利|如期)完成$")
_FITS_ALL, _GOES_BY = re.compile("(?:完成|通过|获批|办理)$"), re.compile("[按经照据依][^,，。；;、0-9]*$")
_OPENING = re.compile("[(（]")
_SAYS_NO_MORE = re.compile(r"\s*$|\s+[0-9.]+[%％]|[(（][0-9.]+[%％][)）]")
_KIND_OF_WORKS = re.compile(
    "[^,，。；;、0-9的]{0,4}(?:项目|工程)(?=[^,，。；;、0-9])"
)  # 11个竣工投产项目进展顺利: which ones, and not how far
_NAMED_GOAL = re.compile("[^,，。；;、0-9]{0,10}(?:目标|任务|计划)")
_FOR = re.compile("(?<![成作分认较称列评转改])[为给向对]约?$")
_NOUN = 4  # characters before a figure in which the end of its noun stands
_NEAR = 20  # characters before a figure in which such words end


def role_of(
    text: str, mention: Mention, clause: Clause, cues: list[Cue], field: str, numbers: list[Number]
) -> tuple[str, str]:
    """The role of a figure and what gave it: cue, field or none.

    cues, numbers  those of its clause
    """
    if mention.kind == "date":
        return "context", "none"
    left = [cue for cue in cues if cue.end <= mention.start and not _is_name(text, mention, cue)]
    if field == "progress" and mention.kind == "count" and is_base(text, mention):
        return "total" if is_of_all_there_are(text, mention) else "goal", "cue"
    describes = only_describes(text, mention, clause, cues, field)
    is_told_apart = (
        left and left[-1].role == "context" and not any(left[-1].end <= n.start < mention.start for n in numbers)
    )
    if describes or is_told_apart:
        return "context", "cue"
    if field != "progress":
        return "target", "field"
    if mention.kind in RATIOS or mention.dimension == "concentration":
        return _role_of_ratio(text, mention, clause, left)
    if mention.dimension == BARE or _opens_cell(text, mention, clause):
        return "done", "cue" if left else "field"
    role = _role_of_count(text, mention, clause, left, [cue for cue in cues if cue.start >= mention.end], numbers)
    return (role, "cue") if role else ("unknown", "none")


def _is_name(text: str, mention: Mention, cue: Cue) -> bool:
    """Whether a word says which things are counted, and is no verb: 配套生产等12个项目, 签约的41个项目已落地16个."""
    return text[cue.end : mention.start] in ("等", "的") and cue.role in ("done", "action")


def _role_of_ratio(text: str, mention: Mention, clause: Clause, left: list[Cue]) -> tuple[str, str]:
    """A ratio in progress is a state reached, unless a word says otherwise."""
    stated = [cue.role for cue in left if cue.role in ("planned", "forecast")]
    if stated or _is_goal_rate(text, mention, clause):
        return stated[-1] if stated else "goal", "cue"
    return "done", "field"


def _opens_cell(text: str, mention: Mention, clause: Clause) -> bool:
    """Whether a cell begins with a figure and says no more of it: 3780元,达到目标; 1704 71% 达到时间进度."""
    behind = text[mention.end : clause.end]
    return not text[: mention.start].strip() and bool(_SAYS_NO_MORE.match(behind))


def _role_of_count(
    text: str, mention: Mention, clause: Clause, left: list[Cue], right: list[Cue], numbers: list[Number]
) -> str | None:
    """The role that the words of the clause, to the left and to the right of an amount, give it; None where they give none."""
    if is_of_the_finished(text, mention):
        return "done"
    if _AMONG.match(text, mention.end):  # 列入计划的56个小区中,32个已完工
        return "total"
    end = _said_until(text, mention, clause, numbers)
    if _is_served(text, mention, left, right):
        return _role_behind(text, mention.end, clause.end, right)
    if not left or text[mention.start - 1 : mention.start] == "、":
        if _is_whole(text, mention, numbers, clause, right):
            return "total"
        # 建成2家、1家暂停: each has a predicate of its own
        own = _role_behind(text, mention.end, end, right) or (
            None if left else _role_behind(text, mention.end, clause.end, right)
        )
        if own == "done" and is_early(text[max(clause.start, mention.start - _NOUN) : mention.start]):
            return "underway"  # 老旧小区选址12个全部完成
        if own or not left:
            return own
    role = _role_before(text, mention, end, left, numbers)
    return role and _as_the_predicate_says(role, text, mention, clause, left, right, end)


def _as_the_predicate_says(
    role: str, text: str, mention: Mention, clause: Clause, left: list[Cue], right: list[Cue], end: int
) -> str:
    """The role that the words before a number give it, or that of its predicate behind it where that decides."""
    is_already = any(cue.role == "already" for cue in right if cue.end <= end)
    if (role == "planned" and is_already) or (role == "total" and text[left[-1].start : mention.start] == "全部"):
        # 计划实施的6个项目已于8月底全部竣工; 全部3000套房源均已开工
        return _role_behind(text, mention.end, end, right) or role
    if role == "done" and _is_put_off(text, mention, left, [cue for cue in right if cue.end <= end]):
        return "planned"
    if role == "remaining" and all(cue.role != "denied" for cue in left):  # 其余86件均已完成
        predicate = [cue for cue in right if cue.role != "remaining"]
        return "done" if _role_behind(text, mention.end, end, predicate) == "done" else role
    if role == "done" and all(cue.role in ("action", "already") or _is_made(text, cue) for cue in left):
        stop = parted(text).find("、", mention.end, clause.end)  # what stands behind 、 is said of the next thing
        # the predicate follows: …改扩建4所学校正进行主体建设
        return _role_behind(text, mention.end, stop if stop >= 0 else clause.end, right) or role
    return role


def _is_served(text: str, mention: Mention, left: list[Cue], right: list[Cue]) -> bool:
    """Whether so many people or homes are served, so that what is done for them says how far they are: 为20648名老人发放津贴1432万元."""
    is_plan = any(cue.role in ("planned", "forecast", "denied", "goal", "ongoing") for cue in left)
    is_for = mention.unit in ("人", "名", "户") and _FOR.search(text, max(0, mention.start - _NEAR), mention.start)
    return bool(is_for and right) and right[0].role in ("done", "finished") and not is_plan


def _is_made(text: str, cue: Cue) -> bool:
    """Whether a verb makes a thing, which is not there while it is being made: 新建公厕12座正在施工; not 引进企业12家正在建设."""
    return cue.role == "done" and bool(any_of("beginnings", use="made").fullmatch(text, cue.start, cue.end))


def _is_put_off(text: str, mention: Mention, left: list[Cue], right: list[Cue]) -> bool:
    """Whether the predicate behind a figure is a plan or denied, and nothing before it says that it is done: 新增就业5000人计划年底完成.

    A verb of finishing says so, but not in what is called a goal: 建成驿站60个的目标预计12月完成.
    """
    if not right or right[0].role not in ("planned", "denied", "forecast"):
        return False
    is_goal = _NAMED_GOAL.match(text, mention.end, right[0].start)
    return not any(cue.role == "already" or (cue.role == "finished" and not is_goal) for cue in left)


def _said_until(text: str, mention: Mention, clause: Clause, numbers: list[Number]) -> int:
    """Where the words on a figure end: at the 、 before the next figure of the clause, else with the clause."""
    following = next((n.start for n in numbers if mention.end <= n.start < clause.end), mention.end)
    stop = parted(text).find("、", mention.end, following)
    return stop if stop >= 0 else clause.end


def _is_goal_rate(text: str, mention: Mention, clause: Clause) -> bool:
    """Whether a rate is the one aimed at: 优良率计划66%, 目标为70%; not 占年度投资计划46%, 完成计划的46%.

    So is one that stays within bounds or grows, where it is called a goal: 完成批准的控制在3.4%以内目标; not 完成30%的任务. A goal is
    met with success, and no part of one: 圆满完成12%的考核目标.
    """
    if _NODE_GOAL.match(text, mention.end):
        return True
    is_called = _CALLED_GOAL.match(text, mention.end)
    if is_called and _MEETS_WELL.search(text, max(clause.start, mention.start - _NOUN), mention.start):
        return True
    if is_called and (mention.kind == "growth" or mention.bound != "="):
        return True
    aim = _AIM.search(text, max(clause.start, mention.start - _NEAR), mention.start)
    return bool(aim) and not _OF_AIM.search(text, clause.start, mention.start)


def _is_whole(text: str, mention: Mention, numbers: list[Number], clause: Clause, cues: list[Cue]) -> bool:
    """Whether a number is the whole that its clause goes on to report on: 14个幸福院已建成8个, 30件实事中, 23个项目完成投资15亿元."""
    among = _AMONG_IT.match(text, mention.end, clause.end)
    if among and not is_early(among[1]) and all(cue.role == "action" for cue in cues):  # not 2家选址中
        return True
    end = parted(text).find("、", mention.end, clause.end)
    until = end if end >= 0 else clause.end
    parts = [n.start for n in numbers if mention.end < n.start < until and _is_told_of(text, mention, n)]
    return any(cue.end <= part for part in parts for cue in cues if cue.role not in ("total", "context"))


def _is_told_of(text: str, mention: Mention, number: Number) -> bool:
    """Whether a further number says how much of the whole is done: 已建成8个; 完成全年目标的七成; not 已办结962件(80.2%)."""
    return number.kind == "count" or (number.kind == "percent" and not _OPENING.search(text, mention.end, number.start))


def _role_before(text: str, mention: Mention, end: int, cues: list[Cue], numbers: list[Number]) -> str | None:
    """The role that the words before a number give it, the nearest first; words on the figure end at `end`."""
    acted, object_start, verb_start = "", 0, -1
    for cue in reversed(cues):
        if cue.role == "denied" or any(other.role == "denied" and other.end == cue.start for other in cues):
            return "remaining"  # 未全面建成公厕12座, 未启动实施的38个村
        if cue.role == "remaining":
            return "done" if acted else "remaining"
        if _is_sum(text, cue, cues):  # 完成新建绿道、改造绿道共计122公里; not 完成6条道路合计46公里设计
            return "underway" if is_early(text[mention.end : end]) else "done"
        # 涉及征收486户 says how many there are, 在44个小区建成36个 how many are done
        if cue.role == "context" and any(cue.end <= n.start < mention.start for n in numbers):
            continue  # 总投资980万元的3所学校装备工程: it tells of the number behind it
        if cue.role in ("total", "context"):
            told = "done" if acted and cue.end != verb_start else cue.role
            return "planned" if _is_after_plan(cue, cues) else told
        if cue.role in ("planned", "forecast", "goal"):
            return cue.role
        if cue.role == "elsewhere":  # 参观了东山县建成的31座公厕
            return "context"
        if any(other.role == "planned" and other.end == cue.start for other in cues):  # 1-9月份计划开工50项
            return "planned"
        if _goes_on(cue, acted):
            return "underway"
        acted = acted if acted in ("done", "finished") else cue.role
        object_start, verb_start = object_start or cue.end, cue.start
        if cue.role == "already":
            break
    early = is_early(text[mention.end : end]) or (acted != "action" and is_early(text[object_start : mention.start]))
    return "underway" if early or _is_of_a_preparation(text, cues[-1]) else "done"  # 12户全部制定方案; not 排查隐患12处


def _is_of_a_preparation(text: str, verb: Cue) -> bool:
    """Whether a verb that fits all tells of a preparation: 公厕选址|完成12座, 方案|获批12座; not 按方案|完成12座, 审核|销号9个."""
    before = text[max(0, verb.start - _NEAR) : verb.start]
    fits_all = _FITS_ALL.search(text, verb.start, verb.end)
    return bool(fits_all and _early_subject().search(before)) and not _GOES_BY.search(before)


@cache
def _early_subject() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of('early_work').pattern})(?:工作)?(?:已经?|均|全部|基本)*$")


def _is_after_plan(cue: Cue, cues: list[Cue]) -> bool:
    """Whether a plan stands before a word: 将于10月底前完成全部30亿元."""
    return any(other.role == "planned" and other.end <= cue.start for other in cues)


def _goes_on(cue: Cue, acted: str) -> bool:
    """Whether work goes on, as nothing behind the cue says that it is done: 正在建设12座, not 正在推进,已建成12座."""
    return (cue.role == "ongoing" and acted != "finished") or (
        cue.role == "advancing" and acted not in ("done", "finished")
    )


def _is_sum(text: str, cue: Cue, cues: list[Cue]) -> bool:
    """Whether a total adds up what the clause says has been done."""
    is_adverb = cue.role == "total" and text[cue.start : cue.end] in ("共计", "合计", "总计", "一共")
    return is_adverb and any(other.role in ("done", "finished", "already") and other.end <= cue.start for other in cues)


def _role_behind(text: str, start: int, end: int, cues: list[Cue]) -> str | None:
    """The role that the predicate behind a number that ends at `start`, but before `end`, gives it: 5个项目已进场施工."""
    told = [cue for cue in cues if cue.end <= end]
    for place, cue in enumerate(told):
        if cue.role == "planned" and any(other.role == "already" for other in told[place:]):
            continue  # 12个拟建项目已全部开工
        if cue.role in ("planned", "forecast", "total", "remaining"):
            return cue.role
        if cue.role == "denied":
            return "remaining"
        if cue.role in ("ongoing", "advancing"):
            return "underway"
        if cue.role in ("done", "finished") and _KIND_OF_WORKS.match(text, cue.end, end):
            continue
        if (
            cue.role == "action"
            and place
            and told[place - 1].role == "already"
            and _says_all(text, told[place - 1], cue)
        ):
            return "underway" if _is_preparation(text[start:end]) else "done"  # 12条断头路已全部打通
        if cue.role in ("done", "finished"):  # 65个项目已完成方案设计, 12个小区选址已完成
            return "underway" if _is_preparation(text[start:end]) else "done"
    return None


def _says_all(text: str, already: Cue, cue: Cue) -> bool:
    """Whether 已 before a verb says that all of it is done (已全部打通, 均已打通); not 首台设备已安装."""
    words = text[already.start - 1 : cue.start]
    return bool(any_of("wholes", use="whole").search(words)) and len(words) <= len("均已全部")


def _is_preparation(predicate: str) -> bool:
    """Whether a predicate tells of a preparation; not what it came after: 150户鉴定后已完成改造."""
    return is_early(predicate.rpartition("后")[2])
