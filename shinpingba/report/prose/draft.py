"""What is read in a block before it is a Record: places in the text, so that every word stays an exact slice."""

from dataclasses import dataclass, field

from .parts import Span


@dataclass(slots=True)
class Draft:
    """A commitment or statement in a block: the stretch it takes up and the places of its words by column of `rows`.

    form      item, sentence or class_list
    several   words of a column that stand in several places, put together
    texts     words from elsewhere: the section, the verdict of the list it stands in
    is_count  a count of tasks by class (达序时44项), which is a row only where a report names no task at all
    """

    form: str
    start: int
    end: int
    spans: dict[str, Span] = field(default_factory=dict)
    several: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    is_count: bool = False
