"""Limits of reading a PDF, known to the process that reads it and to the one that waits."""

MAX_PAGES = 2000
MAX_GLYPHS = 200_000  # of a page; a newspaper page has about ten thousand
MEMORY = 2 << 30  # bytes of address space

_MEGABYTE = 1 << 20


def glyphs_of_file(size: int) -> int:
    """How many characters all pages may have; text takes more than half a byte each, compressed."""
    return MAX_GLYPHS + 2 * size


def cpu_seconds(size: int) -> int:
    """The CPU time that reading a file of so many bytes may take."""
    return 4 + 8 * size // _MEGABYTE
