"""Amounts that are a level to be kept, and nothing that a calendar fills: limits, standards, how many there are for so many people."""

from ..language.clauses import clause_at, split_clauses
from ..words.lexicon import any_of
from .mention import Mention


def is_kept(text: str, mention: Mention) -> bool:
    """Whether an amount is a level: 死亡人数控制在5人以内, 每千人口拥有执业医师3.2人, 补贴标准提高到每人60元."""
    clause = clause_at(split_clauses(text), mention.start)
    before = text[clause.start : mention.start]
    if _is_limit(before, mention) or any_of("levels", use="per_head").search(before):
        return True
    return mention.dimension == "money" and _is_standard(before, text[mention.end : clause.end])


def _is_limit(before: str, mention: Mention) -> bool:
    """Whether an amount is a limit to stay within: 死亡人数控制在5人以内, 较大事故死亡0人, 压缩至3个工作日."""
    if mention.dimension != "time":
        return mention.bound == "<=" or mention.value == 0
    return bool(any_of("levels", use="limit").search(before))


def _is_standard(before: str, behind: str) -> bool:
    """Whether a sum is what is paid for each: 低保标准不低于640元, 按600元的标准发放; not 标准化厂房投资3亿元."""
    return bool(
        any_of("levels", use="standard").search(before) or any_of("levels", use="standard_behind").match(behind)
    )
