"""Runs the program and turns errors into a message on standard error and an exit status."""

import os
from contextlib import suppress
from typing import Protocol

from xzfacts.cli import streams
from xzfacts.errors import INTERRUPTED, XzfactsError
from xzfacts.i18n import gettext as _, reason

FOUND = 0
FAULT = 2
_WITH_PATTERNS = (["check"], ["extract"])  # commands with files of compiled patterns


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


class PlainCall(Protocol):
    """A command line that needs no Typer."""

    def answer(self) -> int:
        """Run it; return the exit status."""


def plain_call(arguments: list[str]) -> PlainCall | None:
    """Read a command line that needs no Typer; return None for any other."""
    if os.environ.get("_XZFACTS_COMPLETE"):
        from xzfacts.cli.plain_completion import plain_completion

        return plain_completion(arguments)
    command = arguments[:1]
    if command == ["check"]:
        from xzfacts.cli.plain_check import plain_check

        return plain_check(arguments[1:])
    if command == ["extract"]:
        from xzfacts.cli.plain_extract import plain_extract

        return plain_extract(arguments[1:])
    from xzfacts.cli.plain_query import plain_query

    return plain_query(arguments)


def _run(arguments: list[str]) -> int:
    try:
        plain = plain_call(arguments)
        if plain is None:
            from xzfacts.cli.typer_application import invoke

            return invoke(arguments)
        with_own = arguments[:1] in _WITH_PATTERNS
        return _answer(plain, arguments[0] if with_own else "query")
    except KeyboardInterrupt:
        return INTERRUPTED
    except XzfactsError as error:
        _fail(error.message())
        for line in error.details():
            streams.detail(line)
        return error.exit_status
    except OSError:
        raise
    except MemoryError:
        return _fail(_("There is not enough memory."))
    except Exception as error:  # noqa: BLE001 - users must not see a traceback
        return _fail(_database_message(error) or _damage_message() or _bug_message(error))


def _answer(plain: PlainCall, command: str) -> int:
    """Run a command line without Typer, with the compiled patterns of a command."""
    from xzfacts.cli.pattern_cache import PatternCache
    from xzfacts.text.lazy_pattern import compile_with

    patterns = PatternCache(command)
    compile_with(patterns.compile)
    status = plain.answer()
    streams.flush()  # first: writing the patterns takes a while
    patterns.save()
    return status


def _fail(message: str, status: int = FAULT) -> int:
    with suppress(OSError):
        streams.flush()
    streams.message(message)
    return status


def _system_message(error: OSError) -> str:
    why = reason(error)
    if error.filename is None:
        return _("Input or output failed: {reason}.").format(reason=why)
    path = os.fsdecode(error.filename) or '""'
    return _("{path}: {reason}.").format(path=path, reason=why)


def _database_message(error: Exception) -> str | None:
    """Return that SQLite could not write its temporary files, if so."""
    from sqlite3 import OperationalError

    from xzfacts.database_errors import system_error

    of_system = system_error(error) if isinstance(error, OperationalError) else None
    return None if of_system is None else _system_message(of_system)


def _damage_message() -> str | None:
    """Return that the cached index was damaged, if so; it is deleted."""
    from xzfacts.index.cache.index_session import DamagedIndexError, discard_damaged

    return DamagedIndexError().message() if discard_damaged() else None


def _bug_message(error: Exception) -> str:
    from traceback import extract_tb

    frames = extract_tb(error.__traceback__)
    spot = f"{os.path.basename(frames[-1].filename)}:{frames[-1].lineno}" if frames else "?"
    return _("This is a bug in xzfacts, please report it: {kind} at {place}: {text}").format(
        kind=type(error).__name__, place=spot, text=str(error)[:200]
    )
