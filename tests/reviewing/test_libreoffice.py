"""What an office fills in with LibreOffice comes back whole: the sheet of the doubts, and the answers of a department."""

import shutil
import subprocess

import openpyxl
import pytest

import shinpingba as sp
from shinpingba.cli import main
from shinpingba.reviewing.returned import read_sheet
from shinpingba.reviewing.sheet import DOUBTS, write_sheet
from tests.exports import test_reminders as reminders
from tests.reviewing import test_sheet as doubts

pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed: apt-get install libreoffice-calc-nogui"
)


@pytest.fixture(scope="module")
def back(tmp_path_factory):
    """A folder of reports and of filled sheets, which both went out as .xlsx and come back by way of .ods: a second a conversion."""
    folder = tmp_path_factory.mktemp("office")
    for name, rows in {"doubts": doubts.ROWS, "answers": reminders.ROWS}.items():
        (folder / name).mkdir()
        (folder / name / "2021Q1.csv").write_text(rows, encoding="utf-8")
    sheet = folder / "doubts.xlsx"
    write_sheet(sp.assess(sp.read_report(folder / "doubts/2021Q1.csv")), sheet, sample=50)
    doubts.filled(sheet, doubts.ANSWERS)
    main(["remind", str(folder / "answers/2021Q1.csv"), "--out", str(folder / "letters")])
    reminders.fill(folder / "letters", reminders.ANSWERS)
    shutil.copy(folder / "letters" / "区生态环境局.xlsx", folder / "answers.xlsx")
    convert(folder, "ods", *folder.glob("*.xlsx"))
    convert(folder, "xlsx", *(folder / "ods").glob("*.ods"))
    return folder


def convert(folder, kind, *sources):
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind]
    subprocess.run([*command, "--outdir", folder / kind, *sources], check=True, capture_output=True)


def test_the_sheet_of_the_doubts_has_lost_nothing(back):
    sheet = back / "xlsx/doubts.xlsx"
    result = sp.assess(sp.read_report(back / "doubts/2021Q1.csv"))
    assert doubts.lines(sheet) == doubts.lines(back / "doubts.xlsx")
    assert doubts.decided(read_sheet(result, sheet, doubts.ON).decisions.values()) == doubts.DECIDED
    page = openpyxl.load_workbook(sheet)[DOUBTS]
    assert page.protection.sheet and page.data_validations.count


def test_the_answers_of_a_department_are_kept(back):
    report = back / "answers/2021Q1.csv"
    assert main(["remind", str(report), "--from", str(back / "xlsx/answers.xlsx")]) == 0
    assert reminders.decided(report) == {("C3", "stage"): ("underway", None, "王五")}
