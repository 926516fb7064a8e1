"""click in Chinese: its help, and what it finds wrong with a command line, with the nearest match."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

import click

from ..language.punctuation import full_width

_GIVEN = re.compile("'?(.*?)'? is not ")  # click keeps the value only in its message
HEADINGS = {"Options": "选项", "Commands": "命令"}


class _Formatter(click.HelpFormatter):
    """click's help with its own few words in Chinese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """click writes the first line of a help here; its marks for options and arguments are English."""
        args = args.replace("[OPTIONS]", "[选项]").replace("COMMAND [ARGS]...", "命令 [参数]…")
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        """click writes the heads of a help here, which are English."""
        super().write_heading(HEADINGS.get(heading, heading))


class _Context(click.Context):
    formatter_class = _Formatter


def say(words: str, *, err: bool = False) -> None:
    """Print our own words with the punctuation of Chinese; a table, csv or a sentence of a report is printed as it is, by `click.echo`."""
    click.echo(full_width(words), err=err)


class _InChinese:
    """Help in Chinese, on `--help` too."""

    context_class: type[click.Context] = _Context

    def get_help(self, ctx: click.Context) -> str:
        """The help with the punctuation of Chinese."""
        told: str = super().get_help(ctx)  # type: ignore[misc]
        return full_width(told)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """click makes the option --help here, with an English explanation."""
        option: click.Option | None = super().get_help_option(ctx)  # type: ignore[misc]
        if option:
            option.help = "显示帮助。"
        return option


class Command(_InChinese, click.Command):
    """A command whose help is in Chinese."""


class ChineseGroup(_InChinese, click.Group):
    """A group of such commands."""

    command_class = Command


def in_chinese(error: click.ClickException) -> str:
    """What click found wrong, with the nearest match where there is one."""
    match error:
        case click.NoSuchCommand(ctx=click.Context(command=click.Group() as group)):
            return f"没有命令 {error.command_name}{_nearest(error.command_name, group.commands)}"
        case click.NoSuchOption(ctx=click.Context(command=command)):
            known = [name for parameter in command.params for name in parameter.opts if name.startswith("-")]
            return f"没有选项 {error.option_name}{_nearest(error.option_name, known)}"
        case click.MissingParameter(param=click.Argument(metavar=str() as words)):
            return f"缺少 {words}"
        case click.MissingParameter():
            return f"缺少 {error.param.opts[0] if error.param else '参数'}"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 后面要有一个值"
        case click.BadParameter(param=click.Option() as option):
            given = _GIVEN.match(error.message)
            value = f"“{given[1]}”" if given else ""
            return f"选项 {option.opts[0]} 的值{value}不对。{option.opts[0]}：{option.help}"
        case click.UsageError() if error.ctx:
            return f"参数不对。{error.ctx.get_usage()}"
    return error.format_message()


def _nearest(wrong: str, known: Iterable[str]) -> str:
    """What was probably meant, and everything there is."""
    known = [*known]
    near = get_close_matches(wrong, known, n=1)
    return (f"，最接近的是 {near[0]}" if near else "") + f"；可用：{'、'.join(known)}"
