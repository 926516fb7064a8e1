"""What many reports cost: python tests/benchmarks/bench_many.py 10000 100000 1000000

The reports are synthetic: the real one under invented districts, its figures varied, 157 rows each, in a temporary folder.
Each size is assessed by one process and by two, each in a process of its own. Memory is the peak of the largest process.
"""

import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from functools import partial
from pathlib import Path

REAL = Path(__file__).parents[2] / "data" / "reports" / "2021Q1" / "report.txt"
CARD = (
    'title = "合成数据,不是真实报告:2021年重点工作任务一季度推进情况"\nissuer = "重庆市合成{number}区人民政府督查办"\n'
)
ROWS = 157
# a figure with a unit behind it; years, numbers of rows and names keep theirs
FIGURE = re.compile(r"(?<![\d.])[1-9]\d{0,3}(?=[个家户套人件亩%万亿])")


def write_synthetic(folder, count):
    """So many synthetic reports; the paths, one after the other, so that none but the last is in memory."""
    text = REAL.read_text(encoding="utf-8")
    for number in range(count):
        place = folder / f"synthetic{number}"
        place.mkdir()
        (place / "report.txt").write_text(FIGURE.sub(partial(_varied, random.Random(number)), text), encoding="utf-8")
        (place / "report.toml").write_text(CARD.format(number=number), encoding="utf-8")


def _varied(chance, figure):
    return str(max(1, round(int(figure[0]) * chance.uniform(0.5, 1.5))))


def run(folder, processes):
    """Assess every report of a folder; print how many rows there were, the seconds, and the peak memory in MB."""
    from shinpingba.judging.many import assess_many

    paths = sorted(folder.glob("synthetic*/report.txt"))
    begun = time.perf_counter()
    with ProcessPoolExecutor(processes) if processes > 1 else nullcontext() as executor:
        found = assess_many(paths, folder / "set", executor=executor)
    seconds = time.perf_counter() - begun
    assert found["reason"].isna().all()
    assert (found["task_count"] == ROWS).all()
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(found["task_count"].sum(), seconds, peak / 1024)


def main(*sizes):
    print("| rows | reports | processes | s | rows/s | peak MB |\n| --: | --: | --: | --: | --: | --: |", flush=True)
    for size in map(int, sizes or ["10000", "100000"]):
        with tempfile.TemporaryDirectory(prefix="synthetic") as folder:
            write_synthetic(Path(folder), -(-size // ROWS))
            for processes in (1, 2):
                command = [sys.executable, __file__, "--run", folder, str(processes)]
                said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
                rows, seconds, peak = map(float, said)
                figures = (
                    f"{rows:.0f} | {rows // ROWS:.0f} | {processes} | {seconds:.1f} | {rows / seconds:.0f} | {peak:.0f}"
                )
                print(f"| {figures} |", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        run(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main(*sys.argv[1:])
