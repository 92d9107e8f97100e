"""Line prompts on a terminal, with Tab completion."""

import sys
from collections.abc import Callable, Iterable
from itertools import islice

from typer import Abort

from xzfacts.cli import streams
from xzfacts.i18n import gettext as _
from xzfacts.render.escape import visible

Completer = Callable[[str], Iterable[str]]  # from a prefix to whole texts that start with it

_MAX_COMPLETIONS = 100
_MAX_DEFAULT_SHOWN = 40  # characters of a default
# Longest line that a terminal in line mode passes on; the rest would be lost.
_MAX_TERMINAL_LINE = 4095
_DECODE_ERRORS = "surrogateescape"  # input that is not UTF-8 is rejected and prompted for again


def can_ask() -> bool:
    """Return whether a user is there to answer."""
    return sys.stdin.isatty() and (sys.stdout.isatty() or sys.stderr.isatty())


def ask(
    label: str,
    default: str | None = None,
    error_of: Callable[[str], str | None] = lambda _text: None,
    completer: Completer | None = None,
) -> str:
    """Prompt for a line until it is valid and not empty; Enter alone takes the default.

    Raises Abort if the user ends the input.

    error_of: returns what is wrong with an answer, None if it is valid.
    completer: yields completions for the Tab key.
    """
    shown = visible(default or "")
    if len(shown) > _MAX_DEFAULT_SHOWN:
        shown = shown[: _MAX_DEFAULT_SHOWN - 1] + "…"
    form = _("{label} [{default}]: ") if default else _("{label}: ")
    prompt = form.format(label=label, default=shown)
    while True:
        typed = _read_line(prompt, completer)
        answer = "" if typed is None else typed.strip() or default
        if not answer:
            continue
        error = error_of(answer)
        if error is None:
            return answer
        streams.detail(error)


def choose(label: str, letters: str) -> str:
    """Prompt for one of the letters; Enter alone selects the first."""
    while True:
        typed = _read_line(label)
        if typed is not None:
            answer = typed.strip().lower() or letters[0]
            if answer in list(letters):
                return answer


def _read_line(prompt: str, completer: Completer | None = None) -> str | None:
    """Return one line as typed, None if it is unusable. Raises Abort on Ctrl-C and Ctrl-D."""
    streams.flush()
    try:
        text = (
            _read_with_readline(prompt, completer) if sys.stdout.isatty() else _read_plain(prompt)
        )
    except (EOFError, KeyboardInterrupt):
        streams.detail()
        raise Abort from None
    if text is None:
        return None
    try:
        text.encode()
    except UnicodeEncodeError:
        streams.detail(_("Not valid UTF-8."))
        return None
    return text


def _read_with_readline(prompt: str, completer: Completer | None) -> str | None:
    """Read a line with readline editing, if Python has it."""
    try:
        import readline
    except ImportError:
        return _read_plain(prompt)
    readline.set_auto_history(False)
    readline.set_completer_delims("")  # names may contain spaces
    readline.set_completer(_readline_completer(completer) if completer else _no_completions)
    libedit = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if libedit else "tab: complete")
    _decode_input_as_utf8()
    return input(prompt)


def _readline_completer(completer: Completer) -> Callable[[str, int], str | None]:
    """Return a function that gives readline one completion after another."""
    found: list[str] = []

    def complete(prefix: str, number: int) -> str | None:
        if number == 0:
            # A control character in a name would act as a key.
            names = (name for name in completer(prefix) if name == visible(name))
            found[:] = islice(names, _MAX_COMPLETIONS)
        return found[number] if number < len(found) else None

    return complete


def _no_completions(_prefix: str, _number: int) -> None:
    """Complete nothing: without a completer readline completes file names."""


def _read_plain(prompt: str) -> str | None:
    """Read a line with the prompt on standard error, because standard output is redirected."""
    sys.stderr.write(prompt)
    sys.stderr.flush()
    _decode_input_as_utf8()
    text = sys.stdin.readline()
    if not text:
        raise EOFError
    if len(text.encode(errors=_DECODE_ERRORS)) > _MAX_TERMINAL_LINE:
        streams.detail(_("The line is too long for the terminal; use the option instead."))
        return None
    return text


def _decode_input_as_utf8() -> None:
    """Decode standard input as UTF-8 regardless of the locale, like the output."""
    from io import TextIOWrapper

    if isinstance(sys.stdin, TextIOWrapper) and sys.stdin.errors != _DECODE_ERRORS:
        sys.stdin.reconfigure(encoding="utf-8", errors=_DECODE_ERRORS)
