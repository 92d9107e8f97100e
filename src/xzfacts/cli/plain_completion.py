"""Answers the most common forms of shell completion without importing Typer.

The forms are commands, words of a query, and a fact or subject after its command, without options.
As with `plain_query`, the Typer application defines the command line: it completes every other
form, and a test checks that both ways print the same.
"""

import os
from collections.abc import Callable
from typing import NamedTuple

from xzfacts.cli.command_names import COMMANDS
from xzfacts.cli.completion_replies import REPLIES
from xzfacts.cli.shell_completion import Kind, Typed, completions
from xzfacts.i18n import gettext as _

# What the words after a command are; of any other command, Typer completes them.
_WORDS: dict[str, Kind] = {
    "query": "query",
    "browse": "query",
    "show": "fact",
    "edit": "fact",
    "retract": "fact",
    "supersede": "fact",
    "alias": "subject",
}
_BLANKS = " \t\r\n"  # what separates words in a shell
_FISH_ACTION = "_TYPER_COMPLETE_FISH_ACTION"
_QUOTING = frozenset("'\"\\")


class CommandLine(NamedTuple):
    """A command line without quotes, as a shell passes it on.

    words: complete words after the name of the program.
    incomplete: word to complete; may be empty.
    """

    words: tuple[str, ...]
    incomplete: str


class PlainCompletion(NamedTuple):
    """A completion of the form above.

    shell: name of the shell.
    kind: what is completed.
    words: words that precede it.
    incomplete: word to complete.
    commands: commands that it may begin.
    """

    shell: str
    kind: Kind
    words: tuple[str, ...]
    incomplete: str
    commands: tuple[str, ...] = ()

    def answer(self) -> int:
        """Print the completions; return the exit status."""
        items = {name: _(COMMANDS[name]) for name in self.commands}
        for name in completions(self.kind, Typed(self.words), self.incomplete):
            items[name] = ""
        if self.shell == "fish" and os.environ[_FISH_ACTION] == "is-args":
            return 0 if items else 1
        print(REPLIES[self.shell](items, self.incomplete))
        return 0


def plain_completion(arguments: list[str]) -> PlainCompletion | None:
    """Read what a shell asks for by environment variables; return None if it has another form."""
    instruction, _bar, shell = os.environ["_XZFACTS_COMPLETE"].partition("_")
    read = _LINES.get(shell) if instruction == "complete" and not arguments else None
    line = read and read()
    if line is None or line.incomplete == "=" or _has_option((*line.words, line.incomplete)):
        return None
    first, *rest = line.words or ("",)
    if first in COMMANDS:
        kind = _WORDS.get(first)
        if kind is None or (kind == "subject" and rest):
            return None
        return PlainCompletion(shell, kind, tuple(rest), line.incomplete)
    begun = (
        () if line.words else tuple(name for name in COMMANDS if name.startswith(line.incomplete))
    )
    return PlainCompletion(shell, "query", line.words, line.incomplete, begun)


def _has_option(words: tuple[str, ...]) -> bool:
    return any(word.startswith("-") for word in words)


def _bash_line() -> CommandLine | None:
    at = os.environ.get("COMP_CWORD", "")
    words = _split(os.environ.get("COMP_WORDS", ""))
    if not words or not (at.isascii() and at.isdecimal() and int(at)):
        return None
    return CommandLine(words[1 : int(at)], "".join(words[int(at) : int(at) + 1]))


def _zsh_line() -> CommandLine | None:
    text = os.environ.get("_TYPER_COMPLETE_ARGS", "")
    words = _split(text)
    if not words:
        return None
    if len(words) == 1 or text.endswith(" "):
        return CommandLine(words[1:], "")
    return CommandLine(words[1:-1], words[-1])


def _fish_line() -> CommandLine | None:
    return _zsh_line() if os.environ.get(_FISH_ACTION) in {"get-args", "is-args"} else None


def _powershell_line() -> CommandLine | None:
    words = _split(os.environ.get("_TYPER_COMPLETE_ARGS", ""))
    incomplete = os.environ.get("_TYPER_COMPLETE_WORD_TO_COMPLETE", "")
    if not words:
        return None
    return CommandLine(words[1:-1] if incomplete else words[1:], incomplete)


# The command line of each shell, read as Typer reads it; None if it is quoted or missing.
_LINES: dict[str, Callable[[], CommandLine | None]] = {
    "bash": _bash_line,
    "zsh": _zsh_line,
    "fish": _fish_line,
    "powershell": _powershell_line,
    "pwsh": _powershell_line,
}


def _split(text: str) -> tuple[str, ...]:
    """Split a command line; return nothing if it has quotes."""
    if not _QUOTING.isdisjoint(text):
        return ()
    for blank in _BLANKS:
        text = text.replace(blank, " ")
    return tuple(filter(None, text.split(" ")))
