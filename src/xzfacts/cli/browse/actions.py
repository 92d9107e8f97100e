"""The actions for a hit, and their keys."""

from typing import Literal, NamedTuple

from xzfacts.cli.browse.browse_state import FactHit, Hit
from xzfacts.i18n import mark
from xzfacts.model.facts import Place

Action = Literal["value", "quote", "citation", "open", "subject"]
# Key, title in the line at the bottom, and title in the menu, of each action. Terminals often use
# F1 and F10 to F12 themselves.
ACTIONS: dict[Action, tuple[str, str, str]] = {
    "value": ("F2", mark("value"), mark("Copy the value")),
    "quote": ("F3", mark("sentence"), mark("Copy the sentence")),
    "citation": ("F4", mark("citation"), mark("Copy the citation")),
    "open": ("F5", mark("open"), mark("Open the store file in an editor")),
    "subject": ("F6", mark("subject"), mark("Other facts about the subject")),
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
