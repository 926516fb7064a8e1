"""A plain notebook gives without a kernel what it gives in one, or a kernel is asked for."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
ENVIRONMENT = os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}

# every notebook of one feature that imports nothing but these, run in a fork without a kernel and in a fork with one
BOTH_WAYS = """
import json, sys
sys.modules["rfc3987_syntax"] = None
from functools import partial
import one_feature
from one_feature import FEATURES, IMPORTED, Worker, _notebook, _run, _settled, wait_for_some, import_module
from shinpingba.runs.inside import UnfitError, is_plain, run_inside

def inside(nb):
    try:
        run_inside(nb, 60)
    except UnfitError:
        return "unfit"
    return _settled({"cells": nb.cells, "widgets": [], "end": "done"})

def fork(nb):
    return _settled(_run("fork", nb))

for module in IMPORTED:
    import_module(module)
found = {}
for name in FEATURES:
    FEATURES[name].append("import pandas as pd")
    if is_plain(_notebook([name]), {"pandas", "altair"}):
        for way in (inside, fork):
            worker = Worker(partial(way, _notebook([name])))
            [_] = wait_for_some([worker])
            found.setdefault(name, []).append(worker.result()[0])
print(json.dumps(found))
"""
# a kernel changes what was shown before, or keeps an error (alone, one of these has no result before the last)
UPDATES = {"update_in_the_same_cell", "update_of_an_early_cell", "clear_output", "clear_output_wait"}
UNFIT = UPDATES | {"exit_call", "exception", "results_of_two_cells"}


PLAIN = """
import sys
from nbformat.v4 import new_code_cell, new_notebook
from shinpingba.runs.inside import is_plain
cell = lambda source: new_code_cell(**source) if isinstance(source, dict) else new_code_cell(source)
print(*(is_plain(new_notebook(cells=[*map(cell, cells)]), {"shinpingba"}) for cells in eval(sys.argv[1])))
"""


@pytest.fixture(scope="module")
def both():
    """Feature → what it gives without a kernel, and with one: in a process that may fork, for pytest has threads."""
    run = subprocess.run(
        [sys.executable, "-c", BOTH_WAYS], env=ENVIRONMENT, cwd=TESTS, capture_output=True, text=True, check=True
    )
    return json.loads(run.stdout)


def test_a_plain_notebook_gives_without_a_kernel_what_it_gives_in_one(both):
    same = {name: inside for name, (inside, _) in both.items() if name not in UNFIT}
    assert same == {name: fork for name, (_, fork) in both.items() if name not in UNFIT}
    assert len(same) >= 12


def test_what_needs_a_kernel_is_refused(both):
    assert {name for name, (inside, _) in both.items() if inside == "unfit"} == UNFIT & {*both}


CASES = {
    "names what the package has": (["import shinpingba as sp", "sp.newest()"], True),
    "shows it": (["from shinpingba.showing import charts", "from IPython.display import display\ndisplay(1)"], True),
    "starts a process": (["import shinpingba", "import subprocess"], False),
    "has widgets": (["import shinpingba", "import ipywidgets"], False),
    "imports what lies beside it": (["import shinpingba", "from . import beside"], False),
    "has a magic": (["import shinpingba", "!ls"], False),
    "has the shell": (["import shinpingba", "get_ipython().system('ls')"], False),
    "writes, and would twice where a kernel takes over": (["import shinpingba", "open('x', 'a').write('once')"], False),
    "names nothing of ours": (["print(1)"], False),
}


def plain(home, *notebooks, **environment):
    """Which of some notebooks, each given by its cells, are plain for a user with that home: in a process with a shell of its own."""
    environment = ENVIRONMENT | {"IPYTHONDIR": str(home)} | environment
    command = [sys.executable, "-c", PLAIN, repr(notebooks)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.split()


def test_a_notebook_is_plain_that_only_names_what_the_package_has(tmp_path):
    found = plain(tmp_path, *(cells for cells, _ in CASES.values()))
    assert dict(zip(CASES, found, strict=True)) == {name: str(is_one) for name, (_, is_one) in CASES.items()}


def test_none_is_plain_where_a_kernel_first_runs_code_of_its_user(tmp_path):
    good, _ = CASES["shows it"]
    assert plain(tmp_path, good, PYTHONSTARTUP="mine.py") == ["False"]
    startup = tmp_path / "profile_default" / "startup" / "mine.py"
    startup.touch()
    assert plain(tmp_path, good) == ["False"]
    startup.unlink()
    assert plain(tmp_path, good) == ["True"]


def test_a_notebook_whose_tags_steer_its_run_is_not_plain(tmp_path):
    for tag in ("raises-exception", "skip-execution"):
        cell = {"source": "import shinpingba", "metadata": {"tags": [tag]}}
        assert plain(tmp_path, [cell]) == ["False"]
