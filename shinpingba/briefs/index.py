"""One page of all briefs of a run: what each says in figures, and which ones failed; searched and sorted without a network."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..columns import SEVERITY
from ..drafts import write_whole
from .page import document
from .render import render, sign

HEADS = {"task_count": "任务", "measured_count": "能判断快慢", "target_count": "目标"} | {
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
    # the brief of the whole quarter has most tasks, and stands first
    briefs.sort(key=lambda brief: -(brief["figures"].get("task_count") or 0))
    shown = {name: head for name, head in HEADS.items() if any(brief["figures"].get(name) for brief in briefs)}
    title = f"{folder.resolve().name} 简报目录"
    body = render("index.html", title=title, briefs=briefs, failed=failed, head=shown)
    write_whole(folder / "index.html", document(title, [body], "index.js"))
    return folder / "index.html"


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
    return {"title": card["title"], "address": address, "figures": known}
