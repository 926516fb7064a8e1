"""Airflow: departments' notebooks of the newest report every quarter, by the stock PapermillOperator.

Needs apache-airflow-providers-papermill in Airflow's environment, and this package. The notebooks are those of the checkout that
SHINPINGBA_HOME names, without it of the one this file lies in; their results go to outputs/airflow there.
"""

import os
from datetime import datetime, timedelta
from pathlib import Path

from airflow.providers.papermill.operators.papermill import PapermillOperator
from airflow.sdk import DAG

HOME = Path(os.environ.get("SHINPINGBA_HOME") or Path(__file__).resolve().parents[2])
OUT = HOME / "outputs" / "airflow"
DEPARTMENTS = {"education": "区教委", "economy": "区经济信息委"}


def make_folder(context: object) -> None:
    """Before the task runs, where it runs: papermill makes no folders."""
    OUT.mkdir(parents=True, exist_ok=True)


with DAG(
    "quarterly_briefs",
    schedule="0 6 15 1,4,7,10 *",
    start_date=datetime(2021, 4, 1),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=10)},
):
    for task_id, department in DEPARTMENTS.items():
        PapermillOperator(
            task_id=task_id,
            input_nb=str(HOME / "notebooks" / "department_brief.ipynb"),
            output_nb=str(OUT / f"{department}.ipynb"),
            parameters={"department": department, "period": ""},
            pre_execute=make_folder,
        )
