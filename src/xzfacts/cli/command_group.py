"""The root command: finds out which command is meant and imports that one only."""

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer
from typer.core import TyperGroup

from xzfacts.cli.localized_help import SpokenCommand, SpokenContext
from xzfacts.i18n import gettext as _

if TYPE_CHECKING:
    # Typer carries its own copy of click, and these types have no public name.
    from typer._click import Command, Context
    from typer._click.shell_completion import CompletionItem

PROGRAM = "xzfacts"


class _Entry(NamedTuple):
    module: str
    help: str


def _commands() -> dict[str, _Entry]:
    """The commands in the order of the help page, each with the module whose `run` it is."""
    return {
        "query": _Entry(
            "commands.query", _("Look up facts: xzfacts 晨南服饰 人数 (query may be left out).")
        ),
        "check": _Entry(
            "commands.check", _("Check the figures and roles of a draft against the store.")
        ),
        "extract": _Entry("commands.extract", _("Propose facts from an article, as drafts.")),
        "review": _Entry("review", _("Go through drafts: accept, change or reject each.")),
        "add": _Entry("commands.add", _("Add a fact, with the sentence it was printed in.")),
        "edit": _Entry(
            "commands.edit", _("Open the editor at a fact, and check what was written.")
        ),
        "supersede": _Entry(
            "commands.supersede", _("Say what a newer source says instead of a fact.")
        ),
        "retract": _Entry("commands.retract", _("Take a fact back, and say why.")),
        "alias": _Entry("commands.alias", _("Give a subject another name.")),
        "list": _Entry("commands.list_", _("List facts, subjects, attributes or sources.")),
        "show": _Entry("commands.show", _("Show one fact in its article.")),
        "verify": _Entry(
            "commands.verify", _("Prove quotes and values, and find faults in the store.")
        ),
        "index": _Entry("commands.index", _("Show the index of a store, or build it anew.")),
        "import": _Entry("commands.import_", _("Take in facts from JSON lines or CSV.")),
        "init": _Entry("commands.init", _("Start a store in a folder.")),
    }


# Options with which a call of the root itself begins; all others belong to a command.
_OWN = ("--help", "--version", "--install-completion", "--show-completion")
# Options of commands that are followed by a value of their own.
_VALUED = frozenset(
    "--format --limit --batch --as-of --status --store --only --jobs --subject --attribute --value "
    "--sentence --quote --source --line --note --title --publication --author --published --url "
    "--page --section --why --text".split()
)


class Root(TyperGroup):
    """Lazy: a command's module is imported when that command runs, and only then.

    `xzfacts WORDS…` is short for `xzfacts query WORDS…`, and options may stand before the
    name of the command.
    """

    context_class = SpokenContext

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Put the command first, `query` if none is named."""
        if "-h" in args:
            args = _help_spelled_out(args)
        if args and args[0].partition("=")[0] not in _OWN:
            args = _command_first(args)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: "Context") -> list[str]:  # noqa: ARG002
        """All commands by name."""
        return list(_commands())

    def get_command(self, ctx: "Context", cmd_name: str) -> SpokenCommand | None:  # noqa: ARG002
        """What help and completion need to know of a command, without importing it."""
        entry = _commands().get(cmd_name)
        return entry and SpokenCommand(cmd_name, help=entry.help, rich_markup_mode=None)

    def resolve_command(
        self,
        ctx: "Context",  # noqa: ARG002
        args: list[str],
    ) -> "tuple[str, Command, list[str]]":
        """The command itself, to be run."""
        name, rest = args[0], args[1:]
        entry = _commands()[name]
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        run = import_module(f"xzfacts.cli.{entry.module}").run
        app.command(name, cls=SpokenCommand, help=entry.help)(run)
        return name, typer.main.get_command(app), rest

    def shell_complete(self, ctx: "Context", incomplete: str) -> "list[CompletionItem]":
        """Commands and, since `query` may be left out, whatever a query may begin with."""
        _name, query, _rest = self.resolve_command(ctx, ["query"])
        inner = query.make_context("query", [], parent=ctx, resilient_parsing=True)
        offered = super().shell_complete(ctx, incomplete)
        offered += query.shell_complete(inner, incomplete)
        for param in query.params:
            if param.name == "words":
                offered += param.shell_complete(inner, incomplete)
        return list({item.value: item for item in offered}.values())


def _command_first(args: list[str]) -> list[str]:
    """`args` with the command's name moved to the front; `query` where there is none."""
    at = 0
    while at < len(args) and args[at].startswith("-") and args[at] not in {"-", "--"}:
        at += 2 if args[at] in _VALUED else 1
    if at < len(args) and args[at] in _commands():
        return [args[at], *args[:at], *args[at + 1 :]]
    return ["query", *args]


def _help_spelled_out(args: list[str]) -> list[str]:
    """`args` with `--help` for `-h`, which many programs call it, where that is an option."""
    end = args.index("--") if "--" in args else len(args)
    return [
        "--help" if arg == "-h" and at < end and (at == 0 or args[at - 1] not in _VALUED) else arg
        for at, arg in enumerate(args)
    ]


def root() -> "Command":
    """The whole command line, as Typer runs it."""
    app = typer.Typer(cls=Root, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.callback(
        cls=Root,
        invoke_without_command=True,
        subcommand_metavar=_("[COMMAND] WORDS..."),
        help=_("Look up facts from Chinese news, each with the sentence it was printed in."),
    )(_root)
    return typer.main.get_command(app)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"{PROGRAM} {version(PROGRAM)}")
        raise typer.Exit


def _root(
    ctx: typer.Context,
    version: Annotated[  # noqa: ARG001 - the callback does all
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help=_("Print the version.")
        ),
    ] = False,
) -> None:
    if ctx.invoked_subcommand is None:
        print(ctx.get_help(), file=sys.stderr)
        raise typer.Exit(2)
