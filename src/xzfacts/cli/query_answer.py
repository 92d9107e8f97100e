"""Prints the answer to a query. Imports nothing of Typer, for `plain_query`."""

from xzfacts.app import Facts
from xzfacts.cli import streams
from xzfacts.cli.answer_formats import Format, formatter
from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Answer

_SIMILAR = 0.7  # share of equal characters: shwo and show have 0.75


def print_answer(
    answer: Answer,
    facts: Facts,
    chosen: Format,
    *,
    as_of: str | None = None,
    drafts: bool = False,
    spreadsheet: bool = False,
) -> int:
    """Print an answer; return the exit status.

    as_of, drafts: options of the query.
    spreadsheet: see `csv_.header`.
    """
    form = formatter(chosen, facts, titled=False, spreadsheet=spreadsheet)
    text = form.answer(answer)
    if chosen == "table":
        streams.show(text)
    else:
        streams.write(form.head + text)
    if chosen != "json":
        from xzfacts.cli.messages import explain

        explain(answer, facts, corrected=chosen == "plain")
        if not answer.results:
            hidden = () if drafts else facts.ask(answer.query, as_of=as_of, drafts=True).results
            _hint(answer.query, drafts=bool(hidden))
    if not (answer.results or facts.findings) and next(facts.facts(), None) is None:
        streams.detail(_("The store has no facts yet; import some with `xzfacts import FILE`."))
    if answer.results:
        return 0
    from xzfacts.cli.messages import not_found

    return not_found(facts.findings)


def _hint(query: str, *, drafts: bool) -> None:
    """Suggest unreviewed facts that would answer, or a command with a similar name."""
    if drafts:
        streams.detail(_("Draft facts would answer: add --drafts."))
    first, *rest = query.split() or [""]
    command = _similar_command(first)
    if command is not None:
        line = " ".join(["xzfacts", command, *rest])
        streams.detail(_("Did you mean the command `{line}`?").format(line=line))


def _similar_command(word: str) -> str | None:
    """Return the command that `word` may be a typo of, if any."""
    if not word.isascii():
        return None
    from difflib import get_close_matches

    from xzfacts.cli.command_names import COMMANDS

    return next(iter(get_close_matches(word.lower(), COMMANDS, 1, _SIMILAR)), None)
