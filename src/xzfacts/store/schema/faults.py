"""Faults of store files and rows: findings whose line is not known yet."""

from typing import NamedTuple

from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Place
from xzfacts.model.finding_catalogue import make_finding
from xzfacts.model.findings import Finding
from xzfacts.quantity.whole_amount import cut_amount
from xzfacts.store.toml.spans import Path


class Fault(NamedTuple):
    """A finding whose line is not known yet.

    code: as in `Finding`.
    path: path of the key in the document.
    message: as in `Finding`.
    remedy: as for `make_finding`.
    """

    code: str
    path: Path
    message: str
    remedy: str | None = None

    def at(self, place: Place) -> Finding:
        """The finding at a place."""
        return make_finding(self.code, self.message, place, self.remedy)


MAX_FAULTS = 1000  # listed of one file; more help nobody, and describing them takes time


def too_many_faults(file: str) -> Finding:
    """The finding that more than MAX_FAULTS were found in a file."""
    text = _("This file has more than {count} problems; the others are not listed.")
    return make_finding("too-many-problems", text.format(count=MAX_FAULTS), Place(file))


def missing(key: str, path: Path) -> Fault:
    """The fault of a missing key in the table at `path`."""
    return Fault(
        "missing-key",
        (*path, key),
        _("`{key}` is missing.").format(key=key),
        _("Add `{key} = …`.").format(key=key),
    )


def value_fault(value: str, quote: str, path: Path) -> Fault | None:
    """The fault of a value that does not occur in its quote, or only as a piece of an amount."""
    if value not in quote:
        return Fault(
            "value-not-in-quote",
            path,
            _("“{value}” does not occur in the quote.").format(value=short(value)),
        )
    longer = cut_amount(quote, value)
    if longer is None:
        return None
    return Fault(
        "value-cuts-number",
        path,
        _("“{value}” is only part of a number in the quote: “{number}”.").format(
            value=short(value), number=short(longer)
        ),
    )


def wrong(path: Path, value: object, wanted: str) -> Fault:
    """The fault of a value that is not of the type `wanted`."""
    return Fault(
        "wrong-type",
        path,
        _("Expected {wanted}, found {found}.").format(found=_type_name(value), wanted=wanted),
        _("Write it in quotes, exactly as in the sentence.") if path[-1] == "value" else "",
    )


def invisible(path: Path, character: str) -> Fault:
    """The fault of a name with an invisible character, written as an escape."""
    return Fault(
        "invisible-character",
        path,
        _("This name contains the invisible character {character}.").format(character=character),
    )


def too_long(path: Path, most: int) -> Fault:
    """The fault of a text with more than `most` characters."""
    return Fault(
        "too-long", path, _("This text has more than {count} characters.").format(count=most)
    )


def _type_name(value: object) -> str:
    names = {
        bool: _("true or false"),
        int: _("a number"),
        float: _("a number"),
        str: _("text"),
        list: _("a list"),
        dict: _("a table"),
    }
    return names.get(type(value), _("a date or time"))


def short(text: str) -> str:
    """`text`, cut to 40 characters."""
    return text if len(text) <= 40 else text[:39] + "…"
