"""The parameters of anyone's notebook: what it declares, what fits, and what comes to stand in the JSON."""

import json

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from shinpingba.briefs.brief import BriefError, is_current, prepare, to_json, write_brief
from shinpingba.briefs.parameters import declared, fits


def notebook(source):
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    cells = [new_code_cell(source, metadata={"tags": ["parameters"]}), new_code_cell("print(1)")]
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


@pytest.mark.parametrize(
    ("source", "name", "kind", "default"),
    [
        ("place = '甲区'", "place", "str", "甲区"),
        ("place: str = '甲区'  # 地方", "place", "str", "甲区"),
        ("rule = 'a=b'  # x = y", "rule", "str", "a=b"),
        ("share = 0.5", "share", "float", 0.5),
        ("count = -3", "count", "int", -3),
        ("is_long = False", "is_long", "bool", False),
        ("limit = None", "limit", "", None),
        ("limit: int | None = None", "limit", "int | None", None),
        ("names = ['甲', \"乙'丙\"]", "names", "list", ["甲", "乙'丙"]),
        ("names: list[str] = [\n    '甲',\n]", "names", "list[str]", ["甲"]),
        ("ranges = {'甲': (1, 2)}", "ranges", "dict", {"甲": (1, 2)}),
        ("%matplotlib inline\nplace = '甲区'", "place", "str", "甲区"),
        ("import datetime\nday = datetime.date.today()", "day", "", None),
        ("half: float = 1 / 2", "half", "float", None),
    ],
)
def test_a_default_without_annotation_takes_the_type_of_its_value(source, name, kind, default):
    [(found, parameter)] = declared(notebook(source)).items()
    assert (found, parameter.kind, parameter.default) == (name, kind, default)


def test_a_notebook_without_a_tagged_cell_declares_none():
    nb = notebook("place = '甲区'")
    nb.cells[0].metadata.tags = []
    assert declared(nb) == {}


FITTING = [
    ("乙区", "str"), (3, "int"), (3, "float"), (0.5, "float"), (float("nan"), "float"), (True, "bool"), ([], "list"), (["甲"], "list"),
    (["甲"], "list[str]"), ([1, 2.5], "List[float]"), (None, "int | None"), (3, "Optional[int]"), ("a", "Union[int, str]"),
    ({"a": 1}, "dict[str, int]"), (None, ""), ("2021-04-01", "datetime.date"), (["甲"], "tuple"), (3, "'int'"), ("a", "Any"),
]  # fmt: skip
OTHER = [
    (3, "str"), ("3", "int"), (0.5, "int"), (True, "int"), (True, "float"), (1, "bool"), ("甲", "list[str]"), (["甲", 2], "list[str]"),
    ("a", "int | None"), (0.5, "Optional[int]"), (None, "str"), ([], "dict"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "kind"), FITTING)
def test_a_value_fits_what_the_notebook_says(value, kind):
    assert fits(value, kind)


@pytest.mark.parametrize(("value", "kind"), OTHER)
def test_a_value_of_another_type_does_not(value, kind):
    assert not fits(value, kind)


@pytest.fixture
def path(tmp_path):
    source = "place = '甲区'\nshare = 0.5\nperiod = 3\npair = (1, 2)\nimport math\nroot = math.sqrt(2)"
    nbformat.write(notebook(source), tmp_path / "any.ipynb")
    return tmp_path / "any.ipynb"


def injected(nb):
    [cell] = (cell for cell in nb.cells if "injected-parameters" in cell.metadata.get("tags", ()))
    values = {}
    exec(cell.source, values)
    return {name: value for name, value in values.items() if name != "__builtins__"}


def test_only_what_is_given_is_put_in_and_the_rest_stays_as_the_notebook_has_it(path):
    assert injected(prepare(path, {"place": "乙'区\"", "share": 2})) == {"place": "乙'区\"", "share": 2}


def test_what_does_not_fit_is_refused_by_name(path):
    with pytest.raises(BriefError, match=r"参数 place 应为 str，实为 int：3"):
        prepare(path, {"place": 3})


def test_a_parameters_cell_that_is_no_python_is_named(tmp_path):
    nbformat.write(notebook("place = = 2"), tmp_path / "bad.ipynb")
    with pytest.raises(BriefError, match=r"bad\.ipynb 的参数格不是 Python:place = = 2"):
        prepare(tmp_path / "bad.ipynb", {})


def test_an_unknown_number_is_null_in_the_json_and_the_brief_is_current_all_the_same(path):
    given = {"share": float("nan")}
    nb = prepare(path, given)
    nb.cells = []
    page = write_brief(nb, path.with_suffix(".html"))
    assert json.loads(page.with_suffix(".json").read_text())["inputs"]["parameters"]["share"] is None
    assert is_current(path, page, given)
    assert not is_current(path, page, {"share": 1.0})


def test_json_has_neither_nan_nor_infinity():
    assert json.loads(to_json({"a": [float("inf"), (1.5, float("nan"))]}), parse_constant=pytest.fail) == {
        "a": [None, [1.5, None]]
    }
