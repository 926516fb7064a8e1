"""The exported tables for other programs: `python -m shinpingba.exports.datapackage > data/datapackage.json`.

A Data Package (version 2, https://datapackage.org) of the csv files that `shinpingba export --to DIR` writes: put beside them,
it tells a validator or a statistics program every column's type, meaning and key.
"""

import json
from typing import Any

from ..columns import COLUMNS, TABLES, Column

TYPES = {"string": "string", "Int64": "integer", "Float64": "number", "boolean": "boolean"}
# What tells the lines of a table apart.
KEYS = {
    "rows": ["row_id"], "departments": ["row_id", "department", "part"], "mentions": ["row_id", "field", "start"],
    "rejected": ["row_id", "field", "start"], "requests": ["department", "row_id", "question", "target_no"],
    "targets": ["row_id", "target_no"], "items": ["row_id", "item_no"],
    "tasks": ["row_id"], "doubts": ["rank"], "milestones": ["row_id", "start", "due"], "rollup_lead": ["department"],
    "rollup_section": ["section"], "rollup_table": ["table"],
}  # fmt: skip


def data_package() -> dict[str, Any]:
    """The descriptor: a resource a table of `columns.TABLES`, its fields from `columns.COLUMNS`."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "shinpingba",
        "title": "政府工作报告重点工作任务进展",
        "description": "What shinpingba export writes of one report: rows as published, what was read in them, and how far they are.",
        "resources": [_resource(name, columns) for name, columns in TABLES.items()],
    }


def _resource(name: str, columns: tuple[str, ...]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(COLUMNS[column]) for column in columns], "missingValues": [""]}
    if name in KEYS:
        schema["primaryKey"] = KEYS[name]
    return {
        "name": name.replace("_", "-"),
        "type": "table",
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    described = f"{column.meaning} ({column.unit})" if column.unit else column.meaning
    field = {"name": column.name, "title": column.label, "description": described, "type": TYPES[column.dtype]}
    is_flag = column.dtype == "boolean"
    return field | ({"trueValues": ["True"], "falseValues": ["False"]} if is_flag else {})


if __name__ == "__main__":
    print(json.dumps(data_package(), ensure_ascii=False, indent=1))
