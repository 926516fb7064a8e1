"""One page of all briefs of a run: what each says in figures, and which ones failed; searched and sorted without a network."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..columns import SEVERITY
from ..drafts import write_whole
from .page import document
from .render import render, sign

HEADS = {"task_count": "任务", "measured_count": "可衡量", "target_count": "目标"} | {
    f"{status}_count": sign(status) for status in SEVERITY
}


def write_index(folder: Path) -> Path:
    """Write `index.html` from the JSON files that stand beside the briefs of a folder, and from what failed runs left.

    folder   the folder of a run: briefs anywhere below it, failures in `failed/`
    returns  the path of the page; a folder without briefs gives a page that says so
    """
    cards = [(path, card) for path in sorted(folder.rglob("*.json")) if (card := _card(path.relative_to(folder), path))]
    failed = [card for path, card in cards if path.parent.name == "failed"]
    briefs = [_entry(folder, path, card) for path, card in cards if path.with_suffix(".html").is_file()]
    # report by report; of each the brief of the whole first, which has most tasks, and with as many it is not a department's
    briefs.sort(key=_place)
    shown = {name: head for name, head in HEADS.items() if any(brief["figures"].get(name) for brief in briefs)}
    reports = {(brief["about"].get("district"), brief["about"].get("period")) for brief in briefs}
    title = f"{len(reports)}份报告的简报目录" if len(reports) > 1 else f"{folder.resolve().name} 简报目录"
    facts = _shared([brief["about"] for brief in briefs])
    for brief in briefs:  # what all have in common stands over the list, and not in every line of it
        brief["more"] = "　".join(text for name, text in brief["about"].items() if text and name not in facts)
    body = render("index.html", title=title, briefs=briefs, failed=failed, head=shown, facts=[*facts.values()])
    running = "　".join([title, *facts.values()])
    write_whole(folder / "index.html", document(title, [body], "index.js", running=running))
    return folder / "index.html"


def _place(brief: dict[str, Any]) -> tuple[str, str, int, bool]:
    about = brief["about"]
    return (
        about.get("district", ""),
        about.get("period", ""),
        -(brief["figures"].get("task_count") or 0),
        brief["is_part"],
    )


def _shared(abouts: list[dict[str, str]]) -> dict[str, str]:
    """What all briefs of a list say alike of themselves: district, period, rule, date."""
    first, *others = abouts or [{}]
    return {name: text for name, text in first.items() if text and all(each.get(name) == text for each in others)}


def _card(inside: Path, path: Path) -> dict[str, Any] | None:
    """The card of a brief or of a failure; None for what is neither, is of another make, half written, or in a hidden folder."""
    if any(part.startswith(".") for part in inside.parts):
        return None
    try:
        card = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(card, dict) or not isinstance(card.get("title"), str):
        return None
    told, kind = ("cause", str) if path.parent.name == "failed" else ("figures", dict)
    return card if isinstance(card.get(told), kind) else None


def _entry(folder: Path, path: Path, card: dict[str, Any]) -> dict[str, Any]:
    address = quote(path.with_suffix(".html").relative_to(folder).as_posix())
    headline = card["figures"].get("headline")
    counts = headline if isinstance(headline, dict) else {}
    known = {name: count for name, count in counts.items() if isinstance(count, int)}
    about = card.get("about")
    told = {name: text for name, text in about.items() if isinstance(text, str)} if isinstance(about, dict) else {}
    is_part = path.parent.name == "departments"
    return {"title": _called(card), "address": address, "figures": known, "about": told, "is_part": is_part}


def _called(card: dict[str, Any]) -> str:
    """A brief in a line of the list: its department, or what kind of brief it is."""
    inputs = card.get("inputs")
    values = inputs.get("parameters") if isinstance(inputs, dict) else None
    department = values.get("department") if isinstance(values, dict) else None
    return department if isinstance(department, str) and department else card["title"].partition(" · ")[0]
