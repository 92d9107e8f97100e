"""`xzfacts show`: show a fact in the context of its article."""

from typing import Annotated

from typer import Argument

from xzfacts.app import NoSuchFactError, open_store
from xzfacts.cli import streams
from xzfacts.cli.index_progress import Bar
from xzfacts.cli.messages import not_found, report_findings
from xzfacts.cli.options import Json, StorePath
from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Source


def run(
    id_: Annotated[str, Argument(metavar="ID", help=_("Id of the fact, as printed by --json."))],
    json: Json = False,
    store: StorePath = None,
) -> int:
    """Show a fact in the context of its article."""
    facts = open_store(store, Bar())
    report_findings(facts.findings)
    try:
        fact = facts.fact(id_)
    except NoSuchFactError as error:
        streams.message(error.message())
        return not_found(facts.findings)
    _report_altered_text(facts.root, fact.source)
    neighbours = tuple(facts.neighbours(fact))
    beside = facts.beside(fact)
    if json:
        from xzfacts.render import json_

        near = [json_.fact(each) for each in neighbours]
        whole = json_.fact(fact) | json_.related(beside) | {"neighbours": near}
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
