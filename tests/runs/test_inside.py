"""A plain notebook gives without a kernel what it gives in one, or a kernel is asked for."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from shinpingba.runs.inside import is_plain

TESTS = Path(__file__).parent
ENVIRONMENT = os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}

# every notebook of one feature that imports nothing but these, run in a fork without a kernel and in a fork with one
BOTH_WAYS = """
import json, sys
sys.modules["rfc3987_syntax"] = None
from functools import partial
import one_feature
from one_feature import FEATURES, IMPORTED, Worker, _notebook, _run, _settled, finished, import_module
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
            [_] = finished([worker])
            found.setdefault(name, []).append(worker.result()[0])
print(json.dumps(found))
"""
UNFIT = {
    "update_in_the_same_cell",
    "update_of_an_early_cell",
    "clear_output",
    "clear_output_wait",
    "exit_call",
    "exception",
}


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


@pytest.mark.parametrize(
    ("sources", "is_one"),
    [
        (["import shinpingba as sp", "sp.newest()"], True),
        (["from shinpingba.showing import charts", "from IPython.display import display\ndisplay(1)"], True),
        # what it writes goes past the shell
        (["import shinpingba as sp", "import subprocess\nsubprocess.run(['ls'])"], False),
        (["import shinpingba as sp", "import ipywidgets"], False),
        (["import shinpingba as sp", "from . import beside"], False),
        (["import shinpingba as sp", "!ls"], False),
        (["import shinpingba as sp", "get_ipython().system('ls')"], False),
        (["import shinpingba as sp", "open('x', 'a').write('once')"], False),  # and twice, where a kernel takes over
        (["print(1)"], False),
    ],
)
def test_a_notebook_is_plain_that_only_names_what_the_package_has(sources, is_one):
    assert is_plain(new_notebook(cells=[*map(new_code_cell, sources)]), {"shinpingba"}) == is_one


@pytest.mark.parametrize("tag", ["raises-exception", "skip-execution"])
def test_a_notebook_whose_tags_steer_its_run_is_not_plain(tag):
    cell = new_code_cell("import shinpingba", metadata={"tags": [tag]})
    assert not is_plain(new_notebook(cells=[cell]), {"shinpingba"})
