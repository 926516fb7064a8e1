"""Where reports are kept: data/reports/<period>/ or data/reports/<district>/<period>/, the files of one report in each folder.

A provenance card `report.toml` stands beside them (or one named like the file). Links are not followed.
"""

import os
import re
import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from .departments import nearest
from .errors import ReportError
from .periods import PERIOD, last_day
from .sources.formats import FORMATS, PICTURES

_ELSEWHERE = "（报告放在别处的，用环境变量 SHINPINGBA_DATA 指明那个资料夹，或者给出报告文件的路径）"
_SHOWN = 8  # reports that a message names: all of a district, not those of a province


def data_folder(data: Path | None = None) -> Path:
    """Where reports are kept: the folder given, else SHINPINGBA_DATA, else data/ of the checkout."""
    return Path(data or os.environ.get("SHINPINGBA_DATA") or Path(__file__).parents[2] / "data")


def kept_reports(folder: Path) -> dict[str, Path]:
    """Name to folder of every report kept, by district and date: 2021Q1, or 渝北区/2021Q1."""
    found = {}
    for place in (folder / "reports").glob("**/20*"):
        parts = place.relative_to(folder / "reports").parts
        is_linked = any(each.is_symlink() for each in (place, *place.parents))
        if len(parts) <= 2 and PERIOD.fullmatch(parts[-1]) and place.is_dir() and not is_linked:
            found["/".join(parts)] = place
    return dict(sorted(found.items(), key=lambda item: (item[0].rpartition("/")[0], last_day(item[1].name))))


def no_reports(folder: Path) -> ReportError:
    """The error where no complete report is kept."""
    return ReportError(f"{folder}/reports", "", f"至少一份完整的报告{_ELSEWHERE}", "没有")


def files_of(name: str, kept: dict[str, Path]) -> list[Path]:
    """The files of the report of that name or at that path; those of a folder are one report.

    errors   ReportError: an unknown name (with the nearest), a folder without a file that can be read
    """
    if Path(name).suffix and not Path(name).is_dir():
        return [Path(name)]
    folder = kept.get(name) or (Path(name) if name and Path(name).is_dir() and "\0" not in name else None)
    if folder is None:
        near = nearest(name, kept)
        hint = f"是不是：{near[0]}？" if near else ""
        known = "、".join([*kept][:_SHOWN]) + "等" * (len(kept) > _SHOWN) or f"（无）{_ELSEWHERE}"
        told = f"没有“{name}”这份报告。{hint}已有的报告期：{known}。"
        raise ReportError("data/reports", "", "已有的报告期", f"“{name}”", told)
    files = _readable(folder)
    if not files:
        raise ReportError(name, "", f"报告期,或一份报告的文件({' '.join(FORMATS)})", "目录中没有这样的文件")
    return files


def reports_named(names: Iterable[str], kept: dict[str, Path]) -> list[str]:
    """The reports that some names mean, each once, as `read_report` takes them.

    names  a report (2021Q1, a file, a folder of the files of one report) is itself; a district of the data folder (渝北区) is all its
           reports, a folder of folders the reports in those, in order, and a pattern (data/reports/*/2023H1) what it fits
    """
    found = [each for name in names for each in _reports_in(name, kept)]
    return list(dict.fromkeys(found))


def _reports_in(name: str, kept: dict[str, Path]) -> list[str]:
    if name in kept or "\0" in name:
        return [name]
    if of_district := [each for each in kept if each.rpartition("/")[0] == name]:
        return of_district
    if any(sign in name for sign in "*?[") and not Path(name).exists():
        root = Path(name).anchor
        return sorted(map(str, Path(root).glob(str(Path(name).relative_to(root))))) or [name]
    place = Path(name)
    if not place.is_dir() or _readable(place):
        return [name]
    return [str(each) for each in sorted(place.rglob("*/")) if not each.is_symlink() and _readable(each)] or [name]


def _readable(folder: Path) -> list[Path]:
    """The files of a folder that are a report's, or a part of one."""
    readable = [
        path
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in FORMATS and path.is_file() and not path.is_symlink()
    ]
    # a picture beside a report (a logo) is no part of it
    return [path for path in readable if path.suffix.lower() not in PICTURES] or readable


def without_twins(files: Iterable[Path]) -> tuple[list[Path], list[str]]:
    """The files without those that are another one in another format (通报.docx and 通报.pdf), and what to tell the user of them."""
    formats = [*FORMATS]
    first: dict[str, Path] = {}
    for path in sorted(
        files,
        key=lambda path: _PREFERRED.index(path.suffix.lower()) if path.suffix.lower() in _PREFERRED else len(formats),
    ):
        first.setdefault(path.stem, path)
    kept = sorted(first.values())
    return kept, [f"{path.name} 与 {first[path.stem].name} 同名,只读后者" for path in files if path not in kept]


_PREFERRED = [".xlsx", ".docx", ".csv", ".html", ".htm", ".ods", ".xls", ".tsv", ".txt", ".pdf"]


def card_of(path: Path) -> dict[str, Any]:
    """The provenance card beside a report, named like it or report.toml; empty where there is none.

    errors   ReportError for what is no TOML, or an entry of another type
    """
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
