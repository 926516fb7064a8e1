"""How sure a figure is: high is what arithmetic proves, or what is named where nothing else could be meant."""

import pytest
from test_pairs import read


@pytest.mark.parametrize(
    ("task", "progress", "confidence"),
    [
        ("新建公厕18座", "已建成公厕9座,完成年度任务的50%", "high"),  # agreed
        ("新建公厕18座", "已建成公厕9座", "high"),  # named, alone
        ("新建公厕18座", "已建成公厕9座,余下的按18座的目标推进", "high"),  # beside the target's own number
        ("新建公厕18座", "已建成公厕9座,去年开工的4座正在装修", "medium"),  # beside another of its unit
        ("新建公厕18座,改造公厕30座", "已建成公厕9座", "medium"),  # of another target as well
        ("新建公厕18座", "18座公厕已建成", "medium"),  # the target's own number
    ],
)
def test_what_could_be_meant_otherwise_is_never_high(task, progress, confidence):
    assert read(task, progress)[1][0].confidence == confidence
