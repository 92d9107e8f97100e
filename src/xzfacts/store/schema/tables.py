"""Validation of the tables of store files against their schemas."""

import re
from datetime import date
from decimal import Decimal

from xzfacts.i18n import gettext as _
from xzfacts.store.schema.faults import (
    MAX_FAULTS,
    Fault,
    invisible,
    missing,
    short,
    too_long,
    wrong,
)
from xzfacts.store.schema.table_schemas import (
    MAX_NAME,
    MAX_NUMBER,
    MAX_TEXT,
    MODES,
    SCHEMA,
    STATUSES,
    KeyType,
    Table,
    TableSchema,
)
from xzfacts.store.toml.spans import Path
from xzfacts.text.invisible import first_invisible

# Names are compared with each other, so that they are limited further.
_NAMES = frozenset({"id", "subject", "attribute", "name", "aliases", "kind", "part_of"})
_NAMES |= {"superseded_by", "said_by"}
# What is listed with each fact of a source is limited in the same way.
_OF_SOURCE = frozenset({"title", "publication", "url", "page", "section"})

_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{64}")


def check(table: Table, schema: TableSchema, path: Path, faults: list[Fault]) -> Table:
    """The valid keys of `table`, dates and pages as strings; faults are added to `faults`.

    At most `MAX_FAULTS` and those of one more table are added.
    """
    keys, required = schema
    is_full = len(faults) > MAX_FAULTS
    good = table
    for key, value in table.items():
        key_type = keys.get(key)
        if (
            key_type is KeyType.TEXT
            and type(value) is str
            and (is_name(value) if key in _NAMES else 0 < len(value) <= MAX_NAME)
            and not value.isspace()
        ):
            continue
        if key_type is KeyType.TABLES and type(value) is list:
            continue  # its elements are checked where they are read
        if good is table:
            good = dict(table)
        fault = None
        if key_type is None:
            del good[key]
            if len(faults) > MAX_FAULTS:
                continue
            fault = _unknown(key, schema, path)
        else:
            fault, good[key] = _checked(key_type, value, (*path, key))
        if fault is not None:
            good.pop(key, None)
            faults.append(fault)
    if not is_full:
        faults.extend(missing(key, path) for key in required if key not in table)
    return good


def tables(value: object, path: Path, faults: list[Fault]) -> list[tuple[int, Table]]:
    """The tables of a list with their indices; anything else in it is a fault."""
    found: list[tuple[int, Table]] = []
    for index, element in enumerate(value if isinstance(value, list) else ()):
        if type(element) is dict:
            found.append((index, element))
        elif len(faults) <= MAX_FAULTS:
            faults.append(wrong((*path, index), element, _("a table")))
    return found


def is_date(text: str) -> bool:
    """Whether `text` is an ISO date of any precision: 2024, 2024-05 or 2024-05-17."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)
    except ValueError:
        return False
    return True


def is_name(text: str) -> bool:
    """Whether a store accepts `text` as a name: not blank, not too long, nothing invisible."""
    return 0 < len(text) <= MAX_NAME and not text.isspace() and first_invisible(text) is None


def nearest(word: str, known: tuple[str, ...], cutoff: float = 0.6) -> str | None:
    """The known word of which `word` is most likely a typo."""
    from difflib import get_close_matches

    found = get_close_matches(word[:40].lower(), known, n=1, cutoff=cutoff)
    return found[0] if found else None


def _checked(key_type: KeyType, value: object, path: Path) -> tuple[Fault | None, object]:
    """The fault or None, and the value as in the model."""
    text = isinstance(value, str)
    if key_type in {KeyType.TEXT, KeyType.HASH, KeyType.STATUS, KeyType.MODE} or (
        key_type in {KeyType.DATE, KeyType.PAGE} and text
    ):
        return _checked_text(key_type, value, path), value
    if key_type is KeyType.DATE:
        if type(value) is date:
            return None, value.isoformat()
        return wrong(path, value, _("a date such as 2024-05-17, or “2024-05” in quotes")), None
    if key_type is KeyType.PAGE:
        wanted = _("a string, or a whole number up to {most}").format(most=MAX_NUMBER)
        return (None, str(value)) if _is_number(value, 0) else (wrong(path, value, wanted), None)
    if key_type is KeyType.TEXTS:
        return _checked_texts(value, path), value
    if key_type is KeyType.LINE:
        wanted = _("a whole number from 1 to {most}").format(most=MAX_NUMBER)
        return None if _is_number(value, 1) else wrong(path, value, wanted), value
    if key_type is KeyType.SHARE:
        if type(value) in {int, float} and 0 <= value <= 1:  # type: ignore[operator]
            return None, Decimal(str(value))
        return wrong(path, value, _("a number from 0 to 1")), None
    if key_type is KeyType.SCHEMA:
        return _checked_schema(value, path), value
    if key_type is KeyType.TABLE:
        return None if isinstance(value, dict) else wrong(path, value, _("a table")), value
    return None if isinstance(value, list) else wrong(path, value, _("a list of tables")), value


def _is_number(value: object, least: int) -> bool:
    """Whether a value is a whole number of the allowed size; TOML has no limit of its own."""
    return type(value) is int and least <= value <= MAX_NUMBER


def _checked_texts(value: object, path: Path) -> Fault | None:
    if not (isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value)):
        return wrong(path, value, _("a list of non-empty strings"))
    lengths = map(len, value)
    if (sum(lengths) if path[-1] == "authors" else max(lengths, default=0)) > MAX_NAME:
        return too_long(path, MAX_NAME)
    names = value if path[-1] in _NAMES else ()
    hidden = next(filter(None, map(first_invisible, names)), None)
    return invisible(path, hidden) if hidden else None


def _checked_text(key_type: KeyType, value: object, path: Path) -> Fault | None:
    if not isinstance(value, str):
        return wrong(path, value, _("a string in quotes"))
    if not value.strip():
        return Fault("empty", path, _("`{key}` is empty.").format(key=path[-1]))
    is_name = path[-1] in _NAMES
    if len(value) > (most := MAX_NAME if is_name or path[-1] in _OF_SOURCE else MAX_TEXT):
        return too_long(path, most)
    if is_name and (hidden := first_invisible(value)):
        return invisible(path, hidden)
    if key_type is KeyType.DATE and not is_date(value):
        return Fault("wrong-date", path, _("“{text}” is not a date.").format(text=short(value)))
    if key_type is KeyType.HASH and not _HASH.fullmatch(value):
        return Fault("wrong-hash", path, _("“{text}” is not a sha256.").format(text=short(value)))
    if key_type is KeyType.STATUS and value not in STATUSES:
        message = _("“{text}” is not a status.").format(text=short(value))
        return _unlisted("unknown-status", path, message, value, STATUSES)
    if key_type is KeyType.MODE and value not in MODES:
        message = _("“{text}” is not a mode.").format(text=short(value))
        return _unlisted("unknown-mode", path, message, value, MODES)
    return None


def _unlisted(code: str, path: Path, message: str, value: str, allowed: tuple[str, ...]) -> Fault:
    """The fault of a value that is none of those allowed."""
    near = nearest(value, allowed)
    remedy = (
        _("Did you mean “{near}”?").format(near=near)
        if near
        else _("Allowed values: {known}.").format(known=", ".join(allowed))
    )
    return Fault(code, path, message, remedy)


def _checked_schema(value: object, path: Path) -> Fault | None:
    if not _is_number(value, 0):
        return wrong(path, value, _("the number {schema}").format(schema=SCHEMA))
    if value == SCHEMA:
        return None
    return Fault(
        "unknown-schema",
        path,
        _("The store uses schema {found}; this version of xzfacts reads schema {known}.").format(
            found=value, known=SCHEMA
        ),
    )


def _unknown(key: str, schema: TableSchema, path: Path) -> Fault:
    near = nearest(key, tuple(schema.keys))
    return Fault(
        "unknown-key",
        (*path, key),
        _("Unknown key `{key}`.").format(key=short(key)),
        _("Did you mean `{near}`?").format(near=near)
        if near
        else _("Known keys: {known}.").format(known=", ".join(schema.keys)),
    )
