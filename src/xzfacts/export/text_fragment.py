"""Links that open a web page at a passage (URL Fragment Text Directives, WICG)."""

import re
from urllib.parse import quote, urlsplit

_PLAIN_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f-\x9f\"<>\\]+", re.IGNORECASE)
_WHOLE = 60  # characters up to which the passage itself is the directive
# Its first and its last clause otherwise: a browser matches whole words only.
_ENDS = re.compile(r"(.{4,}?)[,，;；:：、。].*[,，;；:：、。](.{4,})", re.DOTALL)


def text_link(url: str | None, passage: str) -> str | None:
    """Return the address of a page with a directive for the passage; None if it has no URL.

    A long passage is given by its first and its last clause. Only http and https addresses have
    pages; a fragment that the address has already is kept.
    """
    if url is None or not is_web_address(url):
        return None
    ends = _ENDS.fullmatch(passage) if len(passage) > _WHOLE else None
    parts = ends.groups() if ends else (passage,)
    directive = ",".join(map(_encoded, parts))
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}"


def is_web_address(url: str) -> bool:
    """Return whether a browser opens this as a page: http or https, without blanks or controls."""
    try:
        return bool(_PLAIN_ADDRESS.fullmatch(url) and urlsplit(url).netloc)
    except ValueError:  # a malformed host
        return False


def _encoded(text: str) -> str:
    """Percent-encode a part; a hyphen would mark a part as context."""
    return quote(text, safe="", errors="replace").replace("-", "%2D")
