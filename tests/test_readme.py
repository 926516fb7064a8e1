"""Every command and every line of Python in the README does what it says."""

import re
import shlex
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

from shinpingba.cli import program

ROOT = Path(__file__).parents[1]
README, CHINESE = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md"))


def blocks(language, text=README):
    return re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


def lines(program, text=README):
    """The command lines of the shell blocks, and of the code in a line, that call a program, as words, without their comments."""
    in_blocks = [line for block in blocks("sh", text) for line in block.splitlines()]
    in_words = re.findall(r"`(shinpingba \w+ [^`]*|make \w+)`", text)
    words = [shlex.split(line, comments=True) for line in in_blocks + in_words]
    return [line[1:] for line in words if line and line[0] == program]


@pytest.mark.parametrize("code", blocks("python"))
def test_the_python_runs(code, capsys):
    exec(code, {})
    assert capsys.readouterr().out


@pytest.mark.parametrize(
    "target", [target for text in (README, CHINESE) for line in lines("make", text) for target in line]
)
def test_every_make_target_is_there(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)


@pytest.mark.parametrize("line", lines("shinpingba") + lines("shinpingba", CHINESE), ids=" ".join)
def test_every_command_line_is_understood(line, monkeypatch, tmp_path):
    """The commands themselves are run by test_cli; here their names, options and values are what the README says."""
    monkeypatch.chdir(tmp_path)
    for option, value in pairwise(line):
        if option == "--from":  # what comes back has to be there
            Path(value).mkdir()
    for command in program.commands.values():
        monkeypatch.setattr(command, "callback", lambda **_: None)
    assert CliRunner().invoke(program, line).output == ""


@pytest.mark.parametrize("text", [README, CHINESE], ids=["English", "Chinese"])
def test_every_command_is_mentioned(text):
    assert {line[0] for line in lines("shinpingba", text)} == set(program.commands)


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"`((?:shinpingba|tests|data|notebooks)/[\w./]*\w/?)`", README + CHINESE)))
)
def test_every_place_it_names_is_there(path):
    assert path.endswith(("/2021Q2/", "/2021H1/")) or (ROOT / path).exists()


@pytest.mark.parametrize("path", re.findall(r"\]\(([^)#:]+)\)", README + CHINESE))
def test_every_link_leads_somewhere(path):
    assert (ROOT / path).exists()
