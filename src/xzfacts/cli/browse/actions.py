"""The actions for a hit, and their keys."""

from typing import Literal, NamedTuple

from xzfacts.cli.browse.browse_state import FactHit, Hit
from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Place

Action = Literal["value", "quote", "citation", "open", "subject"]
# Terminals often use F1 and F10 to F12 themselves.
ACTION_KEYS: dict[Action, str] = {
    "value": "F2",
    "quote": "F3",
    "citation": "F4",
    "open": "F5",
    "subject": "F6",
}


class Copy(NamedTuple):
    """Copy a text to the clipboard.

    action: the action that copies it.
    text: the text, in one line.
    """

    action: Action
    text: str


class Open(NamedTuple):
    """Open a place of the store in the editor."""

    place: Place


class Leave(NamedTuple):
    """End the program.

    status: the exit status.
    """

    status: int


Effect = Copy | Open | Leave


def actions_for(hit: Hit | None) -> tuple[Action, ...]:
    """Return the actions for a hit in the order of the menu."""
    if not isinstance(hit, FactHit):
        return ()
    if hit.result.kind == "sentence":
        return "quote", "citation", "open", "subject"
    return "value", "quote", "citation", "open", "subject"


def action_title(action: Action) -> str:
    """Return the title of an action in the menu."""
    return {
        "value": _("Copy the value"),
        "quote": _("Copy the sentence"),
        "citation": _("Copy the citation"),
        "open": _("Open the store file in an editor"),
        "subject": _("Other facts about the subject"),
    }[action]


def action_label(action: Action) -> str:
    """Return the title of an action in the line at the bottom."""
    return {
        "value": _("value"),
        "quote": _("sentence"),
        "citation": _("citation"),
        "open": _("open"),
        "subject": _("subject"),
    }[action]
