"""How far the verdicts hang on the rule: the same completions judged by the other presets."""

import pandas as pd

from ..columns import LATE, records, table
from ..judging.assessment import Assessment
from ..judging.rules import RULE_NAMES, RULES, judge_share


def rule_changes(result: Assessment) -> pd.DataFrame:
    """What every rule says of the targets that have a completion.

    returns  columns.AGAINST["rule_changes"]
    """
    counted = result.targets[result.targets["completion_share"].notna()]
    found = []
    for rule in RULES:
        shares = zip(counted["completion_share"], counted["elapsed_share"], strict=True)
        statuses = [judge_share(share, elapsed, rule)[0] for share, elapsed in shares]
        changed = sum(status != own for status, own in zip(statuses, counted["status"], strict=True))
        found.append({"rule": rule, "late_count": sum(s in LATE for s in statuses), "changed_count": changed})
    return table("rule_changes", found)


def rule_words(result: Assessment) -> str:
    """In one line, how many verdicts the other rules would change."""
    counted = int(result.targets["completion_share"].notna().sum())
    if not counted:
        return "没有算得出完成率的目标，换一个口径，结论也不变。"
    others = [each for each in records(rule_changes(result)) if each["rule"] != result.rule]
    words = "；".join(f"换用“{RULE_NAMES[each['rule']]}”，{each['changed_count']}个目标的状态会变" for each in others)
    return f"按“{RULE_NAMES[result.rule]}”判断了{counted}个有完成率的目标。{words}。"
