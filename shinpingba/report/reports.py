"""A report: its rows, where they come from, and the period they tell of.

Reports are kept as published in `data/reports/<period>/` or `data/reports/<district>/<period>/`, one file each, with a
provenance card `report.toml` beside it. A period is a year and its part: 2021Q1, 2021H1 (half a year), 2021Q3 (January to
September), 2021Q4 (the year), 2021M11 (January to November).
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from .corrections import Correction, correct, read_corrections
from .document import Document, Piece, with_named_places
from .errors import ReportError
from .folder import card_of, data_folder, files_of, kept_reports, no_reports, without_twins
from .given import completed
from .periods import PERIOD, find_period, last_day, normal
from .register import absent_in, fill_from_register, is_joined, join_to_register, not_joined
from .rows import ReadDocument, read_rows
from .sources.formats import read_document
from .titles import district_in, districts_of, issuer_in, lines_around, title_of

_PART_OF_YEAR = {3: "一季度", 6: "上半年", 9: "前三季度", 12: "全年"}


@dataclass(frozen=True, eq=False)
class Report:
    """One report of one district.

    period       2021Q1; as_of is the last day of it
    rows         table `rows`, then columns of the report's own
    reading      how it was read: what stands in no row, its coverage; None for a table someone already had
    files        the names of its files
    register     the period of the year's register, by which its rows are named; empty where it names them itself
    joined       how each of its rows was joined to the register: columns.AGAINST["row_matches"]; None where none was to be
    absent       row ids of the year's first report that a partial report does not tell about
    corrections  slips of the source that were set right in rows
    warnings     what was read with doubt, in words for the user
    place        the file, or the folder of files, that it was read from; None for a table someone already had
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
    reading: ReadDocument | None = None
    files: tuple[str, ...] = ()
    register: str = ""
    joined: pd.DataFrame | None = None
    absent: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    warnings: tuple[str, ...] = ()
    place: Path | None = None

    @property
    def is_partial(self) -> bool:
        """True where rows of the year's first report are not in this one; that does not make them unreported."""
        return bool(self.absent)

    @property
    def narrative(self) -> tuple[Piece, ...]:
        """The report's own words around its rows."""
        return self.reading.narrative if self.reading else ()

    @property
    def left_over(self) -> tuple[Piece, ...]:
        """What could not be placed, each with its line."""
        return self.reading.left_over if self.reading else ()

    @property
    def coverage(self) -> float:
        """The share of the document's figures that stand in some row; 1.0 for a table someone already had."""
        return self.reading.coverage if self.reading else 1.0

    @property
    def names_rows(self) -> bool:
        """Whether its rows are named by the ids of the year's first report (C21)."""
        return self.reading is not None and all(record.texts.get("row_id") for record in self.reading.records)

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
        return cls(period=period, as_of=last_day(period), rows=completed(frame), title=title)


def read_report(
    period_or_path: str | Path,
    *,
    data: Path | None = None,
    period: str | None = None,
    register: "str | Path | Report | None" = None,
) -> Report:
    """Read a report by its period (2021Q1, or 渝北区/2021Q1) from the data folder, or by the path of its file or folder.

    data     the data folder, see `data_folder`
    period   of a file, if its folder (2021Q1), card, name or title does not say it
    register the year's first report or target list, which names the tasks and owners of a report in prose or of only some tasks
             (see `register.join_to_register`): a report, or what read_report takes. Of a report in the data folder the first of its year
    errors   ReportError: an unknown period, a file that cannot be read, another sha256 than the card's, a correction that no longer holds
    """
    folder = data_folder(data)
    kept, name = kept_reports(folder), str(period_or_path)
    files, twins = without_twins(files_of(name, kept))
    place = files[0].resolve().parent
    name = next((each for each, where in kept.items() if where.resolve() == place), name)
    documents, sha256 = _documents(files, card := card_of(files[0]))
    report = _described(documents, card, period or "", [folder.name for folder in (place, *place.parents)][:2])
    is_folder = name in kept or len(documents) > 1 or Path(period_or_path).is_dir()
    home = place if is_folder else files[0].resolve()
    district = (name.rpartition("/")[0] if name in kept else "") or report.district
    report = replace(report, place=home, sha256=sha256, district=district, warnings=(*twins, *report.warnings))
    report = _registered(report, name if name in kept else "", register, folder)
    rows, applied = correct(report.rows, [each for each in read_corrections(folder) if each.report == name])
    rows.attrs["district"] = report.district  # its departments are called as they are there
    return replace(report, rows=rows, corrections=applied)


def _documents(files: Sequence[Path], card: Mapping[str, str]) -> tuple[list[Document], str]:
    """The documents of a report, and the sha256 of what they were read from. errors   ReportError for another than the card's."""
    documents = [read_document(path) for path in files]
    documents = [with_named_places(document) for document in documents] if len(documents) > 1 else documents
    sha256 = _sha256(documents)
    if (stated := card.get("sha256", sha256)) != sha256:
        raise ReportError(files[0].name, "", f"sha256 {stated}", sha256)
    return documents, sha256


def periods(data: Path | None = None) -> list[str]:
    """The reports in the data folder, the oldest first: 2021Q1, or 渝北区/2021Q1 where a folder stands for a district."""
    return list(kept_reports(data_folder(data)))


def newest(data: Path | None = None) -> str:
    """The newest complete report; one of another district, in a folder of its own, only where there are no others.

    errors  ReportError where there is none
    """
    for name in sorted(periods(data), key=lambda name: ("/" not in name, last_day(Path(name).name)), reverse=True):
        if not read_report(name, data=data).is_partial:
            return name
    raise no_reports(data_folder(data))


def earlier_reports(report: Report, data: Path | None = None) -> list[Report]:
    """The reports of the same district and year that came before this one, the earliest first; figures add up within a year."""
    folder, year = data_folder(data), report.as_of.year
    names = [(name, *name.rpartition("/")[::2]) for name in kept_reports(folder)]
    before = [
        name for name, district, period in names
        if district in ("", report.district) and last_day(period).year == year and last_day(period) < report.as_of
    ]  # fmt: skip
    return [each for each in (read_report(name, data=folder) for name in before) if each.district == report.district]


def _sha256(documents: Sequence[Document]) -> str:
    """The hash of a report: of its file, or of the hashes of its files."""
    hashes = [document.sha256 for document in documents]
    return hashes[0] if len(hashes) == 1 else hashlib.sha256("".join(hashes).encode()).hexdigest()


def _described(documents: Sequence[Document], card: dict[str, Any], period: str, folders: Sequence[str]) -> Report:
    """The report that some documents and their card make. `folders` are the names of those it lies in, the nearest first."""
    given = _given(card, period, folders)
    reading = read_rows(*documents, until=last_day(given) if given else None)
    name = documents[0].name
    lines = [line for document in documents for line in lines_around(document, reading.records)]
    stem = Path(name).stem
    # a file called report or 2023H1_sub has no title
    title = card.get("title") or title_of(lines) or (stem if any("一" <= sign <= "鿿" for sign in stem) else "")
    issuer = card.get("issuer") or issuer_in(title)
    texts = [card.get("title", ""), *(document.name for document in documents), reading.edition, *lines]
    period, doubt = (given, []) if given else _period(documents, texts, title or stem)
    districts = [*districts_of(folders), *map(district_in, [issuer, title, *texts])]
    return Report(
        period=period,
        as_of=last_day(period),
        rows=reading.rows,
        district=card.get("district") or next(filter(None, districts), ""),
        title=title,
        issuer=issuer,
        published=card.get("date"),
        url=card.get("address", ""),
        reading=reading,
        files=tuple(document.name for document in documents),
        warnings=tuple(f"{name}:{each}" for each in (*doubt, *reading.warnings)),
    )


def _given(card: dict[str, Any], period: str, folders: Sequence[str]) -> str:
    """The period of a report as asked for, or by its folder or card; "" where none of them names one."""
    named = next((folder for folder in folders[:1] if PERIOD.fullmatch(folder)), "")
    given = period or named or card.get("period", "")
    return normal(given) if given else ""


def _period(documents: Sequence[Document], lines: Sequence[str], title: str) -> tuple[str, list[str]]:
    """The period of a report by its name or title, and what to tell the user where it is only inferred."""
    found, doubt = find_period(lines, (piece.text for document in documents for piece in document.pieces))
    if not found:
        name = Path(documents[0].name)
        expected = (
            f"标题里的年份和季度或月份(或改文件名,如 2021Q1{name.suffix}、2021M08{name.suffix};"
            "命令行加 --period 2021M08,在程序里也可以给参数 period)"
        )
        raise ReportError(name.name, "", expected, f"“{title[:30]}”")
    return found, [doubt] if doubt else []


def _first_of_year(name: str, folder: Path) -> Report:
    """The first report of the same district and year, which names the tasks of the year."""
    first = _earliest(name, folder)
    if not first:
        raise ReportError(name, "", f"{name.rpartition('/')[2][:4]}年的首份报告(部分报告只有编号和进展)", "没有")
    return read_report(first, data=folder)


def _earliest(name: str, folder: Path) -> str | None:
    """The name of the first report of the same district and year, where it is of an earlier day."""
    district, _, period = name.rpartition("/")
    same = [each for each in kept_reports(folder) if each.rpartition("/")[0] == district and each != name]
    first = next((each for each in same if each.rpartition("/")[2][:4] == period[:4]), None)
    return first if first and last_day(first.rpartition("/")[2]) < last_day(period) else None


def _registered(report: Report, name: str, register: "str | Path | Report | None", folder: Path) -> Report:
    """A report with what the year's register tells of its rows; itself, where there is none or it tells all by itself.

    name  the report's in the data folder; empty elsewhere
    """
    if report.rows["task"].isna().all() and report.names_rows:
        return _filled(report, _first_of_year(name or report.period, folder))
    if register is None:
        first = _earliest(name, folder) if name else None
        register = read_report(first, data=folder) if first else None
    elif not isinstance(register, Report):
        register = read_report(register, data=folder)
    if register is None or not is_joined(report.rows, register.rows):
        return report
    rows, joined = join_to_register(report.rows, register.rows)
    warnings = (*report.warnings, *not_joined(rows, joined, register.period))
    return replace(
        report, rows=rows, joined=joined, register=register.period, district=report.district or register.district,
        absent=absent_in(rows, register.rows), warnings=warnings,
    )  # fmt: skip


def _filled(report: Report, first: Report) -> Report:
    """A partial report with the names, tasks and departments of the year's first one."""
    rows = fill_from_register(report.rows, first.rows, f"{first.period}报告里的编号", report.title)
    return replace(report, rows=rows, register=first.period, absent=absent_in(rows, first.rows))
