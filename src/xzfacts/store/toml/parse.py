"""Decoding and parsing of store files."""

import re
import tomllib

from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Place
from xzfacts.model.findings import Finding
from xzfacts.store.schema.tables import Table

_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def parse_document(data: bytes, file: str) -> tuple[str, Table] | Finding:
    """The text and the document, or the finding if the bytes are not valid TOML.

    Never raises. `file` is the display path in the finding.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Finding(
            "not-utf8",
            _("This file is not UTF-8 text."),
            Place(file, data.count(b"\n", 0, error.start) + 1),
            _("Save the file as UTF-8."),
        )
    try:
        return text, tomllib.loads(text.removeprefix("\ufeff"))
    except RecursionError:
        return _not_toml(file, None, _("brackets are nested too deeply"))
    except tomllib.TOMLDecodeError as error:
        reason = str(error)
        found = _TOML_PLACE.search(reason)
        if found is None:
            return _not_toml(file, None, reason)
        line = int(found[1]) if found[1] else text.count("\n") + 1
        return _not_toml(file, line, reason[: found.start()])
    except ValueError:  # Python limits the digits of integers
        return _not_toml(file, None, _("it contains a number that is too long"))


def _not_toml(file: str, line: int | None, reason: str) -> Finding:
    return Finding(
        "not-toml",
        _("Invalid TOML: {reason}.").format(reason=reason),
        Place(file, line),
        _("Fix it; until then, nothing in this file is read."),
    )
