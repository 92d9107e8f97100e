"""Runs a command line with Typer."""

import os

from typer import Abort, Exit
from typer.exceptions import TyperException

from xzfacts.cli.command_group import PROGRAM, root
from xzfacts.cli.garbage_collection import collect_garbage
from xzfacts.cli.localized_help import localized_error
from xzfacts.errors import XzfactsError
from xzfacts.i18n import mark

_FAULT = 2
_COMPLETION_OPTIONS = frozenset({"--install-completion", "--show-completion"})


class CommandLineError(XzfactsError):
    """Typer refused the command line."""

    error: TyperException

    def message(self) -> str:
        """Return the text of the error, in the language of the locale."""
        # Typer lists choices on lines of their own.
        return localized_error(self.error.format_message().replace("\n\t", " "))


class CompletionVariablesError(XzfactsError):
    """Completion was asked for without the variables that say what is typed."""

    template = mark("The variables that a shell sets for completion are missing or malformed.")


def invoke(arguments: list[str]) -> int:
    """Run the command; return its status. Raises CommandLineError and what commands raise."""
    try:
        command = root()
        if os.environ.get(f"_{PROGRAM.upper()}_COMPLETE"):
            from xzfacts.cli.typer_completion import adapt_completion

            adapt_completion()
            try:
                command.main(arguments, prog_name=PROGRAM)  # answers the shell and exits
            except (KeyError, ValueError):  # a shell sets its variables, and to numbers
                raise CompletionVariablesError from None
        if arguments and arguments[0].partition("=")[0] in _COMPLETION_OPTIONS:
            from xzfacts.cli.completion_setup import prepare_scripts

            prepare_scripts(command)
        collect_garbage()
        with command.make_context(PROGRAM, arguments) as context:
            status = command.invoke(context)
            return status if isinstance(status, int) else 0
    except Exit as error:
        return error.exit_code
    except SystemExit as error:  # how Typer's completion ends
        return error.code if isinstance(error.code, int) else _FAULT
    except Abort:
        raise KeyboardInterrupt from None
    except TyperException as error:
        raise CommandLineError(error) from None
