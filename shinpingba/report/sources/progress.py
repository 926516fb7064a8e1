"""What a process that opens a file says of how far it is: a bar on a terminal, and its end where it says nothing for too long."""

import re
import subprocess
from contextlib import ExitStack
from threading import Event, Timer
from typing import Any

_TOLD = re.compile(r"(?P<place>第\d+页)|共(?P<count>\d+)页")
_BAR = "识别扫描件 {bar} {n}/{total}页,每页{rate_inv_fmt},还需{remaining}"


def followed(process: "subprocess.Popen[bytes]", patience: float) -> tuple[str, bool]:
    """Wait for a process; it never outlives its caller, whom Ctrl-C may stop.

    patience  seconds that it may be silent
    returns   the place that it said last, and whether it was ended because it was silent for too long
    """
    place, late = "", Event()

    watch = Timer(patience, _end, (process, late))
    watch.start()
    try:
        with ExitStack() as shown:
            bar: Any = None
            for line in process.stderr or ():
                watch.cancel()
                watch = Timer(patience, _end, (process, late))
                watch.start()
                if told := _TOLD.fullmatch(line.decode("utf-8", "replace").strip()):
                    place = told["place"] or place
                    bar = _moved(bar, told, shown)
            process.wait()
    finally:
        watch.cancel()
        process.kill()
        process.wait()
    return place, late.is_set()


def _end(process: "subprocess.Popen[bytes]", late: Event) -> None:
    """Note that a process came too late, and end it."""
    late.set()
    process.kill()


def _moved(bar: Any, told: re.Match[str], shown: ExitStack) -> Any:
    """The bar as far as the process has come; it appears when that says how many pages there are."""
    if told["count"] and bar is None:
        return shown.enter_context(_bar(int(told["count"])))
    if told["place"] and bar is not None:
        bar.update(int(told["place"][1:-1]) - 1 - bar.n)
    return bar


def _bar(count: int) -> Any:
    from tqdm import tqdm

    return tqdm(total=count, disable=None, leave=False, unit="页", bar_format=_BAR)
