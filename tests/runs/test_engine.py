"""The engine: notebooks give in a fork what they give in a kernel process, and papermill's options and record hold."""

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import papermill
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from one_feature import versions

from shinpingba.runs.engine import ForkEngine
from shinpingba.runs.kernel import PrivateKernelManager, manager_for

TESTS = Path(__file__).parent
# a kernel in pytest's own environment would not watch its descriptors
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"} | {
    "OPENBLAS_NUM_THREADS": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}
RECORD = json.loads((TESTS / "kernel_outputs.json").read_text(encoding="utf-8"))

# run in a kernel process every time, whatever the versions; all are compared with the record
LIVE = "exception"

FEATURES = """
import sys
sys.modules["rfc3987_syntax"] = None
import one_feature
one_feature.main(sys.argv[1], fork=[*one_feature.notebooks()], nbclient=sys.argv[2:])
"""


def run(*command, **options):
    return subprocess.run(
        [sys.executable, *command], env=ENVIRONMENT, capture_output=True, text=True, encoding="utf-8", **options
    )


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What every notebook of features gives in a fork, and LIVE in both ways: in a process that may fork, for pytest has threads."""
    path = tmp_path_factory.mktemp("found") / "found.json"
    run("-c", FEATURES, path, LIVE, cwd=TESTS, check=True)
    return json.loads(path.read_text(encoding="utf-8"))


def comparable(results):
    """What is the same with all versions: IPython words tracebacks, and lines of Python's own library stand in them."""
    if RECORD["versions"] == versions():
        return results
    return json.loads(json.dumps(results), object_hook=lambda each: {k: each[k] for k in each if k != "traceback"})


@pytest.mark.parametrize("name", RECORD["nbclient"])
def test_a_fork_gives_what_was_recorded_of_a_kernel_process(found, name):
    assert comparable(found["fork"][name]) == comparable(RECORD["nbclient"][name]), (
        f"recorded with {RECORD['versions']}, run with {versions()}: see one_feature.py"
    )


def test_a_fork_gives_what_a_kernel_process_gives_now(found):
    assert found["nbclient"] == {LIVE: found["fork"][LIVE]}


# One notebook each for what can happen to it; all are run by papermill in one process that may fork.
CASES = {
    "good": ["print(n + 1)", "!echo child", "%history -l 1"],
    "raises": ["print('before')", "1 / 0", "print('never')"],
    "goes_on": ["1 / 0", "print('goes on')"],
    "late_update": ["shown = display('early', display_id=True)", "shown.update('late')"],
    "exits": ["print('before')", "import os\nprint('last words')\nos._exit(7)", "print('never')"],
    "is_heard": [
        "from pathlib import Path\nfrom time import sleep\nprint('heard while at work')",
        # ends once its words are in the log and in the notebook, and says so often enough to be saved
        "while not (Path('heard').exists() and 'heard while' in Path('is_heard.out.ipynb').read_text()):\n"
        "    print('heard while at work', flush=True)\n    sleep(0.05)",
    ],
    "nests": [
        "import papermill\nnb = papermill.execute_notebook('good.ipynb', None, engine_name='shinpingba-fork', progress_bar=False)",
        "nb.cells[2].outputs[0].text",
    ],
    "never_ends": ["print('before')", "print('last words')\nfrom time import sleep\nsleep(600)", "print('never')"],
}
OPTIONS = {"goes_on": {"allow_errors": True}, "is_heard": {"autosave_cell_every": 0.01}}
PAPERMILL = """
import json, logging, pathlib, sys, threading, time
class Heard(logging.Handler):
    def emit(self, record):
        if "heard while" in record.getMessage():
            pathlib.Path("heard").touch()
logging.basicConfig(level="INFO", format="%(message)s", handlers=[logging.StreamHandler(), Heard()])
sys.modules["rfc3987_syntax"] = None
import papermill
slowest = 0
def run(name, out, **options):
    options = {"engine_name": "shinpingba-fork", "log_output": True, "execution_timeout": 300} | options
    try:
        papermill.execute_notebook(f"{name}.ipynb", out, {"n": 41}, **options)
    except Exception as error:
        print(f"{name}: {type(error).__name__}: {error}".split(chr(10))[0])
options = json.loads(sys.argv[1])
for name in sys.argv[2:]:
    begun = time.monotonic()
    # a cell that never ends is given longer than any other notebook took
    run(name, f"{name}.out.ipynb", **options.get(name, {"execution_timeout": int(2 + 2 * slowest)} if name == "never_ends" else {}))
    slowest = max(slowest, time.monotonic() - begun)
threading.Thread(target=threading.Event().wait, daemon=True).start()
run("good", "threads.out.ipynb")
"""


@pytest.fixture(scope="module")
def papermill_runs(tmp_path_factory):
    """The folder of the executed notebooks, and what papermill said."""
    folder = tmp_path_factory.mktemp("papermill")
    for name, sources in CASES.items():
        # papermill's own kernel, and the name that some editors write
        kernel = {"name": "python" if name == "good" else "python3", "language": "python", "display_name": "Python 3"}
        parameters = new_code_cell("n = 1", metadata={"tags": ["parameters"]})
        cells = [parameters, new_markdown_cell("# 说明"), *map(new_code_cell, sources)]
        nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), folder / f"{name}.ipynb")
    said = run("-c", PAPERMILL, json.dumps(OPTIONS), *CASES, cwd=folder)
    return folder, said.stdout + said.stderr


def executed(papermill_runs, name):
    return nbformat.read(papermill_runs[0] / f"{name}.out.ipynb", as_version=4)


def texts(nb):
    """What each code cell printed, or the name of its error."""
    outputs = [
        [(output.get("text") or output.get("ename", "")).strip() for output in cell.outputs]
        for cell in nb.cells
        if cell.cell_type == "code"
    ]
    return [" ".join(filter(None, found)) for found in outputs]  # an end of a line may come as an output of its own


def statuses(nb):
    return [cell.metadata.papermill.status for cell in nb.cells]


def test_papermill_puts_parameters_in_and_outputs_come_out(papermill_runs):
    assert texts(executed(papermill_runs, "good")) == ["", "", "42", "child", "!echo child"]


def test_papermill_records_every_cell(papermill_runs):
    nb = executed(papermill_runs, "good")
    assert set(statuses(nb)) == {"completed"}
    assert all(cell.metadata.papermill.duration >= 0 for cell in nb.cells)
    assert nb.metadata.papermill.exception is None
    assert nb.metadata.language_info.name == "python"


def test_what_a_cell_prints_is_in_the_log_and_in_the_notebook_while_it_works(papermill_runs):
    nb = executed(papermill_runs, "is_heard")
    assert set(statuses(nb)) == {"completed"}


def test_a_late_cell_changes_the_output_of_an_early_one(papermill_runs):
    nb = executed(papermill_runs, "late_update")
    assert nb.cells[3].outputs[0].data["text/plain"] == "'late'"


def test_a_cell_that_raises_ends_the_notebook_and_is_kept(papermill_runs):
    nb = executed(papermill_runs, "raises")
    assert texts(nb)[-3:] == ["before", "ZeroDivisionError", ""]
    assert nb.metadata.papermill.exception is True
    assert "raises: PapermillExecutionError" in papermill_runs[1]


def test_errors_that_are_allowed_end_nothing(papermill_runs):
    assert texts(executed(papermill_runs, "goes_on"))[-2:] == ["ZeroDivisionError", "goes on"]


def test_a_notebook_may_run_a_notebook(papermill_runs):
    assert executed(papermill_runs, "nests").cells[4].outputs[0].data["text/plain"] == "'2\\n'"


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("exits", "DeadKernelError: 第 5 格：进程自行退出，代码 7"),
        ("never_ends", "CellTimeoutError: 第 5 格：超过时限"),
    ],
)
def test_a_kernel_that_ends_is_reported_with_its_cell_and_keeps_its_last_words(papermill_runs, name, cause):
    nb = executed(papermill_runs, name)
    assert f"{name}: {cause}" in papermill_runs[1]
    assert statuses(nb) == ["completed", "completed", "completed", "completed", "failed", "pending"]
    # a kernel whose time is up is interrupted before it is ended
    assert texts(nb)[2:] in (["before", "last words", ""], ["before", "last words KeyboardInterrupt", ""])


def test_a_process_with_threads_is_not_forked_and_says_so(papermill_runs):
    assert "不能安全地分叉" in papermill_runs[1]
    assert texts(executed(papermill_runs, "threads")) == ["", "", "42", "child", "!echo child"]


@pytest.mark.parametrize(
    ("parameters", "options", "said"),
    [
        (
            {},
            {"alow_errors": True},
            "引擎没有选项 alow_errors；可用的有 allow_error_names、allow_errors、autosave_cell_every、",
        ),
        ({"n=1;import os": 2}, {}, "参数名 'n=1;import os' 不是变量名"),
        ({"class": 2}, {}, "参数名 'class' 不是变量名"),
    ],
)
def test_what_cannot_be_honoured_is_refused_before_anything_runs(papermill_runs, tmp_path, parameters, options, said):
    out = tmp_path / "out.ipynb"
    with pytest.raises(ValueError, match=said):
        papermill.execute_notebook(
            papermill_runs[0] / "good.ipynb", out, parameters, engine_name="shinpingba-fork", **options
        )
    assert not out.exists()


def test_a_kernel_of_another_interpreter_is_left_to_its_own_process(tmp_path, monkeypatch):
    (tmp_path / "kernels" / "other").mkdir(parents=True)
    argv = ["/opt/other/bin/python", "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec = {"argv": argv, "display_name": "other", "language": "python"}
    (tmp_path / "kernels" / "other" / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    said = []
    assert manager_for("other", said.append) is PrivateKernelManager
    assert said == ["内核 other 不是当前的 Python，改由单独的内核进程运行。"]


def test_two_kernel_processes_never_share_a_socket():
    first, second = PrivateKernelManager(), PrivateKernelManager()
    assert first.transport == "ipc"
    assert first.ip != second.ip
    assert len(first.ip) < 90


def test_papermill_knows_the_engine_by_its_name():
    assert papermill.engines.papermill_engines.get_engine("shinpingba-fork") is ForkEngine
