"""Notebooks of one feature each: what people rely on in a kernel, and what a run of them gives. Knows no report.

Recorded with `OPENBLAS_NUM_THREADS=1 python tests/runs/one_feature.py tests/runs/kernel_outputs.json`: each notebook in a kernel
process of its own. In a fork, each has to give the same.
"""

import json
import platform
import re
import sys
from functools import partial
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat.v4 import new_code_cell, new_notebook

from shinpingba.runs.kernel import ForkKernelManager, PrivateKernelManager, run
from shinpingba.runs.worker import Worker, wait_for_some

KERNELS = {"fork": ForkKernelManager, "nbclient": PrivateKernelManager}

# imported before the first fork, so that no notebook waits for it
IMPORTED = (
    "IPython.core.completerlib",
    "altair",
    "ipykernel.debugger",
    "ipykernel.kernelapp",
    "ipywidgets",
    "pandas.io.formats.html",
)

# ends the source of a cell that is tagged `raises-exception`
ALLOWED = "# may raise"

FEATURES = {
    # kinds of output
    "result": ["1 + 1"],
    "no_result_behind_semicolon": ["1 + 1;"],
    "none_is_no_result": ["None"],
    "results_of_two_cells": ["x = 2", "x * 21", "_ + __"],
    "html_result": ["from IPython.display import HTML", "HTML('<b>滞后</b>')"],
    "table": ["import pandas as pd", "pd.DataFrame({'单位': ['区教委'], '任务': [3]})"],
    "several_displays": ["for number in range(3):\n    display(number)"],
    "print_between_displays": ["print('a')\ndisplay('b')\nprint('c')\n'd'"],
    "mime_bundle": ["display({'text/plain': 'x', 'application/json': {'完成': 0.28}}, raw=True)"],
    "image": ["from IPython.display import SVG", "SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>')"],
    "markdown_and_latex": ["from IPython.display import Latex, Markdown", "display(Markdown('**粗**'), Latex('$x$'))"],
    "repr_that_raises": ["class Bad:\n    def _repr_html_(self):\n        raise ValueError('no')", "Bad()" + ALLOWED],
    "metadata_of_a_display": ["from IPython.display import display", "display('x', metadata={'text/plain': {'width': 1}})"],
    "chart": ["import altair as alt, pandas as pd", "alt.Chart(pd.DataFrame({'a': [1]})).mark_bar().encode(x='a:Q').to_dict()['mark']"],
    # display updates
    "update_in_the_same_cell": ["shown = display('1', display_id='one')\nshown.update('2')"],
    "update_of_an_early_cell": ["shown = display('1', display_id='one')", "shown.update('2')\nprint('later')"],
    "clear_output": ["from IPython.display import clear_output", "print('a')\nclear_output()\nprint('b')"],
    "clear_output_wait": ["from IPython.display import clear_output", "print('a')\nclear_output(wait=True)\nprint('b')"],
    # streams
    "stdout_and_stderr": ["import sys\nprint('out')\nprint('err', file=sys.stderr)"],
    "streams_in_turns": ["import sys\nfor n in range(3):\n    print(n)\n    print(n, file=sys.stderr)"],
    "stream_without_newline": ["import sys\nsys.stdout.write('甲')\nsys.stdout.flush()\nsys.stdout.write('乙');"],
    # a kernel process reads these two in a thread, and loses them where that comes late: record them again where they are missing
    "child_process": ["import subprocess\nstatus = subprocess.run(['echo', 'child'])", "status.returncode"],
    "descriptor": ["import os\nos.write(1, '描述符\\n'.encode());"],
    "shell_command": ["!echo one && echo two >&2", "lines = !echo three", "lines"],
    "thread_prints": ["import threading\nthread = threading.Thread(target=print, args=('thread',))\nthread.start()\nthread.join()"],
    "logging": ["import logging\nlogging.warning('注意')"],
    "warning": ["import warnings\nwarnings.formatwarning = lambda message, *_: f'{message}\\n'\nwarnings.warn('注意')"],
    "tqdm": ["from tqdm import tqdm\nimport sys\nlist(tqdm([1, 2], bar_format='{n}', file=sys.stdout, mininterval=9));"],
    "bytes_to_stdout": ["import sys\nsys.stdout.buffer.write(b'bytes\\n')\nsys.stdout.flush()" + ALLOWED],
    # errors
    "exception": ["def f():\n    return 1 / 0", "f()", "print('never')"],
    "exception_allowed": ["1 / 0" + ALLOWED, "print('goes on')"],
    "syntax_error": ["1 +" + ALLOWED],
    "assertion": ["assert 1 == 2, '不等'" + ALLOWED],
    "chained_exceptions": ["try:\n    1 / 0\nexcept ZeroDivisionError as error:\n    raise ValueError('因为') from error" + ALLOWED],
    "exception_with_output_before": ["print('before')\ndisplay('shown')\nraise KeyError('键')" + ALLOWED],
    "system_exit": ["import sys\nsys.exit(3)" + ALLOWED],
    "exit_call": ["exit()"],
    "keyboard_interrupt": ["raise KeyboardInterrupt" + ALLOWED],
    "interrupt_signal": ["import os, signal\nos.kill(os.getpid(), signal.SIGINT)\nprint('never')"],
    "input_refused": ["input('名字:')" + ALLOWED],
    # the shell
    "await": ["import asyncio\nawait asyncio.sleep(0.01)\n'slept'"],
    "task_across_cells": ["import asyncio\ntask = asyncio.create_task(asyncio.sleep(0.01, '完'))", "await task"],
    "asyncio_run_refused": ["import asyncio\ncoroutine = asyncio.sleep(0)\nasyncio.run(coroutine)" + ALLOWED],
    "magic": ["%%capture caught\nprint('x')", "caught.stdout", "%who_ls"],
    "magic_unknown": ["%nosuchmagic" + ALLOWED],
    "cell_magic_writes": ["%%python\nprint('other python')"],
    "help": ["len?"],
    "history_variables": ["'甲'", "_, _i, Out[len(In) - 2]"],
    "shell_class": ["type(get_ipython()).__name__"],
    "folder_is_importable": ["import sys\n'' in sys.path"],
    "matplotlib_draws_inline": ["import os\nos.environ['MPLBACKEND']"],
    "name_is_main": ["__name__, __file__ if '__file__' in globals() else None"],
    "pickle_of_own_class": ["import pickle\nclass Own: pass", "type(pickle.loads(pickle.dumps(Own()))).__name__"],
    "multiprocessing": ["import multiprocessing", "multiprocessing.get_context('fork').Pool(1).map(abs, [-1])"],
    # widgets
    "widget": ["import ipywidgets", "ipywidgets.IntSlider(value=3)"],
    "widget_state_changed": ["import ipywidgets\nslider = ipywidgets.IntSlider(value=3)", "slider.value = 5", "slider"],
    "widget_output": ["import ipywidgets\nbox = ipywidgets.Output()", "with box:\n    print('inside')", "box"],
    "widget_interact": ["import ipywidgets\nipywidgets.interact(lambda x: print(x), x=3);"],
    # the end of the process
    "process_exit": ["print('before')", "import os\nos._exit(7)"],
}  # fmt: skip


# Those after which a notebook does not go on, or goes on otherwise, are notebooks of their own; all others, group by group, are one.
ALONE = {"exception", "interrupt_signal", "exit_call", "process_exit"}
GROUPS = {
    "outputs": ("result", "chart"),
    "updates_and_streams": ("update_in_the_same_cell", "bytes_to_stdout"),
    "errors_and_shell": ("exception_allowed", "multiprocessing"),
    "widgets": ("widget", "widget_interact"),
}

# what differs between any two runs or machines: addresses, ids, the files that cells are compiled from, moments, libraries' places
RANDOM = re.compile(
    r"0x[0-9a-f]+|[0-9a-f]{32}|ipykernel_\d+/\d+|[~/][\w.~/-]*/(?:site-packages|python\d\.\d+)/|\d{4}-\d\d-\d\dT[\d:.]+Z?"
)


def notebooks():
    """Name → notebook, for the Python kernel: of each feature in ALONE, and of each group from its first feature to its last."""
    names = [name for name in FEATURES if name not in ALONE]
    spans = {group: names[names.index(first) : names.index(last) + 1] for group, (first, last) in GROUPS.items()}
    assert sorted(name for span in spans.values() for name in span) == sorted(names)
    return {name: _notebook(features) for name, features in ({name: [name] for name in ALONE} | spans).items()}


def _notebook(features):
    cells = [
        new_code_cell(source.removesuffix(ALLOWED), metadata={"tags": ["raises-exception"] * source.endswith(ALLOWED)})
        for feature in features
        for source in FEATURES[feature]
    ]
    spec = {"name": "python3", "language": "python", "display_name": "Python 3"}
    return new_notebook(cells=cells, metadata={"kernelspec": spec})


def results(engine, names, at_once=2):
    """Name → what the run gave: for each cell its count and outputs, then the state of widgets, then how the run ended."""
    waiting, working, found, known = [*names], {}, {}, notebooks()
    while waiting or working:
        while waiting and len(working) < at_once:
            name = waiting.pop(0)
            working[Worker(partial(_run, engine, known[name]))] = name
        for worker in wait_for_some([*working]):
            found[working.pop(worker)], _ = worker.result()
    return {name: json.loads(_settled(found[name])) for name in names}


def versions():
    """On whose versions outputs depend: IPython words tracebacks, and lines of Python's own library stand in them."""
    packages = ("ipykernel", "IPython", "ipywidgets", "pandas")
    return {"Python": platform.python_version(), **{name: version(name) for name in packages}}


def _run(engine, nb):
    begun = []
    try:
        run(nb, KERNELS[engine], seconds=300, begins=begun.append)
        end = "done"
    except CellExecutionError as error:
        end = error.ename
    except DeadKernelError:
        end = "died"
    except CellTimeoutError:
        end = "late"
    widgets = nb.metadata.get("widgets", {}).values()
    models = [model for state in widgets for model in state["state"].values()]
    return {"cells": nb.cells[: len(begun)], "widgets": models, "end": end}


def _settled(result):
    """The result as JSON of what two runs have in common: no ids and moments, widgets in an order of their own."""
    cells = [[cell.execution_count, _joined(cell.outputs)] for cell in result["cells"]]
    if result["end"] == "died":  # whether its number was heard before
        cells[-1][0] = None
    widgets = sorted(RANDOM.sub("…", json.dumps(model, sort_keys=True)) for model in result["widgets"])
    return RANDOM.sub(
        "…", json.dumps(result | {"cells": cells, "widgets": widgets}, ensure_ascii=False, sort_keys=True)
    )


def _joined(outputs):
    """The outputs with what one stream wrote in several pieces in one: a kernel sends it when it finds the time."""
    joined = []
    for output in outputs:
        if joined and output.output_type == "stream" and output.name == joined[-1].get("name"):
            joined[-1]["text"] += output.text
        else:
            joined.append(dict(output))
    return joined


def main(path, **wanted):
    """Run the notebooks of some names in one way or in both, and write what they gave as JSON.

    wanted  way of RUNS → names
    """
    for module in IMPORTED:
        import_module(module)
    found = {"versions": versions()} | {engine: results(engine, names) for engine, names in wanted.items()}
    Path(path).write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], nbclient=[*notebooks()])
