"""Standard output for data, standard error for messages, and the pager."""

import codecs
import io
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from xzfacts.render.escape import visible, without_commands

if TYPE_CHECKING:
    from xzfacts.render.styles import Screen

_MIN_WIDTH = 20  # room for a label and a few characters, even if COLUMNS is smaller
_DEFAULT_WIDTH = 80  # if the width is unknown
_PROGRAM_NOT_FOUND = (126, 127)  # exit status of a shell if the program does not exist
_UNLIMITED = 1_000_000
_LESS_OPTIONS = "FRX"  # quit if it fits, keep colours, leave the text on the screen, as git does


def prepare() -> None:
    """Set the encodings of the standard streams, regardless of the locale.

    Data in a pipe or file is UTF-8. What people read on a console is in the encoding of the
    console if that has Chinese characters, otherwise UTF-8; what it lacks is replaced.
    """
    codecs.register_error(_REPLACED, _replacement)
    if sys.stdin is None:  # closed by the parent process, as the others may be
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, io.TextIOWrapper):
            for_people = name == "stderr" or stream.isatty()
            own = for_people and _has_chinese(stream.encoding)
            stream.reconfigure(encoding=stream.encoding if own else "utf-8", errors=_REPLACED)


_REPLACED = "xzfacts.replaced"  # name of the error handler
# Marks that GBK or Big5 lack, as similar ones that every Chinese encoding has.
_SIMILAR = {"✓": "√", "✗": "×", "≠": "!="}


def _replacement(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    shown = (
        _SIMILAR.get(character) or character.encode("ascii", "backslashreplace").decode("ascii")
        for character in lacking
    )
    return "".join(shown), error.end


def _has_chinese(encoding: str) -> bool:
    try:
        "中文".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def write(text: str, *, commands: bool = False) -> None:
    """Write data to standard output.

    commands: the text consists of commands for CI, or escapes them itself; in any other text,
        what looks like one is escaped.
    """
    sys.stdout.write(text if commands or is_terminal() else without_commands(text))


def flush() -> None:
    """Flush standard output. Raises OSError."""
    sys.stdout.flush()


def abandon() -> None:
    """Discard pending output so that the interpreter exits quietly."""
    with suppress(OSError):  # too many files are open
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def message(text: str) -> None:
    """Print a message to standard error after the program name, control characters escaped."""
    print(without_commands(f"xzfacts: {visible(text)}"), file=sys.stderr)


def detail(line: str = "") -> None:
    """Print a further line of a message to standard error, without the program name."""
    print(without_commands(visible(line)), file=sys.stderr)


def is_terminal() -> bool:
    """Return whether standard output is a terminal."""
    return sys.stdout.isatty()


def screen(*, wrap: bool = True) -> "Screen":
    """Return width and style of the output.

    wrap: also wrap lines that do not go to a terminal.
    """
    from xzfacts.render.styles import Screen

    terminal = is_terminal()
    columns = terminal_size().columns if wrap or terminal else _UNLIMITED
    styled = terminal and os.environ.get("TERM") != "dumb"
    return Screen(
        width=min(max(columns, _MIN_WIDTH), _UNLIMITED),
        styled=styled,
        coloured=styled and not os.environ.get("NO_COLOR"),
    )


def terminal_size() -> os.terminal_size:
    """Return the size of the terminal; imports what a piped query does not need."""
    from shutil import get_terminal_size

    return get_terminal_size((_DEFAULT_WIDTH, 24))


def show(text: str) -> None:
    """Write text, through a pager if it is longer than the screen.

    The pager is $PAGER, by default less; none if $PAGER is empty or cat.
    """
    long = is_terminal() and text.count("\n") >= terminal_size().lines
    pager = _pager() if long else None
    if not (pager and _page(text, pager)):
        write(text)


def _pager() -> str | None:
    pager = os.environ.get("PAGER")
    if pager is None:
        from shutil import which

        return which("less") if os.environ.get("TERM") != "dumb" else None
    return pager if pager not in {"", "cat"} else None


def _page(text: str, pager: str) -> bool:
    """Send text to the pager, which handles Ctrl-C; return whether it could be started."""
    from signal import SIG_IGN, SIGINT, signal
    from subprocess import PIPE, Popen

    flush()
    encoding = sys.stdout.encoding
    environment = {"LESS": _LESS_OPTIONS, **os.environ}
    if codecs.lookup(encoding).name == "utf-8":
        environment = {"LESSCHARSET": "utf-8", **environment}
    with Popen(pager, shell=True, stdin=PIPE, env=environment) as process:  # noqa: S602
        before = signal(SIGINT, SIG_IGN)
        try:
            process.communicate(text.encode(encoding, _REPLACED))
        finally:
            signal(SIGINT, before)
    return process.returncode not in _PROGRAM_NOT_FOUND
