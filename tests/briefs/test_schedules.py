"""The Airflow example: its notebook calls are real calls of our notebooks. Airflow itself is not needed to know that."""

import ast
from pathlib import Path

import papermill

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "tests" / "schedules" / "quarterly_briefs.py"


class Recorder:
    """Stands for everything the example imports from Airflow, and keeps the arguments it is called with."""

    def __init__(self):
        self.calls = []

    def __call__(self, *args, **options):
        self.calls.append(options)
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass


def run_example():
    """The example run with stand-ins for Airflow: the options of its DAG and of its operators."""
    tree = ast.parse(EXAMPLE.read_text(encoding="utf-8"))
    tree.body = [node for node in tree.body if not (isinstance(node, ast.ImportFrom) and "airflow" in node.module)]
    names = {"DAG": Recorder(), "PapermillOperator": Recorder()}
    exec(compile(tree, EXAMPLE.name, "exec"), names)
    return names["DAG"].calls, names["PapermillOperator"].calls


def test_the_dag_runs_once_at_a_time():
    [dag], _ = run_example()
    assert dag["max_active_runs"] == 1


def test_every_call_of_the_dag_puts_its_parameters_into_a_notebook_of_ours(tmp_path):
    """As the operator calls it, see airflow.providers.papermill.operators.papermill; test_notebooks runs the notebook so parametrised."""
    _, calls = run_example()
    assert len(calls) == 2
    for call in calls:
        notebook = str(ROOT / call["input_nb"])
        assert call["parameters"].keys() <= papermill.inspect_notebook(notebook).keys()
        nb = papermill.execute_notebook(notebook, str(tmp_path / "out.ipynb"), call["parameters"], prepare_only=True)
        (injected,) = (cell for cell in nb.cells if "injected-parameters" in cell.metadata.get("tags", []))
        given = {}
        exec(injected.source, given)
        assert call["parameters"].items() <= given.items()
