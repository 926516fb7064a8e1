"""Parts of one target that are told side by side, each with a name of its own and nothing of all: 综合公园3个;口袋公园6个."""

import re
from collections.abc import Sequence
from itertools import groupby

from ..language.likeness import bigrams, likeness
from .agreement import in_unit_of
from .candidates import comparable
from .figures import Figure
from .portions import place_of
from .reached import says_all_behind
from .targets import Achieved, Target

_TOLD = ("done", "unknown")
_PLACE = re.compile("(?:[镇乡村县区市]|街道)(?![级域内属直])")
_AND, _MADE = re.compile("[、和及与]"), re.compile("[建造修]")
_ALL = re.compile("共|总")
NAMES_IT = 0.8  # least share of the target's thing that the name of one of its kinds has


def parts_beside(target: Target, targets: Sequence[Target], figures: Sequence[Figure]) -> list[Figure]:
    """The figures that tell of a target in parts; none where one tells of all, or where they may be another target's.

    新建综合公园3个;新建口袋公园6个 of 公园12个                   kinds of its thing, made with one verb
    世界500强3个;央企4个;民企500强2个 of 世界500强、民企500强5家    those that it names itself
    东山镇改造80户,河口镇改造60户 of 改造140户                    places that make up all of it
    """
    if target.kind != "count" or sum(other.dimension == target.dimension for other in targets) > 1:
        return []
    alike = [f for f in figures if comparable(target, f) and f.whole_at < 0 and f.mention.role in _TOLD]
    alike = [f for f in alike if f.mention.unit == alike[0].mention.unit and not f.is_dated and not f.month]
    alike = _without_sum(alike)
    groups = (_named_by_it(target, alike), _kinds(target, alike), _places(target, alike))
    return next((parts for parts in groups if len(parts) > 1 and _differ(parts)), [])


def from_parts_beside(target: Target, targets: Sequence[Target], figures: Sequence[Figure]) -> Achieved | None:
    """The sum of such parts. People are not added up: the same may be counted twice."""
    parts = parts_beside(target, targets, figures) if target.dimension != "person" else []
    if not parts:
        return None
    first, last = parts[0], parts[-1]
    quote = first.passage.text[first.clause.start : last.clause.end]
    value = sum(in_unit_of(target, part.mention) for part in parts)
    return Achieved(value, "=", quote, first.clause.start, "sum", "medium", "sum")


def _without_sum(alike: list[Figure]) -> list[Figure]:
    """Those without the sum that is told of all of them: 制造企业3家;服务企业2家,共引进5家."""
    rest = [f for f in alike if not f.adds_up]
    is_sum = sum(f.mention.value or 0 for f in rest) == sum(f.mention.value or 0 for f in alike if f.adds_up)
    return rest if is_sum else alike


def _named_by_it(target: Target, alike: list[Figure]) -> list[Figure]:
    """Those whose names are of the items that a target lists, one each: 市级6家,县级11家 of 市级、县级示范社20家."""
    items = _AND.split(target.quote[: target.number_end - target.start])
    told = [(n, f) for f in alike if f.named for n, item in enumerate(items) if bigrams(f.named) <= bigrams(item)]
    numbers = [number for number, _ in told]
    return [figure for _, figure in told] if len(items) > 1 and len({*numbers}) == len(numbers) else []


def _kinds(target: Target, alike: list[Figure]) -> list[Figure]:
    """Those made of kinds of its thing, each in a clause of its own; none where one tells of the thing itself, or of another work.

    What is made is of one kind; one firm may be both 高新技术企业 and 专精特新企业.
    """
    done = [f for f in alike if f.mention.role == "done"]
    if not any(_MADE.search(verb) for f in done for verb in f.verbs):
        return []
    is_apart = len({f.clause for f in done}) == len(done) and len({f.verbs for f in done}) == 1
    is_kind = all(likeness(target.thing, f.named) >= NAMES_IT and _adds(target, f) and not place_of(f) for f in done)
    return done if is_apart and is_kind else []


def _places(target: Target, alike: list[Figure]) -> list[Figure]:
    """Those done in places that make up all of the target, fewer may not be all: …,均已完工; without that they may be allotted."""
    done = [f for f in alike if f.mention.role == "done" or says_all_behind(f)]
    verbs = {f.verbs for f in done} - {frozenset()}
    is_placed = all(_PLACE.search(f.named) and not _ALL.search(f.words) for f in done) and len(verbs) < 2
    is_all = sum(in_unit_of(target, f.mention) for f in done) >= target.value
    return done if is_placed and is_all else []


def _adds(target: Target, figure: Figure) -> bool:
    """Whether a name says more than the target does, so that it is of a kind: 口袋公园 of 公园."""
    return not bigrams(figure.named) <= bigrams(target.context)


def _differ(parts: list[Figure]) -> bool:
    """Whether each part has a name of its own."""
    names = sorted(part.named for part in parts)
    return all(len([*told]) == 1 for _, told in groupby(names))
