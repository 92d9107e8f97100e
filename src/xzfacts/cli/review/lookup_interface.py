"""The queries to the store that a review needs, as an interface without I/O."""

from typing import Protocol

from xzfacts.cli.review.review_state import PromptKind
from xzfacts.cli.review.text_input import Completion
from xzfacts.model.facts import Fact


class Lookup(Protocol):
    """The queries to the store that keys need."""

    def completions(self, prompt: PromptKind, text: str, fact: Fact) -> tuple[Completion, ...]:
        """Return completions of a text typed for a draft."""

    def subject(self, name: str) -> str | None:
        """Return the canonical name of a subject; None if there is none with this name."""

    def contradicts(self, fact: Fact) -> bool:
        """Return whether a fact of the store contradicts this one."""

    def declared(self, name: str) -> tuple[str, ...]:
        """Return the files that declare a subject with this canonical name, as store paths."""
