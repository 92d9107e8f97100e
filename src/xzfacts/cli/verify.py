"""`xzfacts verify`: what is wrong with a store."""

from typing import Annotated

from typer import Option

from xzfacts.cli import output
from xzfacts.cli.options import Json, StorePath
from xzfacts.i18n import gettext as _
from xzfacts.i18n import ngettext
from xzfacts.model import Store
from xzfacts.store.locate import locate_store
from xzfacts.verify import read_text, verify_store


def run(
    text: Annotated[
        list[str] | None,
        Option(
            metavar="FILE",
            help=_("Text of a source, to find the quotes in; may be given several times."),
            show_default=False,
        ),
    ] = None,
    strict: Annotated[
        bool, Option("--strict", help=_("Also name subjects and attributes that look like slips."))
    ] = False,
    json: Json = False,
    store: StorePath = None,
) -> int:
    """Find what is wrong with a store."""
    root = locate_store(store)
    texts = [read_text(path) for path in text or ()]
    proved, findings = verify_store(root, texts, strict=strict)
    if json:
        from xzfacts.render import json_

        for line in json_.lines(json_.finding(fault) for fault in findings):
            output.write(line)
    else:
        from xzfacts.render import plain

        for fault in findings:
            output.write(plain.finding(fault))
        output.flush()
        _sum_up(proved, len(findings), with_texts=bool(texts))
    return int(bool(findings))


def _sum_up(proved: Store, faults: int, *, with_texts: bool) -> None:
    facts = ngettext("{count} fact", "{count} facts", len(proved.facts)).format(
        count=len(proved.facts)
    )
    sources = ngettext("{count} source", "{count} sources", len(proved.sources)).format(
        count=len(proved.sources)
    )
    said = ngettext("{count} fault", "{count} faults", faults).format(count=faults)
    said = said if faults else _("nothing wrong")
    output.complain(
        _("{facts} from {sources}: {faults}.").format(facts=facts, sources=sources, faults=said)
    )
    if not with_texts:
        output.tell(_("Quotes were not compared with a text: --text FILE does."))
