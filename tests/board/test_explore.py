"""The essay over the library: short, in words first, and true of a report it has never seen."""

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell

from shinpingba.briefs.brief import find_notebook


@pytest.fixture(scope="module")
def cells():
    return nbformat.read(find_notebook("explore"), as_version=4).cells


def test_it_begins_with_words(cells):
    assert cells[0].cell_type == "markdown"


def test_it_has_fewer_than_15_code_cells_and_each_is_short(cells):
    code = [cell.source for cell in cells if cell.cell_type == "code"]
    assert len(code) < 15
    assert [source for source in code if len(source.splitlines()) > 5] == []


@pytest.fixture
def other_report(tmp_path):
    """A report of two tasks of another district, as a table in a file."""
    path = tmp_path / "2022H1.csv"
    path.write_text(
        "序号,工作任务,牵头单位,配合单位,进展情况\n"
        "1,新建口袋公园20个,区城管局,各镇街,上半年建成口袋公园4个。\n"
        "2,培育专精特新企业30家,区经济信息委,区科技局,新增专精特新企业18家。\n",
        encoding="utf-8",
    )
    return path


def test_it_tells_of_a_report_it_has_never_seen(cells, other_report):
    shell = InteractiveShell()
    shell.push({"period": "2022H1", "rule": "months/12", "data": str(other_report)})
    for cell in cells:
        if cell.cell_type == "code" and "parameters" not in cell.metadata.get("tags", []):
            shell.run_cell(cell.source, silent=True).raise_error()
    assert list(shell.user_ns["behind"]["target_quote"]) == ["新建口袋公园20个"]
    assert shell.user_ns["board"].row_id == "C1"
