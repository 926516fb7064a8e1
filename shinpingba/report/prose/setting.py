"""What a whole page says of itself, which decides how its sentences are taken: whose report it is, of which year, and whether it is one."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from ...words.lexicon import any_of, read_words

_DEADLINE = re.compile("[0-9]{1,2}月底之?前")
_PRAISES = re.compile("红榜?”?[、和与]?“?黑”?榜")  # 重点工作“红黑榜”; not 诚信红黑榜
_OF_WORK = re.compile("项目|工程|实事|重点工作|重点任务|工作任务|进度|进展|推进")
_OPENING = 8  # lines that may say what a page is
# The levels of government from the highest to the lowest; a page speaks of its own and compares itself with the higher ones.
_LEVELS = ("国", "省", "市", "县", "区", "镇")
_OPENS = r"(?:^|(?<=[,;:。、\s]))(?:[^,;:。\s]{0,12}[月度年底前止来])?(?:,\s?)?(?:全|我)"
_YEAR = re.compile(r"(?<![到至])(20[0-9]{2})\s?年")
_UNTIL = re.compile(r"(?:[^;。:]{0,40},)?[^,;。:]{0,6}(?<!截)[到至](20[0-9]{2})\s?年(?!\s?[0-9])")
_PERIOD = re.compile(
    r"(?:[0-9]{1,2}|[元一二三四])\s?月?份?\s?[-—–~至到]\s?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})\s?月|[上下]半年|前?[一二三四]季度|截[至止]|今年以来|年初以来|[0-9]{1,2}月底|前[0-9一二三四五六七八九十]+个?月"
)
# 现把《…任务分解》印发给你们,请认真组织实施: the page hands out a plan
_HANDED_OUT = re.compile("(?:印发|下达|分解|下发)给你们|(?:现|特)[将把予][^。]{0,60}(?:印发|下达|分解|下发)")


@dataclass(frozen=True, slots=True)
class Setting:
    """A page as a whole.

    is_report  its title or first lines call it a report of progress
    year       the year it tells of; None where it names none
    level      the level of government that it speaks for: 市 of 全市; empty where it names none
    praises    its title is of works that are praised and works that are blamed: 重点项目推进红黑榜
    """

    is_report: bool
    year: int | None
    level: str
    praises: bool = False

    def is_own(self, words: str) -> bool:
        """Whether a statement is of this authority and year: not of a higher level (全省…) and not of an earlier year (2020年…).

        全市重点项目调整后,我区列入的共78项 is its own: it goes on to its own level.
        """
        if self.level and (
            named := re.match(r"(?:[^,;:。、]{0,14},)?[^,;:。、]{0,14}?(?<![居列占比于排较])全([国省市县区镇])", words)
        ):
            level = named[1]
            is_higher = level in _LEVELS and _LEVELS.index(level) < _LEVELS.index(self.level)
            if is_higher and not re.search(f"[我本全]{self.level}", words):
                return False
        year, until = _YEAR.search(words), _UNTIL.match(words)
        if until and (
            int(until[1]) > self.year if self.year else "已" not in words
        ):  # 规划提出,到2025年,累计建成1200个
            return False
        return not (self.year and year and year.start() < 6 and int(year[1]) < self.year)


def setting_of(lines: Sequence[str]) -> Setting:
    """What the plain lines of a page say of it: the title is the first of them that names a period or progress."""
    head = lines[:4]
    report, plan = any_of("headings", use="report"), any_of("headings", use="plan")
    titles = [line for line in head if not line.endswith("。")]
    is_plan = any(plan.search(line) and not report.search(line) for line in titles)
    is_plan = is_plan or any(_hands_out(line) for line in lines[:_OPENING])
    is_report = any(report.search(line) for line in head) or any(_PERIOD.search(line) for line in lines)
    praises = any(_PRAISES.search(line) and _OF_WORK.search(line) for line in head)
    return Setting(is_report and not is_plan, _year(lines), _level(lines), praises)


def _hands_out(line: str) -> bool:
    """Whether a line says that the page hands out tasks, and not how far they have come: 现将2025年民生实事任务下达给你们."""
    found = _HANDED_OUT.search(line)
    return found is not None and not any_of("headings", use="report").search(line[: found.end()])


def names_period(words: str) -> bool:
    """Whether a sentence says of which months it tells: 1-8月, 上半年, 截至6月底; not by when it is to be done (10月底前)."""
    return bool(_PERIOD.search(_DEADLINE.sub("", words)))


def _year(lines: Sequence[str]) -> int | None:
    """The year that the first line with a year names; else the commonest."""
    years = [int(year) for line in lines for year in _YEAR.findall(line)]
    first = next((int(found[1]) for line in lines[:4] if (found := _YEAR.search(line))), None)
    return first or (Counter(years).most_common(1)[0][0] if years else None)


def _level(lines: Iterable[str]) -> str:
    """The level that opens most clauses (全市新增…): comparisons with others stand behind (居全省第二)."""
    found = Counter(level for line in lines for level in re.findall(_OPENS + "([国省市县区镇])", line))
    return found.most_common(1)[0][0] if found else ""


@cache
def kinds() -> list[tuple[str, re.Pattern[str]]]:
    """The report's tables and the words that name them (words/tables.csv)."""
    return [(each["table"], re.compile(each["pattern"])) for each in read_words("tables", "table", "pattern")]


def kind_in(words: str) -> str:
    """Which of the report's tables a heading names; empty where it names none."""
    return next((kind for kind, pattern in kinds() if pattern.search(words)), "")
