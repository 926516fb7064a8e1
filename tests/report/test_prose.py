"""Reports in prose: items, class lists and sentences, each construction that was met, in other words and numbers."""

import re
from collections import Counter

import pytest

from shinpingba.report.document import Piece
from shinpingba.report.errors import ReportError
from shinpingba.report.prose import read_paragraphs
from shinpingba.report.prose.numbering import find_mark
from shinpingba.report.prose.signs import find_signs
from shinpingba.report.reports import read_report
from shinpingba.report.rows import read_rows
from shinpingba.report.sources import read_document
from shinpingba.report.titles import title_of
from shinpingba.report.traditional import is_traditional, simplified
from tests.case_files import params, read_cases

CASES = read_cases("prose")


def pieces(text, sep="¶"):
    """The lines of a text, as a document gives them: in simplified characters."""
    lines = [Piece(words, line) for line, words in enumerate(text.split(sep), 1)]
    return simplified(lines) if is_traditional(text) else lines


def expected(case):
    """The records of a case, each the columns it names; `-` for one that it has not."""
    if case["expected"] == "-":
        return []
    return [dict(cell.split("=", 1) for cell in record.split(" | ")) for record in case["expected"].split(" || ")]


def characters(found):
    return Counter(re.sub(r"\s", "", "".join(piece.text for piece in found)))


@pytest.mark.parametrize("case", params(CASES, "teaches"))
def test_a_construction_is_read(case):
    records = read_paragraphs(pieces(case["text"])).records
    wanted = expected(case)
    told = [record.texts | {"form": record.form} for record in records]
    got = [{column: each.get(column, "-") for column in want} for want, each in zip(wanted, told, strict=False)]
    assert (len(told), got) == (len(wanted), wanted)


@pytest.mark.parametrize("case", params([case | {"known_failure": ""} for case in CASES], "teaches"))
@pytest.mark.parametrize("joint", [" ", ""])
def test_every_word_ends_in_a_record_a_heading_the_narrative_or_what_is_left_over(case, joint):
    given = pieces(case["text"])
    read = read_paragraphs(given, joint)
    parts = [
        *(piece for record in read.records for piece in record.pieces),
        *read.headings,
        *read.narrative,
        *read.left_over,
    ]
    assert characters(parts) == characters(given)
    by_line = Counter(piece.line for piece in parts)
    assert set(by_line) == {piece.line for piece in given}


@pytest.mark.parametrize("case", params([case | {"known_failure": ""} for case in CASES], "teaches"))
def test_the_words_of_a_record_are_exact_slices_of_the_text(case):
    text = case["text"].replace("¶", " ")
    text = simplified([Piece(text)])[0].text if is_traditional(text) else text
    for record in read_paragraphs(pieces(case["text"])).records:
        assert [words for words in record.texts.values() if words not in text] == []
        assert record.texts.get("name") or record.texts.get("task") or record.texts.get("progress")


@pytest.mark.parametrize("words", ["对进度落后县区下发督办函", "对低于序时进度的乡镇约谈", "督促进展缓慢项目加快推进"])
def test_to_whom_something_is_said_is_no_class(words):
    assert not any(sign.label == "verdict" for sign in find_signs(words))


def test_places_stay_those_of_the_traditional_text(tmp_path):
    text = "到八月,廣播電視“村村通”年度任務做完,新建學校3所、橋樑2座進展緩慢。"
    (tmp_path / "t.txt").write_text(text, encoding="utf-8")
    document = read_document(tmp_path / "t.txt")
    assert [len(piece.text) for piece in document.pieces] == [len(text)]
    assert document.warnings == ("原文为繁体字,已逐字转为简体读取",)


def test_a_name_in_traditional_characters_makes_no_text_traditional():
    assert not is_traditional("1-9月,昇達项目完成投资3亿元,占年度计划的60%。")


def test_a_paragraph_stored_twice_is_read_once_and_said_so():
    text = "1-9月,新建公园12个,占年度任务的60%,超过序时进度。"
    read = read_paragraphs(pieces(f"{text}¶{text}"))
    assert (len(read.records), [piece.line for piece in read.left_over]) == (1, [2])
    assert "第2行" in read.warnings[0] and "第1行" in read.warnings[0]


def test_a_text_cut_off_at_its_end_is_read_with_a_warning():
    read = read_paragraphs(pieces("前三季度实事进展¶1.新建公园12个。已建成8个。¶2.新建学校3所。已建成1所,其余2所正在"))
    assert len(read.records) == 2
    assert ["第3行" in warning for warning in read.warnings] == [True]
    assert read_paragraphs(pieces("前三季度实事进展¶1.新建公园12个。已建成8个,其余4个正在施工建设。")).warnings == ()


def test_a_heading_gives_section_and_class_to_what_stands_under_it():
    text = "2023年三季度督查通报¶一、已完成的任务¶1.新建公园4个。4个公园全部开放。¶二、进度滞后的任务¶1.新建学校2所。还在选址。"
    told = [(record.texts["section"], record.texts["verdict"]) for record in read_paragraphs(pieces(text)).records]
    assert told == [("一、已完成的任务", "已完成"), ("二、进度滞后的任务", "进度滞后")]


def test_lines_broken_anywhere_are_one_paragraph():
    lines = [
        "1-9月,全县水利投资28.31亿元,占年",
        "度计划47.27%,其中重大水利工程投资2",
        "6.60亿元,占年度计划47.37%。农村公路",
        "建成30公里,占年度任务的50%。",
    ]
    records = read_paragraphs([Piece(line, n) for n, line in enumerate(lines, 1)], "").records
    assert [record.texts["name"] for record in records] == ["水利投资", "重大水利工程投资", "农村公路"]
    assert [record.begin.line for record in records] == [1, 2, 3]


@pytest.mark.parametrize("text", ["会议通知¶请准时参加。", "附件¶1¶2¶3", "某县2025年招聘教师公告¶招聘教师30名。"])
def test_a_text_with_nothing_to_read_is_refused_in_those_words(text, tmp_path):
    path = tmp_path / "t.txt"
    path.write_text(text.replace("¶", "\n"), encoding="utf-8")
    with pytest.raises(ReportError, match=r"t\.txt.*没有进展可读"):
        read_report(path, period="2025H1")


@pytest.mark.parametrize(
    "case", params([case for case in CASES if case["expected"] != "-" and not case["known_failure"]], "teaches")
)
def test_a_page_of_prose_is_a_report_whose_rows_may_lack_task_and_lead(case, tmp_path):
    path = tmp_path / "t.txt"
    path.write_text(case["text"].replace("¶", "\n"), encoding="utf-8")
    report = read_report(path, period="2024M09")
    assert len(report.rows) == len(expected(case))
    assert report.rows["row_id"].is_unique
    assert report.rows["form"].isin(["item", "sentence", "class_list"]).all()
    assert report.rows[["name", "task", "progress"]].notna().any(axis=1).all()


def test_a_page_of_prose_keeps_narrative_and_what_is_left_over(tmp_path):
    path = tmp_path / "t.txt"
    path.write_text(
        "发布日期:2024-07-01\n2024年上半年进展\n各单位高度重视。\n新建公园4个,占年度任务的80%。", encoding="utf-8"
    )
    reading = read_rows(read_document(path))
    assert [piece.text for piece in (*reading.headings, *reading.narrative)] == ["2024年上半年进展", "各单位高度重视。"]
    assert [piece.text for piece in reading.left_over] == ["发布日期:2024-07-01"]
    assert read_report(path).period == "2024H1"


@pytest.mark.parametrize(
    ("text", "style", "number"),
    [
        ("1.新建", "arabic", "1"), ("12、新建", "arabic", "12"), ("(3)新建", "arabic_brackets", "3"), ("四、新建", "chinese", "四"),
        ("(五)新建", "chinese_brackets", "五"), ("⑥新建", "circled", "⑥"), ("七是新建", "spoken", "七"),
        ("第八项:新建", "ordinal", "第八项"), ("实事九:新建", "labelled", "九"), ("——新建", "dash", ""),
    ],
)  # fmt: skip
def test_a_number_is_known_in_every_style(text, style, number):
    mark = find_mark(text)
    assert (mark.style, mark.number, text[mark.end :]) == (style, number, "新建")


@pytest.mark.parametrize("text", ["1.5亿元到位", "2023年新建", "三是否建成", "第三季度新建", "一季度新建", "任务分解"])
def test_a_figure_is_no_number(text):
    assert find_mark(text) is None


@pytest.mark.parametrize(
    ("first", "second", "title"),
    [
        ("当前位置:首页 > 政务公开", "关于重点项目8月份推进情况的督查通报", "关于重点项目8月份推进情况的督查通报"),
        ("松山县2024年上半年民生实事进展", "关于重点项目8月份推进情况的督查通报", "松山县2024年上半年民生实事进展"),
        ("各乡镇、县直有关部门:", "重点项目推进会召开", ""),
    ],
)
def test_a_title_without_a_year_is_one_where_it_calls_itself_a_report(first, second, title):
    assert title_of([first, second, "1.新建道路12公里。已完成9公里。"]) == title
