"""Answer formats by name; each formatter is imported on use."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from xzfacts.app import Facts
from xzfacts.cli import streams
from xzfacts.model.facts import Answer

Format = Literal["table", "json", "csv", "markdown", "plain"]


class Formatter(NamedTuple):
    """Renders answers one after another.

    answer: renders one answer.
    head: text before the first answer.
    """

    answer: Callable[[Answer], str]
    head: str = ""


def formatter(name: Format, facts: Facts, *, titled: bool, spreadsheet: bool = False) -> Formatter:
    """Return the formatter for a format.

    titled: add the query to each answer.
    spreadsheet: see `csv_.header`.
    """
    if name == "json":
        from xzfacts.render import json_

        return Formatter(lambda given: json_.dumps(json_.envelope(given)) + "\n")
    if name == "csv":
        from xzfacts.render import csv_

        return Formatter(
            lambda given: csv_.answer(given, titled=titled),
            head=csv_.header(spreadsheet=spreadsheet),
        )
    if name == "markdown":
        from xzfacts.render import answer_markdown

        return Formatter(lambda given: answer_markdown.answer(given, titled=titled))
    if name == "table":
        return _table(facts, titled=titled)
    from xzfacts.render import tsv

    return Formatter(lambda given: tsv.answer(given, titled=titled))


def _table(facts: Facts, *, titled: bool) -> Formatter:
    from xzfacts.render import table

    screen = streams.screen()

    def block(given: Answer) -> str:
        ids = facts.short_ids(result.fact.id for result in given.results)
        text = table.answer(given, screen, ids)
        return table.title(given.query, screen) + text + "\n" if titled else text

    return Formatter(block)


def default_format() -> Literal["table", "plain"]:
    """Return the default format: a table on a terminal, otherwise tab-separated lines."""
    return "table" if streams.is_terminal() else "plain"
