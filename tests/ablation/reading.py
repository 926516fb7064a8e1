"""The reading of every text, as it is and with a condition or a line of a word list left out."""

import functools
import importlib
import signal
import sys
from datetime import date
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from caches import caches
from conditions import Condition, without
from proofs import proof_of
from texts import texts
from word_lists import lines_of

from shinpingba.judging.assessment import judge_row
from shinpingba.language.amounts import amount, pace_words
from shinpingba.words import lexicon

SECONDS = 60  # for one text: with a condition left out a loop may have no end
NOWHERE = "\0"  # a surface that no text has
SURFACES = ("surface", "word", "radical", "name", "full_name", "aliases", "traditional")


Text = tuple[dict[str, Any], date]  # a row and the end of its report's period


def read(text: Text) -> object:
    """All that is read in a row, and its amounts in the words of an office."""
    found = judge_row(*text, "months/12")
    return found, [_amounts(target) for target in found["targets"]]


def _amounts(target: dict) -> tuple[str, str]:
    pace = target["required_pace"]
    words = "" if pace is None else pace_words(pace, target["pace_ratio"], target["unit"])
    return amount(target["target_value"], target["unit"]), words


@functools.cache
def known() -> list[tuple[Text, object, frozenset[tuple[str, str]]]]:
    """Every text, what is read in it, and the functions that read it (file and name); the one that told the last apart comes first."""
    found = []
    for text in texts():
        _forget(lambda cache: cache.cache_info().maxsize)
        called: set[tuple[str, str]] = set()
        sys.setprofile(lambda frame, event, _: event == "call" and called.add(_named(frame.f_code)))  # noqa: B023
        try:
            told = read(text)
        finally:
            sys.setprofile(None)
        found.append((text, told, frozenset(called)))
    return found


def _named(code: CodeType) -> tuple[str, str]:
    return code.co_filename, code.co_qualname


def is_held(condition: Condition) -> bool:
    """Whether some text is read otherwise without the condition. An error, or a loop without an end, is otherwise too."""
    package = Path(lexicon.__file__).parents[2]
    module = importlib.import_module(".".join(condition.path.relative_to(package).with_suffix("").parts))
    function, told_by = _live(module, condition.function), known()
    original, name = function.__code__, _named(function.__code__)
    function.__code__ = _code(condition)
    try:
        _forget(lambda cache: cache.cache_info().maxsize or cache.__module__ == module.__name__)
        able = ((place, *each) for place, each in enumerate(told_by) if name in each[-1])
        place = next((place for place, text, told, _ in able if _differs(text, told)), None)
    finally:
        function.__code__ = original
        _forget(lambda cache: cache.cache_info().maxsize or cache.__module__ == module.__name__)
    if place is not None:
        told_by.insert(0, told_by.pop(place))
    return place is not None


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


def _differs(text: Text, told: object) -> bool:
    signal.signal(signal.SIGALRM, _give_up)
    signal.alarm(SECONDS)
    try:
        return read(text) != told
    except Exception:
        return True
    finally:
        signal.alarm(0)


def _differs_in_proof(name: str, line: dict[str, str]) -> bool:
    try:
        return not proof_of(name, line)(line, line["example"])
    except Exception:
        return True


def _give_up(*_: object) -> None:
    raise TimeoutError


def _forget(wanted) -> None:
    for cache in filter(wanted, caches()):
        cache.cache_clear()


def _live(module: ModuleType, name: str) -> FunctionType:
    """The function that runs, under its cache or property."""
    owner, _, attribute = name.rpartition(".")
    found = vars(getattr(module, owner) if owner else module)[attribute]
    for under in ("fget", "func", "__func__", "__wrapped__"):
        found = getattr(found, under, None) or found
    return found


def _code(condition: Condition) -> CodeType:
    """The code of the condition's function without it."""
    waiting = [compile(without(condition), str(condition.path), "exec")]
    while waiting:
        code = waiting.pop()
        if code.co_qualname == condition.function:
            return code
        waiting += [each for each in code.co_consts if isinstance(each, CodeType)]
    raise LookupError(condition.function)
