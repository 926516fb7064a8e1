"""The command line: what it says, in which language, and with which exit code."""

import io
import json
import re
import shutil
import subprocess
import sys
from unicodedata import east_asian_width

import openpyxl
import pytest

import shinpingba as sp
from shinpingba.briefs.batch import Outcome
from shinpingba.checks import GROUPS
from shinpingba.cli import main, program
from shinpingba.cli.jobs import file_names
from shinpingba.columns import CHECK_LABELS, STATUS_LABELS
from shinpingba.report.reports import data_folder


@pytest.fixture
def run(capsys):
    """Run a command line; gives the exit code and what was printed on both streams."""

    def command(line):
        code = main(line.split())
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


class TestRefusal:
    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("lag", "没有命令 lag，最接近的是 lagging"),
            ("lagging --frmat csv", "没有选项 --frmat，最接近的是 --format"),
            ("lagging --format xml", "值“xml”不对。--format：table、csv、json、md"),
            ("lagging --rule month", "months/12、points-10-30"),
            ("lagging --format", "选项 --format 后面要有一个值"),
            ("check 2021Q1 2021Q2", "用法：shinpingba check [选项] [报告期或文件]"),
            ("lagging 2021Q9", "2021Q1"),
            ("lagging report.exe", "report.exe"),
            ("lagging --department 区科技", "没有“区科技”这个单位。是不是：区科技局？"),
            ("briefs --department 区科技", "区科技局"),
            ("briefs --jobs 0", "选项 --jobs 的值“0”不对"),
            ("export", "缺少 --to"),
            ("export --to ledger.pdf", ".xlsx"),
            ("compare 区科技局 区商务委 --html compared.pdf", "以 .html 结尾的文件"),
        ],
    )
    def test_names_what_is_wrong_and_what_there_is_in_one_line(self, run, line, said):
        code, out, err = run(line)
        assert (code, out) == (2, "")
        assert err.startswith("错误：")
        assert said in err
        assert err.count("\n") == 1

    @pytest.mark.parametrize("fault", [RuntimeError("x"), KeyError("x"), ValueError("x"), MemoryError()])
    def test_a_fault_of_ours_is_told_from_a_brief_that_failed(self, run, fault, monkeypatch):
        """1 says that a brief failed; a traceback and Python's own 1 would say the same."""

        def breaks(*_):
            raise fault

        monkeypatch.setattr("shinpingba.report.reports.periods", breaks)
        code, _, err = run("periods")
        assert code == 70
        assert "Traceback" in err
        assert "不是您的请求有误" in err

    def test_without_a_command_shows_the_help(self, run):
        code, out, _ = run("")
        assert code == 2
        assert all(name in out for name in program.commands)


class TestHelp:
    @pytest.mark.parametrize("line", ["--help", *(f"{name} --help" for name in program.commands)])
    def test_is_in_chinese(self, run, line):
        code, out, _ = run(line)
        assert code == 0
        assert out.startswith("用法：shinpingba")
        assert not {"Usage", "Options", "Commands", "Show", "OPTIONS", "COMMAND", "default"} & set(
            out.replace(":", " ").split()
        )

    @pytest.mark.parametrize(
        "line", ["--help", *(f"{name} --help" for name in program.commands), "doctor", "check", "review"]
    )
    def test_has_the_marks_of_chinese_print(self, run, line):
        out = run(line)[1]
        ours = [each for each in out.splitlines() if not each.startswith("  原文") and "  对照" not in each]
        ours = [
            re.sub("“[^”]*”", "“”", each)
            for each in ours
            if line != "review" or each.startswith(("存疑", "核定", "把握"))
        ]
        assert not [each for each in ours if re.search("[\u4e00-\u9fff”][,;:(][\u4e00-\u9fff“]", each)]

    def test_loads_no_library_it_does_not_need(self):
        code = "import sys; from shinpingba.cli import main; main(['--help']); print('pandas' in sys.modules)"
        printed = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True).stdout
        assert printed.endswith("False\n")


@pytest.fixture
def at_hand(monkeypatch, analysed):
    """The report need not be read and judged again."""
    monkeypatch.setattr("shinpingba.cli.commands.assessed", lambda *_: analysed)


class TestLagging:
    def test_table_has_columns_that_stand_under_each_other(self, run, analysed, at_hand):
        code, out, _ = run("lagging")
        lines = out.rstrip("\n").split("\n")
        assert code == 0
        assert len(lines) == 1 + len(sp.lagging(analysed))
        assert len({sum(2 if east_asian_width(sign) in "WF" else 1 for sign in line) for line in lines}) == 1

    def test_csv_and_json_hold_the_same_list(self, run, analysed, at_hand):
        listed = sp.lagging(analysed)
        _, as_json, _ = run("lagging --format json")
        _, as_csv, _ = run("lagging --format csv")
        assert [line["row_id"] for line in json.loads(as_json)] == list(listed["row_id"])
        assert as_csv.splitlines()[0] == ",".join(listed.columns)

    def test_md_is_the_list_in_the_words_of_the_office(self, run, analysed, at_hand):
        _, out, _ = run("lagging --format md")
        lines = zip(out.splitlines(), sp.lagging(analysed)["sentence"], strict=True)
        assert all(re.fullmatch(rf"{n}\. ?{re.escape(words)}", line) for n, (line, words) in enumerate(lines, start=1))
        assert not re.search(r"^\d+\.\d", out, flags=re.MULTILINE)

    def test_of_a_department_is_of_the_tasks_it_leads_in_any_of_its_spellings(self, run, analysed, at_hand):
        _, out, _ = run("lagging --format json --department 区住建委")
        _, same, _ = run("lagging --format json --department 区住房城乡建委")
        named = analysed.departments
        led = named["row_id"][(named["department"] == "区住房城乡建委") & (named["part"] == "lead")]
        rows = {line["row_id"] for line in json.loads(out)}
        assert out == same
        assert rows
        assert rows <= set(led)

    @pytest.mark.parametrize("form", ["table", "md"])
    def test_of_a_department_without_any_says_so(self, run, few, monkeypatch, form):
        monkeypatch.setattr("shinpingba.cli.commands.assessed", lambda *_: few)
        code, out, err = run(f"lagging --format {form} --department 区教委")
        assert (code, out) == (0, "没有读到滞后、预警或暂缓的目标。\n")
        assert re.fullmatch(r"\d+项任务中\d+项能判断快慢，\d+项不能。\n|\d+项任务都能判断快慢。\n", err)

    def test_of_a_report_without_progress_does_not_say_that_nothing_lags(self, run, tmp_path):
        (tmp_path / "2021Q1.csv").write_text("序号,工作任务,牵头单位\n1,新建公厕5座,区城管局\n", encoding="utf-8")
        _, out, err = run(f"lagging {tmp_path / '2021Q1.csv'}")
        assert out == "没有一项任务有进展，无法判断是否滞后。\n", err

    def test_follows_the_rule_that_is_asked_for(self, run):
        _, strict, _ = run("lagging --format json")
        _, lenient, _ = run("lagging --format json --rule points-10-30")
        late = [sum(line["status"] == "behind" for line in json.loads(out)) for out in (strict, lenient)]
        assert late[0] > late[1]


@pytest.mark.parametrize("command", ["periods", "lagging", "lagging 2021Q1"])
def test_without_reports_it_says_where_they_may_be(run, tmp_path, monkeypatch, command):
    monkeypatch.setenv("SHINPINGBA_DATA", str(tmp_path))
    _, out, error = run(command)
    assert "用环境变量 SHINPINGBA_DATA 指明" in out + error


def test_periods_names_every_report_and_the_one_that_cannot_be_read(run, tmp_path, monkeypatch):
    broken = tmp_path / "reports/2021Q2/report.txt"
    broken.parent.mkdir(parents=True)
    broken.write_text("没有表格", encoding="utf-8")
    monkeypatch.setenv("SHINPINGBA_DATA", str(tmp_path))
    code, out, _ = run("periods")
    assert code == 0
    assert out.startswith("2021Q2  读不出来：")


def test_departments_lists_each_one_with_its_tasks(run, analysed):
    _, out, _ = run("departments")
    named = analysed.departments
    lines = {line.split()[0]: line.split() for line in out.splitlines()[1:]}
    assert lines.keys() == set(named["department"].str.replace(" ", ""))
    led = named[named["part"] == "lead"]["department"].value_counts()
    assert lines["区科技局"][2] == str(led["区科技局"])


class TestExport:
    @pytest.mark.parametrize("name", ["ledger.parquet", "tables"])
    def test_says_where_it_has_written(self, run, tmp_path, name, at_hand):
        code, out, _ = run(f"export 2021Q1 --to {tmp_path / name}")
        assert (code, out) == (0, f"已导出 {tmp_path / name}\n")
        assert (tmp_path / name).exists()

    def test_says_where_it_cannot_write(self, run, tmp_path, at_hand):
        (tmp_path / "file").touch()
        code, _, err = run(f"export --to {tmp_path / 'file' / 'ledger.parquet'}")
        assert code == 2
        assert "不能读写" in err


class TestBriefs:
    def test_makes_what_is_asked_for_and_an_index_and_nothing_twice(self, run, tmp_path):
        line = f"briefs --department 区科技局 --out {tmp_path}"
        code, out, _ = run(line)
        assert code == 0
        assert "做好 1 份" in out
        made = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.html")}
        assert made == {"2021Q1/index.html", "2021Q1/departments/区科技局.html"}
        assert "没有变化 1 份" in run(line)[1]

    def test_are_of_the_quarter_and_of_every_department_that_leads(self, run, tmp_path, monkeypatch, analysed):
        asked = []
        monkeypatch.setattr("shinpingba.briefs.batch.make_briefs", lambda jobs, **_: asked.extend(jobs) or [])
        run(f"briefs --out {tmp_path}")
        named = analysed.departments
        leads = set(named["department"][(named["part"] == "lead") & ~named["is_group"]])
        assert {job.parameters.get("department") for job in asked} == {None} | leads
        assert asked[0].out == tmp_path / "2021Q1/quarter.html"

    def test_of_another_district_have_a_folder_of_their_own(self, run, tmp_path, monkeypatch):
        asked, place = [], tmp_path / "data/reports/渝北区/2021Q1"
        shutil.copytree(data_folder() / "reports/2021Q1", place)
        monkeypatch.setenv("SHINPINGBA_DATA", str(tmp_path / "data"))
        monkeypatch.setattr("shinpingba.briefs.batch.make_briefs", lambda jobs, **_: asked.extend(jobs) or [])
        run(f"briefs 渝北区/2021Q1 --out {tmp_path}")
        assert asked[0].out == tmp_path / "渝北区/2021Q1/quarter.html"

    def test_are_refused_before_any_is_made_where_they_cannot_be_written(self, run, tmp_path, monkeypatch):
        monkeypatch.setattr("shinpingba.briefs.batch.make_briefs", lambda *_, **__: pytest.fail("made"))
        (tmp_path / "file").touch()
        code, _, err = run(f"briefs 2021Q1 --out {tmp_path / 'file'}")
        assert code == 2
        assert err == f"错误：不能读写 {tmp_path / 'file' / '2021Q1'}：上一级不是目录\n"

    def test_that_fail_are_named_and_give_exit_code_1(self, run, tmp_path, monkeypatch):
        monkeypatch.setattr(
            "shinpingba.briefs.batch.make_briefs", lambda jobs, **_: [Outcome(job, 0.1, "第3格出错") for job in jobs]
        )
        code, _, err = run(f"briefs --department 区科技局 --out {tmp_path}")
        assert code == 1
        assert "区科技局.html：第3格出错" in err


# click writes utf-8 where only ascii is promised
@pytest.mark.parametrize(("encoding", "written"), [("ascii", "utf-8"), ("gbk", "gbk"), ("utf-8", "utf-8")])
@pytest.mark.parametrize("command", ["periods", "doctor", "lagging", "lagging --format md"])
def test_every_console_is_written_to_whatever_letters_it_has(monkeypatch, tmp_path, encoding, written, command):
    console = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr("sys.stdout", console)
    monkeypatch.chdir(tmp_path)
    assert main(command.split()) in (0, 1)
    console.flush()
    printed = console.buffer.getvalue().decode(written)
    assert "2021Q1  完整" in printed if command == "periods" else len(printed) > 100


class TestDoctor:
    def test_finds_this_machine_ready(self, run, tmp_path):
        code, out, _ = run(f"doctor --out {tmp_path}")
        assert code == 0
        assert [line[0] for line in out.splitlines()] == ["✓"] * 9
        assert sp.__version__ in out and str(data_folder().resolve()) in out

    def test_says_what_to_do_about_a_folder_it_cannot_write_to(self, run, tmp_path):
        (tmp_path / "file").touch()
        code, out, _ = run(f"doctor --out {tmp_path / 'file' / 'outputs'}")
        assert code == 1
        assert "✗ 输出目录可写" in out
        assert "--out" in out


@pytest.mark.parametrize(
    ("department", "file"),
    [("区科技局", "区科技局"), ("../x", "_x"), ("a\\b:c", "a_b_c"), ("", "_"), ("区" * 99, "区" * 60)],
)
def test_a_department_cannot_lead_out_of_its_folder(department, file):
    assert file_names([department]) == {department: file}


@pytest.mark.parametrize(
    ("departments", "files"),
    [
        (["松岭站*", "松岭站?", "松岭站_"], ["松岭站_", "松岭站__2", "松岭站__3"]),
        (["甲" * 61, "甲" * 62], ["甲" * 60, f"{'甲' * 60}_2"]),
        (["IT办", "it办"], ["IT办", "it办_2"]),
        (["乙局", "乙局", "乙局."], ["乙局", "乙局_2"]),
    ],
)
def test_two_departments_have_two_files(departments, files):
    assert [*file_names(departments).values()] == files


class TestCompare:
    def test_sets_departments_side_by_side_in_any_of_their_spellings(self, run):
        code, out, _ = run("compare 区文旅委 区商务委 --period 2021Q1")
        assert code == 0
        assert [line.split()[0] for line in out.splitlines()[2:4]] == ["区文化旅游委", "区商务委"]

    def test_says_period_rank_and_whose_and_all_statuses_add_up(self, run):
        out = run("compare 2021Q1 区教委 区城管局 区住建委 区经济信息委")[1].splitlines()
        assert "（2021Q1）" in out[0]
        heads, *lines = [line.split() for line in out[1:6]]
        statuses = [place for place, head in enumerate(heads) if head in STATUS_LABELS.values()]
        assert all(sum(int(line[place]) for place in statuses) == int(line[1]) for line in lines)
        assert any(line.startswith("位次") and "区住房城乡建委第" in line for line in out)
        assert "其中共同牵头的" in out[-1] and "只计一次" in out[-1]

    def test_takes_a_file_and_its_period(self, run, tmp_path):
        (tmp_path / "table.csv").write_text(JOINT, encoding="utf-8")
        code, out, _ = run(f"compare {tmp_path / 'table.csv'} 县住建局 县城管局 --period 2024M8")
        assert code == 0
        assert "（2024M08）" in out and "滞后和预警2处，其中共同牵头的1处，只计一次。" in out

    @pytest.mark.parametrize("line", ["compare 区科技局", "compare 区科技局 区商务", "compare"])
    def test_refuses_too_few_and_unknown_departments(self, run, line):
        code, _, err = run(line)
        assert code == 2
        assert "单位" in err


class TestCheck:
    def test_names_what_does_not_agree_with_both_quotes(self, run):
        code, out, _ = run("check 2021Q1")
        assert code == 0
        assert "C122 比率（不符，把握高）：169栋÷179栋=94.41%" in out
        assert "原文：99.4%" in out

    def test_lists_wrong_sums_before_slips_of_the_pen(self, run):
        out = run("check 2021Q1")[1]
        heads = [line for line in out.splitlines() if line.startswith("==")]
        assert [head.split("：")[0] for head in heads] == ["== 数字算不拢", "== 两处说法不同", "== 编号与名称"]
        differing = int(re.search(r"(\d+)处不符", out)[1])
        assert sum(int(re.search(r"(\d+)处", head)[1]) for head in heads) == differing

    def test_every_kind_of_check_has_its_group(self):
        assert sorted(kind for kinds in GROUPS.values() for kind in kinds) == sorted(CHECK_LABELS)

    def test_lists_what_agrees_when_asked(self, run):
        assert "相符，把握" in run("check 2021Q1 --all")[1]


JOINT = "序号,工作任务,牵头单位,进展情况\n1,新建公厕9座,县住建局,已建成2座。\n2,新建公园12个,县住建局、县城管局,已建成1个。\n"


class TestSeveral:
    """Several reports, or a folder of them, give one table that says of whom each line is."""

    @pytest.fixture
    def folder(self, tmp_path):
        for county, text in (("甲县", JOINT), ("乙县", JOINT.replace("9座", "8座")), ("丙县", "无")):
            place = tmp_path / county / "2024H1"
            place.mkdir(parents=True)
            (place / "report.csv").write_text(text, encoding="utf-8")
        return tmp_path

    def test_are_listed_together_and_the_one_that_cannot_be_read_is_said(self, run, folder):
        code, out, err = run(f"lagging {folder} --format json")
        assert code == 1
        assert f"没有读 {folder}/丙县/2024H1：" in err
        assert {(line["district"], line["period"]) for line in json.loads(out)} == {
            ("甲县", "2024H1"),
            ("乙县", "2024H1"),
        }
        assert [line["department"] for line in json.loads(out)].count("县住建局、县城管局") == 2

    def test_may_be_named_one_by_one_or_by_a_pattern(self, run, folder):
        code, out, _ = run(f"lagging {folder}/甲县/2024H1 {folder}/乙县/2024H1 --format md --department 县城管局")
        assert code == 0
        assert re.findall("^## .*$", out, flags=re.MULTILINE) == ["## 甲县 2024H1", "## 乙县 2024H1"]
        assert run(f"lagging {folder}/甲*/2024H1 --format csv")[0] == 0

    def test_are_exported_into_one_table_each(self, run, folder):
        code, _, _ = run(f"export {folder}/甲县/2024H1 {folder}/乙县/2024H1 --to {folder}/out")
        assert code == 0
        lines = (folder / "out/targets.csv").read_text(encoding="utf-8-sig").splitlines()
        assert lines[0].startswith("district,period,row_id")
        assert [line.split(",")[0] for line in lines[1:]] == ["甲县"] * 2 + ["乙县"] * 2
        run(f"export {folder}/甲县/2024H1 {folder}/乙县/2024H1 --to {folder}/all.xlsx")
        sheet = openpyxl.load_workbook(folder / "all.xlsx")["台账"]
        assert [cell.value for cell in sheet[1]][:3] == ["区县", "报告期", "编号"]

    def test_are_not_put_into_one_letter_or_calendar(self, run, folder):
        _, _, err = run(f"export {folder}/甲县/2024H1 {folder}/乙县/2024H1 --to {folder}/out.docx")
        assert "一份报告一个文件" in err

    def test_have_briefs_in_folders_of_their_own_and_one_index_over_all(self, run, folder, monkeypatch):
        asked = []
        monkeypatch.setattr("shinpingba.briefs.batch.make_briefs", lambda jobs, **_: asked.extend(jobs) or [])
        code, out, err = run(f"briefs {folder} --out {folder}/out")
        assert code == 1 and "没有做" in err and "丙县" in err
        assert {str(job.out.relative_to(folder / "out")) for job in asked} == {
            f"{county}/2024H1/{name}.html"
            for county in ("甲县", "乙县")
            for name in ("quarter", "departments/县住建局", "departments/县城管局")
        }
        assert out.rstrip().endswith(f"{folder}/out/index.html")


TABLE = """序号,工作任务,计划数,完成数,入库情况
1,新建公园(个),12,3,8
2,改造道路(公里),40,,6
"""


class TestRead:
    def test_says_form_columns_coverage_and_how_to_say_it_better(self, run, tmp_path):
        (tmp_path / "云溪县2024年1-8月.csv").write_text(TABLE, encoding="utf-8")
        code, out, _ = run(f"read {tmp_path / '云溪县2024年1-8月.csv'}")
        assert code == 0
        assert "（2024M08，云溪县）" in out
        assert "形式：表格2行" in out
        assert re.search(r"计划数 → 计划数\n  完成数 → 完成数\n  入库情况 → 照原样另存", out)
        assert "覆盖率：100%" in out
        assert "怎样写读得更准：“入库情况”有数字而没有用到" in out
        assert "怎样写读得更准：没有责任单位一列" in out

    def test_lists_what_stands_in_no_row_with_its_place(self, run, tmp_path):
        rows = TABLE + "合计,,52,3,14\n注:8月底数据,,,,\n"
        (tmp_path / "2024M08.csv").write_text(rows, encoding="utf-8")
        _, out, _ = run(f"read {tmp_path / '2024M08.csv'}")
        assert "不在任何一行的数字：3处\n  第4行 52\n  第4行 3\n  第4行 14" in out

    def test_makes_a_page_of_it(self, run, tmp_path):
        (tmp_path / "2024M08.csv").write_text(TABLE, encoding="utf-8")
        code, out, _ = run(f"read {tmp_path / '2024M08.csv'} --html {tmp_path / 'read.html'}")
        assert (code, out.splitlines()[-1]) == (0, f"已做好 {tmp_path / 'read.html'}")
        assert "新建公园(个)" in (tmp_path / "read.html").read_text(encoding="utf-8")

    def test_wants_a_page_to_be_called_one(self, run, tmp_path):
        assert "以 .html 结尾的文件" in run(f"read 2021Q1 --html {tmp_path / 'read.pdf'}")[2]


@pytest.mark.parametrize(
    "command",
    ["read", "lagging", "check", "departments", "review", "remind --out {folder}/out", "export --to {folder}/out"],
)
def test_every_command_that_takes_a_file_is_told_its_period(run, tmp_path, command):
    (tmp_path / "table.csv").write_text(
        "序号,工作任务,牵头单位,进展情况\n1,新建公园9个,县林业局,已建成4个\n", encoding="utf-8"
    )
    line = f"{command.format(folder=tmp_path)} {tmp_path / 'table.csv'}"
    assert re.search("--period 2021M08", run(line)[2])
    assert run(f"{line} --period 2024M8")[0] == 0


def test_the_list_of_what_lags_says_of_how_many_tasks_it_speaks(run, tmp_path):
    (tmp_path / "2024M08.csv").write_text(TABLE, encoding="utf-8")
    assert (
        "2项任务中1项能判断快慢，1项不能；没有用到的数字列：“入库情况”。"
        in run(f"lagging {tmp_path / '2024M08.csv'}")[2]
    )
