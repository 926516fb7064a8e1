"""The Airflow example: its notebook calls are real calls of our notebooks. Airflow itself is not needed to know that."""

import ast
import os
import shutil
from pathlib import Path

import papermill
import pytest
from loopback import QUICK_START

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


@pytest.fixture
def example(tmp_path, monkeypatch):
    """The example run with stand-ins for Airflow, for a checkout without outputs: the options of its DAG and of its operators."""
    shutil.copytree(ROOT / "notebooks", tmp_path / "home" / "notebooks")
    monkeypatch.setenv("SHINPINGBA_HOME", str(tmp_path / "home"))
    tree = ast.parse(EXAMPLE.read_text(encoding="utf-8"))
    tree.body = [node for node in tree.body if not (isinstance(node, ast.ImportFrom) and "airflow" in node.module)]
    names = {"DAG": Recorder(), "PapermillOperator": Recorder(), "__file__": str(EXAMPLE)}
    exec(compile(tree, EXAMPLE.name, "exec"), names)
    return names["DAG"].calls, names["PapermillOperator"].calls


def test_the_dag_runs_once_at_a_time(example):
    [dag], _ = example
    assert dag["max_active_runs"] == 1


def test_every_call_of_the_dag_puts_its_parameters_into_a_notebook_of_ours(example):
    _, calls = example
    assert len(calls) == 2
    for call in calls:
        assert call["parameters"].keys() <= papermill.inspect_notebook(call["input_nb"]).keys()


def test_a_call_of_the_dag_runs_in_any_folder_and_makes_its_own(example, tmp_path, monkeypatch):
    _, [call, _] = example
    call["pre_execute"]({})
    (tmp_path / "sitecustomize.py").write_text(QUICK_START, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.chdir(tmp_path)
    # as the operator calls papermill, see airflow.providers.papermill.operators.papermill
    papermill.execute_notebook(
        call["input_nb"], call["output_nb"], parameters=call["parameters"], progress_bar=False, report_mode=True
    )
    assert "区教委" in Path(call["output_nb"]).read_text(encoding="utf-8")


def test_without_a_home_the_dag_is_that_of_its_own_checkout(monkeypatch):
    monkeypatch.delenv("SHINPINGBA_HOME", raising=False)
    source = EXAMPLE.read_text(encoding="utf-8")
    [home] = (node for node in ast.parse(source).body if isinstance(node, ast.Assign) and node.targets[0].id == "HOME")
    names = {"os": os, "Path": Path, "__file__": str(EXAMPLE)}
    exec(ast.unparse(home), names)
    assert names["HOME"] == ROOT
