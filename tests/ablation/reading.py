"""The reading of every text, as it is and with a condition or a line of a word list left out."""

import importlib
import signal
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from caches import caches
from conditions import MATTERS, WATCH, Condition, conditions, watched, without
from proofs import proof_of
from word_lists import lines_of

from shinpingba.judging.assessment import judge_row
from shinpingba.language.amounts import amount, pace_words
from shinpingba.reading.trace import trace
from shinpingba.words import lexicon

SECONDS = 3  # of the processor's time for one text: with a condition left out a loop may have no end
NOWHERE = "\0"  # a surface that no text has
SURFACES = ("surface", "word", "radical", "name", "full_name", "aliases", "traditional")

Text = tuple[dict[str, Any], date]  # a row and the end of its report's period


def read(text: Text) -> object:
    """All that is read in a row, and its amounts in the words of an office."""
    found = judge_row(*text, "months/12")
    return found, [_amounts(target) for target in found["targets"]]


def explain(text: Text) -> object:
    """All that is told of why a row is read as it is."""
    row, as_of = text
    return trace(row["task"] or "", row["progress"] or "", as_of, row["name"] or "")


def _amounts(target: dict) -> tuple[str, str]:
    pace = target["required_pace"]
    words = "" if pace is None else pace_words(pace, target["pace_ratio"], target["unit"])
    return amount(target["target_value"], target["unit"]), words


@dataclass(frozen=True, slots=True)
class Known:
    """Every text and what is read in it; for each condition the texts that can miss it, those in which least is asked first.

    lasting are the conditions asked while something is made that is kept from text to text: any text may miss them.
    """

    read: Callable[[Text], object]
    texts: list[Text]
    told: list[object]
    able: dict[Condition, list[int]]
    lasting: frozenset[Condition]


def know(read: Callable[[Text], object], texts: list[Text], paths: Sequence[Path]) -> Known:
    """Read every text with the conditions of the modules watched: first with nothing kept in memory, then with what lasts."""
    with _watching(paths) as noticed:
        _forget(lambda cache: True)
        first, then = ([_noticed(read, text, noticed) for text in texts] for _ in range(2))
    told = [told for told, _ in then]
    lasting = frozenset(each for (_, cold), (_, warm) in zip(first, then, strict=True) for each in cold - warm)
    able = defaultdict(list)
    shortest = sorted(range(len(texts)), key=lambda place: len(then[place][1]))
    for place in shortest:
        for each in then[place][1]:
            able[each].append(place)
    return Known(read, texts, told, able | dict.fromkeys(lasting, shortest), lasting)


def _noticed(read, text: Text, noticed: set[Condition]) -> tuple[object, set[Condition]]:
    noticed.clear()
    _forget(_is_of_texts)
    return read(text), set(noticed)


@contextmanager
def _watching(paths: Sequence[Path]):
    """The modules with their conditions watched: yields the set of those whose absence could be noticed, as they are asked."""
    noticed: set[Condition] = set()
    before: list[tuple[FunctionType, CodeType]] = []
    for path in paths:
        module, found = _module(path), conditions(path)
        vars(module)[WATCH] = _watcher(found, noticed)
        for name, code in watched(path).items():
            function = _live(module, name)
            before.append((function, function.__code__))
            function.__code__ = code
    try:
        yield noticed
    finally:
        for function, code in before:
            function.__code__ = code


def _watcher(found: list[Condition], noticed: set[Condition]):
    matters = [MATTERS[each.matters] for each in found]

    def watch(number: int, value: object) -> object:
        if matters[number](value):
            noticed.add(found[number])
        return value

    return watch


def is_held(condition: Condition, known: Known) -> bool:
    """Whether some text is read otherwise without the condition. An error, or a loop without an end, is otherwise too."""
    function = _live(_module(condition.path), condition.function)
    original, touched = function.__code__, (lambda cache: True) if condition in known.lasting else _is_of_texts
    function.__code__ = without(condition)
    try:
        _forget(touched)
        return any(_differs(known, place) for place in known.able.get(condition, ()))
    finally:
        function.__code__ = original
        _forget(touched)


def is_needed(name: str, place: int) -> bool:
    """Whether a line of a word list is missed by its own example: without it, its proof fails."""
    line, entry = lines_of(name)[place], lexicon._entry

    def without_it(listed: str, number: int, columns: list[str], cells: list[str]) -> dict[str, str]:
        kept = entry(listed, number, columns, cells)
        if (listed, number) != (name, place + 2):
            return kept
        return kept | (
            {"pattern": "(?!)"} if "pattern" in kept else {each: NOWHERE for each in SURFACES if each in kept}
        )

    lexicon._entry = without_it
    try:
        _forget(lambda cache: True)
        return _differs_in_proof(name, line)
    finally:
        lexicon._entry = entry
        _forget(lambda cache: True)


def _differs(known: Known, place: int) -> bool:
    signal.signal(signal.SIGVTALRM, _give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        return known.read(known.texts[place]) != known.told[place]
    except Exception:
        return True
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _differs_in_proof(name: str, line: dict[str, str]) -> bool:
    try:
        return not proof_of(name, line)(line, line["example"])
    except Exception:
        return True


def _give_up(*_: object) -> None:
    raise TimeoutError


def _is_of_texts(cache) -> bool:
    """Whether a cache keeps what was read in some texts, and not what holds for all."""
    return bool(cache.cache_info().maxsize)


def _forget(wanted) -> None:
    for cache in filter(wanted, caches()):
        cache.cache_clear()


def _module(path: Path) -> ModuleType:
    package = Path(lexicon.__file__).parents[2]
    return importlib.import_module(".".join(path.relative_to(package).with_suffix("").parts))


def _live(module: ModuleType, name: str) -> FunctionType:
    """The function that runs, under its cache or property."""
    owner, _, attribute = name.rpartition(".")
    found = vars(getattr(module, owner) if owner else module)[attribute]
    for under in ("fget", "func", "__func__", "__wrapped__"):
        found = getattr(found, under, None) or found
    return found
