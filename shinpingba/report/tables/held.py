"""Which cells of a row, as far as it is filled, a share is held against."""

from collections.abc import Sequence

# A row as far as it is filled: the last column, the cells in it, what was filled before, and whether something else is as good.
Chain = tuple[int, int, int, "Chain | None", bool]


def held_against(
    column: int, chain: Chain, told: Sequence[bool], planned: Sequence[bool], shares: Sequence[bool]
) -> tuple[int, int] | None:
    """The cells that a share is of: those of the two columns before it, else what is achieved and planned before it.

    Not beyond another share or another plan, which begin what is of something else.

    told, planned, shares  of each column whether it may hold what is achieved, what is planned, a share

    全年任务 320 | 新签约 410 | 到位资金 256.4 | 完成比例 80.1
    """
    if chain[3] and (chain[3][0], chain[0]) == (column - 2, column - 1):
        return chain[3][1], chain[1]
    done: int | None = None
    link: Chain | None = chain
    while link and not any(shares[link[0] : column]) and not any(planned[link[0] + 1 : column]):
        if done is None and told[link[0]]:
            done = link[1]
        elif done is not None and planned[link[0]]:
            return link[1], done
        link = link[3]
    return None
