"""How much of a target has been reached where a text names or deals out its things: a list, what is left, so many at each stage."""

import re
from functools import cache
from itertools import groupby

from ..language.clauses import Clause, clause_at, sentence_start, within, without_spans
from ..language.cues import find_cues, is_early
from ..language.likeness import bigrams, named_things, trimmed, without_general
from ..words.lexicon import any_of
from .mention import Mention
from .stages import clause_stage, says_done
from .targets import Achieved, Target

_LIST = re.compile(r"[、和及与]")
_ATTRIBUTE = re.compile(
    "的[^的,，。；;、0-9]{1,6}$"
)  # 为全省唯一实现9%以上增长的地市 says which, and names nothing that is done
_PUT_ON = re.compile("(?:列入|纳入|编入)[^,，。；;]*(?:计划|项目库|清单|盘子|方案)$")
_OTHERS = ("其余", "其他", "其它")


def from_list(
    target: Target, targets: list[Target], progress: str, mentions: list[Mention], clauses: tuple[Clause, ...]
) -> Achieved | None:
    """Things named without a number, counted: 南环路、凤回路已完工 is two of 8条道路, 引进敦笃电商平台 one of 引进5家电商企业."""
    if target.dimension != "item" or not target.is_due:
        return None
    alone = sum(t.kind == "count" and t.dimension == "item" and not _capacity().search(t.item) for t in targets) == 1
    lists = []
    for clause in clauses:
        words = progress[clause.start : clause.end]
        # 46%的项目已竣工 names none, and says of how many
        if not any(m.kind in ("count", "percent", "share") for m in within(mentions, clause.start, clause.end)):
            names = _named_before(words, target, alone) or _named_behind(words, target)
            lists += [(clause, names)] if names else []
    if not lists:
        return None
    quote = progress[lists[0][0].start : lists[-1][0].end]
    return Achieved(
        float(sum(len(names) for _, names in lists)), ">=", quote, lists[0][0].start, "listed", "medium", "listed"
    )


def from_rest(target: Target, progress: str, mentions: list[Mention], clauses: tuple[Clause, ...]) -> Achieved | None:
    """A target less what is left of it, beside words that say the others are done: 大部分已建成投用,剩余2座正在装修 is 10 of 12座.

    The others may stand behind it: 还剩2座,其余均已建成.
    """
    for mention in mentions:
        is_rest = mention.role == "remaining" and mention.unit == target.unit
        if not is_rest or mention.value is None or not 0 < mention.value < target.value:
            continue
        clause = clause_at(clauses, mention.start)
        start = sentence_start(clauses, clause)
        others = within(clauses, start, clause.start)
        is_told = all(says_done(progress[c.start : c.end]) for c in others)
        end = clause.end
        if not others and (behind := _others_behind(progress, clauses, clause)):
            others, is_told, end = [behind], True, behind.end
        if others and is_told and not within(mentions, start, clause.start):
            done = target.value - mention.value
            return Achieved(done, "=", progress[start:end], start, "listed", "medium", "rest")
    return None


def _others_behind(progress: str, clauses: tuple[Clause, ...], clause: Clause) -> Clause | None:
    """The clause behind one that says of all the others that they are done: 其余房屋已完成腾空; not 其余已完成签约."""
    behind = next((c for c in clauses if c.start > clause.start and c.sentence == clause.sentence), None)
    words = progress[behind.start : behind.end] if behind else ""
    if behind is None or not words.startswith(_OTHERS) or any_of("beginnings", use="pledge").search(words):
        return None
    told = words.lstrip("".join(_OTHERS))
    is_finished = any(cue.role == "finished" for cue in find_cues(told)) and clause_stage(told, []) == ("done", True)
    return behind if is_finished else None


def from_parts(target: Target, progress: str, mentions: list[Mention], clauses: tuple[Clause, ...]) -> Achieved | None:
    """What is done of a target's things where a sentence deals all of them out: 前期14所,开工10所,已完工4所 of 28所.

    Of a target that asks for beginnings it is what has begun: 泵站等4个项目已开工,其余12个确保年底前开工 of 16个新建项目开工.
    """
    asks = any_of("beginnings", use="begins").search(target.quote)
    alike = [m for m in mentions if m.kind == "count" and m.unit == target.unit and m.value is not None]
    for _, told in groupby(alike, lambda mention: clause_at(clauses, mention.start).sentence):
        parts = [*told]
        done = [m for m in parts if m.role == "done" or (asks and _has_begun(progress, clauses, m))]
        is_all = sum(m.amount for m in parts) == target.value and len(parts) > len(done) == 1
        if is_all and all(m.role in ("done", "underway", "remaining") for m in parts):
            clause = clause_at(clauses, done[0].start)
            quote = progress[clause.start : clause.end]
            return Achieved(done[0].amount, done[0].bound, quote, clause.start, "direct", "medium", "parts")
    return None


def _has_begun(progress: str, clauses: tuple[Clause, ...], mention: Mention) -> bool:
    """Whether a clause says of its figure that so many have begun: 泵站等4个项目已开工; not 4个正在办理开工手续."""
    clause = clause_at(clauses, mention.start)
    words = progress[clause.start : clause.end]
    begins = any_of("beginnings", use="begins").search(words)
    return mention.role == "underway" and begins is not None and not is_early(words)


@cache
def _capacity() -> re.Pattern[str]:
    """What stands in a building and has no name of its own: 学位."""
    return re.compile(any_of("parts", use="capacity").pattern + "$")


def _named_before(words: str, target: Target, alone: bool) -> list[str]:
    """The names before a predicate that says done: 城北支路、星港路跨溪桥已建成通车, 东门市场改造完工."""
    told = next(
        (cue for cue in find_cues(words) if cue.role != "action" or words[cue.start : cue.end] not in target.context),
        None,
    )
    if (
        told is None
        or told.role not in ("already", "finished")
        or is_early(words)
        or _ATTRIBUTE.search(words, told.end)
        or not (says_done(words) or _is_asked(words[told.end :], target))
    ):
        return []
    names = [name for name in _LIST.split(trimmed(words[: told.start])) if name]
    if len(names) == 1 and _is_its_work(names[0], target):
        # 适老化改造任务已完成, 公厕建设任务已完成 name the target's work, and not one of 18所; 南路市场已建成 is the one of 新建南路市场1座
        return names if target.value == 1 and bigrams(target.thing) <= bigrams(names[0]) else []
    if len(names) == 1 and _goes_past(names[0], target):
        return []
    of_its_kind = bool(bigrams(target.item[-2:]) & bigrams(words[: told.start]))
    return names if of_its_kind or (alone and len(names) > 1) else []


def _goes_past(name: str, target: Target) -> bool:
    """Whether a name goes on behind the target's noun to something else of it: 智慧安防平台人员配置, not 东门市场改造, 城北支路一期.

    新增3项 has no noun to go past.
    """
    if not target.item or target.item not in name:
        return False
    return bool(named_things(any_of("endings").sub("", name.partition(target.item)[2])))


def _is_its_work(name: str, target: Target) -> bool:
    """Whether a name is the target's work as a whole: 公厕建设任务 of 新建公厕12座, 校舍维修工程 of 维修校舍15所."""
    adverbs = f"(?:{any_of('denials', use='between').pattern})+$"  # 老旧小区改造基本|完成
    thing = without_general(without_general(re.sub(adverbs, "", name)))
    verbs = [(c.start, c.end) for c in find_cues(thing) if thing[c.start : c.end] in target.context]
    return any(bigrams(words) <= bigrams(target.context) for words in (thing, without_spans(thing, verbs)))


def _is_asked(words: str, target: Target) -> bool:
    """Whether words begin with what the target asks for, so that 已 before them says that it is done: 已列入省清单, of 3个项目列入."""
    return len(words) >= 2 and words[:2] in target.context


def _named_behind(words: str, target: Target) -> list[str]:
    """The names behind the target's own verb: 引进敦笃肉铺生鲜电商平台."""
    cues = find_cues(words)
    if any(cue.role not in ("done", "already") for cue in cues):
        return _named_as_finished(words, target)
    verbs = [bigrams(target.context[cue.start : cue.end]) for cue in find_cues(target.context) if cue.role == "done"]
    verb = next((cue for cue in cues if any(bigrams(words[cue.start : cue.end]) & verb for verb in verbs)), None)
    if (
        verb is None
        or not target.item  # 扩建计划已下达 of 下达项目12项 names none behind its verb
        or target.item[:2] not in words[verb.end :]
        or words.endswith((target.unit, "中"))  # 停车泊位过千个 is an amount, and no name, nor is 新建学校中
    ):
        return _named_as_finished(words, target)
    # 新建公厕列入10月计划 names no 公厕
    return [] if _PUT_ON.search(words, verb.end) else _LIST.split(words[verb.end :])


def _named_as_finished(words: str, target: Target) -> list[str]:
    """The names behind the target's verb and 完成, each with its noun: 已改造完成东关市场、南街市场 of 改造3座农贸市场."""
    told = [cue for cue in find_cues(words) if cue.role != "already"]
    is_told = [cue.role for cue in told] in (["action", "finished"], ["done", "finished"], ["finished", "action"])
    if not is_told or any(words[c.start : c.end] not in target.context for c in told if c.role != "finished"):
        return []
    names = _LIST.split(words[told[-1].end :])
    return names if all(name.endswith(target.item[-2:]) and name != target.item for name in names) else []
