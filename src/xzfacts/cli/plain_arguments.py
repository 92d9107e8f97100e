"""Reads command lines that need no Typer, whose import takes most of the time of a short run.

The Typer application defines the command line: it handles every other form, and a test checks
that both ways give the same output and exit status.
"""

import sys
from collections.abc import Iterable

# The words, which are all but the options, in order; and the last value of each option given,
# empty for a flag.
PlainArguments = tuple[tuple[str, ...], dict[str, str]]


def plain_arguments(
    arguments: Iterable[str], flags: frozenset[str], with_value: frozenset[str]
) -> PlainArguments | None:
    """Read a command line that prints to a file or pipe; return None if it has another form.

    flags: options without a value. with_value: options with a value, which is not empty.
    """
    if sys.stdout.isatty():
        return None
    words: list[str] = []
    options: dict[str, str] = {}
    rest = iter(arguments)
    for argument in rest:
        name, equals, value = argument.partition("=")
        if argument == "-" or not argument.startswith("-"):
            words.append(argument)
        elif argument in flags:
            options[argument] = ""
        elif name in with_value:
            value = value if equals else next(rest, "")
            if not value or value.startswith("-"):
                return None
            options[name] = value
        else:
            return None
    return tuple(words), options
