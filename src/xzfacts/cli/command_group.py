"""The root command, which imports a command only when it runs."""

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from xzfacts.cli.command_names import COMMANDS
from xzfacts.cli.localized_help import LocalizedCommand, LocalizedContext, localized_items
from xzfacts.cli.option_records import with_single_options
from xzfacts.cli.parameter_table import options_with_value
from xzfacts.i18n import gettext as _

if TYPE_CHECKING:
    # Typer contains its own copy of click; these types have no public name.
    from typer._click import Command, Context
    from typer._click.shell_completion import CompletionItem

PROGRAM = "xzfacts"
_MODULES = {"list": "list_", "import": "import_"}  # in `cli/commands`; others as the command


# Options of the root command itself; all others belong to a command.
_ROOT_OPTIONS = ("--help", "--version", "-V", "--install-completion", "--show-completion")


class CommandGroup(TyperGroup):
    """A group that imports the module of a command only when that command runs.

    `xzfacts WORDS…` is short for `xzfacts query WORDS…`, and options may come before the name
    of the command.
    """

    context_class = LocalizedContext

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Move the command name to the front; insert `query` if there is none."""
        if "-h" in args:
            args = _expand_short_help(args)
        if args and args[0].partition("=")[0] not in _ROOT_OPTIONS:
            args = _command_first(args)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: "Context") -> list[str]:  # noqa: ARG002
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: "Context", cmd_name: str) -> LocalizedCommand | None:  # noqa: ARG002
        """Return a stub for help and completion, without importing the command."""
        text = COMMANDS.get(cmd_name)
        return LocalizedCommand(cmd_name, help=_(text), rich_markup_mode=None) if text else None

    def resolve_command(
        self,
        ctx: "Context",  # noqa: ARG002
        args: list[str],
    ) -> "tuple[str, Command, list[str]]":
        """Import the command and return it with its arguments."""
        name, rest = args[0], args[1:]
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        run = import_module(f"xzfacts.cli.commands.{_MODULES.get(name, name)}").run
        app.command(name, cls=LocalizedCommand, help=_(COMMANDS[name]))(with_single_options(run))
        return name, typer.main.get_command(app), rest

    def shell_complete(self, ctx: "Context", incomplete: str) -> "list[CompletionItem]":
        """Complete command names and, since `query` may be omitted, words of a query."""
        _name, query, _rest = self.resolve_command(ctx, ["query"])
        inner = query.make_context("query", [], parent=ctx, resilient_parsing=True)
        items = localized_items(super().shell_complete(ctx, incomplete))
        items += query.shell_complete(inner, incomplete)
        for param in query.params:
            if param.name == "words":
                items += param.shell_complete(inner, incomplete)
        return list({item.value: item for item in items}.values())


def _command_first(args: list[str]) -> list[str]:
    """Return `args` with the command name moved to the front; `query` if there is none."""
    at = 0
    while at < len(args) and args[at].startswith("-") and args[at] not in {"-", "--"}:
        at += 2 if args[at] in options_with_value() else 1
    if at < len(args) and args[at] in COMMANDS:
        return [args[at], *args[:at], *args[at + 1 :]]
    return ["query", *args]


def _expand_short_help(args: list[str]) -> list[str]:
    """Return `args` with `-h` replaced by `--help` wherever it is an option."""
    end = args.index("--") if "--" in args else len(args)
    return [
        "--help"
        if arg == "-h" and at < end and (at == 0 or args[at - 1] not in options_with_value())
        else arg
        for at, arg in enumerate(args)
    ]


def root() -> "Command":
    """Return the whole command line as a Typer command."""
    app = typer.Typer(cls=CommandGroup, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.callback(
        cls=CommandGroup,
        invoke_without_command=True,
        subcommand_metavar=_("[COMMAND] WORDS..."),
        help=_("Look up facts from Chinese news, each with the sentence that states it."),
        epilog=_(
            "Options of a query: --json, --limit N, --batch FILE, --format"
            " table|json|csv|markdown|plain; “xzfacts query --help” lists all."
        ),
    )(_root)
    return typer.main.get_command(app)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"{PROGRAM} {version(PROGRAM)}")
        raise typer.Exit


def _root(
    ctx: typer.Context,
    version: Annotated[  # noqa: ARG001 - handled by the callback
        bool,
        typer.Option(
            "--version", "-V", callback=_print_version, is_eager=True, help=_("Print the version.")
        ),
    ] = False,
) -> None:
    if ctx.invoked_subcommand is None:
        print(ctx.get_help(), file=sys.stderr)
        raise typer.Exit(2)
