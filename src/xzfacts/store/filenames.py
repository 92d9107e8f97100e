"""Safe file names for sources with arbitrary ids."""

import re
from unicodedata import normalize

_MAX_BYTES = 120  # file systems allow 255; leaves room for a number and the suffix
_FORBIDDEN = re.compile(r"[^\w.-]+|_+")
_EDGES = ".-"

# Device names on Windows, with any suffix; `store` would clash with `store.toml`, the others
# with folders that are no place for facts.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|store|texts|schema)(?:\..*)?")


def stem_for(source_id: str) -> str:
    """A file name without suffix that is valid on every system and not hidden.

    Lower case, so that no two names differ by case alone. Different ids may share a stem.
    """
    plain = _FORBIDDEN.sub("-", normalize("NFC", source_id).lower())
    short = plain.encode("utf-8", "replace")[:_MAX_BYTES].decode("utf-8", "ignore")
    stem = short.strip(_EDGES)
    if not stem:
        return "source"
    return f"{stem}-source" if _RESERVED.fullmatch(stem) else stem
