"""Removes control characters from the text of the input line, which may be pasted."""

from xzfacts.render.escape import visible

_MAX_INPUT = 500  # characters; a query has at most 200


def printable(text: str) -> str:
    """Return `text` in one line, without control characters."""
    if text.isprintable():  # for every key pressed, of the whole line
        return text[:_MAX_INPUT]
    spaced = (" " if character in "\t\r\n\u2028\u2029" else character for character in text)
    return "".join(one for one in spaced if visible(one) == one)[:_MAX_INPUT]
