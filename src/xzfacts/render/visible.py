"""Make text from stores and queries harmless to a terminal."""

import unicodedata

# Joiners have no width and do nothing by themselves, but emoji and some scripts need them.
_JOINERS = "\u200c\u200d"


def visible(text: str) -> str:
    r"""`text` in one line, with what a terminal would obey or hide spelled out.

    Control characters, line breaks, marks that turn the writing direction, lone surrogates
    and characters that nobody defined become escapes such as `\x1b` and `\u202e`. All else
    stays, so text that people can read comes back unchanged.
    """
    if text.isprintable():
        return text
    return "".join(
        character if _harmless(character) else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


def _harmless(character: str) -> bool:
    return (
        character.isprintable()
        or character in _JOINERS
        or unicodedata.category(character) == "Zs"  # spaces of other widths: U+3000
    )
