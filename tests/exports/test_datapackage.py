"""data/datapackage.json describes the files that an export writes."""

import csv
import json

import frictionless
import pytest

import shinpingba as sp
from shinpingba.exports import export
from shinpingba.exports.datapackage import data_package
from shinpingba.report.reports import data_folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """An export of csv files."""
    return export(sp.assess(sp.read_report("2021Q1")), tmp_path_factory.mktemp("export") / "tables")


@pytest.fixture(scope="module")
def exported(folder):
    """Lines of each csv of an export, by its file name."""
    return {
        path.name: csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()) for path in folder.glob("*.csv")
    }


def test_the_package_in_the_checkout_is_the_one_the_code_makes():
    assert json.loads((data_folder() / "datapackage.json").read_text(encoding="utf-8")) == data_package()


def test_every_exported_file_is_described_and_keeps_its_types_and_key(exported):
    described = {resource["path"]: resource["schema"] for resource in data_package()["resources"]}
    patterns = {"integer": int, "number": float, "boolean": {"True": True, "False": False}.__getitem__, "string": str}
    assert exported.keys() <= described.keys()
    for name, lines in exported.items():
        fields = {field["name"]: patterns[field["type"]] for field in described[name]["fields"]}
        assert lines.fieldnames == list(fields)
        lines = list(lines)
        for line in lines:
            assert all(fields[column](cell) is not None for column, cell in line.items() if cell)
        keys = [tuple(line[column] for column in described[name].get("primaryKey", fields)) for line in lines]
        assert len(keys) == len(set(keys))


def test_frictionless_finds_nothing_wrong_with_an_export_and_its_description(folder):
    (folder / "datapackage.json").write_text(json.dumps(data_package(), ensure_ascii=False), encoding="utf-8")
    found = frictionless.Package(folder / "datapackage.json").validate()
    assert found.stats["tasks"] == len(data_package()["resources"])
    assert found.valid, found.flatten(["name", "type", "message"])
