"""Every command and every line of Python in the README does what it says."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from shinpingba.cli import program

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)


def lines(program):
    """The command lines of the shell blocks that call a program, as words, without their comments."""
    words = (shlex.split(line, comments=True) for block in blocks("sh") for line in block.splitlines())
    return [line[1:] for line in words if line and line[0] == program]


@pytest.mark.parametrize("code", blocks("python"))
def test_the_python_runs(code, capsys):
    exec(code, {})
    assert capsys.readouterr().out


@pytest.mark.parametrize("target", [target for line in lines("make") for target in line])
def test_every_make_target_is_there(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)


@pytest.mark.parametrize("line", lines("shinpingba"), ids=" ".join)
def test_every_command_line_is_understood(line, monkeypatch):
    """The commands themselves are run by test_cli; here their names, options and values are what the README says."""
    for command in program.commands.values():
        monkeypatch.setattr(command, "callback", lambda **_: None)
    assert CliRunner().invoke(program, line).output == ""


def test_every_command_is_mentioned():
    assert {line[0] for line in lines("shinpingba")} == set(program.commands)


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"`((?:shinpingba|tests|data|notebooks)/[\w./]*\w/?)`", README)))
)
def test_every_place_it_names_is_there(path):
    assert path.endswith("/2021Q2/") or (ROOT / path).exists()


@pytest.mark.parametrize("path", re.findall(r"\]\(([^)#:]+)\)", README))
def test_every_link_leads_somewhere(path):
    assert (ROOT / path).exists()
