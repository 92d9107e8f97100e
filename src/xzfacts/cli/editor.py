"""Opens the user's editor at a line of a file."""

import os
import shlex
import shutil
import sys
from signal import SIG_IGN, SIGINT, signal

from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _, mark

_VARIABLES = ("VISUAL", "EDITOR")
_FALLBACKS = ("vi", "nano")

# How to pass the line number, by program name; other editors get the file name only.
_PLUS_LINE = frozenset(
    "vi vim nvim view gvim mvim vimx elvis nvi vile nano pico emacs emacsclient xemacs jed joe "
    "jmacs mg ne zile kak micro mcedit gedit kate".split()
)
_GOTO = frozenset("code code-insiders codium vscodium cursor windsurf".split())
_COLON_LINE = frozenset("subl sublime_text zed zeditor hx helix atom".split())
# Options that make an editor wait until the file is closed instead of returning at once.
_WAIT_OPTION = {
    **dict.fromkeys(_GOTO, "--wait"),
    **dict.fromkeys(("subl", "sublime_text", "zed", "zeditor", "atom"), "--wait"),
    **dict.fromkeys(("gvim", "mvim"), "--nofork"),
    "gedit": "--wait",
    "kate": "--block",
}


class NoTerminalError(XzfactsError):
    """No editor is set, and the usual ones need a terminal."""

    template = mark(
        "No editor can be opened without a terminal; set the environment variable EDITOR."
    )


class NoEditorError(XzfactsError):
    """No editor was found, or it cannot be started."""

    command: str = ""

    def message(self) -> str:
        """Return the text of the error."""
        if self.command:
            return _("The editor “{command}” cannot be started.").format(command=self.command)
        return _("No editor was found; set the environment variable EDITOR.")


def open_at(path: str, line: int | None) -> int:
    """Open the editor at a line of a file, wait for it, and return its exit status.

    Raises NoEditorError and NoTerminalError.
    """
    from subprocess import Popen

    program = _editor_command()
    try:
        process = Popen(arguments(program, path, line))  # noqa: S603 - the user's own editor
    except (OSError, ValueError):
        raise NoEditorError(shlex.join(program)) from None
    before = signal(SIGINT, SIG_IGN)  # Ctrl-C belongs to the editor meanwhile
    try:
        return process.wait()  # not `with`, which would wait on when a signal ends this program
    finally:
        signal(SIGINT, before)


def _editor_command() -> list[str]:
    """Return the command of the editor with its own arguments.

    Raises NoEditorError and NoTerminalError.
    """
    for variable in _VARIABLES:
        named = os.environ.get(variable, "")
        if named.strip():
            try:
                return shlex.split(named)
            except ValueError:
                raise NoEditorError(named) from None
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NoTerminalError
    found = next((name for name in _FALLBACKS if shutil.which(name)), None)
    if found is None:
        raise NoEditorError
    return [found]


def arguments(program: list[str], path: str, line: int | None) -> list[str]:
    """Return the command that opens a file at a line and waits, in the editor's own syntax."""
    name = os.path.splitext(os.path.basename(program[0]))[0].lower()
    wait = _WAIT_OPTION.get(name)
    words = [*program, wait] if wait and wait not in program else program
    if line is None:
        return [*words, path]
    if name in _PLUS_LINE:
        return [*words, f"+{line}", path]
    if name in _GOTO:
        return [*words, "--goto", f"{path}:{line}"]
    return [*words, f"{path}:{line}" if name in _COLON_LINE else path]
