"""What a person has settled is marked wherever it is shown, with the machine's reading beside it."""

import json
import re
from pathlib import Path

import docx
import openpyxl
import pandas as pd
import pytest
from made_decisions import settled_report

import shinpingba as sp
from shinpingba.board import open_task
from shinpingba.briefs.brief import is_current
from shinpingba.briefs.colophon import decision_standing, method, provenance
from shinpingba.briefs.task_list import tasks
from shinpingba.cli import main
from shinpingba.columns import records
from shinpingba.exports import export
from shinpingba.showing.cells import how_read, settled_words

MARK = "人工核定（张三），机读96座"


@pytest.fixture
def path(tmp_path):
    """A report of which C1 is settled otherwise than it was read (11座), C2 as it was read, C3 as behind."""
    return settled_report(tmp_path)


@pytest.fixture
def result(path):
    return sp.assess(sp.read_report(path))


class TestWords:
    def test_who_settled_it_and_what_was_read(self):
        line = {"decision": "张三", "done_value": 11.0, "read_value": 96.0, "unit": "座"}
        assert settled_words(line) == MARK
        assert settled_words(line | {"read_value": pd.NA}) == "人工核定（张三），机读无"
        assert settled_words(line | {"read_value": 11.0}) == "人工核定（张三）"
        assert settled_words(line | {"decision": None}) == settled_words({"method": "direct"}) == ""

    def test_of_a_task_the_status(self):
        assert (
            settled_words({"decision": "张三", "status": "behind", "read_status": "unknown"})
            == "人工核定（张三），机读无法判断"
        )

    def test_it_stands_where_it_says_how_a_figure_was_read(self, result):
        told = {target["row_id"]: how_read(target) for target in records(result.targets)}
        assert told["C1"] == MARK
        assert told["C2"] == "直接写明，把握高；人工核定（张三）"


def test_the_lagging_list_has_it_in_columns_of_its_own(result, path, capsys):
    listed = sp.lagging(result).set_index("row_id")
    assert (listed["decision"]["C1"], listed["read_value"]["C1"], listed["done_value"]["C1"]) == ("张三", 96, 11)
    assert listed["decision"]["C3"] == "张三"
    main(["lagging", str(path)])
    assert "核定人" in capsys.readouterr().out


class TestBrief:
    def test_the_lagging_block_says_it_outside_the_words_to_be_copied(self, result):
        html = sp.briefs.lagging(result).html
        assert f"✓{MARK}" in html
        assert "机读" not in re.sub("<[^>]*>", "", html)

    def test_the_list_of_tasks_says_it_of_figures_and_of_tasks(self, result):
        html = tasks(result).html
        assert MARK in html and "✓ 人工核定（张三），机读" in html

    def test_the_pace_table_marks_its_targets(self, result):
        assert MARK in sp.briefs.pace(result).html

    def test_the_method_says_what_confidence_has_earned(self, result):
        html = method(result).html
        assert "高：已核1条，错0条，95%下限5.0%，尚不足以证实应有的99%" in html
        assert "中：已核1条，错1条" in html and "低：未核" in html

    def test_the_provenance_counts_the_decisions_and_names_those_that_are_lost(self, result, path):
        assert "有效3条" in provenance(result).html
        path.write_text(path.read_text(encoding="utf-8").replace("3座。", "4座。"), encoding="utf-8")
        changed = sp.assess(sp.read_report(path))
        assert decision_standing(changed) == "有效2条；原文已变，失效：C2"

    def test_a_brief_is_made_again_when_something_is_settled(self, settled_brief):
        out, asked = settled_brief
        assert is_current("department_brief", out, asked)
        kept = Path(asked["period"]).with_suffix(".decisions.jsonl")
        kept.write_text("\n".join(kept.read_text(encoding="utf-8").splitlines()[1:]) + "\n", encoding="utf-8")
        assert not is_current("department_brief", out, asked)
        assert MARK in out.read_text(encoding="utf-8")
        assert "earned" in json.loads(out.with_suffix(".json").read_text(encoding="utf-8"))["figures"]["method"]


def test_the_board_says_it_beside_the_status_and_beside_the_figure(result):
    assert MARK in open_task(result, "C1").html
    assert "人工核定（张三），机读" in open_task(result, "C3").html


class TestExports:
    def test_the_workbook_has_it_in_columns_and_every_decision_in_a_sheet(self, result, tmp_path):
        book = openpyxl.load_workbook(export(result, tmp_path / "ledger.xlsx"))
        heads = [cell.value for cell in book["台账"][1]]
        first = dict(zip(heads, (cell.value for cell in book["台账"][2]), strict=True))
        assert (first["核定人"], first["机读完成"], first["累计完成"]) == ("张三", 96, 11)
        assert book["核定"].max_row == 4

    def test_the_document_says_it_in_its_annex(self, result, tmp_path):
        table = docx.Document(export(result, tmp_path / "brief.docx")).tables[-1]
        assert any(MARK in cell.text for row in table.rows for cell in row.cells)

    def test_the_tables_hold_it(self, result, tmp_path):
        folder = export(result, tmp_path / "tables")
        assert len(pd.read_csv(folder / "decisions.csv")) == 3
        assert pd.read_csv(folder / "targets.csv").set_index("row_id")["decision"]["C1"] == "张三"
        assert pd.read_parquet(export(result, tmp_path / "ledger.parquet"))["read_value"].iloc[0] == 96
