"""Checks a long text in several processes; results come in the order of the text."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from functools import lru_cache
from itertools import islice

from xzfacts.app import Facts
from xzfacts.archive_jobs.process_pool import Pool
from xzfacts.check.checker import REACH
from xzfacts.errors import XzfactsError
from xzfacts.i18n import mark
from xzfacts.model.verdicts import CheckedSentence

_PIECE = 1 << 16  # minimum number of characters of a chunk
_AHEAD = 2  # chunks submitted per process


class ProcessDiedError(XzfactsError):
    """A process of the check was ended from outside."""

    template = mark("A process of the check was ended; is there enough memory?")


def check_in_parallel(root: str, lines: Iterable[str], jobs: int) -> Iterator[CheckedSentence]:
    """Yield what `Facts.check` yields, computed by `jobs` processes.

    They end with this process, and when the iterator is closed. Raises ProcessDiedError.
    """
    pool = Pool(jobs)
    pieces = _pieces(lines)
    under_way: deque[Future[list[CheckedSentence]]] = deque()
    try:
        while True:
            for piece in islice(pieces, jobs * _AHEAD - len(under_way)):
                under_way.append(pool.submit(_check, root, *piece))
            if not under_way:
                return
            yield from pool.result(under_way.popleft())
    except pool.died:
        raise ProcessDiedError from None
    finally:
        pool.close()


def _pieces(lines: Iterable[str]) -> Iterator[tuple[int, list[str], list[str]]]:
    """Yield chunks: number of the first line, preceding lines for context, and lines."""
    first = 1
    before: list[str] = []
    piece: list[str] = []
    size = 0
    for line in lines:
        piece.append(line)
        size += len(line)
        if size >= _PIECE:
            yield first, before, piece
            first += len(piece)
            before = [*before, *piece][-REACH:]
            piece, size = [], 0
    if piece:
        yield first, before, piece


_facts = lru_cache(1)(Facts)  # one store per process


def _check(root: str, first: int, before: list[str], lines: list[str]) -> list[CheckedSentence]:
    return [
        sentence._replace(line=sentence.line + first - 1)
        for sentence in _facts(root).check(lines, before)
    ]
