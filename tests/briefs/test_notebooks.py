"""Notebooks are essays without results: no outputs, one cell of typed and explained parameters, and every one runs."""

import os
import shutil
import subprocess
from pathlib import Path

import nbformat
import papermill
import pytest
from conftest import EACH
from npm import from_npm

import shinpingba as sp
from shinpingba.briefs.brief import BriefError, make_brief
from shinpingba.briefs.index import write_index

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


def test_every_notebook_is_run():
    assert [path.stem for path in NOTEBOOKS] == [*EACH]


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.name)
def path(request):
    return request.param


@pytest.fixture
def notebook(path):
    return nbformat.read(path, as_version=4)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_no_output_is_kept(notebook):
    assert [cell.source for cell in code_cells(notebook) if cell.outputs or cell.execution_count] == []


def test_the_kernel_is_the_one_every_environment_has(notebook):
    assert notebook.metadata.kernelspec.name == "python3"


def test_one_cell_holds_the_parameters_and_it_comes_first(notebook):
    tagged = [cell for cell in code_cells(notebook) if "parameters" in cell.metadata.get("tags", [])]
    assert tagged == code_cells(notebook)[:1]


def test_papermill_shows_every_parameter_with_its_type_and_meaning(path):
    parameters = papermill.inspect_notebook(path)
    assert parameters
    bare = [name for name, shown in parameters.items() if shown["inferred_type_name"] == "None" or not shown["help"]]
    assert bare == []


def test_a_list_takes_what_its_type_says_and_nothing_else(tmp_path):
    for wrong in ("区科技局", ["区科技局", 2]):
        with pytest.raises(BriefError, match=r"departments 应为 list\[str\]，实为"):
            make_brief("compare_departments", tmp_path / "compared.html", departments=wrong)


@pytest.fixture(scope="module")
def briefs(made):
    """What became of each notebook, by its name."""
    return made[1]


def test_it_runs_from_top_to_bottom(path, briefs):
    assert briefs[path.stem].cause is None


def test_the_scheduled_notebook_is_about_the_department_it_was_given(briefs):
    assert "区教委" in briefs["department_brief"].job.out.read_text(encoding="utf-8")


@pytest.mark.skipif(
    "CI" not in os.environ or shutil.which("java") is None, reason="in CI, or by `make pages`, where Java is"
)
def test_the_html_checker_finds_no_error_in_any_page(briefs):
    """https://validator.github.io/validator: the checker of the W3C."""
    pages = [outcome.job.out for outcome in briefs.values()]
    pages.append(write_index(pages[0].parent))
    checker = ["java", "-Xss4m", "-jar", from_npm("vnu-jar@26.9.27", "build/dist/vnu.jar")]
    said = subprocess.run([*checker, "--errors-only", *pages], capture_output=True, text=True)
    assert said.stderr == ""


class AskedError(Exception):
    """Raised in the place of reading a report: the report that was asked for."""


@pytest.mark.parametrize(
    "path", [path for path in NOTEBOOKS if "period" in papermill.inspect_notebook(path)], ids=lambda path: path.name
)
def test_a_period_left_empty_is_the_newest_complete_report(notebook, monkeypatch):
    """Of 2021Q3, the newest, a part is known."""

    def read_report(name):
        raise AskedError(name)

    monkeypatch.setattr(sp, "read_report", read_report)
    names = {}
    with pytest.raises(AskedError, match=r"^2021Q1$"):
        for cell in code_cells(notebook):
            exec(cell.source, names)
