"""The board: which tasks a filter leaves, what a chart is narrowed to, and that widgets follow each other."""

from dataclasses import replace

import pytest

from shinpingba.board import dashboard, open_task
from shinpingba.board.filters import Filters, options_of, select
from shinpingba.board.views import MOST_DRAWN, VIEWS, drawn, in_line, narrowed
from shinpingba.briefs.offline import chart_spec
from shinpingba.columns import SEVERITY
from shinpingba.report.errors import ReportError


def chosen(result, **filters):
    return set(select(result, Filters(**filters))["row_id"])


class TestSelect:
    def test_without_a_filter_every_task_is_there_worst_first(self, analysed):
        tasks = select(analysed, Filters())
        severity = tasks["status"].map(SEVERITY.index)
        assert len(tasks) == len(analysed.tasks)
        assert severity.is_monotonic_increasing

    def test_of_one_status_the_lowest_spi_comes_first(self, analysed):
        assert select(analysed, Filters(status="ahead"))["spi"].dropna().is_monotonic_increasing

    def test_a_status_leaves_its_tasks(self, few):
        assert chosen(few, status="behind") == {"C1"}

    def test_a_joint_lead_is_found_by_either_department(self, few):
        assert "C4" in chosen(few, lead="区教委") & chosen(few, lead="区财政局")

    def test_a_lead_is_not_found_as_cooperating(self, few):
        assert chosen(few, cooperating="区教委") == set()

    def test_every_word_must_stand_somewhere_in_the_row(self, few):
        assert chosen(few, words="5g 基站") == {"C1"}
        assert chosen(few, words="5G 幼儿园") == set()

    @pytest.mark.parametrize("words", ["C3", "区教委 方案", "社会事业 学前"])
    def test_a_word_may_be_an_id_a_department_or_a_section(self, few, words):
        assert "C3" in chosen(few, words=words)

    def test_a_search_is_for_the_characters_as_they_are(self, few):
        assert chosen(few, words=".*") == set()

    def test_filters_narrow_each_other(self, few):
        assert chosen(few, section="社会事业", status="unreported") <= chosen(few, section="社会事业")

    def test_every_choice_leaves_as_many_tasks_as_it_says(self, analysed):
        for name, options in options_of(analysed).items():
            for label, value in options[1:]:
                assert label.endswith(f"({len(chosen(analysed, **{name: value}))})")


def rows(spec):
    return spec["datasets"][spec["data"]["name"]]


@pytest.fixture(scope="module")
def specs(analysed):
    return {name: drawn(name, analysed) for name in VIEWS}


@pytest.mark.parametrize("name", VIEWS)
class TestNarrowed:
    def test_only_the_kept_tasks_are_drawn_and_the_caption_counts_them(self, name, specs):
        kept = {row["row_id"] for row in rows(specs[name])[::3]}
        spec, caption = narrowed(name, specs[name], kept)
        assert {row["row_id"] for row in rows(spec)} == kept
        assert f"{len(rows(spec))}" in caption

    def test_a_chart_is_as_high_as_its_lines_are_many(self, name, specs):
        line = VIEWS[name].line
        spec, _ = narrowed(name, specs[name], [rows(specs[name])[0]["row_id"]])
        ratio = len({row[line] for row in rows(spec)}) / len({row[line] for row in rows(specs[name])})
        assert spec["height"] == pytest.approx(specs[name]["height"] * ratio)

    def test_the_drawn_chart_stays_as_it_is(self, name, specs):
        before = len(rows(specs[name]))
        assert rows(narrowed(name, specs[name], [])[0]) == []
        assert len(rows(specs[name])) == before

    def test_a_line_holds_every_task_in_it(self, name, specs):
        line = VIEWS[name].line
        first = rows(specs[name])[0][line]
        assert in_line(name, specs[name], [first]) == [row["row_id"] for row in rows(specs[name]) if row[line] == first]


def test_signs_that_are_left_move_together(specs):
    lines = {}
    for row in rows(specs["单位"]):
        lines.setdefault(row["group"], []).append(row["row_id"])
    department, tasks = max(lines.items(), key=lambda line: len(line[1]))
    spec, _ = narrowed("单位", specs["单位"], tasks[1::2])
    places = [row["place"] for row in rows(spec) if row["group"] == department]
    assert places == list(range(1, len(tasks[1::2]) + 1))


def test_of_too_many_signs_the_first_are_drawn_and_the_caption_says_so(specs):
    many = specs["单位"] | {"datasets": {specs["单位"]["data"]["name"]: rows(specs["单位"]) * 4}}
    spec, caption = narrowed("单位", many, {row["row_id"] for row in rows(many)})
    assert len(rows(spec)) == MOST_DRAWN
    assert f"只画前{MOST_DRAWN}" in caption


class TestCard:
    def test_every_figure_of_the_task_is_marked_with_its_role(self, few):
        html = open_task(few, "C1").html
        assert '<mark class="target" data-label="目标">1500个</mark>' in html
        assert '<mark class="done" data-label="完成">172个</mark>' in html

    def test_status_reason_pace_and_rule_stand_in_words(self, few):
        html = open_task(few, "C1").html
        assert all(words in html for words in ("滞后", "低于序时进度13.5个百分点", "后续每季需443个", "months/12"))

    def test_a_target_that_is_on_time_is_not_told_to_hurry(self, few):
        assert "后续每季" not in open_task(few, "C2").html

    def test_what_the_report_says_never_becomes_markup(self, hostile, hostile_text):
        html = open_task(hostile, hostile.tasks["row_id"].iloc[0]).html
        body = html.partition("</style>")[2]
        assert "<script" not in body and "<img" not in body and "<b>区" not in body and "</style>" not in body
        assert "{{ 7*7 }}" in body

    def test_an_unknown_id_is_refused_with_those_there_are(self, few):
        with pytest.raises(ReportError, match=r"C1 至 C5.*C99"):
            open_task(few, "C99")


@pytest.fixture(scope="module")
def one_board(few):
    return dashboard(few)


@pytest.fixture
def board(one_board):
    yield one_board
    one_board.view.value = next(iter(VIEWS))
    one_board.clear.click()


class TestBoard:
    def test_it_begins_with_every_task_and_the_worst_one_opened(self, board):
        assert len(board.tasks) == 5
        assert board.row_id == "C1"
        assert "172个" in board.opened.value

    def test_a_filter_narrows_list_chart_and_summary_together(self, board):
        board.filters["status"].value = "ahead"
        assert list(board.tasks["row_id"]) == ["C2"] == [row["row_id"] for row in rows(board.chart.spec)]
        assert "1项任务" in board.summary.value and "（共5项）" in board.summary.value

    def test_clearing_brings_every_task_back(self, board):
        board.filters["lead"].value, board.words.value = "区教委", "方案"
        board.clear.click()
        assert len(board.tasks) == 5 and board.words.value == ""

    def test_nothing_found_is_said_in_words(self, board):
        board.words.value = "没有这样的词"
        assert board.row_id is None and board.opened.value == ""
        assert "没有符合条件的任务" in board.summary.value

    def test_choosing_in_the_list_opens_the_task(self, board):
        board.listed.value = "C3"
        assert "正在起草方案" in board.opened.value

    def click(self, board, **value):
        """What the browser sends when a sign is clicked."""
        store = [{"fields": [{"field": name, "type": "E"} for name in value], "values": [*value.values()]}]
        signal = {name: [each] for name, each in value.items()} | {"vlPoint": {"or": [value]}}
        board.chart._vl_selections = {"picked": {"value": signal, "store": store}}

    def test_a_click_on_a_sign_lists_its_line_and_opens_its_task(self, board):
        board.view.value = "单位"
        self.click(board, group="区教委", row_id="C4")
        assert set(board.tasks["row_id"]) == {"C3", "C4"}
        assert board.row_id == "C4"

    def test_a_click_beside_the_signs_lists_all_again(self, board):
        board.view.value = "单位"
        self.click(board, group="区教委", row_id="C4")
        board.chart._vl_selections = {"picked": {"value": {}, "store": []}}
        assert len(board.tasks) == 5

    def test_of_several_reports_the_chosen_period_is_shown(self, few):
        later = replace(few, report=replace(few.report, period="2021H1"), tasks=few.tasks.head(2))
        board = dashboard(few, later)
        assert len(board.tasks) == 2
        board.period.value = "2021Q1"
        assert len(board.tasks) == 5

    def test_it_shows_nothing_without_a_result(self):
        with pytest.raises(ValueError, match="至少要一份"):
            dashboard()

    def test_a_brief_gets_the_chart_in_its_place(self, few):
        shown = dashboard(few)._repr_mimebundle_()
        assert "application/vnd.jupyter.widget-view+json" in shown
        assert chart_spec(shown["text/html"])["description"].startswith("共2个目标")

    def test_everything_is_sent_as_text_or_escaped(self, hostile):
        board = dashboard(hostile)
        shown = board.summary.value + board.opened.value + board.caption.value
        assert "<script" not in shown and "<img" not in shown

    def test_a_report_without_a_figure_has_a_board_too(self, few):
        silent = replace(few, targets=few.targets.head(0), mentions=few.mentions.head(0))
        board = dashboard(silent)
        assert board.chart.layout.visibility == "hidden" and "没有可画的数字" in board.caption.value
        assert len(board.tasks) == 5


def test_two_districts_of_one_period_are_both_there_to_choose_from(analysed):
    other = replace(analysed, report=replace(analysed.report, district="渝北区"))
    assert [*dashboard(analysed, other).period.options] == ["沙坪坝区 2021Q1", "渝北区 2021Q1"]
