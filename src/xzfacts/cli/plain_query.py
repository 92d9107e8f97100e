"""Answers the most common form of a query without importing Typer.

The forms are `xzfacts WORDS…` and `xzfacts query WORDS…` with the options below, see
`plain_arguments`; what follows `--` are words.
"""

from typing import NamedTuple

from xzfacts.cli.answer_formats import Format
from xzfacts.cli.command_names import COMMANDS
from xzfacts.cli.plain_arguments import plain_arguments

_FORMATS: dict[str, Format] = {"json": "json", "plain": "plain", "csv": "csv"}
_FLAGS = frozenset({"--json"})
_WITH_VALUE = frozenset({"--limit", "--store", "--format"})
_MAX_DIGITS = 9


class PlainQuery(NamedTuple):
    """A query of the form above.

    words: words of the query.
    form: output format.
    limit: maximum number of results.
    store: value of `--store`, if given.
    """

    words: tuple[str, ...]
    form: Format
    limit: int
    store: str | None

    def answer(self) -> int:
        """Print the answer; return the exit status. Raises what opening and asking raise."""
        from xzfacts.cli.opened_store import opened_store
        from xzfacts.cli.query_answer import print_answer

        facts = opened_store(self.store)
        return print_answer(facts.ask(" ".join(self.words), limit=self.limit), facts, self.form)


def plain_query(arguments: list[str]) -> PlainQuery | None:
    """Read a command line; return None if it has another form."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    read = plain_arguments(arguments[:end], _FLAGS, _WITH_VALUE)
    if read is None:
        return None
    words, options = read
    named = words[0] if words and words[0] in COMMANDS else None
    words = (*words[1 if named else 0 :], *arguments[end + 1 :])
    if named not in {None, "query"} or not words or "-" in words:
        return None
    limit = options.get("--limit", "10")
    json = "--json" in options
    form = options.get("--format", "json" if json else "plain")
    if form not in _FORMATS or (json and form != "json"):
        return None
    if not (limit.isascii() and limit.isdecimal() and len(limit) <= _MAX_DIGITS and int(limit)):
        return None
    return PlainQuery(words, _FORMATS[form], int(limit), options.get("--store"))
