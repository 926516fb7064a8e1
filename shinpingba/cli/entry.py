"""The command line: `shinpingba read | briefs | lagging | export | periods | departments | doctor`, in Chinese.

Exit codes: 0 done; 1 some brief failed, or the doctor found something; 2 the request is wrong; 130 stopped by Ctrl-C.
"""

from collections.abc import Sequence

import click

from . import reading, reviewing  # noqa: F401  the commands `read` and `review` stand in files of their own
from .chinese import in_chinese
from .commands import program

# the operating system says these in its own language
REASONS = {
    FileNotFoundError: "没有这个文件或目录",
    FileExistsError: "已有同名的文件",
    NotADirectoryError: "上一级不是目录",
    IsADirectoryError: "是目录,不是文件",
    PermissionError: "没有权限",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code. What went wrong is said in one line of Chinese on stderr."""
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
        reason = next((words for kind, words in REASONS.items() if isinstance(error, kind)), error.strerror)
        return _refuse(f"不能读写 {error.filename}:{reason}")
    except ValueError as error:
        # the package's own errors are meant for the user; any other is a fault of ours, and its traceback is wanted
        if not type(error).__module__.startswith("shinpingba."):
            raise
        return _refuse(str(error))


def _refuse(message: str) -> int:
    click.echo(f"错误:{message}", err=True)
    return 2
