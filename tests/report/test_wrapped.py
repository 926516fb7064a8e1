"""Text that was broken at a width is read as the text that it was."""

from unicodedata import east_asian_width

import pytest

from shinpingba import assess, read_report
from shinpingba.report.sources.wrapped import unwrapped

TITLE = "2024年1-9月民生实事进展情况"
PARAGRAPHS = [
    "截至9月底,全县新增就业6300人,完成年度目标8000人的78.8%;发放创业贷款2.4亿元,完成年度任务3亿元的80%。",
    "城镇老旧小区改造已完工19个,占年度任务的50%,正在施工15个。新建口袋公园12座,目前已建成9座,完成率75%,其余3座正在铺装。",
    "1.新建农村公路40公里。已完成22公里,占年度任务的55%,其中东片14公里、西片8公里,路基土石方已经全部完工,正在摊铺路面。",
]


def by_characters(text, width=26):
    return [text[place : place + width] for place in range(0, len(text), width)]


def by_room(text, width=46):
    lines = [""]
    for character in text:
        room = sum(2 if east_asian_width(each) in "WFA" else 1 for each in lines[-1] + character)
        lines += [character] if room > width else []
        lines[-1] += "" if room > width else character
    return lines


def facts(folder, lines, name):
    file = folder / name
    file.write_text("\n".join(lines), encoding="utf-8")
    report = read_report(file, period="2024Q3")
    targets = assess(report).targets[["target_value", "done_value", "ground"]]
    return report.rows[["form", "name", "task", "progress"]].to_csv(), targets.to_csv()


@pytest.mark.parametrize("broken", [by_characters, by_room])
def test_lines_that_were_broken_at_a_width_are_put_together(tmp_path, broken):
    lines = [TITLE, *(line for each in PARAGRAPHS for line in broken(each))]
    assert len(lines) > 9
    assert facts(tmp_path, lines, "broken.txt") == facts(tmp_path, [TITLE, *PARAGRAPHS], "whole.txt")


def test_a_number_that_was_broken_is_whole_again():
    whole = "".join(PARAGRAPHS[:2])
    broken = [(line, number) for number, line in enumerate(by_characters(whole, 25), 1)]
    assert broken[0][0].endswith("8")
    assert unwrapped(broken)[0][0].startswith("截至9月底,全县新增就业6300人,完成年度目标8000人的78.8%;")


@pytest.mark.parametrize(
    "lines",
    [
        ["新建口袋公园12座,改造老旧小区38个", "新建农村公路40公里,改造危桥6座", "新增就业8000人,培训4000人次"],
        [
            f"{place}改造公厕2座,完成年度计划4座的{share}%"
            for place, share in (("东山镇", 50), ("西河镇", 45), ("南坪镇", 60))
        ],
        ["城北停车场建设项目", "河东小学改扩建项目", "西关农贸市场改造项"],
        ["截至9月底,全县新增就业6300人,完成年度目标8000人的78.8%。"] * 4,
        ["截至9月底,全县新增就业6300人,完成年度目标8000人的78.8%"] * 2,
    ],
    ids=["each of its own length", "a place a line, all of one length", "names", "sentences", "two lines"],
)
def test_lines_that_end_where_they_mean_to_stay_as_they_are(lines):
    numbered = [(line, number) for number, line in enumerate(lines, 1)]
    assert unwrapped(numbered) == numbered


@pytest.mark.parametrize(
    "opening", ["2.改造背街小巷30条,已完成21条,占年度任务的70%", "　　改造背街小巷30条,已完成21条,占年度任务的70%"]
)
def test_a_line_that_is_numbered_or_indented_begins_a_paragraph(opening):
    broken = [*by_characters(PARAGRAPHS[1], 28)[:3], opening]
    found = unwrapped([(line, number) for number, line in enumerate(broken, 1)])
    assert [line for line, _ in found] == ["".join(broken[:3]), opening]


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("上半年,全镇工业生产持续向好,完成工业开票销售收入96亿元,同比增长", "4.3%。服务业稳步回升"),
        ("紧扣项目提速年各项工作部署,区重点项目累计完成投资4.2亿元,完成计划投资的", "61.7%。设备已进场"),
        ("全区各镇街通力协作,湖滨储能项目设备进场调试,预计9", "月投产"),
        ("市级重点项目26个,1-6月完成投资17.2亿元,占年度计划的4", "6%。开工21个"),
    ],
)
def test_a_sentence_goes_on_in_the_figure_that_it_breaks_off_before(before, behind):
    assert unwrapped([(before, 1), (behind, 2)]) == [(before + behind, 1)]


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("城区公厕改造完成", "80%"),
        ("新建农村公路40公里,目前正在摊铺路面,其中东片已完成14公里", "80%"),
        ("上半年,全镇工业生产持续向好,完成工业开票销售收入96亿元,同比增长", "二、服务业稳步回升"),
    ],
)
def test_a_cell_and_a_sentence_that_awaits_no_figure_stay_lines(before, behind):
    assert unwrapped([(before, 1), (behind, 2)]) == [(before, 1), (behind, 2)]
