"""Records to tables: a column is what pandas makes of its values, whichever way they go."""

import numpy as np
import pandas as pd
import pytest

from shinpingba.columns import typed

VALUES = {
    "string": (["甲", None], [], [None], ["甲", float("nan"), pd.NA], [1, "甲"], [2.5]),
    "Int64": ([1, None], [], [None], [1.0, None], [np.int64(3), True], [float("nan")]),
    "Float64": ([1.5, None], [], [None], [1.5, float("nan")], [1, 2.5], [float("inf")]),
    "boolean": ([True, None], [], [None], [np.bool_(True), pd.NA]),
}


@pytest.mark.parametrize(("dtype", "values"), [(dtype, values) for dtype, each in VALUES.items() for values in each])
def test_a_column_is_what_pandas_makes_of_its_values(dtype, values):
    pd.testing.assert_extension_array_equal(typed(values, dtype), pd.array(values, dtype=dtype))


@pytest.mark.parametrize(
    ("dtype", "values"), [("Int64", [1.5]), ("Int64", ["甲"]), ("Float64", ["甲"]), ("boolean", ["甲"])]
)
def test_what_is_of_another_type_is_refused(dtype, values):
    with pytest.raises((TypeError, ValueError)):
        typed(values, dtype)
