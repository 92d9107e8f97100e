"""Open a person's editor at a line of a file."""

import os
import shlex
import shutil
from signal import SIG_IGN, SIGINT, signal

from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _

_VARIABLES = ("VISUAL", "EDITOR")
_USUAL = ("vi", "nano")

# How editors are told the line, by the name of the program; others get the file alone.
_PLUS = frozenset(
    "vi vim nvim view gvim mvim vimx elvis nvi vile nano pico emacs emacsclient xemacs jed joe "
    "jmacs mg ne zile kak micro mcedit gedit kate".split()
)
_GOTO = frozenset("code code-insiders codium vscodium cursor windsurf".split())
_COLON = frozenset("subl sublime_text zed zeditor hx helix atom".split())
# What makes one wait that otherwise opens a window and comes back at once.
_WAIT = {
    **dict.fromkeys(_GOTO, "--wait"),
    **dict.fromkeys(("subl", "sublime_text", "zed", "zeditor", "atom"), "--wait"),
    **dict.fromkeys(("gvim", "mvim"), "--nofork"),
    "gedit": "--wait",
    "kate": "--block",
}


class NoEditorError(XzfactsError):
    """No editor is named, or the one that is named cannot be started."""

    def __init__(self, command: str = "") -> None:
        super().__init__(command)
        self.command = command

    def message(self) -> str:
        """How to name an editor."""
        if self.command:
            return _("The editor “{command}” cannot be started.").format(command=self.command)
        return _("No editor was found: name one in the variable EDITOR.")


def open_at(path: str, line: int | None) -> int:
    """Let the editor work on a file, from a line on, and wait; gives its exit status.

    Raises NoEditorError.
    """
    from subprocess import Popen

    program = _program()
    try:
        process = Popen(arguments(program, path, line))  # noqa: S603 - the caller's own editor
    except (OSError, ValueError):
        raise NoEditorError(shlex.join(program)) from None
    with process:
        before = signal(SIGINT, SIG_IGN)  # a keyboard interrupt meanwhile is the editor's own
        try:
            return process.wait()
        finally:
            signal(SIGINT, before)


def _program() -> list[str]:
    """The editor's command and its own arguments."""
    for variable in _VARIABLES:
        named = os.environ.get(variable, "")
        if named.strip():
            try:
                return shlex.split(named)
            except ValueError:
                raise NoEditorError(named) from None
    found = next((name for name in _USUAL if shutil.which(name)), None)
    if found is None:
        raise NoEditorError
    return [found]


def arguments(program: list[str], path: str, line: int | None) -> list[str]:
    """The command that opens a file at a line, and waits, in the way that the editor knows."""
    name = os.path.splitext(os.path.basename(program[0]))[0].lower()
    wait = _WAIT.get(name)
    words = [*program, wait] if wait and wait not in program else program
    if line is None:
        return [*words, path]
    if name in _PLUS:
        return [*words, f"+{line}", path]
    if name in _GOTO:
        return [*words, "--goto", f"{path}:{line}"]
    return [*words, f"{path}:{line}" if name in _COLON else path]
