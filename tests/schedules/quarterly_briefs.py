"""Airflow: departments' notebooks of the newest report every quarter, by the stock PapermillOperator.

Needs apache-airflow-providers-papermill in Airflow's environment, and this package.
"""

from datetime import datetime, timedelta

from airflow.providers.papermill.operators.papermill import PapermillOperator
from airflow.sdk import DAG

DEPARTMENTS = {"education": "区教委", "economy": "区经济信息委"}

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
            input_nb="notebooks/department_brief.ipynb",
            output_nb=f"outputs/airflow/{department}.ipynb",
            parameters={"department": department, "period": ""},
        )
