"""The review in a real JupyterLab: forty doubts settled by keys alone, left in the middle, come back to; and on a page, only looked at."""

import json
from pathlib import Path

import pytest
from loopback import open_beside, ready, served, window

import shinpingba as sp
from shinpingba.judging.decisions import read_decisions
from shinpingba.reviewing.cards import cards

pytestmark = pytest.mark.browser

TOKEN = "review"  # the package asks for one; it is known here
ROOT = Path(__file__).parents[2]
NAME, CELLS = "review.ipynb", 6


@pytest.fixture(scope="module")
def data(lab_data):
    return lab_data


@pytest.fixture(scope="module")
def context(lab_page):
    return lab_page.context


def start(page):
    """The review in the page that it is opened in, run from the keyboard; the focus is in it."""
    ready(page, NAME)
    page.locator(".jp-NotebookPanel:visible .jp-Cell").first.focus()
    for _ in range(CELLS - 1):
        page.keyboard.press("Shift+Enter")
    page.keyboard.press("Control+Enter")
    review = page.locator(".shinpingba-review")
    review.wait_for()
    return review


def settled(review, count):
    """Wait until so many are settled."""
    review.locator(".count", has_text=f"已核 {count} 条").wait_for()


def kept(data):
    return read_decisions(data / "reports/2021Q1/decisions.jsonl")


@pytest.fixture(scope="module")
def listed(data):
    """The cards, worked out here."""
    return cards(sp.assess(sp.read_report("2021Q1", data=data), decisions=None))


def test_forty_doubts_are_settled_without_a_mouse(lab_page, data, listed):
    open_beside(lab_page, NAME)
    review = start(lab_page)
    page = review.page
    review.locator("[name=by]").wait_for()
    page.keyboard.type("张三")
    page.keyboard.press("Enter")
    keys = {"1": 0, "Enter": 0, "0": 0, "b": 0}
    for number, card in enumerate(listed[:40]):
        review.locator("h3 .id", has_text=card.question.row_id).wait_for()
        chosen = "Enter" if card.question.question == "status" else [*keys][number % 4]
        chosen = "0" if chosen == "1" and not card.question.candidates else chosen
        page.keyboard.press(chosen)
        keys[chosen] += 1
    settled(review, 40)
    found = kept(data)
    assert [each.asks for each in found] == [card.question.asks for card in listed[:40]]
    assert {each.by for each in found} == {"张三"} and all(len(each.on) == 10 for each in found)
    assert sum(each.decided == "not_target" for each in found) == keys["b"] > 0
    assert all(each.decided_value is not None for each in found[::4] if each.quote)
    assert page.locator(".jp-NotebookPanel:visible .jp-Cell").count() == CELLS, "no key has reached the notebook"


def test_undo_takes_the_last_answer_back(context, data):
    page = context.pages[-1]
    review = page.locator(".shinpingba-review")
    before = review.locator("h3").inner_text()
    page.keyboard.press("Enter")
    settled(review, 41)
    page.keyboard.press("u")
    settled(review, 40)
    assert review.locator("h3").inner_text() == before
    assert kept(data)[-1].decided == "withdrawn"


def after_stage(listed):
    """How many are settled once the stage of the forty-first's task is: all that ask of this task."""
    return 40 + sum(card.question.row_id == listed[40].question.row_id for card in listed[40:])


def test_a_stage_a_sum_and_a_number_of_one_s_own_with_its_reason(context, data, listed):
    page = context.pages[-1]
    review = page.locator(".shinpingba-review")
    page.keyboard.press("j")
    page.keyboard.press("2")
    settled(review, after_stage(listed))
    assert (kept(data)[-1].question, kept(data)[-1].decided) == ("stage", "underway")
    page.keyboard.press("e")
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    review.locator(".said", has_text="要写理由").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.keyboard.type("电话核实")
    page.keyboard.press("Enter")
    page.keyboard.press("e")
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    settled(review, after_stage(listed) + 1)
    assert (kept(data)[-1].decided, kept(data)[-1].reason, kept(data)[-1].quote) == ("7", "电话核实", "")


def test_who_leaves_in_the_middle_comes_back_to_the_next_open_one(context, lab, listed):
    context.pages[-1].close()
    page = context.new_page()
    page.goto(f"{lab}lab/workspaces/review/tree/{NAME}", wait_until="commit")
    review = start(page)
    review.locator("[name=by]").wait_for()
    page.keyboard.type("李四")
    page.keyboard.press("Enter")
    settled(review, after_stage(listed) + 1)
    assert review.locator("h3 .id").inner_text() == listed[after_stage(listed) + 1].question.row_id
    page.keyboard.press("ArrowLeft")
    review.locator(".before", has_text="7（张三）").wait_for()


def test_a_screen_tells_nothing_of_why_it_is_asked(context, listed):
    from shinpingba.columns import DOUBT_LABELS

    assert {bool(card.question.flags) for card in listed[:40]} == {True, False}
    told = json.dumps(context.pages[-1].locator(".shinpingba-review").inner_text(), ensure_ascii=False)
    assert not any(word in told for word in [*DOUBT_LABELS.values(), "把握"])


def test_every_answer_has_a_button_with_its_word_and_its_key(context, listed):
    review = context.pages[-1].locator(".shinpingba-review")
    buttons = review.get_by_role("group", name="回答").get_by_role("button").all_inner_texts()
    assert buttons[0].startswith("Enter 采用") and {"0 无", "B 不是目标", "J 阶段", "X 存疑"} <= set(buttons)
    assert (
        review.get_by_role("progressbar").get_attribute("aria-label").startswith(f"已核 {after_stage(listed) + 1} 条")
    )


def test_nothing_left_this_machine_and_nothing_went_wrong(context):
    assert context.beyond == []
    assert context.errors == []


def test_on_a_page_of_voila_it_can_only_be_looked_at(browser, data, tmp_path):
    before = kept(data)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SHINPINGBA_DATA", str(data))
        with (
            served(tmp_path, "voila", str(ROOT / "notebooks" / NAME), token=TOKEN) as url,
            window(browser, url) as context,
        ):
            page = context.new_page()
            page.goto(f"{url}?token={TOKEN}")
            review = page.locator(".shinpingba-review")
            review.get_by_text("网页上只能看").first.wait_for()
            review.focus()
            shown = review.locator("h3").inner_text()
            page.keyboard.press("Enter")
            review.locator(".said", has_text="网页上只能看").wait_for()
            assert review.locator("h3").inner_text() == shown
            assert context.beyond == [] and context.errors == []
    assert kept(data) == before
