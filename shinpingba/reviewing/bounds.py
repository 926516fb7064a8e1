"""What a count of right ones proves: the exact bound of a share."""

from functools import lru_cache
from math import comb


@lru_cache(maxsize=10_000)
def lower_bound(right: int, looks: int, level: float = 0.95) -> float:
    """The exact (Clopper-Pearson) one-sided lower bound of a share that was right in so many of so many looks.

    >>> [round(lower_bound(299, 299), 3), round(lower_bound(118, 120), 3), lower_bound(0, 3)]
    [0.99, 0.948, 0.0]
    """
    if not right:
        return 0.0
    low, high = 0.0, 1.0
    for _ in range(60):  # the share at which so many right ones or more would be seen in 5 of 100 samples
        middle = (low + high) / 2
        tail = sum(comb(looks, n) * middle**n * (1 - middle) ** (looks - n) for n in range(right, looks + 1))
        low, high = (middle, high) if tail < 1 - level else (low, middle)
    return low
