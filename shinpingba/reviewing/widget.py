"""The review in JupyterLab: one question a screen, settled by keys alone, every answer kept at once beside the report."""

import os
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from ..columns import STAGE_LABELS, records
from ..judging.assessment import Assessment, assess
from ..judging.decisions import OF_TASK, Decision, decisions_file, fault_of, read_decisions, standings
from ..judging.recording import record
from ..report.errors import ReportError
from ..showing.cells import readable
from .answers import Answer, decision_of
from .cards import SAMPLE, Card, cards, decided_words, shown
from .doubts import doubts
from .questions import as_read

SERVED = "voila/"  # what a kernel of a page that is served to people finds in its environment
READ_ONLY = {
    "served": "网页上只能看，不能核定。请在 JupyterLab 里打开。",
    "no_file": "这份报告不是从文件读入的，核定无处可存，只能看。",
}
KEPT = ("decided", "by", "on", "typed", "reason", "asks_for")


def review(result: Assessment, *, by: str = "", sample: int = SAMPLE) -> "Review":
    """Go through what is doubtful in JupyterLab; decisions are kept beside the report as they are made.

    by      who decides; asked for where it is left out
    sample  how many of the figures read with high confidence are drawn at random and mixed in
    returns a widget; on a page served by voila, and for a report from no file, it can be read only
    """
    return Review(result, by=by, sample=sample)


class Review(anywidget.AnyWidget):
    """The widget of `review`. `review.result` is the assessment with all that has been decided so far."""

    _esm = Path(__file__).with_name("review.js")
    _css = Path(__file__).with_name("review.css")

    cards: traitlets.List[Any] = traitlets.List().tag(sync=True)
    stages: traitlets.List[Any] = traitlets.List().tag(sync=True)
    answers = traitlets.Dict().tag(sync=True)
    notice = traitlets.Dict().tag(sync=True)
    by = traitlets.Unicode().tag(sync=True)
    read_only = traitlets.Unicode().tag(sync=True)

    def __init__(self, result: Assessment, *, by: str = "", sample: int = SAMPLE) -> None:
        self._report, self._rule = result.report, result.rule
        self._rows = {row["row_id"]: row for row in records(result.report.rows)}
        self._current: dict[tuple[str, str, str], Decision] = {}
        self._cards: list[Card] = cards(as_read(result), sample)
        self._doubts = readable(doubts(result), "row_id", "target_quote", "read", "candidates", "doubt")
        path = decisions_file(result.report)
        served = os.environ.get("SERVER_SOFTWARE", "").startswith(SERVED)
        super().__init__(
            cards=[shown(card) for card in self._cards], answers=self._known(), by=by,
            stages=[{"value": stage, "words": words} for stage, words in STAGE_LABELS.items()],
            read_only=READ_ONLY["served"] if served else READ_ONLY["no_file"] if path is None else "",
        )  # fmt: skip
        self.on_msg(self._answered)

    @property
    def result(self) -> Assessment:
        """The report assessed with all that has been decided so far."""
        return assess(self._report, rule=self._rule)

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """The widget where there is a kernel to ask; for a page, which has none, the doubts as a table."""
        shown = super()._repr_mimebundle_(**options)
        bundle = shown[0] if isinstance(shown, tuple) else shown
        return {"text/html": self._doubts._repr_html_(), **(bundle or {})}

    def _known(self) -> dict[str, dict[str, object]]:
        """Number of each card that has been decided -> what, and by whom; a decision of another is seen too."""
        listed = read_decisions(decisions_file(self._report))
        known = standings(listed, self._rows.values())
        self._current = {each.asks: each for each, standing in known if standing == "current"}
        found: dict[str, dict[str, object]] = {}
        for number, card in enumerate(self._cards):
            if settled := self._settled(card):
                words, is_open = decided_words(settled), settled.decided == "unsure"
                found[str(number)] = {"words": words, "by": settled.by, "open": is_open}
        return found

    def _settled(self, card: Card) -> Decision | None:
        """What has been decided of a card: an answer to its question, or the stage or the status of its task."""
        row_id = card.question.row_id
        asks = [card.question.asks, *((row_id, question, "") for question in OF_TASK)]
        found = (self._current.get(each) for each in asks)
        return next((each for each in found if each and each.decided != "withdrawn"), None)

    def _answered(self, _: Any, content: dict[str, Any], __: Any) -> None:
        number = content.get("number", -1)
        try:
            self._keep(self._cards[number], content)
        except (ReportError, OSError, IndexError, TypeError) as error:
            self.notice = {"number": number, "words": f"没有存下：{error}", "count": self.notice.get("count", 0) + 1}
        self.answers = self._known()

    def _keep(self, card: Card, content: dict[str, Any]) -> None:
        if self.read_only:
            raise ReportError("核定", "", "可以写的地方", self.read_only)
        facts = {name: str(content.get(name) or "") for name in KEPT}
        figures = tuple(int(number) for number in content.get("figures") or ())
        if facts["decided"] == "withdrawn":
            settled = self._settled(card)
            facts["asks_for"] = settled.question if settled and settled.question in OF_TASK else ""
        row = self._rows[card.question.row_id]
        decision = decision_of(card.question, row, Answer(**facts, figures=figures))
        if fault := fault_of(decision):
            raise ReportError(decision.row_id, "", "一条可以采用的核定", fault)
        record(self._report, [decision])
