"""Ask a person at a terminal for what a command was not told, a line each."""

import sys
from collections.abc import Callable, Iterable
from itertools import islice

from typer import Abort

from xzfacts.cli import streams
from xzfacts.i18n import gettext as _
from xzfacts.render.escape import visible

Offered = Callable[[str], Iterable[str]]  # endings of what was begun, whole

_OFFERS = 100
_SHOWN = 40  # characters of a default
# What a terminal hands over of one line where it edits lines itself; the rest would be lost.
_TERMINAL_LINE = 4095
_ANY_BYTES = "surrogateescape"  # what is no UTF-8 is told, and asked for again


def can_ask() -> bool:
    """Whether a person is there to answer."""
    return sys.stdin.isatty() and (sys.stdout.isatty() or sys.stderr.isatty())


def ask(
    label: str,
    default: str | None = None,
    wrong: Callable[[str], str | None] = lambda _text: None,
    offered: Offered | None = None,
) -> str:
    """A line that is not empty and not wrong; Enter alone takes the default.

    wrong: says what is wrong with an answer, which is then asked for again; None if nothing is.
    offered: how an answer that was begun may go on, for the Tab key.
    Raises Abort where the person ends the input.
    """
    shown = visible(default or "")
    if len(shown) > _SHOWN:
        shown = shown[: _SHOWN - 1] + "…"
    form = _("{label} [{usual}]: ") if default else _("{label}: ")
    prompt = form.format(label=label, usual=shown)
    while True:
        typed = _line(prompt, offered)
        answer = "" if typed is None else typed.strip() or default
        if not answer:
            continue
        said = wrong(answer)
        if said is None:
            return answer
        streams.tell(said)


def choose(label: str, letters: str) -> str:
    """One of the letters, the first one for Enter alone."""
    while True:
        typed = _line(label)
        if typed is not None:
            answer = typed.strip().lower() or letters[0]
            if answer in list(letters):
                return answer


def _line(prompt: str, offered: Offered | None = None) -> str | None:
    """One line as typed, None where it cannot be used. Raises Abort at Ctrl-C and Ctrl-D."""
    streams.flush()
    try:
        text = _edited(prompt, offered) if sys.stdout.isatty() else _plain(prompt)
    except (EOFError, KeyboardInterrupt):
        streams.tell()
        raise Abort from None
    if text is None:
        return None
    try:
        text.encode()
    except UnicodeEncodeError:
        streams.tell(_("This is not UTF-8 text."))
        return None
    return text


def _edited(prompt: str, offered: Offered | None) -> str | None:
    """With the keys that shells have for it, where Python brings them."""
    try:
        import readline
    except ImportError:
        return _plain(prompt)
    readline.set_auto_history(False)
    readline.set_completer_delims("")  # names may have spaces in them
    readline.set_completer(_completer(offered) if offered else _nothing)
    libedit = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if libedit else "tab: complete")
    _speak_utf8()
    return input(prompt)


def _completer(offered: Offered) -> Callable[[str, int], str | None]:
    """What readline asks for one ending after the other."""
    found: list[str] = []

    def complete(begun: str, number: int) -> str | None:
        if number == 0:
            # A name with a control character would be typed as a key.
            names = (name for name in offered(begun) if name == visible(name))
            found[:] = islice(names, _OFFERS)
        return found[number] if number < len(found) else None

    return complete


def _nothing(_begun: str, _number: int) -> None:
    """Without a completer readline offers file names."""


def _plain(prompt: str) -> str | None:
    """Asked on standard error: standard output is somebody else's."""
    sys.stderr.write(prompt)
    sys.stderr.flush()
    _speak_utf8()
    text = sys.stdin.readline()
    if not text:
        raise EOFError
    if len(text.encode(errors=_ANY_BYTES)) > _TERMINAL_LINE:
        streams.tell(_("The terminal passes on no longer line: use the option."))
        return None
    return text


def _speak_utf8() -> None:
    """Read what is typed as UTF-8 whatever the locale, as everything is printed."""
    from io import TextIOWrapper

    if isinstance(sys.stdin, TextIOWrapper) and sys.stdin.errors != _ANY_BYTES:
        sys.stdin.reconfigure(encoding="utf-8", errors=_ANY_BYTES)
