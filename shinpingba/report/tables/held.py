"""A row as far as it is filled: which of two such rows is better, and which of its cells a share is held against."""

from collections.abc import Iterator, Sequence

# A row as far as it is filled: the last column, the cells in it, what was filled before, and whether something else is as good.
Chain = tuple[int, int, int, "Chain | None", bool]
State = tuple[float, Chain | None]
EQUAL = 1e-9


def held_against(
    column: int, chain: Chain, told: Sequence[bool], planned: Sequence[bool], shares: Sequence[bool]
) -> Iterator[tuple[int, int]]:
    """The cells that a share may be of: those of the two columns before it, and what is achieved with each that is planned before it.

    Of the latter it is what is achieved nearest before it; not beyond another share, unless that is of the same, and of no plan
    behind it, which begins what is of something else.

    told, planned, shares  of each column whether it may hold what is achieved, what is planned, a share

    全年任务 320 | 新签约 410 | 到位资金 256.4 | 完成比例 80.1
    年度计划 120 | 序时计划 90 | 实际完成 66 | 占年度% 55 | 占序时% 73.3
    """
    first = _nearest(column, chain, told, planned, shares)
    if first is None:
        return
    yield first
    done: Chain | None = None
    link: Chain | None = chain
    while link and not (done and shares[link[0]]) and not (not done and planned[link[0]]):
        if done is None and told[link[0]]:
            done = link
        elif done is not None and planned[link[0]]:
            yield link[1], done[1]
        link = link[3]


def _nearest(
    column: int, chain: Chain, told: Sequence[bool], planned: Sequence[bool], shares: Sequence[bool]
) -> tuple[int, int] | None:
    """The cells of the two columns before a share, else what is achieved and planned before it, not beyond another share or plan."""
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


def begin_of(chain: Chain) -> int:
    """The first cell of a row."""
    while chain[3]:
        chain = chain[3]
    return chain[1]


def better(state: State, score: float, chain: Chain | None) -> State:
    """The better of two states; where they are as good, the first one, which is marked as tied."""
    if state[1] is None or score > state[0] + EQUAL:
        return score, chain
    if score > state[0] - EQUAL and chain is not None and state[1][:3] != chain[:3]:
        return state[0], (*state[1][:4], True)
    return state
