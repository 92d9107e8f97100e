"""What `xzfacts extract` does, without Typer."""

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from xzfacts.cli import streams
from xzfacts.cli.opened_store import opened_store, writable_store_root
from xzfacts.documents.files import open_document
from xzfacts.documents.read import MAX_SIZE, STDIN
from xzfacts.documents.read_errors import TooLargeDocumentError
from xzfacts.errors import XzfactsError
from xzfacts.extract.article.origin import Origin
from xzfacts.extract.article.source_text import SourceDocument, load_document
from xzfacts.extract.reconcile import CONTRADICTS, KNOWN, ArticleProposals, ComparedProposal
from xzfacts.i18n import gettext as _, ngettext, reason
from xzfacts.store.locate import locate_store

if TYPE_CHECKING:
    from xzfacts.render.proposals import ProposalView

_Extracted = list[
    tuple[SourceDocument, tuple[ArticleProposals, ...]]
]  # each text with its articles


def extract(
    names: Sequence[str], origin: Origin, *, json: bool, archive: bool, store: str | None
) -> int:
    """Extract facts from files: print them as JSON, or add them as drafts; return the status.

    origin: what the options state of the source. archive: whether to store the texts.
    """
    texts, faulty = _read(names)
    if json:
        taken = _extract(locate_store(store), texts, origin)
        _print_json(taken)
    else:
        from xzfacts.cli.display_paths import display_path
        from xzfacts.extract.save import save_proposals
        from xzfacts.store.edit.editing_session import edit_session

        # The lock is held from reading to writing, so that no other process takes an id meanwhile.
        with edit_session(writable_store_root(store)) as edits:
            taken = _extract(edits.root, texts, origin)
            save_proposals(edits, taken, archive=archive)
            files = edits.commit() if edits.changes() else ()
            files = tuple(display_path(edits.root, file) for file in files)
        _show(taken)
        _sum_up(taken, files)
    found = any(article.marked for _text, several in taken for article in several)
    return 2 if faulty or len(taken) < len(texts) else int(not found)


def _extract(root: str, texts: Sequence[SourceDocument], origin: Origin) -> _Extracted:
    """Return what each text states; for one that is too large, a message is printed."""
    facts = opened_store(root)
    taken: _Extracted = []
    for text in texts:
        before = [each for _text, several in taken for each in several]
        try:
            taken.append((text, facts.extract(text, before, origin)))
        except TooLargeDocumentError as error:
            streams.message(error.message())
    return taken


def _read(names: Sequence[str]) -> tuple[list[SourceDocument], bool]:
    """Return the readable texts and whether any failed; a failure is printed."""
    texts: list[SourceDocument] = []
    faulty = False
    for name in dict.fromkeys(names):
        try:
            with open_document(name, "extract") as file:
                data = file.read(MAX_SIZE + 1)
            if len(data) > MAX_SIZE:
                raise TooLargeDocumentError(name)
            texts.append(load_document(data, name if name == STDIN else os.path.basename(name)))
        except XzfactsError as error:
            streams.message(error.message())
        except (OSError, ValueError) as error:
            streams.message(_("{path}: {reason}.").format(path=name, reason=reason(error)))
        else:
            continue
        faulty = True
    return texts, faulty


def _print_json(taken: _Extracted) -> None:
    from xzfacts.render import json_
    from xzfacts.serialization import to_dict

    for _text, several in taken:
        for article in several:
            for text in json_.lines(map(to_dict, article.marked)):
                streams.write(text)


def _show(taken: _Extracted) -> None:
    from xzfacts.render import proposals

    screen = streams.screen()
    shown = [
        proposals.article(article.article.source, list(_proposed(article.marked)), screen)
        for _text, several in taken
        for article in several
        if article.marked
    ]
    streams.show("\n".join(shown))
    streams.flush()


def _proposed(marked: Sequence[ComparedProposal]) -> "Iterator[ProposalView]":
    from xzfacts.render.proposals import ProposalView

    for each in marked:
        one = each.proposal
        yield ProposalView(each.fact, one.start, one.end, each.mark, each.against)


def _sum_up(taken: _Extracted, files: Sequence[str]) -> None:
    for text, several in taken:
        if not any(article.marked for article in several):
            streams.message(_("No facts found in {name}.").format(name=text.name))
    marked = [each for _text, several in taken for one in several for each in one.marked]
    if not marked:
        return
    new = sum(not each.held for each in marked)
    message = ngettext("{count} new draft fact.", "{count} new draft facts.", new)
    streams.message(message.format(count=new))
    known = sum(each.mark == KNOWN for each in marked)
    if known:
        message = ngettext(
            "{count} fact is already known.", "{count} facts are already known.", known
        )
        streams.detail(message.format(count=known))
    against = sum(each.mark == CONTRADICTS for each in marked)
    if against:
        message = ngettext(
            "{count} fact contradicts the store.", "{count} facts contradict the store.", against
        )
        streams.detail(message.format(count=against))
    for file in files:
        streams.detail(_("Wrote {file}").format(file=file))
    if new:
        streams.detail(_("Review them with `xzfacts review`."))
