"""Answers shell completion without importing Typer.

As with `plain_query`, the Typer application defines the command line, from which
`parameter_table` is made; it completes every other form (quoted words, options in front of the
command, unknown options, `--option=value`), and a test checks that both ways print the same.
"""

import os
from collections.abc import Callable
from typing import NamedTuple

from xzfacts.cli.command_names import COMMANDS
from xzfacts.cli.completion_replies import REPLIES
from xzfacts.cli.parameter_table import ROOT, Parameter, parameters
from xzfacts.i18n import gettext as _

_BLANKS = " \t\r\n"  # what separates words in a shell
_FISH_ACTION = "_TYPER_COMPLETE_FISH_ACTION"
_QUOTING = frozenset("'\"\\")
_MAX_DIGITS = 9  # of the number of a word


class CommandLine(NamedTuple):
    """A command line without quotes, as a shell passes it on.

    words: complete words after the name of the program.
    incomplete: word to complete; may be empty.
    """

    words: tuple[str, ...]
    incomplete: str


class Given(NamedTuple):
    """What is typed before the word to complete, apart from the command.

    words: the words that are no options.
    options: values of the options by name; empty for a flag.
    awaited: the option whose value is completed, if any.
    """

    words: tuple[str, ...]
    options: dict[str, str]
    awaited: Parameter | None


class PlainCompletion(NamedTuple):
    """A completion of the form above.

    shell: name of the shell.
    command: what is completed; `ROOT` if nothing is typed yet.
    known: parameters of the command.
    given: what precedes the word to complete.
    incomplete: word to complete.
    """

    shell: str
    command: str
    known: list[Parameter]
    given: Given
    incomplete: str

    def answer(self) -> int:
        """Print the completions; return the exit status."""
        items = self._options() if self.incomplete.startswith("-") else self._words()
        if self.shell == "fish" and os.environ[_FISH_ACTION] == "is-args":
            return 0 if items else 1
        print(REPLIES[self.shell](items, self.incomplete))
        return 0

    def _options(self) -> dict[str, str]:
        """Return the options that begin as typed, with their help texts."""
        return {
            written: each.text
            for each in (parameters(ROOT) if self.command == ROOT else []) + self.known
            if each.repeats or each.name not in self.given.options
            for written in each.written
            if written.startswith(self.incomplete)
        }

    def _words(self) -> dict[str, str]:
        """Return the commands and values that may be meant, with their help texts."""
        items = {}
        if self.command == ROOT:
            begun = filter(lambda name: name.startswith(self.incomplete), COMMANDS)
            items = {name: _(COMMANDS[name]) for name in begun}
        wanted = self.given.awaited or self._next_argument()
        if wanted is None:
            return items
        items.update({each: "" for each in wanted.choices if each.startswith(self.incomplete)})
        if wanted.kind:
            from xzfacts.cli.shell_completion import Typed, completions

            # As in Typer, words are not read where the value of an option is missing.
            words = () if self.given.awaited else self.given.words
            options = self.given.options
            typed = Typed(words, options.get("subject"), options.get("store"))
            for name in completions(wanted.kind, typed, self.incomplete):
                items[name] = ""
        return items

    def _next_argument(self) -> Parameter | None:
        """Return the argument that the word to complete is for, if any is left."""
        for place, each in enumerate(each for each in self.known if not each.written):
            if each.takes == "words" or place >= len(self.given.words):
                return each
        return None


def plain_completion(arguments: list[str]) -> PlainCompletion | None:
    """Read what a shell asks for by environment variables; return None if it has another form."""
    instruction, _bar, shell = os.environ["_XZFACTS_COMPLETE"].partition("_")
    read = _LINES.get(shell) if instruction == "complete" and not arguments else None
    line = read and read()
    if line is None or line.incomplete == "=" or _has_joined_value(line.incomplete):
        return None
    first = line.words[0] if line.words else ""
    command = first if first in COMMANDS else "query" if line.words else ROOT
    known = parameters("query" if command == ROOT else command)
    given = None if first.startswith("-") else _given(line.words[first in COMMANDS :], known)
    return given and PlainCompletion(shell, command, known, given, line.incomplete)


def _has_joined_value(word: str) -> bool:
    return word.startswith("-") and "=" in word


def _given(typed: tuple[str, ...], known: list[Parameter]) -> Given | None:
    """Sort what is typed after a command; return None if it has another form."""
    named = {written: each for each in known for written in each.written}
    words: list[str] = []
    options: dict[str, str] = {}
    rest = iter(typed)
    for word in rest:
        if not word.startswith("-"):
            words.append(word)
            continue
        option = named.get(word)
        if option is None:
            return None
        value = next(rest, None) if option.takes == "value" else ""
        if value is None:
            return Given(tuple(words), options, option)
        if value.startswith("-"):
            return None
        options[option.name] = value
    return Given(tuple(words), options, None)


def _bash_line() -> CommandLine | None:
    at = os.environ.get("COMP_CWORD", "")
    words = _split(os.environ.get("COMP_WORDS", ""))
    if not words or not (at.isascii() and at.isdecimal() and len(at) <= _MAX_DIGITS and int(at)):
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
