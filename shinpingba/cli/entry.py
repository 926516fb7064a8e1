"""The command line: `shinpingba read | briefs | lagging | review | remind | export …`, in Chinese.

Exit codes: 0 done; 1 some brief failed, or the doctor found something; 2 the request is wrong; 70 a fault of ours
(EX_SOFTWARE of sysexits.h; 1 would say that a brief failed); 130 stopped by Ctrl-C.
"""

import io
import sys
import traceback
from collections.abc import Sequence

import click

from ..drafts import reason
from . import lists, reading, reminding, reviewing  # noqa: F401  commands that stand in files of their own
from .chinese import in_chinese, say
from .commands import program

OWN_FAULT = 70


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code. What went wrong is said in one line of Chinese on stderr."""
    for stream in (sys.stdout, sys.stderr):
        # a console in gbk has no ✓, one in ascii no Chinese: what it cannot show is written as \u2713, and nothing fails
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        return program.main(arguments, prog_name="shinpingba", standalone_mode=False) or 0
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        return 2
    except click.ClickException as error:
        return _refuse(in_chinese(error))
    except click.Abort:
        click.echo("已停止。已经做好的都在。", err=True)
        return 130
    except OSError as error:
        return _refuse(reason(error))
    except Exception as error:
        # the package's own errors are meant for the user; any other is a fault of ours, and its traceback is wanted
        if isinstance(error, ValueError) and type(error).__module__.startswith("shinpingba."):
            return _refuse(str(error))
        traceback.print_exc()
        say("程序出错了，不是您的请求有误。请把上面的内容报告给维护者。", err=True)
        return OWN_FAULT


def _refuse(message: str) -> int:
    say(f"错误：{message}", err=True)
    return 2
