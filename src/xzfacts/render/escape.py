"""Escaping of untrusted text for a terminal."""

from xzfacts.text.invisible import FILLERS

# Zero-width joiners, which emoji and some scripts need.
_JOINERS = "\u200c\u200d"
_JOINING = (("\u0590", "\u1eff"), ("\u2190", "\u2bff"), ("\U0001f000", "\U0001faff"))


def visible(text: str) -> str:
    r"""`text` in one line, with invisible and control characters escaped.

    Control characters, line breaks, bidirectional marks, lone surrogates and undefined characters
    become escapes such as `\x1b` and `\u202e`. Readable text is returned unchanged.
    """
    if text.isprintable() and (text.isascii() or FILLERS.isdisjoint(text)):
        return text
    from unicodedata import category

    return "".join(
        character
        if (character.isprintable() and character not in FILLERS)
        or (character in _JOINERS and _joins(text, at))
        or category(character) == "Zs"  # spaces of other widths, such as U+3000
        else character.encode("unicode_escape").decode("ascii")
        for at, character in enumerate(text)
    )


def without_commands(text: str) -> str:
    r"""`text` with the first character escaped of what CI would execute as a command.

    These are `::error::` at the start of a line, and `##[error]`, `##vso[…]` and `##teamcity[…]`
    anywhere, in the logs of GitHub Actions, Azure Pipelines and TeamCity.
    """
    if "::" not in text and "##" not in text:
        return text
    import re

    text = re.sub(r"(?m)^([^\S\n]*):(?=:)", r"\1\\u003a", text)
    return re.sub(r"#(?=#(?:vso|teamcity)?\[)", r"\\u0023", text)  # means the same within JSON


def _joins(text: str, at: int) -> bool:
    """Whether the joiner at `at` is between characters of a script that needs it, or emoji."""
    return 0 < at < len(text) - 1 and all(
        any(low <= text[beside] <= high for low, high in _JOINING) or text[beside] == "\ufe0f"
        for beside in (at - 1, at + 1)
    )
