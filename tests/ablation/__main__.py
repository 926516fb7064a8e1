"""Which conditions of the reading no text holds: `make ablation`, minutes on all cores.

Takes out the conditions of the reading and of the language one at a time, and the lines of the word lists, and reads again every text
of tests/cases, tests/annotated and the first report that can miss them. What then changes nothing has no sentence that it is for: it is
named in unheld.txt, and there may only be fewer. The command fails where one is unheld that is not in the list, and names it: give it
a case in tests/cases, or take it out. Those that are held by now, or are gone, leave the list by themselves.

`make ablation RENEW=--renew` writes the list anew, whatever was in it: for when a condition was reworded and stayed what it was.
"""

import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from conditions import Condition, conditions
from reading import explain, is_held, is_needed, know, read
from texts import texts
from word_lists import LISTS, lines_of

import shinpingba

PACKAGE = Path(shinpingba.__file__).parent
TRACE = PACKAGE / "reading" / "trace.py"  # tells why, and reads nothing
KEPT = Path(__file__).parent / "unheld.txt"


def main() -> int:
    """Print the table and keep what is unheld; 1 where something is that was not before."""
    paths = sorted({*PACKAGE.glob("language/*.py"), *PACKAGE.glob("reading/*.py")} - {TRACE})
    lines = [(name, place) for name in LISTS for place in range(len(lines_of(name)))]
    read_texts = texts()
    told = [know(read, read_texts, paths), know(explain, read_texts, [TRACE])]
    found = [each for path in [*paths, TRACE] for each in conditions(path)]
    # forked, the processes know what was read before and need not be sent it
    _held.known = dict.fromkeys(paths, told[0]) | {TRACE: told[1]}
    with ProcessPoolExecutor(mp_context=get_context("fork")) as pool:
        held = list(pool.map(_held, found, chunksize=8))
        needed = list(pool.map(is_needed, *zip(*lines, strict=True), chunksize=32))
    unheld = [condition for condition, is_so in zip(found, held, strict=True) if not is_so]
    idle = [line for line, is_so in zip(lines, needed, strict=True) if not is_so]
    _show(found, unheld, len(lines), len(idle))
    return _kept(sorted([*map(_named, unheld), *(f"words/{name}.csv\t{_words(name, at)}" for name, at in idle)]))


def _held(condition: Condition) -> bool:
    return is_held(condition, _held.known[condition.path])


def _named(condition: Condition) -> str:
    """A line of the list. Without the line's number: a condition stays the same where others come and go above it."""
    return f"{condition.path.relative_to(PACKAGE)}\t{condition.function}\t{condition.words}"


def _words(name: str, place: int) -> str:
    return "|".join(cell for cell in [*lines_of(name)[place].values()][:3] if cell)


def _show(found: list[Condition], unheld: list[Condition], lines: int, idle: int) -> None:
    """A Markdown table by module."""
    of, without = (Counter(each.path.relative_to(PACKAGE) for each in some) for some in (found, unheld))
    print("| module | conditions | held by no text |", "| --- | ---: | ---: |", sep="\n")
    print(*(f"| {path} | {count} | {without[path]} |" for path, count in of.items()), sep="\n")
    print(f"| all | {len(found)} | {len(unheld)} |")
    print(f"\nOf {lines} lines of word lists, {idle} are not needed by their own example.")


def _kept(now: list[str]) -> int:
    """1 where something is unheld that the list does not name; else the list is what there is now."""
    before = KEPT.read_text(encoding="utf-8").splitlines()
    new = [] if "--renew" in sys.argv else sorted((Counter(now) - Counter(before)).elements())
    if new:
        print(
            "\nHeld by no text, and not in unheld.txt. Give each the sentence it is for, or take it out:",
            *new,
            sep="\n",
        )
        return 1
    KEPT.write_text("".join(f"{each}\n" for each in now), encoding="utf-8")
    print(f"unheld.txt: {len(now)}, before {len(before)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
