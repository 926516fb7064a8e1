"""How much of a target has been reached where no figure of its own says so: from a percentage or a word for the whole."""

import re
from collections import Counter

from ..language.clauses import Clause, clause_at, sentence_start, within, without_brackets
from ..language.cues import find_cues, is_early
from ..language.likeness import bigrams, likeness, named_things, names_nothing, without_general, wordless
from ..language.passage import Passage, read_passage
from ..words.lexicon import any_of
from .denied import denied_by, is_of_no_whole_things
from .described import says_which
from .mention import Mention
from .said_shares import is_of_increment, is_of_money
from .spans import only_says_when
from .stages import clause_stage
from .targets import Achieved, Target

PERCENT_OF_TARGET = 0.8  # least likeness of a target to the sentence of a stated percentage that is to be its own …
WHOLE_WORK = 0.4  # … or, where the percentage is of no part of its own, this much …
_MEETS = re.compile("(?<!计划)(?<!未)(?<!超额)(?:完成|突破|实现|达到)[^,，。；;、0-9]{0,12}$")
# 120台|的年度目标; 下达的1.86万亩|造林任务
_ITS_GOAL = re.compile("的?(?:年度|全年|年初|发展)(?:目标任务|任务目标|目标|任务)|[^,，。；;、0-9的]{0,8}(?:任务|指标)")
_WORKS = re.compile("主体|施工中|建设中|工程量|工作量|形象")
_OF_PLACES = re.compile("的[^,，。；;、0-9]{0,6}?(小区|村)[都均已全完开竣建投]")
MANIFOLD = 10.0  # no task is fulfilled so many times over: such a percentage is misread, or one of something else
NAMED = 0.6  # least likeness of what a rate is of to a target's words that makes it the rate of that target
SAME_NUMBER = 0.3  # … or, where the sentence repeats the target's number as well, this much
_ACCEPTING = re.compile(
    "(?:目前|现)?(?:正在|正|待|等待|拟)(?:组织|进行|开展|准备|申请|迎接)*(?:竣工|完工|整体|初步|[省市县区]级)*验收(?:工作|中)?"
)


def from_percent(
    target: Target,
    targets: list[Target],
    progress: str,
    mentions: list[Mention],
    clauses: tuple[Clause, ...],
    taken: set[int],
) -> Achieved | None:
    """A stated percentage of this very target: of the year's task, or of a work the sentence names with the target's own number."""
    counts = [t for t in targets if t.kind == "count"]
    for mention in mentions:
        if mention.kind != "percent" or mention.role != "done" or mention.value is None or mention.value > MANIFOLD:
            continue
        if mention.start in taken:  # 完成省定目标115亿元的101.2% is the share of one target, and of no other
            continue
        clause = clause_at(clauses, mention.start)
        begin = sentence_start(clauses, clause)
        figures = [m for m in within(mentions, begin, mention.start) if m.kind == "count"]
        of_another = bool(figures) and figures[-1].start in taken  # it goes with a figure that reports another target
        if of_another or _is_share_of_else(target, progress, mentions, mention, figures):
            continue
        if _is_of(target, counts, progress, mention, figures, begin, clause):
            value, quote = target.value * mention.value, progress[clause.start : clause.end]
            return Achieved(value, mention.bound, quote, clause.start, "percent", "medium", "share")
    return None


def _is_share_of_else(
    target: Target, progress: str, mentions: list[Mention], percent: Mention, figures: list[Mention]
) -> bool:
    """Whether a percentage is a share of something else than what is done of a target.

    完成投资312亿元,占年度计划的76% says nothing of 75个项目; 基本建成2.96万套,入住2.03万套,分别完成79%和68%: each has its own.

    figures  the counts before it in its sentence
    """
    passage = read_passage(progress)
    before = progress[passage.clause(percent.start).start : percent.start]
    return bool(
        (target.dimension != "money" and is_of_money(passage, mentions, percent))
        or is_of_increment(passage, mentions, percent)
        or "分别" in before
        or _is_of_part(target, progress[passage.sentence(passage.clause(percent.start))[0] : percent.start])
        or says_which(progress, percent.end)  # 进度超过七成的有131家
        or (bool(figures) and _is_of_others(target, figures[-1]))
        or (bool(figures) and denied_by(target, passage, figures[-1], percent))
        or is_of_no_whole_things(target, percent)
        or _is_of_all_tasks(target, before)
        or _is_of_preparation(target, before)
        or _is_of_works(target, passage, percent)
        or (bool(figures) and _is_only_begun(target, figures[-1]))
        or _is_of_others_behind(target, progress[percent.end : passage.clause(percent.start).end])
    )


def _is_of_others_behind(target: Target, behind: str) -> bool:
    """Whether a share is that of other things, or of those begun where none are asked for: 60%的村已建成 of 公厕, 46%的项目已开工."""
    begins, others = any_of("beginnings", use="begins"), _OF_PLACES.match(behind)
    has_begun = begins.search(behind) or "复工" in behind
    return bool(has_begun and not begins.search(target.context)) or bool(others and others[1] not in target.context)


def _is_of_part(target: Target, before: str) -> bool:
    """Whether a share is that of a part with a name of its own: 其中,现代服务业项目完成年度计划的78.4%."""
    _, is_in_part, words = before.rpartition("其中")
    named = named_things(words) if is_in_part else ""
    return (
        len(named) >= 2 and max(likeness(without_general(named), target.quote), likeness(target.thing, words)) < NAMED
    )


def _is_of_all_tasks(target: Target, before: str) -> bool:
    """Whether a share is that of a class in all tasks: 指标任务有调整的4项, 占任务总数的3.4%."""
    counts = any_of("general", use="general_unit").fullmatch(target.unit)
    return "总数" in before and bool(counts and any_of("counted", use="task").search(target.context))


def _is_of_others(target: Target, mention: Mention) -> bool:
    """Whether a share is of so many others: 8项工程已完成年度目标任务的70%以上, of 23项民生工程."""
    return mention.role == "goal" and (mention.value, mention.unit) != (target.value, target.unit)


def _is_of_preparation(target: Target, before: str) -> bool:
    """Whether a share is of a preparation that the target does not ask for: 公厕设计完成90%, 造林征地完成100%."""
    early = any_of("early_work").search(before) or any_of("narrower").search(before)
    return early is not None and early[0][:2] not in target.context


def _is_of_works(target: Target, passage: Passage, percent: Mention) -> bool:
    """Whether a share is of the work on things that are counted whole: 2座水厂主体完成80% finishes none of 2座, nor 1.6 of them."""
    words = passage.words(passage.clause(percent.start))
    return (
        target.dimension == "item" and bool(_WORKS.search(words)) and not any_of("wholes", use="yearly").search(words)
    )


def _is_only_begun(target: Target, mention: Mention) -> bool:
    """Whether a share is of what has begun: 累计开工12.6万套,占任务总量的92.6%; not 8个站点正在施工,已完成总进度的43%."""
    asks = any_of("beginnings", use="begins").search(target.context)
    return mention.role == "underway" and mention.value != target.value and not asks


def _is_of(
    target: Target,
    counts: list[Target],
    progress: str,
    percent: Mention,
    figures: list[Mention],
    begin: int,
    clause: Clause,
) -> bool:
    """Whether a stated percentage is of this target: it is named, or the whole work, the year's task, or nothing else is.

    counts   the targets of the row that are counts
    figures  the counts before the percentage in its sentence, which begins at `begin`
    """
    alone, same_number = len(counts) == 1, any((m.value, m.unit) == (target.value, target.unit) for m in figures)
    before = progress[begin : percent.start]
    alike = likeness(target.item, before)
    named = any_of("wholes", use="work_amount").sub("", named_things(progress[clause.start : clause.end]))
    if (not figures or same_number) and _is_its_own(target, counts, named):
        return True
    if len(named) < 2 and (alike >= WHOLE_WORK or (same_number and alike >= SAME_NUMBER)):
        return True
    # 森林抚育进展顺利,完成全年任务的40% of 植树造林8000亩、森林抚育5000亩
    if any_of("wholes", use="yearly").search(before) and (alone or alike >= PERCENT_OF_TARGET):
        return True
    said = any_of("wholes", use="work_amount").sub("", without_brackets(progress[begin : clause.end]))
    says_no_more = not named_things(said) or names_nothing(wordless(said))  # 项目完成总体进度的97.6%
    return says_no_more and (alone or _is_of_its_verbs(target, progress[clause.start : percent.start]))


def _is_its_own(target: Target, counts: list[Target], named: str) -> bool:
    """Whether a clause names this target's thing and no other's, or the rate of its verb: 安防工程完成90%, 化解率76.7%."""
    return len(named) >= 2 and [t for t in counts if _is_named(t, named)] == [target]


def _is_named(target: Target, named: str) -> bool:
    named = any_of("wholes", use="done_rate").sub("", named)
    for verb in _verbs(target.quote):
        named = named.removesuffix(f"{verb}率")
    is_its_end = any(thing.endswith(named) for thing in (target.thing, wordless(target.quote)))
    return is_its_end or likeness(without_general(named), target.quote) >= NAMED


def _is_of_its_verbs(target: Target, words: str) -> bool:
    """Whether words name no thing but the verbs of this target: 开工建设的50% of 开工建设2家."""
    verbs = _verbs(words)
    return bool(verbs) and all(verb in target.context for verb in verbs)


def _verbs(words: str) -> list[str]:
    return [words[cue.start : cue.end] for cue in find_cues(words) if cue.role != "already"]


def met(target: Target, passage: Passage, start: int, end: int) -> Achieved | None:
    """All of a goal, where the words around its number, at start:end, say that it is met: 完成120台的年度目标; not 完成120台目标的45%."""
    text, clause = passage.text, passage.clause(start)
    cues = {cue.role for cue in passage.cues_in(clause)}
    if not cues or {"denied", "planned", "forecast", "remaining"} & cues:
        return None
    if not (_MEETS.search(text, clause.start, start) and _ITS_GOAL.fullmatch(text, end, clause.end)):
        return None
    return Achieved(target.value, "=", passage.words(clause), clause.start, "percent", "medium", "whole")


def from_goal(target: Target, passage: Passage, mentions: list[Mention]) -> Achieved | None:
    """The target's own number where the text says that this goal is met: 已完成开工14处的年度任务, 就业突破6000人的年度目标."""
    for mention in mentions:
        is_own = (mention.value, mention.unit, mention.role) == (target.value, target.unit, "goal")
        if is_own and (done := met(target, passage, mention.start, mention.end) or _met_next(target, passage, mention)):
            return done
    return None


def _met_next(target: Target, passage: Passage, goal: Mention) -> Achieved | None:
    """All of a goal of which the next clause, which names nothing and ends its sentence, says so: 全年任务为180个村,已全部建设完成."""
    clause = passage.clause(goal.start)
    behind = [c for c in passage.clauses if c.sentence == clause.sentence and c.start > clause.start]
    words = passage.words(behind[0]) if len(behind) == 1 else ""
    if not words or passage.numbers_in(behind[0]) or not names_nothing(words) or not _all_is_done(words, target):
        return None
    if is_early(words):  # 新建幼儿园5所,均已完成主体施工
        return None
    return Achieved(target.value, "=", words, behind[0].start, "percent", "medium", "whole")


def from_whole(
    target: Target, targets: list[Target], progress: str, mentions: list[Mention], clauses: tuple[Clause, ...]
) -> Achieved | None:
    """A whole said to be done: in a sentence of its own (已完成。), or in the words of the row's only target (已于2月全部完成编制)."""
    alone = sum(t.kind == "count" for t in targets) == 1
    # 已完成。已制定工作方案…: what goes on to tell of its work says that the office is content, and no figure
    is_all = all(clause.sentence == 0 for clause in clauses) or any(_says_it_again(target, m) for m in mentions)
    # 现已全部完工,|正在组织验收: what is only to be accepted is done; 目前,|项目已完工
    telling = (c for c in clauses if not _ACCEPTING.fullmatch(progress, c.start, c.end))
    in_sentence = Counter(c.sentence for c in telling if not only_says_when(progress[c.start : c.end]))
    for clause in clauses:
        words = progress[clause.start : clause.end]
        is_bare = is_all and in_sentence[clause.sentence] == 1 and names_nothing(words)
        bare = is_bare and clause_stage(words, []) == ("done", True)
        in_its_words = (
            _all_is_done(words, target)
            and (alone or _is_named_alone(words, target, targets))
            and not any(_is_told(target, m, clause) for m in mentions)
            and not is_early(words.replace(target.quote[:2], ""))
            and (not alone or _names_no_other(words, target))
        )
        if (bare or in_its_words) and not _is_to_come(mentions, clause):
            return Achieved(target.value, "=", words, clause.start, "percent", "medium", "whole")
    return None


def _is_named_alone(words: str, target: Target, targets: list[Target]) -> bool:
    """Whether a clause names the thing of this target, and of no other: 食堂建设全部完工 of 维修校舍15所,新建食堂6个."""
    thing = without_general(without_general(named_things(without_brackets(words))))
    of = [t for t in targets if t.kind == "count" and len(thing) >= len("食堂") and bigrams(thing) <= bigrams(t.quote)]
    return of == [target]


def _is_to_come(mentions: list[Mention], clause: Clause) -> bool:
    """Whether a clause names a date that is still to come: 10月底前全部完成."""
    return any(m.kind == "date" and m.role == "planned" for m in within(mentions, clause.start, clause.end))


def _names_no_other(words: str, target: Target) -> bool:
    """Whether a clause names nothing but the target's thing, brackets left out: 目前已全部完工(分别位于南口中学、城北小学)."""
    words = without_brackets(words)
    return names_nothing(words) or bigrams(named_things(words)) <= bigrams(target.context)


def _says_it_again(target: Target, mention: Mention) -> bool:
    """Whether a figure only says the target's number again: 已完成。7所学校结对,设备到位, of 7所学校结对."""
    return (mention.value, mention.unit, mention.role) == (target.value, target.unit, "goal")


def _is_told(target: Target, mention: Mention, clause: Clause) -> bool:
    """Whether a figure of a target's unit tells of it, beside a clause: not 计划实施8处 or 对8处进行改造 before 目前已全部完成, of 8处."""
    is_plan_of_it = (
        mention.value == target.value
        and mention.role in ("goal", "planned", "unknown", "total")
        and mention.end <= clause.start
    )
    return mention.unit == target.unit and mention.kind == "count" and not is_plan_of_it


def _all_is_done(words: str, target: Target) -> bool:
    """Whether a clause says that all of it is finished, or has had done to it what the target asks: 已全部竣工, 全部签约 of 签约."""
    if (whole := any_of("wholes", use="whole").search(words)) is None:
        return False
    told = next((cue for cue in find_cues(words) if cue.role != "already"), None)
    if told is None or told.start < whole.start():
        return False
    begun = (
        told.role == "advancing" and words[told.start : told.end].removeprefix("已") in target.context
    )  # 均已开工 of 新开工9个
    return (
        told.role == "finished"
        or begun
        or (told.role in ("done", "action") and words[told.start : told.end] in target.context)
    )
