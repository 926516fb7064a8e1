"""What an editor and a type checker see of the package from outside."""

import subprocess
import sys

import lazy_loader
import pytest
from test_readme import ROOT, blocks

import shinpingba as sp

CACHE = ROOT / ".mypy_cache/of_a_user"  # of the last run: a second instead of ten
CONFIGURATION = "[mypy]\ndisallow_untyped_defs = true\nignore_missing_imports = true\n"
# what the package stands on is not looked through: of its own types that changes nothing, and it is most of the work
LIBRARIES = (
    "altair", "pandas", "numpy", "docx", "lxml", "nbformat", "nbclient", "nbconvert", "papermill", "IPython", "click", "jinja2",
)  # fmt: skip
CONFIGURATION += "".join(f"[mypy-{name}.*]\nfollow_imports = skip\n" for name in LIBRARIES)
# nor are the bodies of its own functions: what is wrong in them `make lint` says
CONFIGURATION += "[mypy-shinpingba.*]\nignore_errors = true\n"
MISUSE = "import shinpingba as sp\nsp.assess(1)\nsp.read_report('2021Q1').nothing_such\nsp.no_such_name\n"


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What mypy says of a user's two files, in a folder of the user's own."""
    folder = tmp_path_factory.mktemp("user")
    (folder / "mypy.ini").write_text(CONFIGURATION, encoding="utf-8")
    for name, code in {"readme.py": "\n".join(blocks("python")), "misuse.py": MISUSE}.items():
        (folder / name).write_text(code, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--cache-dir", CACHE, "readme.py", "misuse.py"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout


def test_the_python_of_the_readme_has_no_type_error(told):
    assert "readme.py:" not in told
    assert "checked 2 source files" in told


def test_a_misuse_is_seen_by_its_types(told):
    assert 'has incompatible type "int"; expected "Report"' in told
    assert 'has no attribute "nothing_such"' in told
    assert '"no_such_name"' in told


def test_the_stub_and_the_face_name_the_same_things():
    for package in (sp, sp.briefs):
        stubbed = lazy_loader.attach_stub(package.__name__, package.__file__)[2]
        assert sorted(stubbed) == sorted(set(package.__all__) - {"__version__"})


@pytest.mark.parametrize("name", sp.__all__)
def test_every_public_name_is_there(name):
    assert getattr(sp, name)


def test_importing_the_package_loads_next_to_nothing():
    code = "import sys; before = set(sys.modules); import shinpingba; print(len(set(sys.modules) - before))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert int(loaded) <= 10
