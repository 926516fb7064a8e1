"""One row judged at the end of the first quarter of 2021."""

from datetime import date

from shinpingba.judging.assessment import judge_row

AS_OF = date(2021, 3, 31)


def judged(task, progress, rule="months/12", as_of=AS_OF):
    """The records of every table."""
    return judge_row({"row_id": "C1", "name": None, "task": task, "progress": progress}, as_of, rule)


def status(task, progress, rule="months/12"):
    """The status of the task."""
    return judged(task, progress, rule)["tasks"][0]["status"]
