"""`xzfacts verify`: verify a store and report problems."""

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Literal

from typer import Option

from xzfacts.cli import streams
from xzfacts.cli.display_paths import relative_to_cwd
from xzfacts.cli.options import Json, StorePath, check_formats
from xzfacts.i18n import gettext as _, ngettext
from xzfacts.model.declarations import Store
from xzfacts.model.findings import Finding
from xzfacts.render.finding_annotations import level
from xzfacts.store.locate import locate_store
from xzfacts.store.text_archive import archived_texts
from xzfacts.verify import SourceText, read_text, verify_store

Form = Literal["text", "json", "github", "sarif"]


def run(
    text: Annotated[
        list[str] | None,
        Option(metavar="FILE", help=_("Text of a source to compare quotes with; repeatable.")),
    ] = None,
    strict: Annotated[
        bool,
        Option(
            "--strict", help=_("Also report names of subjects and attributes that look like typos.")
        ),
    ] = False,
    json: Json = False,
    format_: Annotated[
        Form | None, Option("--format", help=_("Report format; by default one line per problem."))
    ] = None,
    store: StorePath = None,
) -> int:
    """Verify quotes and values and report problems in a store."""
    check_formats(format_, json=json)
    form: Form = "json" if json else format_ or "text"
    root = locate_store(store)
    texts = _Texts(text or ())
    proved, findings = verify_store(root, texts, strict=strict)
    for piece in _report(form, findings, root):
        streams.write(piece, commands=form == "github")
    streams.flush()
    faults = sum(level(finding.code) != "note" for finding in findings)
    if form != "json":
        _sum_up(proved, faults, texts.seen | archived_texts(root).keys())
    return int(bool(faults))


class _Texts:
    """Iterates over the texts in files, read lazily; `seen` holds the hashes of those read."""

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

    return annotated(form, annotations(findings, relative_to_cwd(os.path.dirname(root))), rules())


def _sum_up(proved: Store, faults: int, texts: set[str]) -> None:
    """Print the numbers of facts, sources and problems; `texts` are the hashes of known texts."""
    known, read = len(proved.facts), len(proved.sources)
    facts = ngettext("{count} fact", "{count} facts", known).format(count=known)
    sources = ngettext("{count} source", "{count} sources", read).format(count=read)
    problems = ngettext("{count} problem", "{count} problems", faults).format(count=faults)
    text = _("{facts} from {sources}: {problems}.").format(
        facts=facts, sources=sources, problems=problems if faults else _("no problems")
    )
    streams.message(text)
    _report_uncompared(proved, texts)


def _report_uncompared(proved: Store, texts: set[str]) -> None:
    """Print how many sources had no text to compare their quotes with."""
    without = sum(source.sha256 not in texts for source in proved.sources)
    if without == len(proved.sources):
        streams.detail(
            _("Quotes were not compared with the source texts; pass them with --text FILE.")
        )
    elif without:
        text = ngettext(
            "Quotes of {count} source were not compared with its text; pass it with --text FILE.",
            "Quotes of {count} sources were not compared with their texts; pass them with --text "
            "FILE.",
            without,
        )
        streams.detail(text.format(count=without))
