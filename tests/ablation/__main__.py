"""How much of the reading no text holds: `make ablation`, minutes on all cores; with `--list`, which conditions and lines those are.

Takes out the conditions of the reading and of the language one at a time, and the lines of the word lists, and reads again every text
of tests/cases and the first report. What then changes nothing has no sentence that it is for. How many there are is kept in unheld.txt,
and may only fall: where it has risen, the command fails.
"""

import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from conditions import conditions
from reading import is_held, is_needed, known
from word_lists import LISTS, lines_of

import shinpingba

HERE = Path(__file__).parent
PACKAGE = Path(shinpingba.__file__).parent
ROOMS = ("language", "reading")
KEPT = HERE / "unheld.txt"


def main() -> int:
    """Print the table; 1 where more is unheld than was kept, else keep what there is."""
    found = [each for room in ROOMS for path in sorted((PACKAGE / room).glob("*.py")) for each in conditions(path)]
    lines = [(name, place) for name in LISTS for place in range(len(lines_of(name)))]
    known()  # read once, for all processes
    with ProcessPoolExecutor(mp_context=get_context("fork")) as pool:
        held = list(pool.map(is_held, found, chunksize=8))
        needed = list(pool.map(is_needed, *zip(*lines, strict=True), chunksize=8))
    unheld = [condition for condition, is_so in zip(found, held, strict=True) if not is_so]
    idle = [line for line, is_so in zip(lines, needed, strict=True) if not is_so]
    _show(found, unheld, len(lines), len(idle))
    if "--list" in sys.argv:
        print(
            *(f"{each.path.relative_to(PACKAGE)}:{each.line} {each.function}: {each.words}" for each in unheld),
            sep="\n",
        )
        print(*(f"words/{name}.csv:{place + 2}" for name, place in idle), sep="\n")
    return _kept({"conditions": len(unheld), "lines": len(idle)})


def _show(found: list, unheld: list, lines: int, idle: int) -> None:
    """A Markdown table by module."""
    of, without = (Counter(each.path.relative_to(PACKAGE) for each in some) for some in (found, unheld))
    print("| module | conditions | held by no text |", "| --- | ---: | ---: |", sep="\n")
    print(*(f"| {path} | {count} | {without[path]} |" for path, count in of.items()), sep="\n")
    print(f"| all | {len(found)} | {len(unheld)} |")
    print(f"\nOf {lines} lines of word lists, {idle} are not needed by their own example.")


def _kept(now: dict[str, int]) -> int:
    """1 where a number has risen above the one kept; else the lower ones are kept."""
    before = dict(line.split() for line in KEPT.read_text(encoding="utf-8").splitlines()) if KEPT.exists() else {}
    risen = [what for what, count in now.items() if count > int(before.get(what, count))]
    for what in risen:
        print(
            f"{what} held by no text: {now[what]}, and only {before[what]} before. Give each the sentence it is for, or take it out."
        )
    if not risen:
        KEPT.write_text("".join(f"{what} {count}\n" for what, count in now.items()), encoding="utf-8")
    return bool(risen)


if __name__ == "__main__":
    raise SystemExit(main())
