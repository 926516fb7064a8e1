"""How long a filter change takes on the kernel's side, for one report and for 20,000 rows. Printed, never judged.

.venv/bin/python tests/benchmarks/bench_dashboard.py
"""

from dataclasses import fields, replace
from statistics import median
from time import perf_counter

import pandas as pd

import shinpingba as sp
from shinpingba.board import dashboard

ROUNDS = 5
CHANGES = [
    ("status", "behind"),
    ("lead", "区科技局"),
    ("words", "轨道"),
    ("section", "发展数字经济"),
    ("table", "key_task"),
]


def many(result, row_count):
    """The report over and over, under row ids of its own each time."""
    copies = -(-row_count // len(result.tasks))
    frames = {field.name: getattr(result, field.name) for field in fields(result)}
    repeated = {
        name: pd.concat(
            [frame.assign(row_id=frame["row_id"] + f"-{copy}") for copy in range(copies)], ignore_index=True
        )
        for name, frame in frames.items()
        if isinstance(frame, pd.DataFrame)
    }
    return replace(result, **repeated)


def seconds(act):
    start = perf_counter()
    act()
    return perf_counter() - start


def change(board, name, value):
    control = board.words if name == "words" else board.filters[name]
    control.value = value


def measure(result):
    board = None

    def begin():
        nonlocal board
        board = dashboard(result)

    print(f"{len(result.tasks):>6} tasks  board {seconds(begin):6.2f} s")
    for view in board.view.options:
        first = seconds(lambda view=view: setattr(board.view, "value", view))
        changes = []
        for _ in range(ROUNDS):
            for name, value in CHANGES:
                changes.append(seconds(lambda name=name, value=value: change(board, name, value)))
                changes.append(seconds(board.clear.click))
        print(
            f"              {view}: first {first:5.2f} s, a change {median(changes) * 1000:5.0f} ms, longest {max(changes) * 1000:5.0f} ms"
        )


if __name__ == "__main__":
    report = sp.assess(sp.read_report("2021Q1"))
    measure(report)
    measure(many(report, 20_000))
