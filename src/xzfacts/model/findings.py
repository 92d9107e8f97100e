"""Faults in data as values."""

from typing import NamedTuple

from xzfacts.model.facts import Place


class Finding(NamedTuple):
    """A fault in data; returned, never raised.

    code: stable English slug, such as `duplicate-id`; see `xzfacts.render.finding_catalogue`.
    message: what is wrong, translated.
    place: where.
    remedy: how to fix it, translated.
    """

    code: str
    message: str
    place: Place
    remedy: str | None = None
