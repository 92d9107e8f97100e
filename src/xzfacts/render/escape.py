"""Escaping of untrusted text for a terminal."""

# Zero-width joiners are harmless, and emoji and some scripts need them.
_JOINERS = "\u200c\u200d"


def visible(text: str) -> str:
    r"""`text` in one line, with invisible and control characters escaped.

    Control characters, line breaks, bidirectional marks, lone surrogates and undefined characters
    become escapes such as `\x1b` and `\u202e`. Readable text is returned unchanged.
    """
    if text.isprintable():
        return text
    from unicodedata import category

    return "".join(
        character
        if character.isprintable()
        or character in _JOINERS
        or category(character) == "Zs"  # spaces of other widths, such as U+3000
        else character.encode("unicode_escape").decode("ascii")
        for character in text
    )
