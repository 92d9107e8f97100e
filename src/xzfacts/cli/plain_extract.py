"""Runs the commonest form of `xzfacts extract` without Typer, whose import takes long.

The form is `xzfacts extract FILE…` with `--json` and `--store`, when standard output is no
terminal. The Typer application stays the definition of the command line, as for `plain_query`.
"""

import os
import sys
from typing import NamedTuple


class PlainExtract(NamedTuple):
    """A call of the form above.

    names: the files.
    json: whether to print JSON.
    store: value of `--store`, if given.
    """

    names: tuple[str, ...]
    json: bool
    store: str | None

    def answer(self) -> int:
        """Extract; return the exit status. Raises what opening and writing a store raise."""
        from xzfacts.cli.extraction import extract
        from xzfacts.extract.article.origin import Origin

        return extract(self.names, Origin(), json=self.json, archive=True, store=self.store)


def plain_extract(arguments: list[str]) -> PlainExtract | None:
    """Read a command line; return None if it has another form."""
    if arguments[:1] != ["extract"] or "_XZFACTS_COMPLETE" in os.environ or sys.stdout.isatty():
        return None
    names: list[str] = []
    json, store = False, None
    rest = iter(arguments[1:])
    for argument in rest:
        option, equals, value = argument.partition("=")
        if argument == "--json":
            json = True
        elif option == "--store":
            store = value if equals else next(rest, "")
            if not store or store.startswith("-"):
                return None
        elif argument == "-" or not argument.startswith("-"):
            names.append(argument)
        else:
            return None
    return PlainExtract(tuple(names), json, store) if names else None
