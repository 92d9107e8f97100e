"""The options and arguments of the commands, for completion without importing Typer.

`tools/build_parameters.py` writes the table from the Typer application, which defines them; a test
checks that it is up to date.
"""

import os
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple, get_args

from xzfacts.i18n import wants_chinese

TABLE = os.path.join(os.path.dirname(__file__), "data", "parameters.tsv")
ROOT = "-"  # in the place of the name of a command

Takes = Literal["nothing", "value", "word", "words"]
Kind = Literal["query", "fact", "subject", "attribute", "source"]
_TAKES: dict[str, Takes] = {each: each for each in get_args(Takes)}
_KINDS: dict[str, Kind] = {each: each for each in get_args(Kind)}


class Parameter(NamedTuple):
    """An option or an argument of a command.

    name: name in the call of the command.
    written: how an option is written; empty for an argument.
    takes: nothing or a value, for an option; one word or all that are left, for an argument.
    repeats: whether an option may be given again.
    kind: what is completed; None if nothing or only the choices.
    choices: the values that it may have, if they are limited.
    text: the help text.
    """

    name: str
    written: tuple[str, ...]
    takes: Takes
    repeats: bool
    kind: Kind | None
    choices: tuple[str, ...]
    text: str


def parameters(command: str) -> list[Parameter]:
    """Return the parameters of a command, or of the program itself for `ROOT`, in their order."""
    return [_parameter(row) for row in _rows() if row[0] == command]


@cache
def options_with_value() -> frozenset[str]:
    """Return the options of all commands that take a value, as they are written."""
    return frozenset(name for row in _rows() if row[3] == "value" for name in row[2].split())


def _rows() -> Iterator[list[str]]:
    with open(TABLE, encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n").split("\t")


def _parameter(row: list[str]) -> Parameter:
    _command, name, written, takes, repeats, kind, choices, english, chinese = row
    return Parameter(
        name,
        tuple(written.split()),
        _TAKES[takes],
        bool(repeats),
        _KINDS.get(kind),
        tuple(choices.split()),
        chinese if wants_chinese() else english,
    )
