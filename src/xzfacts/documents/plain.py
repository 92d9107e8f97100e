"""Plain text: each line is a paragraph; hard-wrapped lines are joined."""

from collections.abc import Iterable, Iterator
from io import IncrementalNewlineDecoder

from xzfacts.documents.wrapped_lines import WrappedLines
from xzfacts.model.paragraphs import Paragraph

# Longer lines are split after the last sentence that fits, so that memory stays bounded.
_MAX_LINE = 1 << 17
_SENTENCE_ENDS = "。！？!?；;"


def paragraphs(pieces: Iterable[str]) -> Iterator[Paragraph]:
    """The lines, which end with LF, CR LF or CR."""
    number, start, rest = 1, 0, ""
    chain = WrappedLines()
    for piece in _with_plain_breaks(pieces):
        *lines, rest = (rest + piece).split("\n")
        for line in lines:
            yield from chain.add(Paragraph(number, line, range(start, start + len(line))))
            number, start = number + 1, 0
        if len(rest) > _MAX_LINE:
            yield from chain.end()
        while len(rest) > _MAX_LINE:
            cut = max(rest.rfind(end, 0, _MAX_LINE) for end in _SENTENCE_ENDS) + 1 or _MAX_LINE
            yield Paragraph(number, rest[:cut], range(start, start + cut))
            start, rest = start + cut, rest[cut:]
    if rest:
        yield from chain.add(Paragraph(number, rest, range(start, start + len(rest))))
    yield from chain.end()


def whole(pieces: Iterable[str]) -> str:
    """The complete text with LF line endings, for formats that cannot be read in pieces."""
    return "".join(_with_plain_breaks(pieces))


def _with_plain_breaks(pieces: Iterable[str]) -> Iterator[str]:
    newlines = IncrementalNewlineDecoder(None, translate=True)
    for piece in pieces:
        yield newlines.decode(piece)
    yield newlines.decode("", final=True)
