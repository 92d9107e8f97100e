"""Prints the answer to a query. Imports nothing of Typer, for `plain_query`."""

from collections.abc import Sequence

from xzfacts.app import Facts
from xzfacts.cli import streams
from xzfacts.cli.answer_formats import Format, formatter
from xzfacts.cli.messages import explain, not_found
from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Answer


def query_text(words: Sequence[str]) -> str:
    """Decode the words as UTF-8, regardless of the locale that Python decoded them with."""
    return " ".join(words).encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")


def print_answer(answer: Answer, facts: Facts, chosen: Format) -> int:
    """Print an answer; return the exit status."""
    form = formatter(chosen, titled=False)
    text = form.answer(answer)
    if chosen == "table":
        streams.show(text)
    else:
        streams.write(form.head + text)
    if chosen != "json":
        explain(answer, corrected=chosen == "plain")
    if not (answer.results or facts.findings) and next(facts.facts(), None) is None:
        streams.detail(_("The store has no facts yet; import some with `xzfacts import FILE`."))
    return 0 if answer.results else not_found(facts.findings)
