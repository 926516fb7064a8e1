"""Notebooks are essays without results: no outputs, one cell of typed and explained parameters, and every one runs."""

from pathlib import Path

import nbformat
import papermill
import pytest

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))


def test_there_are_notebooks():
    assert NOTEBOOKS


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
