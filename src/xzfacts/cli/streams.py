"""Standard output and standard error: data to the one, talk to the other."""

import io
import os
import shutil
import sys
from typing import TYPE_CHECKING

from xzfacts.render.escape import visible

if TYPE_CHECKING:
    from xzfacts.render.styles import Screen

_LEAST_WIDTH = 20  # room for a label and a few characters, whatever COLUMNS says
_WIDTH = 80  # where nothing says how wide the output is
_NO_PROGRAM = (126, 127)  # what a shell ends with where there is no such program
_ENDLESS = 1_000_000
_LESS = "FRX"  # quit if it fits, keep colours, leave the text on the screen; as git does


def prepare() -> None:
    """Speak UTF-8 whatever the locale, and never fail over a character."""
    if sys.stdin is None:  # closed by who started us, as the others may be
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def write(text: str) -> None:
    """Data to standard output."""
    sys.stdout.write(text)


def flush() -> None:
    """Hand over what was written; raises OSError where that fails."""
    sys.stdout.flush()


def abandon() -> None:
    """Drop what cannot be written any more, so that the interpreter ends quietly."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(message: str) -> None:
    """One line of talk to standard error, harmless to the terminal."""
    print(f"xzfacts: {visible(message)}", file=sys.stderr)


def tell(line: str = "") -> None:
    """A line of talk that needs no name before it, below one that has it."""
    print(visible(line), file=sys.stderr)


def is_terminal() -> bool:
    """Whether people read the output: tables and colours are for them only."""
    return sys.stdout.isatty()


def screen(*, wrap: bool = True) -> "Screen":
    """The terminal that the output goes to, or what a file of text should look like.

    wrap: break lines also where no terminal asks for it; without, a quote stays in one line.
    """
    from xzfacts.render.styles import Screen

    terminal = is_terminal()
    columns = shutil.get_terminal_size((_WIDTH, 0)).columns if wrap or terminal else _ENDLESS
    styled = terminal and os.environ.get("TERM") != "dumb"
    return Screen(
        width=max(columns, _LEAST_WIDTH),
        styled=styled,
        coloured=styled and not os.environ.get("NO_COLOR"),
    )


def show(text: str) -> None:
    """Text for people: through their pager if they named one and it is longer than the screen."""
    pager = os.environ.get("PAGER")
    long = is_terminal() and text.count("\n") >= shutil.get_terminal_size().lines
    if not (pager and long and _page(text, pager)):
        write(text)


def _page(text: str, pager: str) -> bool:
    """Whether the pager could be started; a keyboard interrupt meanwhile is the pager's own."""
    from signal import SIG_IGN, SIGINT, signal
    from subprocess import PIPE, Popen

    flush()
    environment = {"LESS": _LESS, "LESSCHARSET": "utf-8", **os.environ}
    with Popen(pager, shell=True, stdin=PIPE, env=environment) as process:  # noqa: S602
        before = signal(SIGINT, SIG_IGN)
        try:
            process.communicate(text.encode("utf-8", "backslashreplace"))
        finally:
            signal(SIGINT, before)
    return process.returncode not in _NO_PROGRAM
