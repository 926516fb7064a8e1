"""A small report of which a person has settled something of every row."""

from pathlib import Path

import shinpingba as sp
from shinpingba.columns import records
from shinpingba.judging.decisions import Decision, fingerprint
from shinpingba.judging.recording import record

ROWS = (
    "序号,工作任务,牵头单位,进展情况\n"
    '1,新建垃圾分类亭320座,区城管局,"已选址180座,建成96座。"\n'
    "2,新建公园30座,区城管局,已建成公园3座。\n"
    "3,完善智慧停车系统,区大数据局,系统已上线试运行。\n"
)


def settled_report(folder: Path) -> Path:
    """A report in a folder, of which C1 is settled otherwise than it was read (11座), C2 as it was read, C3 as behind."""
    path = folder / "2021Q1.csv"
    path.write_text(ROWS, encoding="utf-8")
    report = sp.read_report(path)
    rows = {row["row_id"]: row for row in records(report.rows)}
    targets = {target["row_id"]: target for target in records(sp.assess(report).targets)}
    facts = {"question": "done", "field": "", "start": None, "quote": "", "read": "", "decided_value": None, "unit": "",
             "by": "张三", "on": "2021-04-20", "reason": "现场清点"}  # fmt: skip
    c1 = {"row_id": "C1", "target_quote": targets["C1"]["target_quote"], "decided": "11座", "decided_value": 11.0}
    read = {name: targets["C2"][f"done_{name}"] for name in ("field", "start", "quote")}
    c2 = {"row_id": "C2", "target_quote": targets["C2"]["target_quote"], "decided": "3座", "decided_value": 3.0} | read
    c3 = {"row_id": "C3", "target_quote": "", "question": "status", "decided": "behind"}
    record(report, [Decision(**facts | each | {"words": fingerprint(rows[each["row_id"]])}) for each in (c1, c2, c3)])
    return path
