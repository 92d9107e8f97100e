"""What is wrong in data, said as a value."""

from dataclasses import dataclass

from xzfacts.model.facts import Place


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault in data: what is wrong, where, and how to remedy it. A value, never raised."""

    code: str  # stable English slug: duplicate-id, value-not-in-quote
    message: str  # translated
    place: Place
    remedy: str | None = None  # translated
