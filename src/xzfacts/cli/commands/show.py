"""`xzfacts show`: show a fact in the context of its article."""

from xzfacts.cli import streams
from xzfacts.cli.fact_address import NoFactAtAddressError, fact_at
from xzfacts.cli.messages import not_found
from xzfacts.cli.opened_store import opened_store
from xzfacts.cli.options import FactAddress, Json, StorePath
from xzfacts.model.facts import Source


def run(fact: FactAddress, json: Json = False, store: StorePath = None) -> int:
    """Show a fact in the context of its article."""
    facts = opened_store(store)
    try:
        shown = fact_at(facts, fact)
    except NoFactAtAddressError as error:
        streams.message(error.message())
        return not_found(facts.findings)
    _report_altered_text(facts.root, shown.source)
    neighbours = tuple(facts.neighbours(shown))
    beside = facts.beside(shown)
    if json:
        from xzfacts.render import json_

        near = [json_.fact(each) for each in neighbours]
        whole = json_.fact(shown) | json_.related(beside) | {"neighbours": near}
        streams.write(json_.dumps(whole) + "\n")
        return 0
    from xzfacts.render import fact_page

    streams.show(fact_page.fact(beside, neighbours, streams.screen(wrap=False)))
    return 0


def _report_altered_text(root: str, source: Source) -> None:
    """Print a message if the archived text of the source was changed or cannot be read."""
    if source.sha256 is None:
        return
    from xzfacts.cli.validation import ArchivedTextError, archived_text

    try:
        archived_text(root, source)
    except ArchivedTextError as error:
        streams.message(error.message())
