"""data/datapackage.json describes the files that an export writes."""

import csv
import json

import pytest

import shinpingba as sp
from shinpingba.exports import export
from shinpingba.exports.datapackage import data_package
from shinpingba.reports import data_folder


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """Lines of each csv of an export, by its file name."""
    folder = export(sp.assess(sp.read_report("2021Q1")), tmp_path_factory.mktemp("export") / "tables")
    return {
        path.name: list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())) for path in folder.iterdir()
    }


def test_the_package_in_the_checkout_is_the_one_the_code_makes():
    assert json.loads((data_folder() / "datapackage.json").read_text(encoding="utf-8")) == data_package()


def test_every_exported_file_is_described_and_keeps_its_types_and_key(exported):
    described = {resource["path"]: resource["schema"] for resource in data_package()["resources"]}
    patterns = {"integer": int, "number": float, "boolean": {"True": True, "False": False}.__getitem__, "string": str}
    assert exported.keys() <= described.keys()
    for name, lines in exported.items():
        fields = {field["name"]: patterns[field["type"]] for field in described[name]["fields"]}
        assert list(lines[0]) == list(fields)
        for line in lines:
            assert all(fields[column](cell) is not None for column, cell in line.items() if cell)
        keys = [tuple(line[column] for column in described[name].get("primaryKey", fields)) for line in lines]
        assert len(keys) == len(set(keys))
