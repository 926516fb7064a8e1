"""What follows a number in its clause: the target's thing and that it is done, or something else of it.

完成260户农房改造 is all of 改造农房260户. 完成260户农房改造资金拨付, 完成260户农房改造任务的45% and 260户农房改造资金已到位 are not:
what is completed there is what the last words name.
"""

import re
from collections.abc import Iterator

from ..language.clauses import without_brackets, without_spans
from ..language.cues import find_cues, is_early
from ..language.likeness import bigrams, is_narrower, named_things, wordless
from ..language.quantities import find_numbers
from ..words.lexicon import any_of
from .candidates import Candidate
from .figures import Figure

_LIGHT = re.compile("(?:完成|实现|达成)了?")  # verbs whose object says what was done
_FURTHER = re.compile("^(?:总|累计|共|完成)*投资|并(?!网)|(?<!而)且|同时|以及|[,，、]|[和及与]")
_MONEY, _OF_MONEY = (
    re.compile("(?:专项|补[贴助])?(?:资金|款项?)"),
    re.compile("补[贴助]|资金|贷款|发放|拨付|兑现|救助金"),
)
_TOLD = ("done", "underway", "unknown")
_WHOLE = 1.0
_LEAST = 2  # characters that name something


def goes_beyond(one: Candidate) -> bool:
    """完成260户农房改造资金拨付 of 改造农房300户, and 完成300户农房改造任务的45%: what is completed is something else of so many things.

    A verb of finishing says of the thing itself that it is done, whatever follows: 建成18座公厕投资860万元, 完成500个车位划线并投用.
    """
    figure, mention = one.figure, one.figure.mention
    is_alike = (
        mention.unit == one.target.unit or mention.dimension == one.target.dimension == "person"
    )  # 600名 of 600人
    if not is_alike or mention.kind != "count" or mention.role not in _TOLD or _is_finished_before(figure):
        return False
    said, further = _said_behind(figure, one.figures)
    if _goes_on_to_finish(figure.clause_before, said, further):
        return False
    said = _until_finished(said)
    return len(_besides(_named_before(figure) + said, one)) >= _LEAST or is_narrower(said, one.target.context)


def _is_finished_before(figure: Figure) -> bool:
    """Whether a verb has the number as its object: 建成18座公厕, 已培训600名护理员取证上岗; not 完成户厕改造5000户资金拨付."""
    words = figure.clause_before
    verbs = [cue for cue in find_cues(words) if cue.role != "already"]
    if not verbs:
        return False
    last = verbs[-1]
    is_alone = len(verbs) == 1 and last.end == len(words) and not named_things(words)
    return (last.role == "finished" or is_alone) and _is_finishing(words[last.start : last.end])


def _is_finishing(verb: str) -> bool:
    return not _LIGHT.fullmatch(verb.removeprefix("全面"))


def _named_before(figure: Figure) -> str:
    """The end of what a number is of, where that stands before it: 农村户厕 of 农村户厕改造5000户资金已到位; nothing of 改造18座卫生间."""
    words = figure.passage.text[figure.start : figure.mention.start]
    cues = find_cues(words)
    return (words[: cues[-1].start] if cues and cues[-1].end == len(words) else words)[-_LEAST:]


def _said_behind(figure: Figure, figures: list[Figure]) -> tuple[str, str]:
    """What is said of a number, up to where its clause goes on with something further, and that.

    What two numbers share stands behind the second: 52个卫生室和860户厕所改造任务的58%.
    """
    text, last = figure.passage.text, figure
    while (following := _joined(last, figures)) is not None:
        last = following
    counts = (f.mention for f in figures if f.clause is last.clause and f.mention.kind == "count")
    end = next((m.start for m in counts if m.start > last.mention.start), last.clause.end)
    words = without_brackets(text[last.mention.end : end])
    further = _FURTHER.search(words)
    return (words[: further.start()], words[further.start() :]) if further else (words, "")


def _joined(figure: Figure, figures: list[Figure]) -> Figure | None:
    """The figure that 和 or 、 joins to one, where nothing is said of the first alone: 52个卫生室和860户厕所改造."""
    following = next((f for f in figures if f.clause is figure.clause and f.mention.start > figure.mention.start), None)
    between = figure.passage.text[figure.mention.end : following.mention.start] if following else ""
    return following if re.fullmatch("[^0-9,，。；;、]{1,12}[、和及与]", between) and not find_cues(between) else None


def _goes_on_to_finish(before: str, said: str, further: str) -> bool:
    """Whether a verb of finishing is told besides what is completed: 完成500个车位划线并投用, 9个完成装修投入使用; not 公厕屋面已完工."""
    first = next(_finishing(said), len(said))
    is_besides = first < len(said) and bool(_LIGHT.search(before + said[:first]))
    return is_besides or next(_finishing(further), None) is not None


def _finishing(words: str) -> Iterator[int]:
    """Where the verbs of finishing begin in some words."""
    return (c.start for c in find_cues(words) if c.role == "finished" and _is_finishing(words[c.start : c.end]))


def _until_finished(words: str) -> str:
    """Words up to a verb of finishing: 农房屋面 of 农房屋面已完工."""
    return words[: next(_finishing(words), len(words))]


def _besides(words: str, one: Candidate) -> str:
    """What words name behind the target's own, verbs, words for any work, for its goal and for how it went left out."""
    own, places = bigrams(wordless(one.target.context)), reversed(range(len(words) - 1))
    last = next((place for place in places if bigrams(words[place : place + 2]) & own), None)
    if last is None:
        return ""
    rest = words[last + 2 :]
    if _OF_MONEY.search(one.target.context):
        rest = _MONEY.sub("", rest)
    if is_early(one.target.context):  # 32个项目已完成前期论证 of 117个项目前期工作
        rest = any_of("early_work").sub("", rest)
    told = [(cue.start, cue.end) for cue in find_cues(rest)]
    is_rated = one.figure.mention.role == "unknown"  # 60项工作总体完成率92%
    numbers = [
        (n.start, n.end)
        for n in find_numbers(rest)
        if n.kind == "date" or (n.kind == "percent" and (n.value == _WHOLE or (is_rated and rest[n.start - 1] == "率")))
    ]
    rest = without_spans(rest, told + numbers)
    for harmless in (
        any_of("endings"),
        any_of("general", use="general_work"),
        any_of("general", use="general_thing"),
        any_of("fillers"),
    ):
        rest = harmless.sub("", rest)
    return re.sub(r"\W", "", rest)
