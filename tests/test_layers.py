"""Which module may import what: one straight line of data, and the heavy libraries at its end."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import shinpingba

PACKAGE = Path(__file__).parents[1] / "shinpingba"

# Each module imports only what stands before it.
ORDER = [
    "columns", "lexicon", "amounts", "wording", "drafts", "numerals", "dates", "quantities", "departments", "sources",
    "task_tables", "rows", "corrections",
    "reports", "clauses", "cues", "likeness", "nouns", "mentions", "stages", "milestones", "targets", "derived",
    "figures", "pairs",
    "rules", "assessment", "many", "checks", "rollups", "comparison", "quarters", "evaluate", "evidence", "charts", "course_chart",
    "calendars", "exports", "briefs", "board",
    "doctor", "cli",
]  # fmt: skip

# The only modules that may import a library; one that is not named here is free to all.
HOMES = {
    "altair": {"charts", "course_chart", "board"},
    "ipywidgets": {"board"},
    "papermill": {"briefs"},
    "nbconvert": {"briefs"},
    "nbclient": {"briefs"},
    "lxml": {"sources"},
    "python_calamine": {"sources"},
    "pdfplumber": {"sources"},
    "docx": {"sources", "exports"},
    "xlsxwriter": {"exports"},
}
WITHOUT_PANDAS = {
    "lexicon",
    "quantities",
    "clauses",
    "cues",
    "nouns",
    "mentions",
    "stages",
    "milestones",
    "likeness",
    "targets",
    "derived",
    "figures",
    "pairs",
    "rules",
}

# What would make an analysis depend on when and where it runs. The shell around it may know the machine.
OUTSIDE = {"datetime.now", "datetime.today", "date.today", "time.time", "os.environ", "os.getenv"}
NETWORK = {"urllib.request", "requests", "http", "socket"}
SHELL = {"briefs", "doctor", "cli"}
# SHINPINGBA_DATA says where the reports are kept, which changes nothing in what is read from them.
ALLOWED = {"reports": {"os.environ"}}

FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def layer(path):
    """`rows` for rows.py, `sources` for everything in sources/."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path):
    """Every name the file imports, also inside functions: `pandas`, `shinpingba.rows.read_rows`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{origin(node, path)}.{alias.name}" for alias in node.names)


def origin(node, path):
    """The module of a `from … import`, with its dots resolved."""
    if not node.level:
        return node.module
    around = path.relative_to(PACKAGE.parent).parts[: -node.level]
    return ".".join((*around, node.module) if node.module else around)


def libraries(path):
    return {name.split(".")[0] for name in imported(path)}


def layers_imported(path):
    own = {name.split(".")[1] for name in imported(path) if name.startswith("shinpingba.")}
    return own & {layer(path) for path in FILES}


def test_every_module_has_its_place_in_the_order():
    assert {layer(path) for path in FILES} <= set(ORDER)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
class TestModule:
    def test_imports_only_what_stands_before_it(self, path):
        allowed = ORDER[: ORDER.index(layer(path)) + 1]
        assert layers_imported(path) <= set(allowed)

    def test_leaves_each_library_where_it_belongs(self, path):
        strays = {name for name in libraries(path) & HOMES.keys() if layer(path) not in HOMES[name]}
        assert not strays

    def test_has_no_pandas_where_words_are_read(self, path):
        assert layer(path) not in WITHOUT_PANDAS or "pandas" not in libraries(path)

    def test_asks_no_network(self, path):
        asked = {name for name in imported(path) for module in NETWORK if f"{name}.".startswith(f"{module}.")}
        assert layer(path) in SHELL or not asked

    def test_asks_neither_clock_nor_environment(self, path):
        attributes = {ast.unparse(node) for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}
        asked = {name for name in attributes for outside in OUTSIDE if name == outside or name.endswith(f".{outside}")}
        assert layer(path) in SHELL or asked <= ALLOWED.get(layer(path), set())


def test_importing_the_package_loads_no_heavy_library():
    heavy = [*HOMES, "pandas", "pyarrow", "IPython"]
    code = f"import sys, shinpingba; print(*(name for name in {heavy!r} if name in sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.split() == []


def test_no_module_has_the_name_of_a_public_function():
    functions = set(shinpingba._HOMES)
    assert not functions & set(ORDER)
