"""A batch: every brief that can be made is made, and one that fails costs the others nothing."""

import errno
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from shinpingba.briefs import batch, server
from shinpingba.briefs.batch import Job, Outcome, Server, make_briefs
from shinpingba.briefs.index import write_index
from shinpingba.runs import worker

RANDOM = "import numpy, random\nprint('随机', numpy.random.random(), random.random())"
DIES_ONCE = "from pathlib import Path\nmark = Path(folder, mark)\nimport os, signal\nif not mark.exists():\n    mark.touch()\n    "
GRANDPARENT = "Path('/proc', str(os.getppid()), 'stat').read_text().split()[3]"
CASES = {
    "good": ["print(f'给{who}的简报')", RANDOM],
    "also_good": ["print(f'给{who}的简报')", RANDOM],
    "leaves_a_daemon": ["import subprocess\nsubprocess.Popen(['sleep', '987'], start_new_session=True);"],
    "asserts": ["print('before')", "assert who == 'nobody', '不对'", "print('never')"],
    # notebooks that need no kernel, until something goes wrong
    "own": ["import shinpingba", "print(f'给{who}的简报')"],
    "own_asserts": ["import shinpingba", "print('before')\nassert who == 'nobody', '不对'"],
    "leaves": ["raise SystemExit(3)"],
    "exits": ["print('before')", "import os\nprint('last words')\nos._exit(7)"],
    "is_killed": ["print('before')", "import os, signal\nprint('last words')\nos.kill(os.getpid(), signal.SIGKILL)"],
    "kernel_dies_once": [DIES_ONCE + "os.kill(os.getpid(), signal.SIGKILL)", "print(f'给{who}的简报')"],
    # the worker is the parent of the kernel's keeper
    "worker_dies_once": [f"{DIES_ONCE}os.kill(int({GRANDPARENT}), signal.SIGKILL)", "print(f'给{who}的简报')"],
}
ENDLESS = {
    "never_ends": ["print('before')", "print('last words')\nimport time\ntime.sleep(600)"],
    "own_never_ends": ["import shinpingba\nprint('before')", "print('last words')\nwhile True: pass"],
    "starts_children": ["import subprocess\nsubprocess.run(['sleep', '987'])"],
}
MADE = {
    "good",
    "also_good",
    "own",
    "leaves_a_daemon",
    "kernel_dies_once",
    "worker_dies_once",
    "stock_kernel_dies_once",
    "quick",
}
CAUSES = {
    "asserts": "第 4 格：AssertionError: 不对",
    "own_asserts": "第 4 格：AssertionError: 不对",
    "own_never_ends": "第 4 格：超过时限",
    "leaves": "第 3 格：SystemExit: 3",
    "exits": "第 4 格：进程自行退出，代码 7",
    "is_killed": "第 4 格：进程被 SIGKILL 信号终止（可能内存不足）",
    "never_ends": "第 4 格：超过时限",
    "starts_children": "第 3 格：超过时限",
    "unknown_parameter": "没有名为“nobody”的参数",
    "server_is_killed": "批处理进程被终止（可能内存不足）",
}


def job(where, name, sources, **parameters):
    """A job on a notebook of these cells."""
    declared = new_code_cell("who: str = ''\nfolder: str = ''\nmark: str = ''", metadata={"tags": ["parameters"]})
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    nb = new_notebook(cells=[declared, *map(new_code_cell, sources)], metadata={"kernelspec": kernel})
    nbformat.write(nb, where / f"{name}.ipynb")
    return Job(where / f"{name}.ipynb", where / "out" / f"{name}.html", parameters)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """All cases, by one server: the folder of the briefs, name → outcome. What never ends is given several times what the others took."""
    folder = tmp_path_factory.mktemp("batch")
    (folder / "out").mkdir()
    (folder / "out" / "asserts.html").write_text("旧简报", encoding="utf-8")
    about = {"who": "区教委", "folder": str(folder)}
    jobs = [job(folder, name, sources, **about, mark=f"{name}.died") for name, sources in CASES.items()]
    jobs.append(job(folder, "unknown_parameter", ["1"], nobody="?"))
    endless = [job(folder, name, sources) for name, sources in ENDLESS.items()]
    stock = job(
        folder, "stock_kernel_dies_once", CASES["kernel_dies_once"], **about, mark="stock_kernel_dies_once.died"
    )
    last = [job(folder, "quick", ["1"]), job(folder, "server_is_killed", ENDLESS["starts_children"])]
    with Server() as server:
        outcomes = batch._shown(server.make(jobs, at_once=4, engine="fork", seconds=600), jobs)
        assert [outcome.job for outcome in outcomes] == jobs
        limit = max(1, 2 * max(outcome.seconds for outcome in outcomes))
        outcomes += server.make(endless, at_once=2, engine="fork", seconds=limit)
        outcomes += server.make([stock], at_once=1, engine="nbclient", seconds=600)
        left = server.make(last, at_once=2, engine="fork", seconds=600)
        outcomes.append(next(left))
        wait_for(lambda: running("sleep 987"))
        server.process.kill()
        outcomes += left
        wait_for(lambda: not running("sleep 987"))
    return folder / "out", {outcome.job.out.stem: outcome for outcome in outcomes}


def test_good_briefs_are_made_though_others_fail(run):
    folder, outcomes = run
    assert {name for name, outcome in outcomes.items() if not outcome.cause} == MADE
    assert "给区教委的简报" in (folder / "good.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["kernel_dies_once", "worker_dies_once", "stock_kernel_dies_once"])
def test_a_brief_of_which_a_process_dies_is_tried_once_more(run, name):
    folder, outcomes = run
    assert (folder.parent / f"{name}.died").exists()
    assert outcomes[name].cause is None
    assert "给区教委的简报" in (folder / f"{name}.html").read_text(encoding="utf-8")


def test_no_two_briefs_draw_the_same_random_numbers(run):
    folder, _ = run
    pages = [(folder / f"{name}.html").read_text(encoding="utf-8") for name in ("good", "also_good")]
    first, second = (re.search(r"随机 (\S+) (\S+)", page).groups() for page in pages)
    assert not {*first} & {*second}


def test_every_failure_names_its_cell_and_its_cause(run):
    _, outcomes = run
    causes = {name: outcome.cause for name, outcome in outcomes.items() if outcome.cause}
    assert {name: cause[: len(CAUSES[name])] for name, cause in causes.items()} == CAUSES


def test_a_failure_leaves_its_notebook_as_far_as_it_came(run):
    folder, _ = run
    for name in ("asserts", "exits", "is_killed", "never_ends", "own_never_ends"):
        nb = nbformat.read(folder / "failed" / f"{name}.ipynb", as_version=4)
        assert nb.cells[2].outputs[0].text == "before\n"
        assert name == "asserts" or nb.cells[3].outputs[0].text == "last words\n"


def test_every_failure_is_in_the_index(run):
    folder, outcomes = run
    index = unescape(write_index(folder).read_text(encoding="utf-8"))
    (folder / "index.html").unlink()
    assert all(outcome.cause in index for outcome in outcomes.values() if outcome.cause)


def test_an_old_brief_stays_where_the_new_one_fails(run):
    folder, _ = run
    assert (folder / "asserts.html").read_text(encoding="utf-8") == "旧简报"


def test_nothing_is_left_half_written(run):
    folder, _ = run
    pages = {path.stem for path in folder.glob("*.html")}
    assert pages == MADE | {"asserts"}
    assert not [path for path in folder.rglob(".*") if path.is_file()]


def test_what_a_notebook_started_ends_with_it(run):
    assert not running("sleep 987")


def test_each_brief_is_one_line_with_its_time_where_there_is_no_terminal(tmp_path, capfd):
    good = job(tmp_path, "good", ["1"])
    outcome = Outcome(good, 0.25, None)
    assert batch._shown(iter([outcome]), [good]) == [outcome]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d .*good.html 0.2 秒\n", capfd.readouterr().err)


@pytest.mark.parametrize("is_own", ["", "is_own"])
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGKILL])
def test_a_batch_that_is_stopped_stops_everything_it_started(tmp_path, ending, is_own):
    endless = job(tmp_path, "endless", [f"import subprocess\nsubprocess.run(['sleep', '986.{ending:d}'])"])
    run = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED, endless.notebook, endless.out, is_own], stderr=subprocess.DEVNULL
    )
    try:
        wait_for(lambda: running(f"sleep 986.{ending:d}"))
        run.send_signal(ending)
        wait_for(lambda: not running(f"sleep 986.{ending:d}"))
    finally:
        run.kill()
    assert run.wait(300) in {1, -signal.SIGKILL}
    assert not endless.out.parent.exists()


# What is started in the background of a shell has interrupts ignored, and so has all it starts: here they count again. What a server has
# in memory before its first fork has nothing to do with how it ends, and takes seconds to import.
INTERRUPTED = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.modules["rfc3987_syntax"] = None
from pathlib import Path
from shinpingba.briefs import batch
from shinpingba.briefs.batch import Job, make_briefs
batch.START = batch.START.replace("PRELOADED, warm_up)", "(), print)").replace("from shinpingba.briefs.warmth", "# ")
try:
    make_briefs([Job(Path(sys.argv[1]), Path(sys.argv[2]), {})], is_own=bool(sys.argv[3]))
except KeyboardInterrupt:
    sys.exit(1)
"""


class LosesTheFirst(ThreadPoolExecutor):
    """An executor that loses the first job given to it, as a cluster does with a machine."""

    is_lost = False

    def submit(self, *task):
        if self.is_lost:
            return super().submit(*task)
        self.is_lost = True
        lost = Future()
        lost.set_exception(ConnectionError("worker gone"))
        return lost


def test_any_executor_makes_briefs_and_a_lost_job_is_given_once_more(tmp_path):
    jobs = [job(tmp_path, name, CASES[name], who=name) for name in ("good", "asserts")]
    with LosesTheFirst(1) as executor:
        outcomes = make_briefs(jobs, executor=executor)
    assert [outcome.cause for outcome in outcomes] == [None, CAUSES["asserts"]]
    assert "给good的简报" in jobs[0].out.read_text(encoding="utf-8")


def test_a_lost_job_is_not_given_to_a_cluster_that_is_gone(tmp_path):
    """Its client would wait for ever for the answer."""
    with LosesTheFirst(1) as executor:
        executor._client = SimpleNamespace(status="connecting")
        [outcome] = make_briefs([job(tmp_path, "good", ["1"])], executor=executor)
    assert outcome.cause == "与集群的连接断了，没有做完"


def test_a_full_disk_costs_the_brief_that_does_not_fit_and_the_old_one_stays(tmp_path, monkeypatch):
    good = job(tmp_path, "good", ["1"])
    good.out.parent.mkdir()
    good.out.write_text("旧简报", encoding="utf-8")

    def write_text(path, *_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(server, "run", lambda *_, **__: None)
    monkeypatch.setattr(Path, "write_text", write_text)
    assert server._make_brief(good, "nbclient", 60) == ("不能读写 文件:磁盘已满", False)
    assert good.out.read_text(encoding="utf-8") == "旧简报"
    assert [path.name for path in good.out.parent.rglob("*") if path.is_file()] == ["good.html"]


def test_where_nothing_can_be_forked_every_brief_has_a_process_and_a_kernel_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setattr(worker, "fork_obstacle", lambda: "此系统不能安全地分叉进程")
    monkeypatch.setattr(server, "CALLER", None)
    jobs = [job(tmp_path, "good", CASES["good"], who="区教委")]
    [outcome] = server.make(jobs, at_once=1, engine="nbclient", seconds=60)
    assert outcome.cause is None
    assert "给区教委的简报" in jobs[0].out.read_text(encoding="utf-8")


def running(command):
    """Ids of the processes whose command line holds these words."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if command.encode() in path.read_bytes().replace(b"\0", b" "):
                found.append(int(path.parent.name))
    return found


def wait_for(condition, seconds=300):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.05)
