"""Records to tables with the columns they promise, and back."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from .dictionary import AGAINST, COLUMNS, TABLES

if TYPE_CHECKING:
    import pandas as pd


def table(name: str, records: Iterable[Mapping[str, object]]) -> "pd.DataFrame":
    """Records as the table `name`: its columns in order with their types, further columns of the records behind them.

    errors  KeyError for a name that is neither in TABLES nor in AGAINST
    """
    import pandas as pd

    columns, found = (TABLES | AGAINST)[name], list(records)
    further = dict.fromkeys(column for record in found for column in record if column not in columns)
    # an array for each column: a frame of objects, turned column by column, takes five times as long, series twice
    made = {name: typed([each.get(name) for each in found], COLUMNS[name].dtype) for name in columns}
    return pd.DataFrame(made | {name: [each.get(name) for each in found] for name in further})


_PLAIN = {"string": str, "Int64": int, "Float64": float, "boolean": bool}


def typed(values: Sequence[object], dtype: str) -> Any:
    """Values as a column of one of our types: string, Int64, Float64, boolean.

    Plain ones need a third of the time of pandas' own way, in which each is looked at for what it may be besides; what is not
    plain (3.0 among whole numbers) pandas turns or refuses.
    """
    import numpy as np
    import pandas as pd
    import pyarrow as pa

    if not {*map(type, values)} <= {_PLAIN[dtype], type(None)}:
        return pd.array(values, dtype=_dtype(dtype))
    if dtype == "string":
        return _dtype(dtype).__from_arrow__(pa.array(values, type=pa.large_string()))
    unknown = np.array([each is None or each != each for each in values], dtype=bool)
    known = [0 if is_unknown else each for each, is_unknown in zip(values, unknown, strict=True)]
    return _dtype(dtype).construct_array_type()(np.array(known, dtype=_dtype(dtype).numpy_dtype), unknown)


@cache
def _dtype(name: str) -> Any:  # an ExtensionDtype, which the stubs of pandas.array do not know
    """A type by its name: pandas asks every type it knows whether it is meant, each time."""
    import pandas as pd

    return pd.api.types.pandas_dtype(name)


def records(table: "pd.DataFrame", *columns: str) -> list[dict[str, Any]]:
    """The rows of a table as dicts by column, with values as Python and JSON know them; unknown is None.

    columns  those wanted; all of them where none is named
    """
    # their arrays: a series of each column, which is made anew, takes as long as its values
    arrays = zip(table.columns, table._iter_column_arrays(), strict=True)  # type: ignore[operator]
    found = ((name, table[name].array) for name in columns) if columns else arrays
    cells = {str(name): _values(column) for name, column in found}
    return [dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)]


def _values(column: Any) -> list[Any]:
    """The values of a column. Those of our types go over arrow, which takes a fifth of the time of pandas' own way."""
    import pandas as pd

    if hasattr(column, "__arrow_array__"):
        return column.__arrow_array__().to_pylist()  # type: ignore[no-any-return]
    return [None if unknown else value for value, unknown in zip(column.tolist(), pd.isna(column), strict=True)]
