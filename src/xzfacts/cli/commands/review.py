"""`xzfacts review`: review drafts one by one."""

import os
import sys
from typing import TYPE_CHECKING, Annotated

from typer import Argument, BadParameter, Option

from xzfacts.cli import streams
from xzfacts.cli.messages import report_findings
from xzfacts.cli.opened_store import writable_store
from xzfacts.cli.options import StorePath
from xzfacts.errors import INTERRUPTED, SIGNALLED, XzfactsError
from xzfacts.i18n import gettext as _, mark, ngettext

if TYPE_CHECKING:
    from decimal import Decimal

    from xzfacts.app import Facts
    from xzfacts.model.facts import Fact


class NoTerminalError(XzfactsError):
    """Standard input or output is not a terminal."""

    waiting: int

    def message(self) -> str:
        """Return the text of the error."""
        text = ngettext(
            "review needs a terminal. {count} draft fact to review; list it with "
            "`xzfacts list --status draft`.",
            "review needs a terminal. {count} draft facts to review; list them with "
            "`xzfacts list --status draft`.",
            self.waiting,
        )
        return text.format(count=self.waiting)


class NoSuchSourceError(XzfactsError):
    """The store has no source with this id."""

    exit_status = 1
    template = mark("No source has the id {source}; list the ids with `xzfacts list sources`.")
    source: str


def run(
    source: Annotated[
        str | None,
        Argument(
            metavar="[SOURCE]", help=_("Review only draft facts from the source with this id.")
        ),
    ] = None,
    accept_above: Annotated[
        str | None,
        Option(
            metavar="CONFIDENCE",
            help=_(
                "Accept the draft facts with at least this confidence that contradict nothing, "
                "and print them; needs no terminal."
            ),
        ),
    ] = None,
    store: StorePath = None,
) -> int:
    """Review draft facts one by one: accept, change or reject."""
    least = _share(accept_above)
    facts = writable_store(store)
    report_findings(facts.findings)
    if source is not None and facts.source(source) is None:
        raise NoSuchSourceError(source)
    drafts = [fact for fact in facts.facts(status="draft") if source in {None, fact.source.id}]
    if not drafts:
        streams.message(_("No draft facts to review."))
        return 1
    if least is not None:
        return _accept_above(facts, drafts, least)
    if not (sys.stdin.isatty() and streams.is_terminal()):
        raise NoTerminalError(len(drafts))
    return _review(facts, drafts)


def _review(facts: "Facts", drafts: "list[Fact]") -> int:
    """Review drafts on the terminal; return the exit status."""
    from xzfacts.cli.review.event_loop import Review
    from xzfacts.cli.review.review_view import summary
    from xzfacts.cli.review.terminal_input import TerminationSignal

    review = Review(facts, drafts, line_mode=os.environ.get("TERM") == "dumb")
    try:
        review.run()
    except TerminationSignal as signal:
        return SIGNALLED + signal.number
    except KeyboardInterrupt:
        status = INTERRUPTED
    else:
        status = 0
    streams.message(summary(review.state))
    return status


def _share(text: str | None) -> "Decimal | None":
    """Return a confidence given as an option. Raises BadParameter."""
    from xzfacts.cli.review.batch_edits import share

    if text is None:
        return None
    least = share(text)
    if least is None:
        message = _("“{text}” is not a number from 0 to 1.").format(text=text)
        raise BadParameter(message, param_hint="--accept-above")
    return least


def _accept_above(facts: "Facts", drafts: "list[Fact]", least: "Decimal") -> int:
    """Accept drafts by their confidence and print them; return 1 if there are none."""
    from xzfacts.cli.review.batch_edits import accepted_above
    from xzfacts.cli.review.completions import StoreLookup
    from xzfacts.cli.review.decision_writer import write_batch
    from xzfacts.cli.review.review_state import Outcome, ReviewItem, ReviewState
    from xzfacts.cli.review.review_view import summary
    from xzfacts.render.escape import visible

    state = ReviewState(tuple(map(ReviewItem, drafts)))
    batch = accepted_above(state, least, StoreLookup(facts))
    if batch.edits:
        state = write_batch(state, batch, facts.root)
    for draft in state.drafts:
        if draft.outcome is Outcome.ACCEPTED:
            fact = draft.fact
            columns = (fact.id, fact.subject, fact.attribute, fact.value)
            streams.write("\t".join(map(visible, columns)) + "\n")
    streams.message(summary(state))
    return 0 if state.count(Outcome.ACCEPTED) else 1
