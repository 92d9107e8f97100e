"""Faults in data as values."""

from typing import NamedTuple

from xzfacts.model.facts import Place


class Finding(NamedTuple):
    """A fault in data; returned, never raised.

    code: stable English slug, such as `duplicate-id`; see `xzfacts.model.finding_catalogue`.
    message: what is wrong, translated.
    place: where.
    remedy: how to fix it, translated.
    """

    code: str
    message: str
    place: Place
    remedy: str | None = None


def join_sentences(first: str, second: str | None) -> str:
    """Join two sentences, the second of which may be missing; no space follows a wide stop."""
    if not second:
        return first
    return f"{first}{second}" if first.endswith(("。", "？", "！")) else f"{first} {second}"
