"""A review on a terminal that can do nothing but print lines (TERM=dumb), and read them."""

from dataclasses import replace

from xzfacts.cli.review.completions import Known
from xzfacts.cli.review.key_decoder import Key
from xzfacts.cli.review.prompt_view import asking
from xzfacts.cli.review.reducer import step
from xzfacts.cli.review.state import Edit, State
from xzfacts.i18n import gettext as _
from xzfacts.render.escape import visible

_CHOICES = "123456789"


def questions(state: State) -> tuple[list[str], str]:
    """Lines to print below the page, and what to print before the answer."""
    if state.line is not None:
        offers = zip(_CHOICES, state.line.offers, strict=False)
        listed = [
            f"{number} {visible(offer.text)}"
            + (f" ({visible(offer.about)})" if offer.about else "")
            for number, offer in offers
        ]
        return listed, f"{asking(state.asked)} "
    if state.slice is not None:
        return [], _("value:") + " "
    return [], "> "


def answered(state: State, answer: str, known: Known) -> tuple[State, Edit | None]:
    """What a line does: a key by itself, or the whole of what was asked for.

    An empty line leaves all as it is; a number takes an offer.
    """
    answer = answer.strip()
    if state.line is None and state.slice is None:
        return step(state, Key("text", answer[:1]), known)
    if not answer:
        return step(state, Key("escape"), known)
    if state.line is not None:
        offers = dict(zip(_CHOICES, state.line.offers, strict=False))
        text = offers[answer].text if answer in offers else answer
        line = replace(state.line, text=text, cursor=len(text))
        return step(replace(state, line=line), Key("enter"), known)
    state, _edit = step(state, Key("paste", answer), known)
    state, edit = step(state, Key("enter"), known)
    return replace(state, slice=None), edit
