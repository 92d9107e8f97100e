"""What `xzfacts check` does, without Typer."""

import os
from collections.abc import Iterator, Sequence
from errno import ENAMETOOLONG
from functools import partial
from io import BufferedReader, BytesIO
from typing import NamedTuple

from xzfacts.app import Facts, open_store
from xzfacts.cli import streams
from xzfacts.cli.messages import report_findings, store_is_incomplete
from xzfacts.cli.progress import CheckProgress
from xzfacts.cli.report_formats import Form, report
from xzfacts.documents.decode import Read
from xzfacts.documents.files import open_document
from xzfacts.documents.read import paragraphs
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _, reason
from xzfacts.model.paragraphs import (
    Check,
    CheckedDocument,
    Passage,
    check_paragraphs,
    with_verdicts,
)
from xzfacts.model.verdicts import Verdict
from xzfacts.render.verdict_labels import Tally
from xzfacts.text.numeric_chars import is_han

_TEXT = "--text"  # name of the text of this option in reports


class CheckRequest(NamedTuple):
    """A call of `check`; for the fields see the help page of the command.

    names: files, `-` for standard input.
    text: a text to check before them.
    form: format of the report.
    only: verdicts of the statements to show; empty for all.
    strict, summary: whether these options are given.
    jobs: number of parallel processes.
    store: value of `--store`, if given.
    """

    names: Sequence[str]
    text: str | None
    form: Form
    only: Sequence[Verdict] = ()
    strict: bool = False
    summary: bool = False
    jobs: int = 1
    store: str | None = None


def check(request: CheckRequest) -> int:
    """Check texts against the store; return the exit status."""
    form = request.form
    facts = open_store(request.store)
    report_findings(facts.findings)
    checking = _Checking(_check(facts, request.jobs), request.only)
    names = [*request.names] if request.text is None else [_TEXT, *request.names]
    documents = checking.documents(names, request.text)
    _print_report(checking, form, documents, titled=len(names) > 1)
    if request.summary:
        streams.write(checking.tally.to_json() + "\n")
    if form != "json" and (checking.tally.total or not checking.faulty):
        streams.message(checking.tally.summary())
    in_doubt = store_is_incomplete(facts.findings)
    return checking.exit_status(strict=request.strict, in_doubt=in_doubt)


def _print_report(
    checking: "_Checking", form: Form, documents: Iterator[CheckedDocument], *, titled: bool
) -> None:
    """Print each part of the report as soon as it is known; all at once in a pager."""
    pieces = report(form, documents, titled=titled)
    try:
        if form == "text" and streams.is_terminal() and os.environ.get("PAGER"):
            streams.show("".join(pieces))  # the pager shows the report from its start
        else:
            for piece in pieces:
                checking.progress.make_way()
                streams.write(piece, commands=form in {"github", "html"})
                streams.flush()
    finally:
        checking.progress.wipe()


def _check(facts: Facts, jobs: int) -> Check:
    if jobs == 1:
        return facts.check
    from xzfacts.cli.parallel_check import check_in_parallel

    return partial(check_in_parallel, facts.root, jobs=jobs)


class _Checking:
    """Checks several documents; one that cannot be read is reported and skipped."""

    def __init__(self, check: Check, only: Sequence[Verdict]) -> None:
        self._check = check
        self._only = only
        self.tally = Tally()
        self.progress = CheckProgress()
        self.faulty = False

    def documents(self, files: Sequence[str], text: str | None) -> Iterator[CheckedDocument]:
        """Yield the documents with their passages, which are checked lazily."""
        for name in files:
            faults: list[str] = []
            passages = self._passages(name, faults, text if name == _TEXT else None)
            yield CheckedDocument(
                name, with_verdicts(passages, self._only) if self._only else passages, faults
            )

    def exit_status(self, *, strict: bool, in_doubt: bool) -> int:
        """0 if nothing is refuted and, with `strict`, everything is supported.

        in_doubt: whether a part of the store cannot be read.
        """
        if self.faulty:
            return 2
        open_ = self.tally.total - self.tally[Verdict.SUPPORTED]
        if self.tally[Verdict.REFUTED] or (strict and open_):
            return 1
        return 2 if self.tally[Verdict.UNKNOWN] and in_doubt else 0

    def _passages(self, name: str, faults: list[str], text: str | None) -> Iterator[Passage]:
        try:
            with _open(name, text) as file:
                self.progress.start(name, file)
                for passage in check_paragraphs(paragraphs(name, self._reader(file)), self._check):
                    self.tally.add(passage.sentences)
                    yield passage
        except XzfactsError as error:
            faults.append(error.message())
        except OSError as error:
            faults.append(_unreadable(name, error))
        self.faulty = self.faulty or bool(faults)
        for fault in faults:
            self.progress.wipe()
            streams.message(fault)

    def _reader(self, file: BufferedReader) -> Read:
        def read(most: int) -> bytes:
            piece = file.read1(most)
            self.progress.add(len(piece))
            return piece

        return read


def _unreadable(name: str, error: OSError) -> str:
    """Return why a document cannot be opened, with a hint if the name looks like a text."""
    fault = _("{path}: {reason}.").format(path=name, reason=reason(error))
    absent = isinstance(error, FileNotFoundError) or error.errno == ENAMETOOLONG
    if absent and (any(map(is_han, name)) or " " in name):
        return _("{fault} To check a text, use --text.").format(fault=fault)
    return fault


def _open(name: str, text: str | None) -> BufferedReader:
    if text is not None:
        return BufferedReader(BytesIO(text.encode(errors="replace")))
    return open_document(name, "check")
