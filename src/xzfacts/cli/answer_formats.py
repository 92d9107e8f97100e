"""Which text a format makes of an answer; each formatter is imported when it is asked for."""

from collections.abc import Callable
from typing import Literal

from xzfacts.cli import streams
from xzfacts.model.facts import Answer

Format = Literal["table", "json", "csv", "markdown", "plain"]


class Formatter:
    """Text for answers one after the other.

    head: stands once before all answers. answer: one answer, as a block that names its
    query where `titled`.
    """

    def __init__(self, answer: Callable[[Answer], str], head: str = "") -> None:
        self.answer = answer
        self.head = head


def formatter(name: Format, *, titled: bool) -> Formatter:
    """The formatter called `name`."""
    if name == "json":
        from xzfacts.render import json_

        return Formatter(lambda given: json_.envelope(given) + "\n")
    if name == "csv":
        from xzfacts.render import csv_

        return Formatter(csv_.answer, head=csv_.header())
    if name == "markdown":
        from xzfacts.render import answer_markdown

        return Formatter(lambda given: answer_markdown.answer(given, titled=titled))
    if name == "table":
        return _table(titled=titled)
    from xzfacts.render import tsv

    return Formatter(lambda given: tsv.answer(given, titled=titled))


def _table(*, titled: bool) -> Formatter:
    from xzfacts.render import table

    screen = streams.screen()

    def block(given: Answer) -> str:
        text = table.answer(given, screen)
        return table.title(given.query, screen) + text + "\n" if titled else text

    return Formatter(block)


def usual() -> Format:
    """A table for people, tab-separated lines for a pipe."""
    return "table" if streams.is_terminal() else "plain"
