"""File names for sources, whatever their ids are."""

import re
from unicodedata import normalize

_MAX_BYTES = 120  # of 255 that file systems take, with room for a number and the suffix
_FORBIDDEN = re.compile(r"[^\w.-]+|_+")  # whatever is no letter, digit, point or dash
_EDGES = ".-"

# Windows takes these for devices, with any suffix; `store` is the store's own file.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|store)(?:\..*)?")


def stem_for(source_id: str) -> str:
    """A file name without suffix for a source: safe on every system, never hidden.

    Lower case, so that no two differ by case alone. Different ids may give the same stem.
    """
    plain = _FORBIDDEN.sub("-", normalize("NFC", source_id).lower())
    short = plain.encode("utf-8", "replace")[:_MAX_BYTES].decode("utf-8", "ignore")
    stem = short.strip(_EDGES)
    if not stem:
        return "source"
    return f"{stem}-source" if _RESERVED.fullmatch(stem) else stem
