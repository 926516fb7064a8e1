"""The two ways to an environment say the same, the pins are complete, and the wheel holds all it needs."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
CONDA_ONLY = {"python", "pip", "font-ttf-noto-cjk"}
PINNED = (ROOT / "requirements.txt").read_text(encoding="utf-8")
# what scans need more, in a file of its own: it is about as much again
SCANS = (ROOT / "requirements-scan.txt").read_text(encoding="utf-8")


def bounds(requirements):
    """Name → version bounds, so that spelling and order do not count."""
    parsed = map(Requirement, requirements)
    return {canonicalize_name(requirement.name): requirement.specifier for requirement in parsed}


class TestEnvironment:
    conda = bounds(entry for entry in ENVIRONMENT["dependencies"] if isinstance(entry, str))

    def test_repeats_names_and_bounds_of_the_package(self):
        names = self.conda.keys() - CONDA_ONLY
        assert {name: self.conda[name] for name in names} == bounds(PROJECT["dependencies"])

    def test_asks_for_the_python_of_the_package(self):
        assert str(self.conda["python"]) == PROJECT["requires-python"]

    def test_takes_nothing_from_the_default_channels(self):
        assert ENVIRONMENT["channels"] == ["conda-forge", "nodefaults"]

    def test_ends_with_the_package_itself(self):
        assert ENVIRONMENT["dependencies"][-1] == {"pip": ["-e ."]}


class TestPins:
    @pytest.mark.parametrize("pinned", [PINNED, SCANS])
    def test_carry_a_hash_each(self, pinned):
        pins = re.findall(r"^\S+==.*?(?=^\S|\Z)", pinned, flags=re.MULTILINE | re.DOTALL)
        assert pins
        assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []

    def test_name_no_index(self):
        assert not re.search(r"://|--(extra-)?index|--find-links", PINNED + SCANS)

    def test_of_scans_stand_apart_from_the_others(self):
        names = [set(re.findall(r"^([^\s=]+)==", pinned, re.MULTILINE)) for pinned in (PINNED, SCANS)]
        assert not names[0] & names[1]
        assert {"rapidocr", "onnxruntime", "opencv-python-headless"} <= names[1]

    def test_satisfy_every_bound_of_the_package(self):
        optional = [entry for extra in PROJECT["optional-dependencies"].values() for entry in extra]
        versions = {
            canonicalize_name(name): version for name, version in re.findall(r"^([^\s=]+)==(\S+)", PINNED + SCANS, re.M)
        }
        for name, bound in bounds(PROJECT["dependencies"] + optional).items():
            assert bound.contains(versions[name]), name


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    """The wheel as `make wheel` builds it, unpacked into a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "unpacked")
    return folder / "unpacked"


class TestWheel:
    @pytest.mark.parametrize("kind", ["shinpingba/words/*.csv", "shinpingba/briefs/templates/*", "notebooks/*.ipynb"])
    def test_holds_every_file_of_the_checkout_that_is_not_code(self, unpacked, kind):
        wanted = {path.name for path in ROOT.glob(kind)}
        assert wanted
        assert wanted <= {path.name for path in (unpacked / "shinpingba").rglob("*")}

    def test_reads_a_report_from_a_data_folder_named_in_the_environment(self, unpacked, tmp_path):
        code = "import shinpingba as sp; print(sp.__file__); print(len(sp.read_report('2021Q1').rows))"
        environment = os.environ | {"PYTHONPATH": str(unpacked), "SHINPINGBA_DATA": str(ROOT / "data")}
        run = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
        )
        where, rows = run.stdout.split()
        assert Path(where).is_relative_to(unpacked)
        assert int(rows) == 157
