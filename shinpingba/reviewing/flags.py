"""What makes a target doubtful as it was read: flags, told by the words alone, never by a guess of how likely an error is.

Each flag has the sentence it is for.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..judging.choices import Choice
from ..language.likeness import bigrams, likeness, wordless
from ..words.lexicon import any_of
from .smudges import is_misread, smudges, stand_in

REACHED = ("done", "underway")
TOLD = (
    "done",
    "underway",
    "total",
    "unknown",
)  # roles of a figure that may be what is achieved, whatever the words are
FIRM = ("agreed", "column", "all_done", "of_number", "named")  # grounds that are not below `named`
PROVEN = ("agreed", "column")  # by arithmetic, and by a column of its own: another figure beside it changes nothing
REPEATED = 0.6  # least share of a target's words that repeats it
EXCESS = 1.5
PARTS = ("其中", "包括", "包含")


@dataclass(frozen=True, slots=True)
class SeenTarget:
    """One target as it was read: its record, the figures to choose among that no target has, whether its own is told as done, its row."""

    target: Mapping[str, Any]
    free: tuple[Choice, ...]
    is_done: bool
    told_done: bool
    task: Mapping[str, Any]

    @property
    def progress(self) -> str:
        """The words of the progress; "" where there are none."""
        return str(self.task["progress"] or "")

    @property
    def is_read(self) -> bool:
        """Whether a figure was read as what is done of it."""
        return self.target["done_value"] is not None

    @property
    def counts(self) -> tuple[Choice, ...]:
        """The free figures that are amounts, and no percentage of completion."""
        return tuple(each for each in self.free if each.kind != "percent" or not self.target["unit"])


def misread(seen: SeenTarget) -> bool:
    """已安装756台,完成年度任务的26% of 安装充电桩600台: on a scan, and 156台 would agree."""
    shares = [each.quote for each in seen.free if each.kind == "percent"]
    figures = [seen.target["done_quote"] or "", *(each.quote for each in seen.counts if not seen.is_read)]
    told = ((seen.target["target_quote"], figure, share) for figure in figures for share in shares)
    return bool(seen.task["scanned"]) and any(is_misread(*each) for each in told)


def smudged(seen: SeenTarget) -> bool:
    """已安装156台 of 安装充电桩600台: on a scan, and its recogniser is not sure of the 5, or of the 6 of 600."""
    rivals = () if seen.is_read else seen.free
    return stand_in(smudges(seen.task), seen.target, ((each.field, each.start, each.quote) for each in rivals))


def unread(seen: SeenTarget) -> bool:
    """新建公厕80座,已开工72座: no figure was read, and one of the unit stands there that no target has."""
    return _has_free(seen) and (not _counts_works(seen) or any(each.role == "done" for each in _of_unit(seen)))


def unread_works(seen: SeenTarget) -> bool:
    """截至9月底已开工90个 of 100个重点项目: the same, where works are counted, of which more is told than what is done."""
    return _has_free(seen) and not unread(seen)


def repeated(seen: SeenTarget) -> bool:
    """计划实施8处,目前已全部完成 of 修复工程8处: no figure was read, and the target's own number is said again. Is it done?"""
    total, is_size = seen.target["target_value"], seen.target["kind"] == "size"
    is_free = not seen.is_read and not is_size and not _has_free(seen)
    return is_free and any(each.value == total for each in _of_unit(seen))


def told_else(seen: SeenTarget) -> bool:
    """去年共新增泊位33125个 of 新增3万个泊位: no figure was read, and the words of one of the unit say plan, rest or another time."""
    is_size = seen.target["kind"] == "size"
    return not seen.is_read and not is_size and bool(_of_unit(seen)) and not _has_free(seen) and not repeated(seen)


def _has_free(seen: SeenTarget) -> bool:
    """Whether no figure was read and one of the unit is free; 全市100个重点项目累计完成投资41.6亿元 only says the task again."""
    total = seen.target["target_value"]
    return not seen.is_read and seen.target["kind"] != "size" and any(
        each.role in REACHED or (each.role in TOLD and each.value != total) for each in _of_unit(seen)
    )  # fmt: skip


def _of_unit(seen: SeenTarget) -> list[Choice]:
    return [each for each in seen.counts if each.unit == seen.target["unit"]]


def _counts_works(seen: SeenTarget) -> bool:
    return bool(any_of("general", use="general_thing").search(seen.target["item"]))


def other_unit(seen: SeenTarget) -> bool:
    """已完工208个项目 of 幼儿园520所: no figure was read, and one of another unit of the kind is told as done."""
    return not seen.is_read and not _has_free(seen) and any(each.role in REACHED for each in seen.counts)


def size(seen: SeenTarget) -> bool:
    """到位资金9.36亿元 of 概算总投资20.8亿元: read as the size of the thing, and something of it is done."""
    return seen.target["kind"] == "size" and any(
        each.role == "done" and each.unit == seen.target["unit"] for each in seen.counts
    )


def told_done(seen: SeenTarget) -> bool:
    """文昌北路:已完工;安居路:已完工 of 打通断头路3条: no figure was read, and words say that something is done."""
    return not seen.is_read and not seen.counts and seen.told_done


def share_only(seen: SeenTarget) -> bool:
    """完成总体进度的97.6% of 提升改造38公里: no figure was read, and a percentage of completion stands there."""
    return not seen.is_read and not seen.counts and any(each.kind == "percent" for each in seen.free)


def rival(seen: SeenTarget) -> bool:
    """引进世界500强项目2个;引进上市公司项目3个: another figure could be meant as well: it names nothing else, and is no part (其中)."""
    return any(_is_near(seen, each) for each in _others(seen))


def beside(seen: SeenTarget) -> bool:
    """城镇新增就业62万人,实现创业9万人: another figure of the unit, of another thing."""
    return bool(_others(seen)) and not rival(seen)


def _others(seen: SeenTarget) -> list[Choice]:
    """The free figures of the unit beside the one that was read. Begun (已开工113所) is none beside done, and arithmetic settles it."""
    target = seen.target
    if not seen.is_read or target["ground"] in PROVEN:
        return []
    told = [each for each in TOLD if each != "underway" or not seen.is_done]
    return [each for each in _of_unit(seen) if each.role in told and each.value != target["target_value"]]


def _is_near(seen: SeenTarget, other: Choice) -> bool:
    start, place = seen.target["done_start"] or 0, other.start
    is_part = any(word in seen.progress[min(start, place) : max(start, place)] for word in PARTS)
    return not is_part and (not other.item or bool(bigrams(other.item) & bigrams(seen.target["target_quote"])))


def echo(seen: SeenTarget) -> bool:
    """改造老旧小区42个 of 改造老旧小区42个: the figure is the target's, and so are its words. Done, or only said again?"""
    repeated = likeness(wordless(seen.target["target_quote"]), seen.target["done_quote"] or "")
    return _is_target_s_own(seen) and repeated >= REPEATED


def equal(seen: SeenTarget) -> bool:
    """12条线路已完工 of 公交线路12条: the figure is the target's, its words are not."""
    return _is_target_s_own(seen) and not echo(seen)


def _is_target_s_own(seen: SeenTarget) -> bool:
    target = seen.target
    return seen.is_read and target["done_value"] == target["target_value"] and target["ground"] not in PROVEN


def weak(seen: SeenTarget) -> bool:
    """建成街头绿地2处 of 口袋公园5处: what joins the two is less than the noun, the unit and the verb."""
    return seen.is_read and seen.target["ground"] not in FIRM


def excess(seen: SeenTarget) -> bool:
    """培训9218人 of 培训30人: far more than was wanted, so perhaps of something else."""
    target = seen.target
    return seen.is_read and target["kind"] == "count" and target["done_value"] > EXCESS * target["target_value"]


FLAGS: dict[str, Callable[[SeenTarget], bool]] = {
    "misread": misread, "smudged": smudged,
    "excess": excess, "size": size, "unread": unread, "rival": rival, "told_done": told_done, "unread_works": unread_works,
    "repeated": repeated, "told_else": told_else,
    "other_unit": other_unit, "echo": echo, "equal": equal, "share_only": share_only, "beside": beside, "weak": weak,
}  # fmt: skip
