"""A brief in a real browser without a network: it draws, it can be read on any width and by anyone, it prints."""

from unicodedata import normalize
from urllib.parse import unquote

import pypdfium2
import pytest
from markupsafe import Markup
from npm import from_npm

from shinpingba.briefs.page import document
from shinpingba.showing.cells import readable

pytestmark = pytest.mark.browser

PAGES = ["quarter.html", "departments/区经济信息委.html", "index.html"]


@pytest.fixture(scope="session")
def axe():
    """The source of axe-core, the accessibility checker, from npm; kept in the user's cache."""
    return from_npm("axe-core@4.11", "axe.min.js").read_text(encoding="utf-8")


PHONE = 360


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [1440, PHONE])
def test_a_page_needs_no_network_reports_no_error_and_does_not_scroll_sideways(visit, run_folder, name, width):
    opened = visit(run_folder / name, width)
    assert opened.requests == []
    assert opened.errors == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_chart_of_the_quarter_is_drawn(visit, run_folder):
    page = visit(run_folder / "quarter.html").page
    figures, drawings = page.locator("figure.chart"), page.locator("figure.chart svg.marks")
    assert figures.count() == drawings.count() == 5
    assert all(drawings.nth(place).bounding_box()["height"] > 80 for place in range(5))


def test_a_sign_tells_its_target_when_it_is_pointed_at(visit, run_folder):
    page = visit(run_folder / "quarter.html").page
    page.locator("figure.chart").first.locator("path[aria-label*='5G基站']").last.hover()
    page.wait_for_selector("#vg-tooltip-element.visible")
    assert "11.5%" in page.locator("#vg-tooltip-element").inner_text()


def test_the_address_of_a_task_opens_it(visit, run_folder):
    page = visit(run_folder / "quarter.html").page
    page.locator("a.proof[href='#C21']").first.click()
    assert page.locator("details#C21[open] mark.done", has_text="172个").is_visible()


def test_the_list_of_tasks_is_found_by_word_and_by_status(visit, run_folder):
    page = visit(run_folder / "quarter.html").page
    page.fill("form.filter input", "5g基站")
    assert page.locator("details#C21").is_visible() and not page.locator("details#C1").is_visible()
    page.select_option("form.filter select", "completed")
    assert page.locator(".tasks > details:visible").count() == 0
    page.select_option("form.filter select", "")
    page.fill("form.filter input", "")
    assert page.locator(".tasks > details:visible").count() == 157


def test_the_lagging_list_is_copied_without_the_signs_beside_it(visit, run_folder):
    opened = visit(run_folder / "quarter.html")
    opened.page.click("button[data-copy]")
    copied = opened.page.evaluate("getSelection().toString()")
    assert copied.startswith("低于序时进度的") and "\n1.新增1.2万亩国土绿化。" in copied and "牵头单位" in copied
    assert "依据" not in copied


def test_the_index_is_searched_and_sorted(visit, run_folder):
    page = visit(run_folder / "index.html").page
    first = page.locator("table.sortable tbody tr:visible a").first
    assert first.get_attribute("href") == "quarter.html"
    page.get_by_role("button", name="任务").click()
    page.get_by_role("button", name="任务").click()
    assert "departments" in first.get_attribute("href")
    page.fill("form.filter input", "季度简报")
    assert page.locator("table.sortable tbody tr:visible").count() == 1


# on a phone


@pytest.mark.parametrize("name", PAGES)
def test_on_a_phone_a_page_is_no_longer_than_a_reader_scrolls(visit, run_folder, name):
    assert visit(run_folder / name, PHONE).page.evaluate("document.documentElement.scrollHeight") < 12_000


def test_on_a_phone_the_first_page_stands_open_and_a_part_opens_at_its_head_or_its_address(visit, run_folder):
    page = visit(run_folder / "quarter.html", PHONE).page
    assert page.locator(".answers section").count() == 4 and page.locator(".answers").is_visible()
    sentences = page.locator(".sentences").first
    assert not sentences.is_visible()
    page.get_by_role("button", name="滞后清单").click()
    assert sentences.is_visible()
    page.evaluate("location.hash = '#C21'")
    page.locator("details#C21[open] mark.done", has_text="172个").wait_for(state="visible")


def test_on_a_phone_a_wide_table_is_a_card_a_line_and_each_cell_names_itself(visit, run_folder):
    page = visit(run_folder / "quarter.html", PHONE).page
    page.get_by_role("button", name="各单位").click()
    card = page.locator("table.dense.cards tbody tr", has_text="区经济信息委").first
    told = card.locator("td:visible")
    assert all(told.nth(place).get_attribute("data-label") for place in range(told.count()))
    assert all(0 <= told.nth(place).bounding_box()["x"] < PHONE for place in range(told.count()))
    assert "·" not in card.inner_text()


def test_on_a_phone_a_table_of_a_notebook_is_cards_too(visit, few, tmp_path_factory):
    table = readable(few.targets, "row_id", "target_name", "done_quote", "completion_share", "status")
    path = tmp_path_factory.mktemp("table") / "table.html"
    path.write_text(document("两个季度之间", [Markup(table._repr_html_())]), encoding="utf-8")
    told = visit(path, PHONE).page.locator(".dataframe.cards tbody tr").first.locator("td:visible")
    assert told.evaluate_all("cells => cells.map((cell) => cell.dataset.label)")[:2] == ["编号", "目标"]
    assert all(told.nth(place).bounding_box()["x"] < 20 for place in range(told.count()))


# links


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(visit, run_folder, name):
    page = visit(run_folder / name).page
    dead = page.evaluate("""() => [...document.querySelectorAll('a[href^="#"]')].map((a) => a.getAttribute("href").slice(1))
        .filter((id) => !document.getElementById(decodeURIComponent(id)))""")
    assert dead == []
    others = page.evaluate("""() => [...document.querySelectorAll('main a[href]')].map((a) => a.getAttribute("href"))
        .filter((address) => !address.startsWith("#") && !address.includes("://"))""")
    assert others and all(((run_folder / name).parent / unquote(address)).is_file() for address in others)


# on paper


def sheets(page):
    """For each printed page its size in points, its words, and the boxes they stand in."""
    found = []
    for sheet in pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True, print_background=True)):
        text = sheet.get_textpage()
        boxes = [text.get_rect(place) for place in range(text.count_rects())]
        found.append((sheet.get_size(), normalize("NFKC", text.get_text_range()), boxes))
    return found


@pytest.fixture(scope="session")
def printed(visit, run_folder):
    """The brief of a department on paper."""
    return sheets(visit(run_folder / "departments" / "区经济信息委.html").page)


@pytest.fixture(scope="session")
def quarter(visit, run_folder):
    """The brief of the quarter on paper."""
    return sheets(visit(run_folder / "quarter.html").page)


@pytest.fixture(scope="session")
def whole(quarter):
    """The words of its pages."""
    return [words for _, words, _ in quarter]


def test_the_brief_of_the_quarter_begins_with_two_pages_that_sum_it_up(whole):
    assert all(head in whole[0] for head in ("哪些滞后", "要补报什么", "接下来到期", "比上期变了什么"))
    assert "看不出快慢" in whole[1] and "走到哪一步" in whole[1]
    assert "滞后清单" in whole[2] and "1.新增1.2万亩国土绿化" in whole[2]


def test_the_printed_list_keeps_row_numbers_and_the_words_of_the_status(whole):
    assert "滞后 · 依据 C74" in whole[2]
    assert any("预警 · 依据 B10" in words for words in whole[2:6])


def test_every_printed_page_says_district_period_rule_and_date(whole, printed):
    for words in [*whole, *(words for _, words, _ in printed)]:
        said = "".join(words.split())
        assert all(fact in said for fact in ("沙坪坝区", "2021年一季度", "口径:按月序时", "依据2021年4月8日的报告"))


def test_the_index_keeps_the_heads_of_its_columns_on_paper(visit, run_folder):
    first = sheets(visit(run_folder / "index.html").page)[0][1]
    assert all(head in first for head in ("简报", "任务", "可衡量", "滞后", "推进中", "常态工作"))


def test_a_brief_prints_on_a4_with_every_task_opened(printed, run_folder):
    assert {(round(width), round(height)) for (width, height), _, _ in printed} == {(595, 842)}
    words = "".join(words for _, words, _ in printed)
    tasks = (run_folder / "departments" / "区经济信息委.html").read_text(encoding="utf-8").count("<details id=")
    assert words.count("原文第") == tasks > 20
    assert "复制清单" not in words


def test_no_printed_page_but_the_last_is_half_empty(quarter, printed, visit, later_brief):
    for pages in (quarter, printed, sheets(visit(later_brief).page)):
        lowest = [
            min(bottom for _, bottom, _, top in boxes if top > 60) for _, _, boxes in pages
        ]  # over the page's number
        assert [place for place, bottom in enumerate(lowest[:-1], 1) if bottom > 842 / 2] == []


def test_a_tall_chart_is_cut_on_paper_between_its_lines_and_none_is_lost(whole):
    names = ["新增1.2万亩国土绿化 C74", "引进20个首店品牌 C30", "治理1000亩废弃矿坑 C73"]
    first, second, last = ([place for place, words in enumerate(whole) if name in words] for name in names)
    assert len(first) == len(second) == len(last) == 1, "each line stands on one page"
    assert first <= second <= last and first < last


def test_no_printed_word_leaves_the_paper(printed):
    assert all(40 < left < right < width - 40 for (width, _), _, boxes in printed for left, _, right, _ in boxes)


def test_the_head_of_a_table_is_repeated_on_its_next_page(whole):
    assert len([words for words in whole if "可衡量" in words and "位次" in words]) >= 2


# last, for it takes away what there is much of: the rules look at one task as at a hundred
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_serious_violation(visit, run_folder, axe, name):
    page = visit(run_folder / name).page
    page.evaluate("""() => {
        for (const more of document.querySelectorAll(".tasks > :nth-child(n+9), tbody > :nth-child(n+6), .sentences > :nth-child(n+6)"))
            more.remove();
        for (const details of document.querySelectorAll("details")) details.open = true;
    }""")
    page.evaluate(axe)
    violations = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then((result) => result.violations)")
    serious = [
        (each["id"], each["nodes"][0]["html"][:200]) for each in violations if each["impact"] in {"serious", "critical"}
    ]
    assert serious == []
