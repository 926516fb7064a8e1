"""The quarter's brief as a Word document in the form of GB/T 9704-2012, for an office to edit and issue again."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import docx
import pandas as pd
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from ..columns import STATUS_LABELS, TABLE_LABELS, records
from ..judging.assessment import Assessment
from ..judging.matters import matters
from ..judging.rollups import is_measured, numbered, status_counts
from ..judging.rules import RULE_NAMES
from ..language.punctuation import full_width
from ..report.rows import called
from ..reviewing.requests import requests
from ..showing.cells import cells, head, settled_words
from .first_pages import due, to_be_supplied, worst
from .guards import printable
from .ledger import ledger

# What Word takes where an office font is not installed. Fonts are named here, never shipped.
FALLBACKS = {"方正小标宋简体": "宋体", "仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体", "黑体": "SimHei"}
# Style → font and size in points: 二号 is 22, 三号 16, 五号 10.5.
STYLES = {
    "Title": ("方正小标宋简体", 22),
    "Heading 1": ("黑体", 16),
    "Heading 2": ("楷体_GB2312", 16),
    "Body Text": ("仿宋_GB2312", 16),
    "Normal": ("仿宋_GB2312", 10.5),  # tables
}
LINE = Pt(28.95)  # 22 lines in the 225 mm that the margins leave
INDENT = Pt(32)  # two characters of 三号
BORDERS = '<w:tblBorders {}><w:top w:val="single" w:sz="12"/><w:bottom w:val="single" w:sz="12"/></w:tblBorders>'
UNDER_HEAD = '<w:tcBorders {}><w:bottom w:val="single" w:sz="6"/></w:tcBorders>'
# Column → width in mm.
ANNEX = {
    "row_id": 14,
    "task": 86,
    "target_value": 32,
    "done_value": 32,
    "completion_share": 18,
    "status": 18,
    "lead": 34,
}


def write_document(result: Assessment, path: Path) -> None:
    """Write the quarter's brief as .docx: two pages that sum it up, what lags in the office's sentences, the ledger.

    A4 with 22 lines of 28 characters. Headings carry 一、(一) as text, so that an office can move them.
    """
    document = official()
    document.add_paragraph(printable(result.report.subject), style="Title")
    document.add_paragraph(style="Body Text")
    _add_overview(document, result)
    _add_first_pages(document, result)
    listed = matters(result)
    at_risk = [each.sentence for each in listed if each.measure == "at_risk"]
    behind = [each.sentence for each in listed if each.measure != "at_risk"]
    _add_list(document, "五、滞后事项", pd.Series(behind, dtype="string"), starts_page=True)
    _add_list(document, "六、预警事项", pd.Series(at_risk, dtype="string"))
    _add_unreported(document, result)
    _add_requests(document, result)
    _add_annex(document, result)
    document.save(str(path))


def official() -> Document:
    """An empty document with the page and the fonts of GB/T 9704-2012: A4, 22 lines of 28 characters, page numbers outside."""
    document = docx.Document()
    _set_page(document)
    _set_styles(document)
    return document


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_height, section.page_width = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)  # the page number stands just under the text
    document.settings.odd_and_even_pages_header_footer = True
    _add_page_number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _add_page_number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)


def _add_page_number(paragraph: Any, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 — in 四号, as a field that Word counts."""
    paragraph.alignment = side
    set_font(paragraph.add_run("— "), "宋体", 14)
    number = paragraph.add_run("1")
    set_font(number, "宋体", 14)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number._r.addprevious(field)
    field.append(number._r)
    set_font(paragraph.add_run(" —"), "宋体", 14)


def _set_styles(document: Document) -> None:
    for name, (font, size) in STYLES.items():
        style = document.styles[name]
        set_font(style, font, size)
        layout = style.paragraph_format
        layout.space_before = layout.space_after = Pt(0)
        if name != "Normal":
            layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
            layout.first_line_indent = INDENT
    title = document.styles["Title"]
    title.paragraph_format.alignment, title.paragraph_format.first_line_indent = WD_ALIGN_PARAGRAPH.CENTER, Pt(0)
    title.element.pPr.remove(title.element.pPr.find(qn("w:pBdr")))
    _name_fallbacks(document.part)


def set_font(styled: Any, name: str, size: float) -> None:
    """Chinese and Latin letters of a style or a run in one font, black and upright."""
    styled.font.name, styled.font.size, styled.font.bold = name, Pt(size), False
    styled.font.color.rgb = RGBColor(0, 0, 0)
    fonts = styled.element.get_or_add_rPr().get_or_add_rFonts()
    for key in [key for key in fonts.attrib if key.endswith("Theme")]:  # a theme's font would win over the name
        del fonts.attrib[key]
    fonts.set(qn("w:eastAsia"), name)


def _name_fallbacks(part: Any) -> None:
    for key in [key for key, relation in part.rels.items() if relation.reltype == RELATIONSHIP_TYPE.FONT_TABLE]:
        part.drop_rel(key)
    entry = '<w:font w:name="{}"><w:altName w:val="{}"/></w:font>'
    fonts = "".join(entry.format(name, other) for name, other in FALLBACKS.items())
    table = f"<w:fonts {nsdecls('w')}>{fonts}</w:fonts>".encode()
    address = PackURI("/word/fontTable.xml")
    part.relate_to(Part(address, CONTENT_TYPE.WML_FONT_TABLE, table, part.package), RELATIONSHIP_TYPE.FONT_TABLE)


def _add_overview(document: Document, result: Assessment) -> None:
    tasks, report = result.tasks, result.report
    document.add_heading("一、总体情况", 1)
    measured = int(is_measured(tasks).sum())
    counts = {status: count for status, count in status_counts(tasks).items() if count}
    stands = "，".join(f"{STATUS_LABELS[status]}{count}项" for status, count in counts.items())
    document.add_paragraph(
        f"{report.district}{report.period_words}共有任务{len(tasks)}项，其中有数字可衡量的{measured}项。按任务状态分：{stands}。"
        f"判断口径：{RULE_NAMES[result.rule]}。",
        style="Body Text",
    )
    by_table = pd.crosstab(tasks["table"], tasks["status"])
    present = [name for name in TABLE_LABELS if name in by_table.index]
    lines = [[TABLE_LABELS[name], *map(str, by_table.loc[name, [*counts]])] for name in present]
    widths = [20, *(136 // len(counts) for _ in counts)]
    _add_table(document, ["类别", *(STATUS_LABELS[status] for status in counts)], lines, widths)


def _add_first_pages(document: Document, result: Assessment) -> None:
    found = {
        "二、最突出的事项": worst(result),
        "三、请补报的数字": to_be_supplied(result),
        "四、近期到期的节点": due(result),
    }
    for heading, lines in found.items():
        document.add_heading(heading, 1)
        for line in lines or ["无。"]:
            document.add_paragraph(printable(line), style="Body Text")


def _add_list(document: Document, heading: str, sentences: pd.Series, *, starts_page: bool = False) -> None:
    document.add_heading(heading, 1).paragraph_format.page_break_before = starts_page
    for sentence in numbered(sentences):
        document.add_paragraph(printable(sentence), style="Body Text")
    if sentences.empty:
        document.add_paragraph("无。", style="Body Text")


def _add_unreported(document: Document, result: Assessment) -> None:
    silent = result.targets[result.targets["status"] == "unreported"]
    silent = silent.merge(result.tasks[["row_id", "lead"]], on="row_id")
    _add_list(
        document,
        "七、未报告进展的目标",
        silent["target_name"] + "。（牵头单位：" + silent["lead"].fillna("未写明") + "）",
    )


def _add_requests(document: Document, result: Assessment) -> None:
    asked = requests(result)
    who = asked["department"].fillna("牵头单位未写明")
    of = asked["target_name"].fillna(asked["task"])
    _add_list(
        document,
        "八、请补报的数字（逐项）",
        who + "：" + of + "。" + asked["asked"].map(full_width) + "。（编号" + asked["row_id"] + "）",
    )


def _add_annex(document: Document, result: Assessment) -> None:
    """The ledger on pages laid across."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)
    section.left_margin, section.right_margin = Mm(35), Mm(37)
    document.add_paragraph("附件", style="Heading 1").paragraph_format.first_line_indent = Pt(0)
    document.add_paragraph("目标任务进展台账", style="Title")
    book = ledger(result)
    lines = [_annex_line(line) for line in records(book)]
    _add_table(document, [*map(head, ANNEX)], lines, ANNEX.values())


def _annex_line(line: dict[str, Any]) -> list[str]:
    """A line of the annex in words; a figure that a person settled is marked, with the machine's beside it."""
    words = dict(zip(ANNEX, cells(line | {"task": called(line)}, *ANNEX), strict=True))
    told = settled_words(line)
    return [*(words | ({"done_value": f"{words['done_value']}（{told}）"} if told else {})).values()]


def _add_table(document: Document, heads: list[str], lines: list[list[str]], widths: Iterable[int]) -> None:
    """A table with three lines, whose head is repeated on every page and whose rows are not broken.

    widths   of the columns in mm
    """
    table = document.add_table(0, len(heads))
    table.autofit = False
    table._tbl.tblPr.append(parse_xml(BORDERS.format(nsdecls("w"))))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for texts in [heads, *lines]:
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = printable(text)
    for cell in table.rows[0].cells:
        cell._tc.get_or_add_tcPr().append(parse_xml(UNDER_HEAD.format(nsdecls("w"))))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
