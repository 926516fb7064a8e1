"""A notebook and its parameters → one HTML file, with its figures and the hashes of its inputs in a JSON file beside it."""

import hashlib
import json
from contextlib import suppress
from functools import cache, lru_cache
from math import isfinite
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import nbformat
import papermill
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from ..drafts import write_whole
from ..judging.decisions import decisions_file
from ..report.departments import department_table, known_department, nearest
from ..report.errors import ReportError
from ..report.reports import Report, data_folder, earlier_reports, newest, read_report
from ..runs.kernel import PrivateKernelManager
from .blocks import known_of, running
from .imprint import printed_card
from .outputs import PageError
from .page import page
from .parameters import Parameter, declared, fits
from .render import FIGURES

PACKAGE = Path(__file__).parents[1]
# in a checkout the notebooks lie beside the package, in an installed package inside it
NOTEBOOK_FOLDERS = (PACKAGE.parent / "notebooks", PACKAGE / "notebooks")


class BriefError(ValueError):
    """A brief that cannot be made: what was asked for, what there is instead, or the cell that failed."""


def make_brief(notebook: str | Path, out: str | Path, *, engine: str | None = None, **parameters: Any) -> Path:
    """Run a notebook with parameters and write it as one HTML file that opens without a network.

    notebook    its name, as in "quarter_brief", or its path
    out         the HTML file; the JSON file beside it holds the figures and the hashes of the inputs
    engine      name of a papermill engine; by default nbclient runs the notebook in a kernel of its own
    parameters  by the names of the notebook's cell tagged `parameters`, as in period="2021Q1", department="区教委"
    returns     the path of the HTML file, which is there whole or not at all
    errors      BriefError for an unknown notebook, parameter, period or department, and for a cell that fails; the executed
                notebook of a failure is kept in `failed/` beside the file
    """
    out = Path(out)
    nb = prepare(notebook, parameters)
    with TemporaryDirectory() as folder:
        executed = Path(folder) / f"{out.stem}.ipynb"
        try:
            nb = papermill.execute_notebook(
                nb, executed, engine_name=engine, kernel_name="python3", kernel_manager_class=PrivateKernelManager,
                progress_bar=False, log_output=False,
            )  # fmt: skip
        except PapermillExecutionError as error:
            cause = f"{error.ename}: {error.evalue}"
            write_failure(nbformat.read(executed, as_version=4), cause, out)
            raise BriefError(f"{out.name} 没有做成：{cause}（运行到的笔记本在 {out.parent / 'failed'}）") from error
    return write_brief(nb, out)


def prepare(notebook: str | Path, parameters: dict[str, Any]) -> NotebookNode:
    """The notebook with its parameters checked and put in, ready to run; its metadata name the brief and its inputs.

    errors  BriefError as in make_brief
    """
    path = find_notebook(notebook)
    nb = load_notebook_node(str(path))
    asked = _check(path, parameters)
    nb = parameterize_notebook(nb, asked.given)
    department = asked.values.get("department") if asked.report else None
    named = [nb.metadata.get("title", path.stem), department, asked.report and asked.report.period]
    nb.metadata["title"] = " · ".join(name for name in named if name)
    nb.metadata["about"] = known_of(asked.report, asked.values.get("rule")) if asked.report else {}
    nb.metadata["running"] = running(nb.metadata["about"], department or "") or nb.metadata["title"]
    nb.metadata["inputs"] = _inputs(path, asked)
    return nb


def page_of(nb: NotebookNode) -> str:
    """The page of an executed notebook that `prepare` has made. Errors: BriefError if one of its cells failed."""
    try:
        return page(nb)
    except PageError as error:
        raise BriefError(str(error)) from error


def write_brief(nb: NotebookNode, out: Path) -> Path:
    """Write the page of an executed notebook, and then its JSON file; each is there whole or not at all.

    returns  the path of the page
    errors   BriefError if one of the cells failed; nothing is written then
    """
    html = page_of(nb)
    card = {
        "title": nb.metadata["title"],
        "about": nb.metadata.get("about", {}),
        "page_sha256": _sha256(html.encode()),
        "inputs": nb.metadata["inputs"],
        "figures": shown_figures(nb),
    }
    write_whole(out, html)
    write_whole(out.with_suffix(".json"), to_json(card))
    forget_failure(out)
    return out


def forget_failure(out: Path) -> None:
    """Take away what an earlier failure of a brief left, once it is over, and the folder of failures with the last one."""
    for suffix in (".ipynb", ".json"):
        (out.parent / "failed" / f"{out.stem}{suffix}").unlink(missing_ok=True)
    with suppress(OSError):  # it holds others, or there is none
        (out.parent / "failed").rmdir()


def write_failure(nb: NotebookNode | None, cause: str, out: Path) -> None:
    """Keep what a failed run left, in `failed/` beside the brief that it was to become, for whoever repairs it and for the index.

    nb    the notebook as far as it came, None if there is none. A disk that is full keeps nothing, and is a cause itself.
    """
    metadata = nb.metadata if nb else {}
    card = {"title": metadata.get("title", out.stem), "cause": cause, "inputs": metadata.get("inputs", {})}
    with suppress(OSError):
        write_whole(out.parent / "failed" / f"{out.stem}.json", to_json(card))
        if nb:
            write_whole(out.parent / "failed" / f"{out.stem}.ipynb", nbformat.writes(nb))


def is_current(notebook: str | Path, out: Path, parameters: dict[str, Any]) -> bool:
    """True if the brief is there as it was written, and the report, the notebook, the package and the parameters are the same."""
    try:
        card = json.loads(out.with_suffix(".json").read_text(encoding="utf-8"))
        unchanged = card["page_sha256"] == _sha256(out.read_bytes())
    except (OSError, ValueError, KeyError, TypeError):
        return False
    path = find_notebook(notebook)
    return unchanged and card["inputs"] == json.loads(to_json(_inputs(path, _check(path, parameters))))


def to_json(card: Any) -> str:
    """A card as JSON, which has no NaN: it is null there."""
    return json.dumps(_known(card), ensure_ascii=False, indent=1, allow_nan=False, default=str)


def _known(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(name): _known(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [*map(_known, value)]
    return None if isinstance(value, float) and not isfinite(value) else value


def shown_figures(nb: NotebookNode) -> dict[str, Any]:
    """Every figure of an executed notebook: the name of a block → its figures."""
    outputs = (output.get("data", {}) for cell in nb.cells for output in cell.get("outputs", ()))
    return {name: block for data in outputs for name, block in data.get(FIGURES, {}).items()}


def find_notebook(notebook: str | Path) -> Path:
    """The notebook's path. Errors: BriefError with the names there are, and the nearest one."""
    path = Path(notebook)
    places = [path, *(folder / f"{notebook}.ipynb" for folder in NOTEBOOK_FOLDERS)]
    for place in places:
        if place.suffix == ".ipynb" and place.is_file():
            return place
    names = sorted({place.stem for folder in NOTEBOOK_FOLDERS for place in folder.glob("*.ipynb")})
    raise BriefError(_unknown("笔记本", str(notebook), names))


class _Request(NamedTuple):
    """What is asked of a notebook: the values that are put in, all of its parameters with their defaults, the report they name."""

    given: dict[str, Any]
    values: dict[str, Any]
    report: Report | None


def _check(path: Path, parameters: dict[str, Any]) -> _Request:
    """The request, if the notebook declares these parameters and they are what it says they are."""
    known = _declared(path, _stamps([path]))
    for name, value in parameters.items():
        if name not in known:
            raise BriefError(_unknown("参数", name, [*known]))
        if not fits(value, known[name].kind):
            raise BriefError(f"参数 {name} 应为 {known[name].kind}，实为 {type(value).__name__}：{value!r}")
    values = {name: each.default for name, each in known.items() if each.is_known} | parameters
    report = None
    # a notebook of ours, or like one of ours
    if isinstance(values.get("period"), str) and isinstance(values.get("data"), str):
        values, report = _named_in_full(values)
    given = {name: value for name, value in values.items() if name in parameters or value != known[name].default}
    return _Request(given, values, report)


def _named_in_full(values: dict[str, Any]) -> tuple[dict[str, Any], Report]:
    try:
        if values["data"]:  # a file, with its period where it does not say it
            report = current_report(values["data"], values["period"] or None)
        else:
            values = values | {"period": values["period"] or newest()}
            report = current_report(values["period"])
        if values.get("department"):
            values["department"] = known_department(department_table(report.rows), values["department"])
    except ReportError as error:
        raise BriefError(str(error)) from error
    return values, report


_Stamps = tuple[tuple[Path, int, int], ...]


def current_report(name: str, period: str | None = None) -> Report:
    """A report as read_report gives it, by its period or path; `period` is of a file that does not say it.

    Every brief of a batch asks for it: it is read again only when one of the files that it may depend on has changed.
    """
    folder, path = data_folder(), Path(name)
    beside = path.parent.glob("*") if path.is_file() else ()
    stamps = _stamps([folder / "corrections.csv", *(folder / "reports").rglob("*"), *beside])
    return _read_as_stamped(name, period, stamps)


@lru_cache(maxsize=4)
def _read_as_stamped(name: str, period: str | None, stamps: _Stamps) -> Report:
    return read_report(name, period=period)


@lru_cache(maxsize=16)
def _declared(path: Path, stamps: _Stamps) -> dict[str, Parameter]:
    try:
        return declared(load_notebook_node(str(path)))
    except SyntaxError as error:
        raise BriefError(f"{path.name} 的参数格不是 Python:{error.text or error.msg}") from error


def _stamps(paths: list[Path]) -> _Stamps:
    """What tells that a file has changed: its full path, time and size."""
    stats = sorted((path.resolve(), path.stat()) for path in paths if path.is_file())
    return tuple((path, stat.st_mtime_ns, stat.st_size) for path, stat in stats)


def _inputs(path: Path, asked: _Request) -> dict[str, Any]:
    """What a brief depends on: the hashes of report, notebook and package, and the parameters with their defaults filled in."""
    values, report = asked.values, asked.report
    return {
        "report_sha256": report and report.sha256,
        # what its card says of it, and the page with it
        "card_sha256": report and _sha256(repr(printed_card(report)).encode()),
        # corrections, and the rows that a partial report takes from the year's first one
        "rows_sha256": report and _rows_sha256([report]),
        # a brief of the whole quarter is held against the year's earlier reports, one of a department is not
        "earlier_sha256": report and not values.get("department") and _rows_sha256(earlier_reports(report)),
        # what people have settled of it, and of the year's earlier ones, which earns the confidence it prints
        "decisions_sha256": report and _decisions_sha256([report, *earlier_reports(report)]),
        "notebook_sha256": _sha256(path.read_bytes()),
        "package_sha256": _package_sha256(),
        "parameters": values,
    }


def _rows_sha256(reports: list[Report]) -> str:
    return _sha256("".join(report.rows.to_json(orient="records") for report in reports).encode())


def _decisions_sha256(reports: list[Report]) -> str:
    files = [path for path in map(decisions_file, reports) if path and path.is_file()]
    return _sha256(b"\0".join(path.read_bytes() for path in files))


def _unknown(what: str, name: str, valid: list[str]) -> str:
    near = nearest(name, valid)
    hint = f"，是否指“{near[0]}”？" if near else "。"
    return f"没有名为“{name}”的{what}{hint}可选：{'、'.join(valid)}"


@cache
def _package_sha256() -> str:
    files = sorted(path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return _sha256(b"".join(str(path.relative_to(PACKAGE)).encode() + path.read_bytes() for path in files))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
