"""Decoding and parsing of store files."""

import re
import tomllib
from collections.abc import Callable
from itertools import accumulate

from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Place
from xzfacts.model.finding_catalogue import make_finding
from xzfacts.model.findings import Finding
from xzfacts.store.schema.table_schemas import Table

# Limits that no written store comes near; beyond them, parsing would take minutes or gigabytes.
_MAX_LINE = 1024 * 1024  # bytes
_MAX_KEY_PARTS = 32  # of a dotted key; the time to parse one grows with their square
# Of nested brackets. Each may have a dotted key, so that tables are at most 300 deep: far from the
# 1,000 steps at which Python ends a comparison. The time to parse them grows with the cube of it.
_MAX_DEPTH = 8
_MARKS = "=,.[{\n"  # each value, key, table and line has at least one
_MAX_MARKS = 1_500_000

_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
# It begins with the dot: if it began with blanks, a long run of them would take quadratic time.
_PART = r"""\.[ \t]*+(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+"""
_DEEP_KEY = re.compile(f"(?:{_PART}){{{_MAX_KEY_PARTS}}}")
_STRING_OR_COMMENT = re.compile(
    r'"""(?:[^"\\]++|\\.|"{1,2}+(?!"))*+(?:"{3,5}|\Z)|"(?:[^"\\\n]++|\\.)*+"?'
    r"|'''(?:[^']++|'{1,2}+(?!'))*+(?:'{3,5}|\Z)|'[^'\n]*+'?|\#[^\n]*+",
    re.DOTALL,
)
_BRACKET = re.compile(r"[\[\]{}]")
_STEPS = {"[": 1, "{": 1, "]": -1, "}": -1}


class TooLargeError(ValueError):
    """A limit that a file exceeds. args: what is too large, and the line if it is one."""


def load_toml(text: str, parse_float: Callable[[str], object] = float) -> Table:
    """Parse TOML within the limits above.

    Raises TooLargeError, TOMLDecodeError and other ValueErrors.
    """
    text = text.removeprefix("\ufeff")
    _require_limits(text)
    return tomllib.loads(text, parse_float=parse_float)


def _require_limits(text: str) -> None:
    if len(text) > _MAX_LINE:
        for number, line in enumerate(text.split("\n"), 1):
            if len(line) > _MAX_LINE:
                what = _("this line has more than {count} characters").format(count=_MAX_LINE)
                raise TooLargeError(what, number)
    if len(text) > _MAX_MARKS and sum(map(text.count, _MARKS)) > _MAX_MARKS:
        what = _("it has more than {count} values and lines; divide it into several files")
        raise TooLargeError(what.format(count=_MAX_MARKS))
    if _DEEP_KEY.search(text):  # or a text with many dots
        bare = _STRING_OR_COMMENT.sub(_blanked, text)
        deep = _DEEP_KEY.search(bare)
        if deep is not None:
            what = _("this key has more than {count} parts").format(count=_MAX_KEY_PARTS)
            raise TooLargeError(what, bare.count("\n", 0, deep.start()) + 1)
    if text.count("[") + text.count("{") > _MAX_DEPTH:
        _require_depth(text)


def _require_depth(text: str) -> None:
    steps = map(_STEPS.__getitem__, _BRACKET.findall(_STRING_OR_COMMENT.sub("", text)))
    if max(accumulate(steps), default=0) > _MAX_DEPTH:
        bare = _STRING_OR_COMMENT.sub(_blanked, text)
        depth = 0
        for found in _BRACKET.finditer(bare):
            depth += _STEPS[found[0]]
            if depth > _MAX_DEPTH:
                what = _("brackets are nested more than {count} deep").format(count=_MAX_DEPTH)
                raise TooLargeError(what, bare.count("\n", 0, found.start()) + 1)


def _blanked(found: re.Match[str]) -> str:
    """A string without its content, lines kept; nothing for a comment."""
    return "" if found[0][0] == "#" else '""' + "\n" * found[0].count("\n")


def parse_document(data: bytes, file: str) -> tuple[str, Table] | Finding:
    """The text and the document, or the finding if the bytes are not valid TOML.

    Never raises. `file` is the display path in the finding.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return make_finding(
            "not-utf8",
            _("This file is not UTF-8 text."),
            Place(file, data.count(b"\n", 0, error.start) + 1),
        )
    try:
        return text, load_toml(text)
    except tomllib.TOMLDecodeError as error:
        reason = str(error)
        found = _TOML_PLACE.search(reason)
        if found is None:
            return _not_toml(file, None, reason)
        line = int(found[1]) if found[1] else text.count("\n") + 1
        return _not_toml(file, line, reason[: found.start()])
    except TooLargeError as error:
        return too_large(file, *error.args)
    except ValueError:  # Python limits the digits of integers
        return _not_toml(file, None, _("it contains a number that is too long"))


def too_large(file: str, what: str, line: int | None = None) -> Finding:
    """The finding for a file that exceeds a limit."""
    return make_finding(
        "too-large", _("Too large to read: {what}.").format(what=what), Place(file, line)
    )


def _not_toml(file: str, line: int | None, reason: str) -> Finding:
    return make_finding(
        "not-toml", _("Invalid TOML: {reason}.").format(reason=reason), Place(file, line)
    )
