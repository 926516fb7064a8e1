"""Several reports of one call: each is done in turn, and one that cannot be read holds up none of the others."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from ..report.errors import ReportError
from .chinese import say

Result = TypeVar("Result")


def of_each(reports: Iterable[str], make: Callable[[str], Result], left_out: str) -> tuple[list[Result], bool]:
    """What is made of each report, and whether all of them could be; one that could not is said and left out.

    left_out  what is said of it: 没有读
    errors    ReportError, the first one's, where nothing could be made of any
    """
    made: list[Result] = []
    faults = []
    for each in reports:
        try:
            made.append(make(each))
        except ReportError as error:
            faults.append(error)
            say(f"{left_out} {each}：{error}", err=True)
    if not made:
        raise faults[0]
    return made, not faults
