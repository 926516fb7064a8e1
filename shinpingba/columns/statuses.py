"""The statuses of a target, a task and whatever is made of tasks: one line each, from the worst to the best.

One order, for judging and for showing. A task is as bad as its worst target, and a list begins with what needs attention first: were these
two orders, a reader would see the second one as a mistake. Suspended stands first, since work that was stopped delivers nothing, while
what is behind still moves and what is at risk may yet begin. Then comes what no figure measures, the less told the worse, since silence may
hide anything: no word of it, words that name no stage, a stage. Then what keeps to the schedule, and at the end standing work, which has
no end to be late for.
"""

from dataclasses import dataclass

INK, PAPER = "#1c2024", "#FFFFFF"
_STAR = "M0,-1L0.24,-0.32L0.95,-0.31L0.38,0.12L0.59,0.81L0,0.4L-0.59,0.81L-0.38,0.12L-0.95,-0.31L-0.24,-0.32Z"
_RING = "M-0.9,0A0.9,0.9,0,1,1,0.9,0A0.9,0.9,0,1,1,-0.9,0ZM-0.3,0A0.3,0.3,0,1,0,0.3,0A0.3,0.3,0,1,0,-0.3,0Z"


@dataclass(frozen=True, slots=True)
class Status:
    """One status: its word, how it looks (never a colour alone), what it means, and what it counts for.

    glyph        its sign in text; in every Chinese font since GBK
    shape        its sign in a chart: a shape of Vega, or the path of one
    fill         the colour inside the sign
    outline      the colour around it, 3:1 on white paper
    ink          the colour of words on the fill, 4.5:1
    is_late      puts a commitment on the lagging list
    is_measured  was held against the schedule, and so counts in every rate of punctuality
    meaning      for a reader, in Chinese
    stages       of the work (STAGE_LABELS) that give this status where nothing else does
    counted_in   the column of a roll-up that counts the tasks which have it, where it is not `<name>_count`
    """

    name: str
    label: str
    glyph: str
    shape: str
    fill: str
    outline: str
    ink: str
    is_late: bool
    is_measured: bool
    meaning: str
    stages: tuple[str, ...] = ()
    counted_in: str = ""


_ALL = [
    #      name, label, glyph, shape, fill, outline, ink, is_late, is_measured, meaning
    Status("suspended", "暂缓", "▼", "triangle-down", "#6B4C9A", "#6B4C9A", PAPER, True, True, "相关工作已暂缓"),
    Status("behind", "滞后", "▲", "triangle-up", "#B42318", "#B42318", PAPER, True, True, "完成率按口径落后于序时进度；增速和占比未达到年度目标"),
    Status("at_risk", "预警", "◆", "diamond", "#F2C037", "#7A5A00", INK, True, True, "年内应完成，而相关工作都在前期或未启动；全年限额用得比时间快"),
    Status("unreported", "未报告", "△", "triangle-up", PAPER, "#A15C07", "#A15C07", False, False, "进展情况没有提到这个目标", counted_in="unreported_task_count"),
    Status("unknown", "无法判断", "○", "circle", "#D0D5DD", "#667085", INK, False, False, "进展情况里没有可以与目标比较的数字，也看不出到了哪个阶段"),
    Status("in_preparation", "前期", "◇", "diamond", "#F6F0E0", "#8A6D2F", INK, False, False, "工作在前期或未启动，没有可以与目标比较的数字", stages=("preparing", "not_started")),
    Status("in_progress", "推进中", "□", "square", "#E4EBF5", "#5A7AA8", INK, False, False, "工作在推进，没有可以与目标比较的数字", stages=("underway",)),
    Status("on_schedule", "达序时", "●", "circle", "#0F7B6C", "#0F7B6C", PAPER, False, True, "完成率达到序时进度；增速和占比达到年度目标"),
    Status("ahead", "超序时", "★", _STAR, "#27789F", "#27789F", PAPER, False, True, "进度指数（完成率除以序时进度）不低于1.2"),
    Status("completed", "已完成", "■", "square", "#1D4E89", "#1D4E89", PAPER, False, True, "完成率达到100%"),
    Status("routine", "常态工作", "◎", _RING, PAPER, "#7A8699", INK, False, False, "常态工作，不计入任何比率"),
]  # fmt: skip

STATUSES: dict[str, Status] = {status.name: status for status in _ALL}

# Read from the table, worst first.
SEVERITY = tuple(STATUSES)
LATE = tuple(status.name for status in _ALL if status.is_late)
UNMEASURED = tuple(status.name for status in _ALL if not status.is_measured)
STATUS_LABELS = {status.name: status.label for status in _ALL}
STATUS_COUNTS = {status.name: status.counted_in or f"{status.name}_count" for status in _ALL}
STATUS_OF_STAGE = {stage: status.name for status in _ALL for stage in status.stages}
