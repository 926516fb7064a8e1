"""Which room may import which, and in which order the modules of a room stand: one straight line of data."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "shinpingba"

# Room → the rooms it may import. What is not named here may not be imported.
FLOOR = {"columns", "words", "language"}
READ = FLOOR | {"report", "reading", "judging", "showing"}
ROOMS = {
    "columns": set(),
    "drafts": set(),
    "words": set(),
    "language": {"words"},
    "report": FLOOR,
    "reading": {"words", "language"},
    "judging": FLOOR | {"report", "reading", "drafts"},
    "showing": {"columns", "language", "report", "judging"},
    "checks": READ,
    "quarters": READ,
    "reviewing": READ - {"reading"} | {"drafts"},
    "exports": READ - {"reading", "words"} | {"checks", "quarters", "drafts", "reviewing"},
    "runs": set(),
    "briefs": READ - {"reading", "words"} | {"checks", "quarters", "reviewing", "runs", "drafts"},
    "board": READ - {"reading", "words", "language"} | {"briefs", "drafts"},
    "cli": READ - {"reading", "words"} | {"checks", "reviewing", "exports", "briefs", "drafts"},
    "evaluate": {"columns", "report", "judging", "reviewing", "drafts"},
}

# In a room, each module imports only what stands before it.
ORDER = {
    "columns": ["statuses", "looks", "dictionary", "codes", "frames"],
    "words": ["lexicon"],
    "language": [
        "punctuation", "numerals", "units", "dates", "ranges", "shares", "bounds", "names", "amounts", "quantities", "clauses",
        "denials", "intents", "cues",
        "likeness", "nouns", "verdicts", "passage",
    ],
    "report": [
        "errors", "document", "departments", "units", "heads", "records", "recognised", "traditional", "typography", "tables",
        "sources", "prose",
        "periods", "titles", "coverage", "doubts", "editions", "rows", "corrections", "folder", "given", "register", "reports",
    ],
    "report/tables": [
        "leads", "cells", "column", "rivals", "closing", "lines", "stream", "begun", "agreed", "by_units", "columns", "groups",
        "beside",
        "answers", "rates", "growth", "shifted", "parts", "figures", "merged", "body", "slots", "fitted", "held", "exact", "fitting",
        "aligned", "halves", "slashes", "turned", "stacked", "nested", "over", "levels", "broken", "lowered", "counted_out", "ticked",
        "head_trees", "weighed", "spanned", "spread", "periods", "heading", "unmerged", "flattened", "legends", "reading",
    ],
    "report/sources": [
        "encoding", "container", "marks", "number_formats", "sheets", "workbook", "old_workbook", "opendocument", "delimited",
        "spaced", "spaced_heads", "spaced_layout", "spaced_tables", "wrapped", "text",
        "html_looks", "html", "word_numbers", "word_ink", "word_runs", "word", "glyphs", "rulings", "typeset", "sightings", "pdf",
        "upright", "recogniser", "strokes", "bare_words", "bare_tables", "bare_rows", "bare_spans", "bare",
        "scanned_page", "scan", "progress", "bounded", "extra", "formats",
    ],
    "report/prose": [
        "signs", "strength", "numbering", "offices", "naming",
        "parts", "commitments", "proof", "other_years", "statements", "set_before",
        "planned_lists", "planned_parts", "draft", "dealt", "places", "blocks",
        "setting", "class_heads", "members", "class_lists", "bounded",
        "subjects", "judged", "counts", "shared", "timed", "running", "labels", "plans", "titled", "items", "tree",
        "alternating", "outline", "announced", "paragraphs",
    ],
    "reading": [
        "unread", "spans", "mention", "kinds", "multiples", "described", "roles", "times", "mentions", "stage_words", "shortfall", "stages",
        "milestones", "statement", "said_shares", "work_shares", "statements", "asked", "kept", "targets",
        "common_goals", "stretches", "deadlines", "years", "ceilings", "cells", "denied", "derived", "listed", "dealt",
        "figures", "candidates", "subjects", "agreement", "goals", "instalments", "standstill", "reached", "portions", "rises",
        "objects", "beyond", "unfinished", "echoes", "refusals", "fulfilled", "begun", "grounds", "part_asked", "summed",
        "pairing", "part_shares", "picked", "rates", "backdrop", "row", "trace",
    ],
    "judging": [
        "rules", "commitments", "proof", "stated", "fulfilment", "tasks",
        "decisions", "choices", "settled", "naming", "assessment", "recording", "explanations",
        "rollups",
        "matters", "comparison", "many",
    ],
    "showing": ["cells", "evidence", "originals", "theme", "charts", "course", "understanding"],
    "checks": ["finding", "sums", "lists", "narrative", "classes", "repeats", "spellings", "recomputation"],
    "quarters": ["changes", "course", "deadlines", "hindsight", "other_rules", "wording"],
    "reviewing": [
        "bounds", "smudges", "flags", "questions", "doubts", "requests", "looks", "answers", "sample", "earned", "cards", "sheet",
        "returned", "agreement", "annotated", "widget",
    ],
    "exports": ["guards", "calendars", "ledger", "dictionary", "datapackage", "workbook", "first_pages", "document", "reminders", "files"],
    "runs": ["keeper", "forked", "worker", "streams", "client", "kernel", "inside", "engine"],
    "briefs": [
        "render", "offline", "outputs", "page", "blocks", "imprint", "parameters", "brief", "reading_page", "standing", "lateness",
        "two_reports", "answers", "cross_checks", "task_list", "side_by_side", "colophon", "index", "batch", "server", "warmth",
    ],
    "board": ["card", "filters", "views", "widget"],
    "cli": ["chinese", "several", "terminal", "doctor", "jobs", "commands", "lists", "reading", "reviewing", "reminding", "entry"],
}  # fmt: skip

# The only rooms that may import a library; one that is not named here is free to all.
HOMES = {
    "pandas": set(ROOMS) - {"words", "language", "reading", "runs"},
    "altair": {"showing", "board"},
    "ipywidgets": {"board", "reviewing"},
    "anywidget": {"board", "reviewing"},
    "papermill": {"runs", "briefs"},
    "nbconvert": {"briefs"},
    "nbclient": {"runs", "briefs"},
    "lxml": {"report"},
    "python_calamine": {"report"},
    "openpyxl": {"report", "reviewing"},
    "pypdfium2": {"report"},
    "xlrd": {"report"},
    "docx": {"report", "exports"},
    "xlsxwriter": {"exports", "reviewing"},
    "cv2": {"report"},
    "onnxruntime": {"report"},
    "PIL": {"report"},
}

# What would make an analysis depend on when and where it runs. The shell around it may know the machine.
OUTSIDE = {"datetime.now", "datetime.today", "date.today", "time.time", "os.environ", "os.getenv"}
NETWORK = {"urllib.request", "requests", "http", "socket"}
SHELL = {"runs", "briefs", "cli"}
# SHINPINGBA_DATA says where the reports are kept, which changes nothing in what is read from them.
# SERVER_SOFTWARE says whether a page is served to people, who may look and settle nothing.
ALLOWED = {"report": {"os.environ"}, "reviewing": {"os.environ"}}

FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def room(path):
    """`reading` for reading/pairs.py, `columns` for columns.py."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


ANALYSIS = [path for path in FILES if room(path) not in SHELL]


@cache
def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imported(path):
    """Every name the file imports, also inside functions and by `import_module`: `pandas`, `shinpingba.report.rows.read_rows`."""
    nodes = [*ast.walk(tree(path))]
    plain = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    froms = [node for node in nodes if isinstance(node, ast.ImportFrom)]
    called = [node for node in nodes if isinstance(node, ast.Call) and "import_module" in ast.unparse(node.func)]
    named = [each.value for node in called for each in node.args[:1] if isinstance(each, ast.Constant)]
    return [*plain, *named, *(f"{origin(node, path)}.{alias.name}" for node in froms for alias in node.names)]


def origin(node, path):
    """The module of a `from … import`, with its dots resolved."""
    if not node.level:
        return node.module
    around = path.relative_to(PACKAGE.parent).parts[: -node.level]
    return ".".join((*around, node.module) if node.module else around)


def libraries(path):
    return {name.split(".")[0] for name in imported(path)}


def rooms_imported(path):
    own = {name.split(".")[1] for name in imported(path) if name.startswith("shinpingba.")}
    return own & set(ROOMS) - {room(path)}


def neighbours(path):
    """The modules of its own folder that a file imports."""
    around = ".".join(path.parent.relative_to(PACKAGE.parent).parts) + "."
    return {name.removeprefix(around).split(".")[0] for name in imported(path) if name.startswith(around)}


def test_every_entry_has_a_room_and_every_module_its_place():
    assert {room(path) for path in FILES} == set(ROOMS)
    folders = {str(path.parent.relative_to(PACKAGE)) for path in FILES} - {"."}
    assert folders == set(ORDER)
    for folder, order in ORDER.items():
        modules = {path.stem for path in (PACKAGE / folder).glob("*.py")} - {"__init__"}
        assert modules | {name for name in order if (PACKAGE / folder / name).is_dir()} == set(order), folder


def test_there_are_few_enough_rooms_to_know():
    assert len(ROOMS) <= 17


def test_a_room_imports_only_the_rooms_it_may():
    assert {path: more for path in FILES if (more := rooms_imported(path) - ROOMS[room(path)])} == {}


def test_a_module_imports_only_what_stands_before_it_in_its_room():
    assert {path: late for path in FILES if (late := neighbours_behind(path))} == {}


def neighbours_behind(path):
    """The modules of its room that a file imports though they do not stand before it."""
    order = ORDER.get(str(path.parent.relative_to(PACKAGE)), [])
    before = order if path.stem == "__init__" else order[: order.index(path.stem)] if order else []
    return neighbours(path) & {*order} - {*before}


def test_each_library_stays_where_it_belongs():
    strangers = {
        path: {name for name in libraries(path) & HOMES.keys() if room(path) not in HOMES[name]} for path in FILES
    }
    assert {path: names for path, names in strangers.items() if names} == {}


def test_no_analysis_asks_the_network():
    assert {path: asked for path in ANALYSIS if (asked := asked_of_the_network(path))} == {}


def asked_of_the_network(path):
    return {name for name in imported(path) for module in NETWORK if f"{name}.".startswith(f"{module}.")}


def test_no_analysis_asks_the_clock_or_the_environment():
    assert {path: more for path in ANALYSIS if (more := asked_outside(path) - ALLOWED.get(room(path), set()))} == {}


def asked_outside(path):
    attributes = {ast.unparse(node) for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}
    return {name for name in attributes for outside in OUTSIDE if name == outside or name.endswith(f".{outside}")}


def test_no_room_may_import_what_it_does_not_need():
    """A permission that nothing uses is a door left open: showing may not read words, nor runs know of briefs."""
    used = {each: set().union(*(rooms_imported(path) for path in FILES if room(path) == each)) for each in ROOMS}
    assert {each: more for each in ROOMS if (more := ROOMS[each] - used[each])} == {}


def test_importing_the_package_loads_no_heavy_library():
    heavy = [*HOMES, "pyarrow", "IPython"]
    code = f"import sys, shinpingba; print(*(name for name in {heavy!r} if name in sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.split() == []


def test_a_room_says_what_it_holds_and_holds_nothing_but_names():
    for init in PACKAGE.rglob("*/__init__.py"):
        assert ast.get_docstring(tree(init)), init
        defined = [node for node in tree(init).body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
        assert not defined, init


MOST_LINES, MOST_OF_A_FUNCTION = 300, 30


def test_a_module_is_short_enough_to_read():
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert {path: count for path, count in lines.items() if count > MOST_LINES} == {}


def functions(path):
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_a_function_is_short_enough_to_read_with_all_that_it_says_of_itself():
    lengths = {(path, each.name): each.end_lineno - each.lineno + 1 for path in FILES for each in functions(path)}
    assert {where: length for where, length in lengths.items() if length > MOST_OF_A_FUNCTION} == {}
