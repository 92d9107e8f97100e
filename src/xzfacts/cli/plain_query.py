"""Answers the most common form of a query without importing Typer, which takes most of the time.

The form is `xzfacts WORDS…` with the options below, if standard output is not a terminal. The Typer
application defines the command line: it handles every other form, and a test checks that both
give the same output and exit status.
"""

import os
import sys
from typing import NamedTuple

from xzfacts.cli.answer_formats import Format

# Names of commands: a query cannot begin with one.
COMMANDS = frozenset(
    "query browse check extract review add edit supersede retract alias list export show verify"
    " index mcp import init archive".split()
)
_FORMATS: dict[str, Format] = {"json": "json", "plain": "plain", "csv": "csv"}
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
        from xzfacts.app import open_store
        from xzfacts.cli.messages import report_findings
        from xzfacts.cli.progress import IndexProgress
        from xzfacts.cli.query_answer import print_answer, query_text

        facts = open_store(self.store, IndexProgress())
        report_findings(facts.findings)
        return print_answer(facts.ask(query_text(self.words), limit=self.limit), facts, self.form)


def plain_query(arguments: list[str]) -> PlainQuery | None:
    """Read a command line; return None if it has another form."""
    if "_XZFACTS_COMPLETE" in os.environ or sys.stdout.isatty():
        return None
    words: list[str] = []
    values: dict[str, str] = {}
    rest = iter(arguments)
    for argument in rest:
        name, equals, value = argument.partition("=")
        if not argument.startswith("-"):
            words.append(argument)
        elif argument == "--json":
            values["--json"] = "json"
        elif name in _WITH_VALUE:
            value = value if equals else next(rest, "")
            if not value or value.startswith("-"):
                return None
            values[name] = value
        else:
            return None
    if not words or words[0] in COMMANDS:
        return None
    return _query(tuple(words), values)


def _query(words: tuple[str, ...], values: dict[str, str]) -> PlainQuery | None:
    limit = values.get("--limit", "10")
    named = values.get("--format", values.get("--json", "plain"))
    if "--json" in values and named != "json":
        return None
    if named not in _FORMATS or not (limit.isascii() and limit.isdecimal()):
        return None
    if len(limit) > _MAX_DIGITS or int(limit) < 1:
        return None
    return PlainQuery(words, _FORMATS[named], int(limit), values.get("--store"))
