"""`xzfacts verify`: what is wrong with a store."""

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Literal

from typer import BadParameter, Option

from xzfacts.cli import streams
from xzfacts.cli.display_paths import from_here
from xzfacts.cli.options import Json, StorePath
from xzfacts.i18n import gettext as _
from xzfacts.i18n import ngettext
from xzfacts.model.declarations import Store
from xzfacts.model.findings import Finding
from xzfacts.render.finding_annotations import level
from xzfacts.store.archive import archived_texts
from xzfacts.store.locate import locate_store
from xzfacts.verify import SourceText, read_text, verify_store

Form = Literal["text", "json", "github", "sarif"]


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
    format_: Annotated[
        Form | None,
        Option(
            "--format",
            help=_("Form of the report; a line for each fault by default."),
            show_default=False,
        ),
    ] = None,
    store: StorePath = None,
) -> int:
    """Find what is wrong with a store."""
    if json and format_ not in {None, "json"}:
        raise BadParameter(_("--json and --format say different things."))
    form: Form = "json" if json else format_ or "text"
    root = locate_store(store)
    texts = _Texts(text or ())
    proved, findings = verify_store(root, texts, strict=strict)
    for piece in _report(form, findings, root):
        streams.write(piece)
    streams.flush()
    faults = sum(level(finding.code) != "note" for finding in findings)
    if form != "json":
        _sum_up(proved, faults)
        _tell_compared(proved, texts.seen | archived_texts(root).keys())
    return int(bool(faults))


class _Texts:
    """The texts in these files, each read when its turn comes; `seen` has their hashes."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = paths
        self.seen: set[str] = set()

    def __iter__(self) -> Iterator[SourceText]:
        for path in self._paths:
            text = read_text(path)
            self.seen.add(text.sha256)
            yield text


def _report(form: Form, findings: Iterable[Finding], root: str) -> Iterator[str]:
    if form == "json":
        from xzfacts.render import json_

        return json_.lines(json_.finding(fault) for fault in findings)
    if form == "text":
        from xzfacts.render import tsv

        return map(tsv.finding, findings)
    from xzfacts.cli.report_formats import annotated
    from xzfacts.render.finding_annotations import annotations, rules

    return annotated(form, annotations(findings, from_here(os.path.dirname(root))), rules())


def _sum_up(proved: Store, faults: int) -> None:
    facts = ngettext("{count} fact", "{count} facts", len(proved.facts)).format(
        count=len(proved.facts)
    )
    sources = ngettext("{count} source", "{count} sources", len(proved.sources)).format(
        count=len(proved.sources)
    )
    said = ngettext("{count} fault", "{count} faults", faults).format(count=faults)
    said = said if faults else _("nothing wrong")
    streams.complain(
        _("{facts} from {sources}: {faults}.").format(facts=facts, sources=sources, faults=said)
    )


def _tell_compared(proved: Store, texts: set[str]) -> None:
    """Say of how many sources the quotes were not looked for anywhere."""
    without = sum(source.sha256 not in texts for source in proved.sources)
    if without == len(proved.sources):
        streams.tell(_("Quotes were not compared with a text: --text FILE does."))
    elif without:
        said = ngettext(
            "The quotes of {count} source were not compared with a text: --text FILE does.",
            "The quotes of {count} sources were not compared with a text: --text FILE does.",
            without,
        )
        streams.tell(said.format(count=without))
