"""Review in line mode, for terminals without cursor control (TERM=dumb)."""

from dataclasses import replace

from xzfacts.cli.review.completions import StoreLookup
from xzfacts.cli.review.key_decoder import Key
from xzfacts.cli.review.prompt_view import prompt_label
from xzfacts.cli.review.review_reducer import step
from xzfacts.cli.review.review_state import Edit, ReviewState
from xzfacts.i18n import gettext as _
from xzfacts.render.escape import visible

_CHOICES = "123456789"


def questions(state: ReviewState) -> tuple[list[str], str]:
    """Return the lines to print below the page, and the prompt."""
    if state.line is not None:
        completions = zip(_CHOICES, state.line.completions, strict=False)
        listed = [
            f"{number} {visible(completion.text)}"
            + (f" ({visible(completion.about)})" if completion.about else "")
            for number, completion in completions
        ]
        return listed, f"{prompt_label(state.prompt)} "
    if state.selection is not None:
        return [], _("value:") + " "
    return [], "> "


def answered(
    state: ReviewState, answer: str, lookup: StoreLookup
) -> tuple[ReviewState, Edit | None]:
    """Apply a line of input: a key, or a complete answer to the current prompt.

    An empty line cancels the prompt; a number selects a completion.
    """
    answer = answer.strip()
    if state.line is None and state.selection is None:
        return step(state, Key("text", answer[:1]), lookup)
    if not answer:
        return step(state, Key("escape"), lookup)
    if state.line is not None:
        completions = dict(zip(_CHOICES, state.line.completions, strict=False))
        text = completions[answer].text if answer in completions else answer
        line = replace(state.line, text=text, cursor=len(text))
        return step(replace(state, line=line), Key("enter"), lookup)
    state, _edit = step(state, Key("paste", answer), lookup)
    state, edit = step(state, Key("enter"), lookup)
    return replace(state, selection=None), edit
