"""What people have settled: kept whole beside the report, applied while the words stand, and listed when they do not."""

import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

import pandas as pd
import pytest

import shinpingba as sp
from shinpingba.columns import records
from shinpingba.judging import decisions as kept
from shinpingba.judging.decisions import Decision, append_decisions, decisions_file, fingerprint, read_decisions
from shinpingba.judging.recording import record

ROWS = (
    "序号,工作任务,牵头单位,进展情况\n"
    '1,新建垃圾分类亭320座,区城管局,"已选址180座,建成96座。"\n'
    "2,引进规上企业12家,区商务委,引进工业企业3家、商贸企业2家。\n"
    "3,完善智慧停车系统,区大数据局,系统已上线试运行。\n"
)


@pytest.fixture
def report(path):
    return sp.read_report(path)


def decision(report, row_id, decided, *, value=None, quote="", question="done", target=0, **other):
    """A decision on a row, at the place where the quote stands in its progress."""
    row = next(row for row in records(report.rows) if row["row_id"] == row_id)
    targets = sp.assess(report, decisions=None).targets.query(f"row_id == '{row_id}'")
    facts = {
        "row_id": row_id, "question": question, "target_quote": targets["target_quote"].iloc[target] if question == "done" else "",
        "field": "progress" if quote else "", "start": row["progress"].index(quote) if quote else None, "quote": quote,
        "read": "", "decided": decided, "decided_value": value, "unit": "座" if value else "",
        "by": "张三", "on": "2021-04-20", "reason": "", "words": fingerprint(row),
    }  # fmt: skip
    return Decision(**facts | other)


def target_of(result, row_id):
    return records(result.targets[result.targets["row_id"] == row_id])[0]


class TestApplied:
    def test_a_settled_figure_is_judged_and_the_machine_s_stays_beside_it(self, report):
        machine = target_of(sp.assess(report), "C1")
        record(report, [decision(report, "C1", "180座", value=180.0, quote="180座")])
        settled = target_of(sp.assess(report), "C1")
        assert (settled["done_value"], settled["done_quote"], settled["method"]) == (180, "180座", "decided")
        assert (settled["decision"], settled["read_value"]) == ("张三", machine["done_value"])
        assert settled["read_quote"] == machine["done_quote"]
        assert settled["completion_share"] == pytest.approx(180 / 320)

    def test_without_decisions_all_is_as_the_package_reads_it(self, report):
        machine = sp.assess(report)
        record(report, [decision(report, "C1", "180座", value=180.0, quote="180座")])
        unsettled = sp.assess(report, decisions=None)
        pd.testing.assert_frame_equal(unsettled.targets, machine.targets)
        pd.testing.assert_frame_equal(unsettled.tasks, machine.tasks)

    def test_an_accepted_figure_keeps_its_ground_and_its_confidence(self, report):
        read = target_of(sp.assess(report), "C1")
        accepted = decision(report, "C1", "96座", value=read["done_value"], quote=read["done_quote"])
        record(report, [accepted])
        settled = target_of(sp.assess(report), "C1")
        assert settled == read | {
            "decision": "张三",
            "read_value": read["done_value"],
            "read_quote": read["done_quote"],
        }

    def test_of_two_decisions_the_later_counts(self, report):
        record(report, [decision(report, "C1", "180座", value=180.0, quote="180座")])
        record(report, [decision(report, "C1", "none")])
        result = sp.assess(report)
        assert target_of(result, "C1")["done_value"] is None
        assert list(result.decisions["standing"]) == ["superseded", "current"]

    def test_what_was_taken_back_settles_nothing(self, report):
        record(report, [decision(report, "C1", "none"), decision(report, "C1", "withdrawn")])
        assert target_of(sp.assess(report), "C1")["decision"] is None

    def test_a_figure_that_is_no_target_leaves_the_commitments(self, report):
        record(report, [decision(report, "C1", "not_target")])
        assert "C1" not in set(sp.assess(report).commitments["row_id"])

    def test_figures_of_one_list_may_be_added_up(self, report):
        record(report, [decision(report, "C2", "5家", value=5.0, quote="3家、商贸企业2家", unit="家")])
        assert target_of(sp.assess(report), "C2")["done_value"] == 5

    def test_a_stage_and_a_status_are_settled_for_the_whole_task(self, report):
        record(report, [decision(report, "C3", "done", question="stage")])
        task = records(sp.assess(report).tasks.query("row_id == 'C3'"))[0]
        assert (task["stage"], task["status"], task["basis"], task["decision"]) == (
            "done",
            "completed",
            "decided",
            "张三",
        )
        record(report, [decision(report, "C3", "behind", question="status", by="李四")])
        task = records(sp.assess(report).tasks.query("row_id == 'C3'"))[0]
        assert (task["status"], task["decision"]) == ("behind", "张三、李四")
        assert task["read_status"] == sp.assess(report, decisions=None).tasks.set_index("row_id")["status"]["C3"]

    def test_the_lagging_list_marks_what_a_person_settled(self, report):
        record(
            report, [decision(report, "C1", "none"), decision(report, "C2", "3家", value=3.0, quote="3家", unit="家")]
        )
        assert set(sp.lagging(sp.assess(report))["decision"].dropna()) <= {"张三"}
        record(report, [decision(report, "C2", "1家", value=1.0, reason="电话核实", unit="家")])
        listed = sp.lagging(sp.assess(report)).set_index("row_id")
        assert listed["decision"]["C2"] == "张三" and pd.isna(listed["done_quote"]["C2"])
        assert listed["read_value"]["C2"] == 5
        assert "一季度完成1家，完成8.3%" in listed["sentence"]["C2"]


class TestExpired:
    def test_when_the_words_of_its_row_change_it_is_listed_and_not_applied(self, report, path):
        record(report, [decision(report, "C1", "180座", value=180.0, quote="180座")])
        path.write_text(path.read_text(encoding="utf-8").replace("96座", "108座"), encoding="utf-8")
        result = sp.assess(sp.read_report(path))
        assert target_of(result, "C1")["decision"] is None
        assert list(result.decisions["standing"]) == ["expired"]
        assert not result.decisions["is_current"].any()

    def test_other_rows_may_change(self, report, path):
        record(report, [decision(report, "C1", "180座", value=180.0, quote="180座")])
        path.write_text(path.read_text(encoding="utf-8").replace("商贸企业2家", "商贸企业4家"), encoding="utf-8")
        assert target_of(sp.assess(sp.read_report(path)), "C1")["done_value"] == 180

    def test_on_a_target_that_is_no_longer_read_it_is_said(self, report):
        gone = replace(decision(report, "C1", "none"), target_quote="新建垃圾分类亭")
        append_decisions(decisions_file(report), [gone])
        assert list(sp.assess(report).decisions["standing"]) == ["unplaced"]


class TestRefused:
    def test_a_figure_that_stands_nowhere_in_the_row_needs_a_reason(self, report):
        typed = decision(report, "C1", "100座", value=100.0)
        with pytest.raises(sp.ReportError, match=r"C1.*不是本行的数字，要写理由"):
            record(report, [typed])
        record(report, [replace(typed, reason="现场清点")])
        assert target_of(sp.assess(report), "C1")["done_value"] == 100

    def test_words_of_the_row_do_not_cover_another_figure(self, report):
        with pytest.raises(sp.ReportError, match="不是本行的数字"):
            record(report, [decision(report, "C1", "100座", value=100.0, quote="96座")])

    @pytest.mark.parametrize(
        ("change", "told"),
        [
            ({"words": "000000000000"}, "原文已变"),
            ({"row_id": "C9"}, "没有编号 C9"),
            ({"target_quote": "新建公园"}, "没有读出目标"),
            ({"start": 1}, "不在所说的位置"),
            ({"by": " "}, "没有写核定人"),
            ({"on": "昨天"}, "日期应如"),
            ({"decided": "大概"}, "答案应为"),
            ({"question": "colour"}, "问题应为"),
        ],
    )
    def test_what_does_not_fit_the_report_changes_nothing(self, report, change, told):
        good = decision(report, "C2", "none")
        value = {} if "decided" in change else {"decided_value": 96.0}
        bad = replace(decision(report, "C1", "96座", quote="96座"), **value | change)
        with pytest.raises(sp.ReportError, match=told):
            record(report, [good, bad])
        assert not decisions_file(report).exists()

    def test_a_table_without_a_file_keeps_no_decisions(self, few):
        with pytest.raises(sp.ReportError, match="没有文件"):
            record(few.report, [])

    @pytest.mark.parametrize("line", ["{", "[]", '{"row_id": "C1"}', "<<<<<<< HEAD"])
    def test_a_spoiled_line_is_named(self, report, line):
        record(report, [decision(report, "C1", "none")])
        with decisions_file(report).open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
        with pytest.raises(sp.ReportError, match=r"decisions.jsonl 第2行"):
            sp.assess(report)

    def test_a_field_of_another_type_is_named(self, report):
        record(report, [decision(report, "C1", "none")])
        path = decisions_file(report)
        path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"start": "3"}), encoding="utf-8")
        with pytest.raises(sp.ReportError, match="start"):
            read_decisions(path)


class TestFile:
    def test_one_line_a_decision_appended_and_nothing_before_it_changed(self, report):
        record(report, [decision(report, "C1", "none"), decision(report, "C2", "none")])
        path = decisions_file(report)
        before = path.read_bytes()
        record(report, [decision(report, "C1", "withdrawn")])
        assert path.name == "2021Q1.decisions.jsonl"
        assert path.read_bytes().startswith(before) and before.count(b"\n") == 2
        assert path.read_bytes().count(b"\n") == 3 and "新建垃圾分类亭".encode() in before

    def test_a_report_kept_in_a_folder_has_them_in_that_folder(self):
        report = sp.read_report("2021Q1")
        assert decisions_file(report) == report.place / "decisions.jsonl"

    def test_they_come_back_as_they_were(self, report):
        written = [decision(report, "C1", "96座", value=96.0, quote="96座", reason="“原文”\n换行\u2028与\\符号")]
        record(report, written)
        assert read_decisions(decisions_file(report)) == written

    def test_a_line_that_another_program_left_open_is_ended_first(self, report):
        record(report, [decision(report, "C1", "none")])
        path = decisions_file(report)
        path.write_bytes(path.read_bytes().rstrip(b"\n"))
        record(report, [decision(report, "C2", "none")])
        assert len(read_decisions(path)) == 2

    def test_a_write_that_fails_leaves_all_as_it_was(self, report, monkeypatch):
        record(report, [decision(report, "C1", "none")])
        before = decisions_file(report).read_bytes()

        def full(_):
            raise OSError(28, "no space left")

        monkeypatch.setattr(kept.os, "fsync", full)
        with pytest.raises(OSError, match="no space"):
            record(report, [decision(report, "C2", "none"), decision(report, "C3", "done", question="stage")])
        assert decisions_file(report).read_bytes() == before

    def test_of_people_who_write_at_once_no_line_is_lost(self, report):
        path, one = decisions_file(report), decision(report, "C1", "none")
        with ProcessPoolExecutor(4) as people:
            list(people.map(_append_ten, [path] * 4, [replace(one, by=f"第{number}人") for number in range(4)]))
        found = read_decisions(path)
        assert len(found) == 40
        assert {by: sum(each.by == by for each in found) for by in {each.by for each in found}} == {
            f"第{number}人": 10 for number in range(4)
        }


def _append_ten(path, one):
    for _ in range(10):
        append_decisions(path, [one])
