"""Make text from stores and queries harmless to a terminal."""

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
    from unicodedata import category

    return "".join(
        character
        if character.isprintable()
        or character in _JOINERS
        or category(character) == "Zs"  # spaces of other widths, such as U+3000
        else character.encode("unicode_escape").decode("ascii")
        for character in text
    )
