"""What is read of a file is what its reader sees: nothing struck out, hidden or covered, no figure put together of two."""

import made_files as make
import pytest
from made_files import MARK, in_cell, put_in, run, told
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from shinpingba.report.reports import read_report

SUPERSCRIPT, SUBSCRIPT = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
TEXT_BOX = (
    '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps">'
    "<w:drawing><w:txbxContent><w:p>{0}</w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
    "<w:p>{0}</w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
).format(run("栽植3万平方米"))
WHITE, ON_BLUE = '<w:color w:val="ffffff"/>', '<w:shd w:val="clear" w:fill="1F4E79"/>'
MATHS = (
    '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>7</m:t></m:r></m:oMath>'
)
STYLES = "".join(
    f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/><w:rPr>{properties}</w:rPr></w:style>'
    f'<w:style w:type="{kind}" w:styleId="like{name}"><w:name w:val="like{name}"/><w:basedOn w:val="{name}"/></w:style>'
    for name, kind, properties in (
        ("unseen", "character", "<w:vanish/>"), ("note", "character", SUPERSCRIPT), ("gone", "paragraph", "<w:strike/>"),
        ("white", "character", WHITE), ("onblue", "table", ON_BLUE),
    )
)  # fmt: skip


def placeholder(cell):
    return cell.replace("<w:r>", "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r>").replace(
        "</w:r>", "</w:r></w:sdtContent></w:sdt>"
    )


def on_ground(place, properties):
    """White words where the mark is, in a cell that is changed."""
    return lambda document: in_cell(1, 4, lambda cell: cell.replace(place, properties, 1))(
        put_in(run("1", WHITE))(document)
    )


# A construction → what is put where the mark is in 已完成甲4万平方米, and what a reader sees.
WORD = {
    "struck out": (put_in(run("1", "<w:strike/>")), "已完成4万平方米"),
    "struck out twice": (put_in(run("1", "<w:dstrike/>")), "已完成4万平方米"),
    "not struck out": (put_in(run("1", '<w:strike w:val="0"/>')), "已完成14万平方米"),
    "hidden": (put_in(run("1", "<w:vanish/>")), "已完成4万平方米"),
    "hidden by its style": (put_in(run("1", '<w:rStyle w:val="unseen"/>')), "已完成4万平方米"),
    "hidden by the style of its style": (put_in(run("1", '<w:rStyle w:val="likeunseen"/>')), "已完成4万平方米"),
    "shown against its style": (put_in(run("1", '<w:rStyle w:val="unseen"/><w:vanish w:val="false"/>')), "已完成14万平方米"),
    "white on white": (put_in(run("1", WHITE)), "已完成4万平方米"),
    "white on white by its style": (put_in(run("1", '<w:rStyle w:val="likewhite"/>')), "已完成4万平方米"),
    "black against its style": (put_in(run("1", '<w:rStyle w:val="white"/><w:color w:val="auto"/>')), "已完成14万平方米"),
    "white on a ground of its own": (put_in(run("1", WHITE + ON_BLUE)), "已完成14万平方米"),
    "white on a ground that is white": (
        put_in(run("1", WHITE + '<w:shd w:val="clear" w:fill="auto"/>')), "已完成4万平方米",
    ),
    "white under a marker": (put_in(run("1", '<w:highlight w:val="blue"/>' + WHITE)), "已完成14万平方米"),
    "white in a cell with a ground": (on_ground("<w:tcPr>", f"<w:tcPr>{ON_BLUE}"), "已完成14万平方米"),
    "white in a table whose style has a ground": (
        lambda whole: put_in(run("1", WHITE))(whole.replace("<w:tblPr>", '<w:tblPr><w:tblStyle w:val="onblue"/>', 1)),
        "已完成14万平方米",
    ),
    "white in a paragraph with a ground": (on_ground("<w:p>", f"<w:p><w:pPr>{ON_BLUE}</w:pPr>"), "已完成14万平方米"),
    "deleted and inserted": (
        put_in(f"<w:del w:id='1' w:author='a'>{run('2', kind='delText')}</w:del><w:ins w:id='2' w:author='a'>{run('1')}</w:ins>"),
        "已完成14万平方米",
    ),
    "moved away": (put_in(f"<w:moveFrom w:id='1' w:author='a'>{run('完成9万')}</w:moveFrom>"), "已完成4万平方米"),
    "moved here": (put_in(f"<w:moveTo w:id='1' w:author='a'>{run('1')}</w:moveTo>"), "已完成14万平方米"),
    "a note's figure": (put_in(run("2", SUPERSCRIPT)), "已完成²4万平方米"),
    "a note's figure by its style": (put_in(run("2", '<w:rStyle w:val="likenote"/>')), "已完成²4万平方米"),
    "a formula's figure": (put_in(run("2", SUBSCRIPT)), "已完成₂4万平方米"),
    "a no-break hyphen": (put_in(run("1") + "<w:r><w:noBreakHyphen/></w:r>"), "已完成1-4万平方米"),
    "a text box": (put_in(TEXT_BOX), "已完成 栽植3万平方米 4万平方米"),
    "a content control": (put_in(make.controlled(run("1"))), "已完成14万平方米"),
    "a smart tag": (put_in(f'<w:smartTag w:element="n">{run("1")}</w:smartTag>'), "已完成14万平方米"),
    "a link": (put_in(f"<w:hyperlink>{run('1')}</w:hyperlink>"), "已完成14万平方米"),
    "an equation": (put_in(MATHS), "已完成74万平方米"),
    "a line break": (put_in("<w:r><w:br/></w:r>"), "已完成 4万平方米"),
    "a placeholder": (in_cell(1, 4, placeholder), None),
    "a paragraph struck out by its style": (
        in_cell(1, 4, lambda cell: cell.replace("<w:p>", '<w:p><w:pPr><w:pStyle w:val="likegone"/></w:pPr>')), None,
    ),
}  # fmt: skip


def progress_of(path):
    [row] = read_report(path, period="2021Q1").rows.astype(object).to_dict("records")
    return row["progress"] if isinstance(row["progress"], str) else None


def test_white_words_are_named_in_a_warning(tmp_path):
    path = make.as_word(tmp_path / "r.docx", told(f"已完成{MARK}4万平方米"), put_in(run("白色的字", WHITE)))
    assert any("白色的字" in each for each in read_report(path, period="2021Q1").warnings)


@pytest.mark.parametrize("name", WORD)
def test_of_a_word_document(name, tmp_path):
    change, seen = WORD[name]
    path = make.as_word(tmp_path / "r.docx", told(f"已完成{MARK}4万平方米"), change, STYLES)
    read = progress_of(path)
    assert (read and read.replace(MARK, "")) == seen


PAGE = {
    "struck out": ("已完成<del>1</del><s>2</s><strike>3</strike>4万", "已完成4万"),
    "struck out by its style": ('已完成<span style="text-decoration: line-through">1</span>4万', "已完成4万"),
    "a note's figure": ("已完成4<sup>2</sup>万", "已完成4²万"),
    "a note's figure in a link": ('已完成4<sup><a href="#n">2</a></sup>万', "已完成4²万"),
    "raised by its style": ('已完成4<span style="vertical-align:super">2</span>万', "已完成4²万"),
    "a formula's figure": ("减排CO<sub>2</sub>4万吨", "减排CO₂4万吨"),
    "inline elements": ("已完成1<wbr>2<ins>3</ins><big>4</big><o:p>5</o:p><x-y>6</x-y><font color=red>7</font>万", "已完成1234567万"),
    "hidden": ('已完成<i style="display:none">1</i><i style="visibility:hidden">2</i><i hidden>3</i>4万', "已完成4万"),
    "hidden by the page's style sheet": ('已完成<i class="a b">1</i>4万', "已完成4万"),
    "hidden by the page's style sheet, by its name or its id": ("已完成<em>1</em><i id=e>2</i>4万", "已完成4万"),
    "hidden by the page's style sheet elsewhere": ('已完成<i class="f">1</i>4万', "已完成14万"),
    "drawn with nothing": (
        '已完成<i style="opacity:0.0">1</i><i style="color: transparent">2</i><i style="opacity:0.5">3</i>4万', "已完成34万",
    ),
    "hidden on paper alone": ('已完成<i class="c">1</i>4万', "已完成14万"),
    "how a character is spoken": ("已完成<ruby>4<rt>si</rt></ruby>万", "已完成4万"),
    "a choice": ("<select><option>未开工</option><option selected>已开工</option></select>", "已开工"),
    "a cell without words that show": ('<td style="text-decoration:line-through">已完成4万</td>', None),
    "no-break and thin blanks": ("已完成1&nbsp;200、1&#8239;300、1&#8201;400平方米", "已完成1200、1300、1400平方米"),
    "a script": ("已完成<script>1</script>4万", "已完成4万"),
}  # fmt: skip
SHEET = "<style>.b, p.q, em, #e {display: none} .menu .f {display: none} /* .d{display:none} */ @media print {.c {display:none}}</style>"


@pytest.mark.parametrize("name", PAGE)
def test_of_a_web_page(name, tmp_path):
    written, seen = PAGE[name]
    assert progress_of(make.as_page(tmp_path / "r.html", told(written), SHEET)) == seen


def struck_row(sheet):
    for cell in sheet[3]:
        cell.font = Font(strike=True)


def rich(sheet):
    struck, high = TextBlock(InlineFont(strike=True), "1"), TextBlock(InlineFont(vertAlign="superscript"), "2")
    sheet["E2"] = CellRichText("已完工", struck, "3", high, "个")


def progress_in(path):
    return read_report(path, period="2021Q1").rows.set_index("number")["progress"].to_dict()


def test_of_a_workbook(tmp_path):
    def change(sheet):
        rich(sheet)
        struck_row(sheet)

    path = make.as_workbook(tmp_path / "r.xlsx", change=change)
    assert progress_in(path) == {1: "已完工3²个", 3: "已新增240个"}
    assert any(
        "没有读删除线划去的文字:工作表“Sheet”E2、" in each for each in read_report(path, period="2021Q1").warnings
    )


ODS_STYLES = (
    '<style:style style:name="out" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="up" style:family="text"><style:text-properties style:text-position="33% 58%"/></style:style>'
    '<style:style style:name="low" style:family="text"><style:text-properties style:text-position="sub 58%"/></style:style>'
)
SPAN = '<text:span text:style-name="{}">{}</text:span>'


def test_of_a_workbook_of_opendocument(tmp_path):
    marked = SPAN.format("out", 1) + "4" + SPAN.format("up", 2) + "万" + SPAN.format("low", 3)
    noted = make.ods_cell(f"已完成{marked}").replace(
        "<text:p>", "<office:annotation><text:p>批注5</text:p></office:annotation><text:p>"
    )
    assert progress_of(make.as_ods(tmp_path / "r.ods", told(noted), ODS_STYLES)) == "已完成4²万₃"


PRINTED = {
    "not drawn": make.set_at(100, 700, "已完成9个", how="3 Tr"),
    "white": make.set_at(100, 700, "已完成9个", how="1 1 1 rg"),
    "in the colour of its ground": "0.9 0.9 0 rg 90 690 300 30 re f\n"
    + make.set_at(100, 700, "已完成9个", how="0.9 0.9 0 rg"),
    "covered": make.set_at(100, 700, "已完成9个") + "1 1 1 rg 90 690 300 30 re f\n",
    "outside the page": make.set_at(100, 900, "已完成9个"),
    "too small to read": make.set_at(100, 700, "已完成9个", 0.4),
}


@pytest.mark.parametrize("name", PRINTED)
def test_of_a_printed_page(name, tmp_path):
    report = read_report(make.as_pdf(tmp_path / "r.pdf", make.ruled() + PRINTED[name]), period="2021Q1")
    assert report.rows["progress"].tolist() == [row[4] for row in make.ROWS]
    assert not any("9" in piece.text for piece in (*report.narrative, *report.left_over))
    assert any("第1页有看不见的文字" in each for each in report.warnings)


def test_white_words_on_a_dark_ground_are_seen(tmp_path):
    head = "0 0 0.4 rg 40 760 500 20 re f\n" + make.ruled().replace("q  BT", "q 1 1 1 rg BT", 5)
    assert len(read_report(make.as_pdf(tmp_path / "r.pdf", head), period="2021Q1").rows) == 3


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_printed_page_is_read_whichever_way_it_is_turned(turn, tmp_path):
    path = make.as_pdf(tmp_path / "r.pdf", make.ruled(), boxes=f"{make.A4}/Rotate {turn}")
    assert read_report(path, period="2021Q1").rows["lead"].tolist() == [row[2] for row in make.ROWS]


def test_a_printed_note_stays_apart_from_the_figure_before_it(tmp_path):
    rows = [[*row] for row in make.ROWS]
    rows[0][4] = "已完工3"
    noted = make.set_at(440 + 2 + 8 * 4 + 1, 780 - 20 - 10, "1", 5) + make.set_at(
        440 + 2 + 8 * 4 + 7, 780 - 20 - 14, "个", 8
    )
    report = read_report(make.as_pdf(tmp_path / "r.pdf", make.ruled(rows) + noted), period="2021Q1")
    assert report.rows["progress"][0] == "已完工3¹个"


def test_the_words_of_a_scan_are_read_with_a_warning(tmp_path):
    """What a machine recognised lies unseen over the picture of the page: it is all there is."""
    hidden = make.ruled().replace("q  BT", "q 3 Tr BT")
    picture = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q\n"
    report = read_report(make.as_pdf(tmp_path / "r.pdf", picture + hidden), period="2021Q1")
    assert len(report.rows) == 3
    assert any("识别出来的文字" in each for each in report.warnings)


SAME_IN_EVERY_FORMAT = {
    "a number without its blank": ("已新增1 500个", "已新增1 500个"),
    "a no-break blank": ("已新增1\u00a0500个", "已新增1500个"),
    "a thin blank": ("已新增1\u2009500个", "已新增1500个"),
    "a narrow blank": ("已新增1\u202f500个", "已新增1500个"),
    "a figure blank": ("已新增1\u2007500个", "已新增1500个"),
}
MAKERS = {"docx": make.as_word, "html": make.as_page, "xlsx": make.as_workbook, "ods": make.as_ods, "csv": make.as_csv}


@pytest.mark.parametrize("suffix", MAKERS)
@pytest.mark.parametrize("name", SAME_IN_EVERY_FORMAT)
def test_a_blank_that_holds_a_number_together_is_none(name, suffix, tmp_path):
    written, seen = SAME_IN_EVERY_FORMAT[name]
    assert progress_of(MAKERS[suffix](tmp_path / f"r.{suffix}", told(written))) == seen
