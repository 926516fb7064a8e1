"""Two people's sheets for one report: how far they agree, and where they do not. Nothing is decided by it."""

from collections.abc import Mapping, Sequence

from ..judging.decisions import Decision
from ..report.errors import ReportError
from .cards import decided_words

AnswerSheet = Mapping[tuple[str, str, str], Decision]


def alpha(sheets: Sequence[AnswerSheet]) -> float | None:
    """Krippendorff's alpha (nominal) of some sheets, over the questions that two or more of them answer; None where it is not defined.

    errors  ReportError where the library is not installed
    """
    try:
        import krippendorff
    except ImportError:
        advice = "krippendorff(pip install 'shinpingba[agreement]')"
        raise ReportError("一致程度", "", f"已安装的 {advice}", "没有安装") from None
    asks = [
        each
        for each in dict.fromkeys(key for sheet in sheets for key in sheet)
        if sum(each in sheet for sheet in sheets) > 1
    ]
    answers = {
        words: code for code, words in enumerate(dict.fromkeys(_said(s[a]) for a in asks for s in sheets if a in s))
    }
    if len(answers) < 2:
        return None
    told = [[answers[_said(sheet[each])] if each in sheet else float("nan") for each in asks] for sheet in sheets]
    return float(krippendorff.alpha(reliability_data=told, level_of_measurement="nominal"))


def differences(sheets: Sequence[AnswerSheet]) -> list[str]:
    """The questions that the sheets answer differently, a line each: what each of them says, and who says it."""
    found = []
    for asks in dict.fromkeys(key for sheet in sheets for key in sheet):
        told = [sheet[asks] for sheet in sheets if asks in sheet]
        if len({_said(each) for each in told}) > 1:
            says = "；".join(
                f"{each.by}：{decided_words(each)}" + (f"（{each.reason}）" if each.reason else "") for each in told
            )
            found.append(f"{told[0].row_id} {told[0].target_quote}：{says}")
    return found


def compared(sheets: Sequence[AnswerSheet]) -> list[str]:
    """Agreement and differences in words."""
    both = [asks for asks in sheets[0] if all(asks in sheet for sheet in sheets)]
    differing, measured = differences(sheets), alpha(sheets)
    told = "答案全都一样，无从计算" if measured is None else f"{measured:.3f}"
    first = f"都答了的{len(both)}条，不一致{len(differing)}条；Krippendorff α（名义）：{told}"
    return [first, *differing, "没有存下任何一条：商定以后，只用一张表存入。"]


def _said(decision: Decision) -> str:
    """What a decision says, whatever words it rests on."""
    value = decision.decided_value
    return decision.decided if value is None else f"{value:.9g}"
