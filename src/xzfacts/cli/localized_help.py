"""Typer's own words, on help pages and in faults, in the reader's language.

Typer translates its headings through the standard gettext, and for the rest has English only.
That rest is listed here as templates: an English text that fits one is said in Chinese, any
other passes as it is.
"""

import re
from collections.abc import Sequence

from typer import Context
from typer._click.formatting import HelpFormatter
from typer.core import TyperCommand

from xzfacts.i18n import gettext as _
from xzfacts.i18n import mark, share_catalogue, wants_chinese

_HELP = frozenset(
    {
        mark("Show this message and exit."),
        mark("Install completion for the current shell."),
        mark("Show completion for the current shell, to copy it or customize the installation."),
    }
)

# The first that fits is taken; {message} is itself looked for in the list.
_FAULTS = (
    mark("No such option: {name} (Possible options: {options})"),
    mark("No such option: {name}"),
    mark("Option {name} requires an argument."),
    mark("Option {name} does not take a value."),
    mark("Got unexpected extra argument(s) ({arguments})"),
    mark("Missing argument {name}."),
    mark("Missing option {name}."),
    mark("Invalid value for {name}: {message}"),
    mark("Invalid value: {message}"),
    mark("{value} is not a valid int range."),
    mark("{value} is not in the range {range}."),
    mark("{value} is not one of {choices}."),
)


def fault(message: str) -> str:
    """What Typer found wrong with the command line, in the reader's language."""
    if not wants_chinese():
        return message
    for template in _FAULTS:
        fields = _match(template, message)
        if fields is not None:
            if "message" in fields:
                fields["message"] = fault(fields["message"])
            return _(template).format(**fields)
    return message


def _match(template: str, message: str) -> dict[str, str] | None:
    """The fields of `template`, as `message` fills them; None where it does not fit."""
    pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.*?)", re.escape(template))
    found = re.fullmatch(pattern, message, re.DOTALL)
    return found and found.groupdict()


class _Formatter(HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, _("Usage: ") if prefix is None else prefix)

    def write_dl(
        self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        said = [(term, _(text) if text in _HELP else text) for term, text in rows]
        super().write_dl(said, col_max, col_spacing)


class SpokenContext(Context):
    """A context whose help pages are in the reader's language."""

    formatter_class = _Formatter

    def make_formatter(self) -> HelpFormatter:
        """A formatter for a help page, whose headings Typer now translates too."""
        share_catalogue()
        return super().make_formatter()


class SpokenCommand(TyperCommand):
    """A command whose help page is in the reader's language."""

    context_class = SpokenContext
