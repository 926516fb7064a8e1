"""A report: its rows, where they come from, and the period they tell of.

Reports are kept as published in `data/reports/<period>/` or `data/reports/<district>/<period>/`, one file each, with a
provenance card `report.toml` beside it. A period is a year and its part: 2021Q1, 2021H1 (half a year), 2021Q3 (January to
September), 2021Q4 (the year), 2021M11 (January to November).
"""

import calendar
import os
import re
import tomllib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from ..columns import COLUMNS, TABLES
from .corrections import Correction, correct, read_corrections
from .departments import nearest
from .errors import ReportError
from .rows import LETTERS, ROW_ID, read_rows, unread_progress
from .sources import FORMATS, Source, read_source
from .titles import PERIOD, district_in, issuer_in, over_tasks, period_in, title_of

_CHECKED = ("row_id", "task", "number", "line")
_LAST_MONTH = {"Q1": 3, "H1": 6, "Q2": 6, "Q3": 9, "Q4": 12}
_PART_OF_YEAR = {3: "一季度", 6: "上半年", 9: "前三季度", 12: "全年"}
_ELSEWHERE = "(报告放在别处的,用环境变量 SHINPINGBA_DATA 指明那个资料夹,或者给出报告文件的路径)"


@dataclass(frozen=True, eq=False)
class Report:
    """One report of one district.

    period       2021Q1; as_of is the last day of it
    rows         table `rows`, then columns of the report's own
    source       the file taken apart; None for a table someone already had
    absent       row ids of the year's first report that a partial report does not tell about
    corrections  slips of the source that were set right in rows
    warnings     what was read with doubt, in words for the user
    """

    period: str
    as_of: date
    rows: pd.DataFrame
    district: str = ""
    title: str = ""
    issuer: str = ""
    published: date | None = None
    url: str = ""
    sha256: str = ""
    source: Source | None = None
    absent: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def is_partial(self) -> bool:
        """True where rows of the year's first report are not in this one; that does not make them unreported."""
        return bool(self.absent)

    @property
    def part_of_year(self) -> str:
        """What of the year the report tells of, in words: 一季度, 上半年, 1-11月."""
        return _PART_OF_YEAR.get(self.as_of.month, f"1-{self.as_of.month}月")

    @property
    def subject(self) -> str:
        """What the report is about: its title, else its period."""
        return self.title or f"{self.period_words}重点任务推进情况"

    @property
    def period_words(self) -> str:
        """The period in words: 2021年前三季度."""
        return f"{self.as_of.year}年{self.part_of_year}"

    @classmethod
    def from_rows(cls, frame: pd.DataFrame, *, period: str, title: str = "") -> "Report":
        """A report from a table someone already has.

        frame    at least `task`, `progress` and `lead`; any other column of `rows` is used, further ones are kept.
                 Without `row_id` the rows are key tasks C1, C2 …, or of the kinds that a column `table` says
        errors   ReportError for a missing column, an empty task, a row id that stands twice, an unknown period
        """
        if missing := [column for column in ("task", "progress", "lead") if column not in frame.columns]:
            raise ReportError("from_rows", "", f"列 {'、'.join(missing)}", f"列 {'、'.join(map(str, frame.columns))}")
        return cls(period=period, as_of=last_day(period), rows=_completed(frame), title=title)


def read_report(period_or_path: str | Path, *, data: Path | None = None, period: str | None = None) -> Report:
    """Read a report by its period (2021Q1, or 渝北区/2021Q1) from the data folder, or by the path of its file.

    data     the data folder, see `data_folder`
    period   of a file, if its folder (2021Q1), card, name or title does not say it
    errors   ReportError: an unknown period (with the nearest), a file that cannot be read, another sha256 than the card's,
             a correction that no longer holds
    """
    folder = data_folder(data)
    kept = _kept(folder)
    name = str(period_or_path)
    path = Path(name) if Path(name).suffix else _file_of(name, kept)
    place = path.resolve().parent
    name = next((each for each, where in kept.items() if where.resolve() == place), name)
    card = _card(path)
    source = read_source(path)
    if (stated := card.get("sha256", source.sha256)) != source.sha256:
        raise ReportError(path.name, "", f"sha256 {stated}", source.sha256)
    named_by_folder = place.name if PERIOD.fullmatch(place.name) else ""
    report = _described(source, card, period or named_by_folder)
    report = replace(report, district=(name.rpartition("/")[0] if name in kept else "") or report.district)
    if report.rows["task"].isna().all() and not source.records:
        report = _filled(report, _first_of_year(name if name in kept else report.period, folder))
    rows, applied = correct(report.rows, [each for each in read_corrections(folder) if each.report == name])
    return replace(report, rows=rows, corrections=applied)


def periods(data: Path | None = None) -> list[str]:
    """The reports in the data folder, the oldest first: 2021Q1, or 渝北区/2021Q1 where a folder stands for a district."""
    return list(_kept(data_folder(data)))


def newest(data: Path | None = None) -> str:
    """The newest complete report; one of another district, in a folder of its own, only where there are no others.

    errors  ReportError where there is none
    """
    for name in sorted(periods(data), key=lambda name: ("/" not in name, last_day(Path(name).name)), reverse=True):
        if not read_report(name, data=data).is_partial:
            return name
    raise ReportError(f"{data_folder(data)}/reports", "", f"至少一份完整的报告{_ELSEWHERE}", "没有")


def earlier_reports(report: Report, data: Path | None = None) -> list[Report]:
    """The reports of the same district and year that came before this one, the earliest first; figures add up within a year."""
    folder, year = data_folder(data), report.as_of.year
    names = [(name, *name.rpartition("/")[::2]) for name in _kept(folder)]
    before = [
        name for name, district, period in names
        if district in ("", report.district) and last_day(period).year == year and last_day(period) < report.as_of
    ]  # fmt: skip
    return [each for each in (read_report(name, data=folder) for name in before) if each.district == report.district]


def data_folder(data: Path | None = None) -> Path:
    """Where reports are kept: the folder given, else SHINPINGBA_DATA, else data/ of the checkout."""
    return Path(data or os.environ.get("SHINPINGBA_DATA") or Path(__file__).parents[2] / "data")


def last_day(period: str) -> date:
    """The last day of a period: 2021Q1 ends on 2021-03-31. Errors: ReportError for what is no period."""
    match = PERIOD.fullmatch(period)
    if not match:
        raise ReportError(period, "", "报告期,如 2021Q1、2021H1、2021Q3、2021Q4、2021M11", f"“{period}”")
    year, part = int(match["year"]), match["part"]
    month = _LAST_MONTH.get(part) or int(part[1:])
    return date(year, month, calendar.monthrange(year, month)[1])


def _kept(folder: Path) -> dict[str, Path]:
    """Name to folder of every report kept, by district and date. Links are not followed."""
    found = {}
    for place in (folder / "reports").glob("**/20*"):
        parts = place.relative_to(folder / "reports").parts
        is_linked = any(each.is_symlink() for each in (place, *place.parents))
        if len(parts) <= 2 and PERIOD.fullmatch(parts[-1]) and place.is_dir() and not is_linked:
            found["/".join(parts)] = place
    return dict(sorted(found.items(), key=lambda item: (item[0].rpartition("/")[0], last_day(item[1].name))))


def _file_of(name: str, kept: dict[str, Path]) -> Path:
    """The one report in the folder of that name."""
    if name not in kept and Path(name).is_dir():
        raise ReportError(name, "", f"报告期,或一份报告的文件({' '.join(FORMATS)})", "目录")
    if name not in kept:
        near = nearest(name, kept)
        hint = f",最接近的是 {near[0]}" if near else ""
        known = "、".join(kept) or f"(无){_ELSEWHERE}"
        raise ReportError("data/reports", "", f"已有的报告期:{known}", f"“{name}”{hint}")
    files = [path for path in sorted(kept[name].iterdir()) if path.suffix.lower() in FORMATS and not path.is_symlink()]
    if len(files) != 1:
        found = "、".join(path.name for path in files) or "没有"
        raise ReportError(f"data/reports/{name}", "", f"一份报告({' '.join(FORMATS)})", found)
    return files[0]


def _card(path: Path) -> dict[str, Any]:
    """The provenance card beside a report, named like it or report.toml; empty where there is none."""
    card = next((each for each in (path.with_suffix(".toml"), path.with_name("report.toml")) if each.is_file()), None)
    if not card:
        return {}
    try:
        entries = tomllib.loads(card.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"line (\d+)", str(error))
        raise ReportError(card.name, f"第{line[1]}行" if line else "", "TOML 格式的来源卡片", "别的写法") from None
    for key, value in entries.items():
        if not isinstance(value, date if key == "date" else str):
            raise ReportError(card.name, key, "日期" if key == "date" else "文字", f"{value!r}")
    return entries


def _described(source: Source, card: dict[str, Any], period: str) -> Report:
    """The report that a source and its card make."""
    rows = read_rows(source)
    title = card.get("title") or title_of(source) or Path(source.name).stem
    issuer = card.get("issuer") or issuer_in(title)
    texts = [card.get("title", ""), source.name, *over_tasks(source)]
    period = period or card.get("period") or next(filter(None, map(period_in, texts)), "")
    if not period:
        expected = f"标题里的年份和季度(或改文件名,如 2021Q1{Path(source.name).suffix};在程序里也可以给参数 period)"
        raise ReportError(source.name, "", expected, f"“{title[:30]}”")
    return Report(
        period=period,
        as_of=last_day(period),
        rows=rows,
        district=card.get("district") or next(filter(None, map(district_in, [issuer, title, *texts])), ""),
        title=title,
        issuer=issuer,
        published=card.get("date"),
        url=card.get("address", ""),
        sha256=source.sha256,
        source=source,
        warnings=(*source.warnings, *(f"{source.name}:{each}" for each in unread_progress(rows))),
    )


def _first_of_year(name: str, folder: Path) -> Report:
    """The first report of the same district and year, which names the tasks of the year."""
    district, _, period = name.rpartition("/")
    same = [each for each in _kept(folder) if each.rpartition("/")[0] == district and each != name]
    first = next((each for each in same if each.rpartition("/")[2][:4] == period[:4]), None)
    if not first or last_day(first.rpartition("/")[2]) >= last_day(period):
        raise ReportError(name, "", f"{period[:4]}年的首份报告(部分报告只有编号和进展)", "没有")
    return read_report(first, data=folder)


def _filled(report: Report, first: Report) -> Report:
    """A partial report with the names, tasks and departments of the year's first one."""
    told = report.rows.set_index("row_id", drop=False)
    known = first.rows.set_index("row_id", drop=False)
    if unknown := [row_id for row_id in told.index if row_id not in known.index]:
        raise ReportError(report.title, "", f"{first.period}报告里的编号", "、".join(unknown[:5]))
    fixed = ["section", "name", "task", "lead", "cooperating"]
    rows = told.assign(**{column: known.loc[told.index, column] for column in fixed}).reset_index(drop=True)
    return replace(report, rows=rows, absent=tuple(row_id for row_id in known.index if row_id not in told.index))


def _completed(frame: pd.DataFrame) -> pd.DataFrame:
    """A table with every column of `rows`, in order and typed, and the frame's further columns behind them."""
    rows = frame.reset_index(drop=True).copy()
    kinds = {letter: kind for kind, letter in LETTERS.items()}
    if "table" not in rows:
        rows["table"] = rows["row_id"].astype("string").str[:1].map(kinds) if "row_id" in rows else "key_task"
    if "number" not in rows:
        rows["number"] = rows.groupby("table").cumcount() + 1
    if "row_id" not in rows:
        rows["row_id"] = rows["table"].map(LETTERS).astype("string") + rows["number"].astype("string")
    rows = rows.reindex(columns=[*TABLES["rows"], *(column for column in rows.columns if column not in TABLES["rows"])])
    _check_rows(rows)
    return rows.astype({column: COLUMNS[column].dtype for column in TABLES["rows"]})


def _check_rows(rows: pd.DataFrame) -> None:
    """Every row has an id of its own, whole numbers and a task."""
    for line, (row_id, task, *numbers) in enumerate(zip(*(rows[column] for column in _CHECKED), strict=True), 1):
        if not ROW_ID.fullmatch(str(row_id)):
            raise ReportError("from_rows", f"第{line}行", "编号,如 A1、B1、C1", f"“{row_id}”")
        if pd.isna(task) or not str(task).strip():
            raise ReportError("from_rows", f"第{line}行", "工作任务", "空")
        if wrong := [each for each in numbers if pd.notna(each) and not str(each).removesuffix(".0").isdecimal()]:
            raise ReportError("from_rows", f"第{line}行", "整数的序号和行号", f"“{wrong[0]}”")
    if (twice := rows["row_id"].duplicated()).any():
        raise ReportError(
            "from_rows", "", "不重复的编号", "、".join(rows.loc[twice, "row_id"].astype(str).unique()[:5])
        )
