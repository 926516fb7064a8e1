"""The words shown to users for the codes that stand in columns."""

from .dictionary import COLUMNS
from .statuses import STATUS_LABELS

STAGE_LABELS = {
    "done": "已完成", "underway": "实施中", "preparing": "前期", "not_started": "未启动", "suspended": "暂缓", "routine": "常态",
}  # fmt: skip
FORM_LABELS = {"table": "表格", "item": "编号段落", "sentence": "句子", "class_list": "分类清单"}
TABLE_LABELS = {"indicator": "预期目标", "livelihood": "民生实事", "key_task": "重点任务"}
ROLE_LABELS = {
    "target": "目标", "done": "完成", "increment": "本期", "goal": "任务数", "underway": "在建", "planned": "计划", "remaining": "剩余",
    "total": "总量", "forecast": "预计", "context": "背景", "unknown": "未定",
}  # fmt: skip
METHOD_LABELS = {
    "direct": "直接写明",
    "listed": "按列举计数",
    "sum": "相加",
    "percent": "自报百分比",
    "none": "未见数字",
    "decided": "人工核定",
}
# Why a figure was taken for a target's, from the firmest (reading/grounds.py), and what a task's status rests on.
GROUND_LABELS = {
    "agreed": "算得拢", "column": "表列", "all_done": "数已全", "of_number": "其中", "named": "名同", "repeated": "句同", "verb": "动词同", "only_unit": "同单位仅一数", "likest": "名近", "singled_out": "专指",
    "only_dimension": "同类仅一数", "in_order": "依次", "goes_on": "承前", "only_growth": "仅一增速", "hinted": "略同", "sum": "相加", "listed": "列举", "whole": "全部",
    "share": "按比例", "goal": "原文目标", "parts": "分项合计", "rest": "减余数", "begun": "只报开工数", "decided": "人工核定",
}  # fmt: skip
BASIS_LABELS = {
    "figures": "数字",
    "share": "自报比例",
    "verdict": "自评",
    "stage": "阶段",
    "none": "无",
    "decided": "人工核定",
}
CONFIDENCE_LABELS = {"high": "高", "medium": "中", "low": "低"}
# What is asked of a person, what can be answered beside a figure, a stage or a status, and what has become of an answer.
QUESTION_LABELS = {"done": "完成数", "target": "目标", "stage": "阶段", "status": "状态"}
ANSWER_LABELS = {"none": "无", "not_target": "不是目标", "unsure": "存疑", "withdrawn": "撤回"}
STANDING_LABELS = {
    "current": "有效",
    "superseded": "已有后来的核定",
    "expired": "原文已变，失效",
    "unplaced": "读不出这个目标，未用",
}
# why a figure should be looked at (reviewing/doubts.py), the most telling first
DOUBT_LABELS = {
    "misread": "数字算不拢，换成形近的数字就算得拢", "smudged": "扫描件上有的数字看不清",
    "unread": "没有读出完成数，而文中有同单位的数字", "rival": "同单位的数字不止一个，都可能是", "goal": "没有读出目标，而文中提到任务数",
    "size": "读作规模，而文中有它的完成数", "repeated": "没有读出完成数，而文中又说了一遍目标数", "told_done": "没有数字，而文字说有的已经完成",
    "excess": "完成数超出目标一半以上", "verdict": "自评与数字不一", "other_unit": "没有读出完成数，而文中有别的单位的完成数",
    "beside": "旁边还有同单位的数字", "unread_works": "项目没有读出完成数，而文中有同单位的数字", "told_else": "没有读出完成数，而文中同单位的数字另有所指",
    "echo": "完成数与目标相同，文字也重复目标", "weak": "依据较弱", "share_only": "没有读出完成数，而文中有完成百分比", "equal": "完成数与目标相同",
}  # fmt: skip
# what has to be supplied before a target or a task can be judged (reviewing/requests.py)
WANTED_LABELS = {"figure": "缺完成数", "base": "只有百分比", "settle": "待核实", "stage": "缺阶段"}
PART_LABELS = {"lead": "牵头", "cooperating": "配合"}
# kinds of checks, and what became of a commitment: the weightiest first
CHECK_LABELS = {
    "rate": "比率", "total": "合计", "remainder": "剩余数", "share_of_year": "占年度任务", "unit": "数量级", "excess": "部分大于整体",
    "twice": "两处不一", "narrative": "综述与附表", "list": "列举与个数", "counted_twice": "重复计数", "numbering": "编号", "name": "名称",
}  # fmt: skip
CHANGE_LABELS = {
    "reversed": "累计数减少", "dropped": "不再列出", "reworded": "目标有改动", "completed": "新完成",
    "newly_behind": "新显落后", "caught_up": "已赶上", "stalled": "原文未变", "down": "状态变差", "up": "状态变好", "same": "状态未变",
    "unclear": "无法比较", "not_told": "后一期未载", "first_told": "前一期未载", "new": "新列入",
}  # fmt: skip
KEPT_LABELS = {"met": "已兑现", "missed": "未兑现", "silent": "后一期未提", "not_told": "后一期未载"}
OUTCOME_LABELS = {
    "hit": "言中",
    "missed": "未标出",
    "false_alarm": "标出而未滞后",
    "right": "未标出也未滞后",
    "open": "尚无结论",
}
KIND_LABELS = {
    "count": "数量",
    "growth": "增长",
    "share": "占比",
    "size": "规模",
    "percent": "百分比",
    "date": "时间",
    "level": "水平",
}
FIELD_LABELS = {name: COLUMNS[name].label for name in ("name", "task", "lead", "cooperating", "progress")} | {
    "narrative": "综述",
    "planned": "计划数",
    "achieved": "完成数",
    "share": "完成率",
    "verdict": "自评",
}
# Every column that holds codes, with the words for them.
CODE_LABELS: dict[str, dict[str, str]] = {
    "table": TABLE_LABELS, "form": FORM_LABELS, "status": STATUS_LABELS, "later_status": STATUS_LABELS, "read_status": STATUS_LABELS, "stated_status": STATUS_LABELS, "ground": GROUND_LABELS, "basis": BASIS_LABELS, "stage": STAGE_LABELS, "worst_stage": STAGE_LABELS,
    "field": FIELD_LABELS, "target_field": FIELD_LABELS, "done_field": FIELD_LABELS, "other_field": FIELD_LABELS, "kind": KIND_LABELS | CHECK_LABELS,
    "role": ROLE_LABELS, "method": METHOD_LABELS, "confidence": CONFIDENCE_LABELS, "part": PART_LABELS,
    "department_kind": {
        "bureau": "部门", "town": "镇街", "company": "企业", "party": "党群", "command": "指挥部", "institution": "事业单位", "group": "统称",
    },
    "question": QUESTION_LABELS | {"base": "基数"}, "read": ANSWER_LABELS | STATUS_LABELS | STAGE_LABELS, "decided": ANSWER_LABELS | STATUS_LABELS | STAGE_LABELS,
    "standing": STANDING_LABELS, "matched_by": {"number": "编号", "text": "文字"}, "change": CHANGE_LABELS, "wanted": WANTED_LABELS, "kept": KEPT_LABELS, "outcome": OUTCOME_LABELS,
    "official_status": {"met": "达标", "not_met": "未达标", "done": "完成", "under_way": "推进中", "lagging": "滞后"},
}  # fmt: skip
