"""Translation of Typer's own texts on help pages and in error messages.

Typer translates its headings through the standard gettext; its other texts are English only.
They are listed here as templates: a text that matches one is translated, any other is shown
unchanged.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from typer import Context
from typer._click import formatting
from typer._click.formatting import HelpFormatter
from typer.core import TyperCommand

from xzfacts.i18n import gettext as _, mark, share_catalogue, wants_chinese

if TYPE_CHECKING:
    from typer._click import Context as ClickContext
    from typer._click.shell_completion import CompletionItem

_HELP = frozenset(
    {
        mark("Show this message and exit."),
        mark("Install completion for the current shell."),
        mark("Show completion for the current shell, to copy it or customize the installation."),
    }
)

# The first template that matches is used; {message} is translated in turn.
_ERRORS = (
    mark("No such option: {name} (Possible options: {options})"),
    mark("No such option: {name}"),
    mark("Option {name} requires an argument."),
    mark("Option {name} does not take a value."),
    mark("Got unexpected extra argument(s) ({arguments})"),
    mark("Missing argument {name}."),
    mark("Missing option {name}. Choose from: {choices}"),
    mark("Missing option {name}."),
    mark("Invalid value for {name}: {message}"),
    mark("Invalid value: {message}"),
    mark("{value} is not a valid int range."),
    mark("{value} is not in the range {range}."),
    mark("{value} is not one of {choices}."),
)
_LISTS = ("choices", "options")  # fields with several values
_QUOTED = ("choices", "name", "value")


def localized_error(message: str) -> str:
    """Translate an error message of Typer about the command line."""
    if not wants_chinese():
        return message
    for template in _ERRORS:
        fields = _match(template, message)
        if fields is not None:
            return _(template).format(**{name: _field(name, text) for name, text in fields.items()})
    return message


def _field(name: str, text: str) -> str:
    """Return a field of an error message with Chinese punctuation."""
    if name == "message":
        return localized_error(text)
    parts = text.split(", ") if name in _LISTS else [text]
    if name in _QUOTED:
        parts = ["“" + part.removeprefix("'").removesuffix("'") + "”" for part in parts]
    return "、".join(parts)


def _match(template: str, message: str) -> dict[str, str] | None:
    """Return the values of the fields of `template` in `message`; None if it does not match."""
    pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.*?)", re.escape(template))
    found = re.fullmatch(pattern, message, re.DOTALL)
    return found and found.groupdict()


def _wrapped(
    text: str,
    width: int = 78,
    initial_indent: str = "",
    subsequent_indent: str = "",
    preserve_paragraphs: bool = False,  # noqa: ARG001 - as Typer calls it
) -> str:
    """Break a paragraph by the width of its characters; Typer counts them."""
    from rich.cells import cell_len

    from xzfacts.render.wrap import wrap

    lines = wrap([(text, "")], width - max(map(cell_len, (initial_indent, subsequent_indent))))
    joined = ["".join(piece for piece, _role in line).rstrip() for line in lines]
    rest = (subsequent_indent + line for line in joined[1:])
    return "\n".join((initial_indent + joined[0], *rest))


class _Formatter(HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        args = args.replace("[OPTIONS]", _("[OPTIONS]"), 1)
        super().write_usage(prog, args, _("Usage: ") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        self.write(" " * self.current_indent + _("{heading}:").format(heading=heading) + "\n")

    def write_dl(
        self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        super().write_dl([(term, description(text)) for term, text in rows], col_max, col_spacing)


def localized_items(items: "list[CompletionItem]") -> "list[CompletionItem]":
    """Translate the help texts of completions."""
    for item in items:
        item.help = item.help and description(item.help)
    return items


def description(text: str) -> str:
    """Translate a description of Typer, or the separator in `…  [default: 10; x>=1]`."""
    if text in _HELP:
        return _(text)
    help_text, bracket, defaults = text.rpartition("  [")
    return help_text + bracket + (defaults.replace("; ", _("; ")) if bracket else defaults)


class LocalizedContext(Context):
    """A context with translated help pages."""

    formatter_class = _Formatter

    def make_formatter(self) -> HelpFormatter:
        """Return a help formatter, after making Typer translate its headings."""
        share_catalogue()
        if wants_chinese():
            formatting.wrap_text = _wrapped
        return super().make_formatter()


class LocalizedCommand(TyperCommand):
    """A command with a translated help page."""

    context_class = LocalizedContext

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002
        """Return the help line of the command; Typer would cut it."""
        return self.help or ""

    def shell_complete(self, ctx: "ClickContext", incomplete: str) -> "list[CompletionItem]":
        """Complete options, with translated help texts."""
        return localized_items(super().shell_complete(ctx, incomplete))
