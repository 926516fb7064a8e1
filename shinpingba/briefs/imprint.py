"""What every page and every card of a brief says of the report that it is about."""

from typing import Any

from markupsafe import Markup

from ..judging.assessment import Assessment
from ..report.reports import Report
from .blocks import Panel, facts, known_of


def printed_card(report: Report) -> tuple[Any, ...]:
    """What a report's card (report.toml) gives that stands on a page: a page is made again when it changes."""
    return (report.district, report.title, report.issuer, report.published, report.url, report.period, report.as_of)


def imprint(*results: Assessment) -> Panel:
    """Of which reports a page is: district, period, schedule, rule, issuer and date, a line each; `running` stands over printed pages."""
    lines = ["　".join(facts(each)) for each in results]
    told = [known_of(each.report, each.rule) for each in results]
    running = "　".join(dict.fromkeys(text for each in told for text in each.values() if text))
    html = Markup("\n").join(Markup('<p class="muted">{}</p>').format(line) for line in lines)
    return Panel("imprint", html, {"periods": [each.report.period for each in results], "running": running})
