"""Runs the program and turns errors into a message on standard error and an exit status."""

import gc
import os
from contextlib import suppress
from traceback import extract_tb

from typer import Abort, Exit
from typer.exceptions import TyperException

from xzfacts.cli import streams
from xzfacts.cli.command_group import PROGRAM, root
from xzfacts.cli.localized_help import localized_error
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.i18n import reason

FOUND = 0
FAULT = 2
_INTERRUPTED = 130  # as shells report a process ended by Ctrl-C


def run(arguments: list[str]) -> int:
    """Run a command line, given without the program name; return the status. Never raises."""
    streams.prepare()
    try:
        status = _run(arguments)
        streams.flush()
    except BrokenPipeError:
        # The reader closed the pipe (`| head`): not an error.
        streams.abandon()
        status = FOUND
    except OSError as error:
        streams.abandon()
        status = _fail(_system_message(error))
    return status


def _run(arguments: list[str]) -> int:
    try:
        command = root()
        if os.environ.get(f"_{PROGRAM.upper()}_COMPLETE"):
            command.main(arguments, prog_name=PROGRAM)  # answers the shell and exits
        gc.freeze()  # objects created at start-up live until the end
        gc.enable()
        with command.make_context(PROGRAM, arguments) as context:
            status = command.invoke(context)
            return status if isinstance(status, int) else FOUND
    except Exit as error:
        return error.exit_code
    except SystemExit as error:  # how Typer's completion ends
        return error.code if isinstance(error.code, int) else FAULT
    except (KeyboardInterrupt, Abort):
        return _INTERRUPTED
    except XzfactsError as error:
        _fail(error.message())
        for line in error.details():
            streams.detail(line)
        return error.exit_status
    except TyperException as error:
        return _fail(localized_error(error.format_message()))
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 - users must not see a traceback
        return _fail(_bug_message(error))


def _fail(message: str, status: int = FAULT) -> int:
    with suppress(OSError):
        streams.flush()
    streams.message(message)
    return status


def _system_message(error: OSError) -> str:
    why = reason(error)
    if error.filename is None:
        return _("Input or output failed: {reason}.").format(reason=why)
    return _("{path}: {reason}.").format(path=os.fsdecode(error.filename), reason=why)


def _bug_message(error: Exception) -> str:
    frames = extract_tb(error.__traceback__)
    spot = f"{os.path.basename(frames[-1].filename)}:{frames[-1].lineno}" if frames else "?"
    return _("This is a bug in xzfacts, please report it: {kind} at {place}: {text}").format(
        kind=type(error).__name__, place=spot, text=str(error)[:200]
    )
