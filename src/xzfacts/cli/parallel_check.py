"""Checks a long text in several processes; results come in the order of the text."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context

from xzfacts.app import Facts
from xzfacts.check.checker import REACH
from xzfacts.model.verdicts import CheckedSentence

_PIECE = 1 << 16  # minimum number of characters of a chunk
_AHEAD = 2  # chunks submitted per process

_facts: Facts | None = None


def check_in_parallel(root: str, lines: Iterable[str], jobs: int) -> Iterator[CheckedSentence]:
    """Yield what `Facts.check` yields, computed by `jobs` processes."""
    pool = ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_open, initargs=(root,)
    )
    with pool:
        pieces = _pieces(lines)
        under_way: deque[Future[list[CheckedSentence]]] = deque()
        while True:
            for piece in islice(pieces, jobs * _AHEAD - len(under_way)):
                under_way.append(pool.submit(_check, *piece))
            if not under_way:
                return
            yield from under_way.popleft().result()


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


def _open(root: str) -> None:
    global _facts  # noqa: PLW0603 - one store per process
    _facts = Facts(root)


def _check(first: int, before: list[str], lines: list[str]) -> list[CheckedSentence]:
    if _facts is None:  # pragma: no cover - the pool opens it
        return []
    return [
        sentence._replace(line=sentence.line + first - 1)
        for sentence in _facts.check(lines, before)
    ]
