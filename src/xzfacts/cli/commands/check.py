"""`xzfacts check`: compare the statements of a draft with the store."""

import os
from collections.abc import Iterator, Sequence
from functools import partial
from io import BufferedReader
from typing import Annotated

from typer import Argument, BadParameter, Option

from xzfacts.app import Facts, open_store
from xzfacts.cli import streams
from xzfacts.cli.check_progress import Progress
from xzfacts.cli.messages import report_findings, store_is_incomplete
from xzfacts.cli.options import Json, StorePath
from xzfacts.cli.report_formats import Form, report
from xzfacts.drafts.decode import Read
from xzfacts.drafts.read import paragraphs
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.i18n import reason
from xzfacts.model.paragraphs import (
    Check,
    CheckedDraft,
    Passage,
    check_paragraphs,
    with_verdicts,
)
from xzfacts.model.verdicts import Verdict
from xzfacts.render.verdict_labels import Tally


def run(
    files: Annotated[
        list[str],
        Argument(
            metavar="FILE...",
            help=_("Drafts to check: text, Markdown, HTML or .docx; “-” for standard input."),
        ),
    ],
    only: Annotated[
        list[Verdict] | None,
        Option(
            metavar="VERDICT",
            help=_("Show only statements with this verdict; repeatable."),
            show_default=False,
        ),
    ] = None,
    json: Json = False,
    format_: Annotated[
        Form | None,
        Option(
            "--format",
            help=_("Report format; by default the draft with verdicts."),
            show_default=False,
        ),
    ] = None,
    jobs: Annotated[int, Option(min=1, metavar="N", help=_("Number of parallel processes."))] = 1,
    store: StorePath = None,
) -> int:
    """Check drafts against the store."""
    if json and format_ not in {None, "json"}:
        raise BadParameter(_("--json and --format cannot be combined."))
    form: Form = "json" if json else format_ or "text"
    facts = open_store(store)
    report_findings(facts.findings)
    checking = _Checking(_check(facts, jobs), only or ())
    pieces = report(form, checking.drafts(files), titled=len(files) > 1)
    try:
        if form == "text" and streams.is_terminal() and os.environ.get("PAGER"):
            streams.show("".join(pieces))  # the pager shows the report from its start
        else:
            for text in pieces:
                checking.progress.make_way()
                streams.write(text)
                streams.flush()
    finally:
        checking.progress.wipe()
    if form != "json" and (checking.tally.total or not checking.faulty):
        streams.message(checking.tally.summary())
    if checking.faulty:
        return 2
    if checking.tally[Verdict.REFUTED]:
        return 1
    return 2 if checking.tally[Verdict.UNKNOWN] and store_is_incomplete(facts.findings) else 0


def _check(facts: Facts, jobs: int) -> Check:
    if jobs == 1:
        return facts.check
    from xzfacts.cli.parallel_check import check_in_parallel

    return partial(check_in_parallel, facts.root, jobs=jobs)


class _Checking:
    """Checks several drafts; one that cannot be read is reported and skipped."""

    def __init__(self, check: Check, only: Sequence[Verdict]) -> None:
        self._check = check
        self._only = only
        self.tally = Tally()
        self.progress = Progress()
        self.faulty = False

    def drafts(self, files: Sequence[str]) -> Iterator[CheckedDraft]:
        """Yield the drafts with their passages, which are checked lazily."""
        for name in files:
            faults: list[str] = []
            passages = self._passages(name, faults)
            yield CheckedDraft(
                name, with_verdicts(passages, self._only) if self._only else passages, faults
            )

    def _passages(self, name: str, faults: list[str]) -> Iterator[Passage]:
        try:
            with _open(name) as file:
                self.progress.start(name, file)
                for passage in check_paragraphs(paragraphs(name, self._reader(file)), self._check):
                    self.tally.add(passage.sentences)
                    yield passage
        except XzfactsError as error:
            faults.append(error.message())
        except OSError as error:
            faults.append(_("{path}: {reason}.").format(path=name, reason=reason(error)))
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


def _open(name: str) -> BufferedReader:
    return open(0, "rb", closefd=False) if name == "-" else open(name, "rb")
