"""Answers queries from a file, one per line, as they arrive."""

import sys
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from io import BufferedReader, TextIOWrapper

from xzfacts.app import Facts
from xzfacts.cli import streams
from xzfacts.cli.answer_formats import Format, formatter
from xzfacts.cli.messages import explain, not_found
from xzfacts.documents.files import open_file
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Answer
from xzfacts.text.encoding import encoding_by_bom, guess_encoding


def answer_all(
    path: str,
    facts: Facts,
    chosen: Format,
    ask: Callable[[str], Answer],
    *,
    spreadsheet: bool = False,
) -> int:
    """Answer each line of a file (`-`: standard input), flushing after each; return the status.

    JSON output has one envelope per input line, even for empty lines, so that lines
    correspond; other formats skip empty lines.

    Status 2: a line was not a valid query, or nothing was found and part of the store could
    not be read. 1: no query found anything. 0: otherwise.
    """
    form = formatter(chosen, facts, titled=True, spreadsheet=spreadsheet)
    streams.write(form.head)
    found = faulty = False
    for number, line in enumerate(_lines(path), 1):
        if not line and chosen != "json":
            continue
        answer = Answer(line)
        is_query = bool(line)
        try:
            if is_query:
                answer = ask(line)
        except XzfactsError as error:
            is_query = False
            faulty = True
            streams.message(_("line {number}: {message}").format(number=number, message=error))
        found = found or bool(answer.results)
        streams.write(form.answer(answer))
        streams.flush()
        if is_query and chosen != "json":
            explain(answer, facts, corrected=chosen == "plain")
    if not found and not faulty:
        return not_found(facts.findings)
    return 2 if faulty else 0


def _lines(path: str) -> Iterator[str]:
    """Yield the lines of a file in UTF-8, UTF-16 with a byte-order mark, GB18030 or Big5."""
    encoding = "utf-8"
    with closing(_open(path)) as file:
        marked = encoding_by_bom(file.peek(len(BOM_UTF8))[: len(BOM_UTF8)])
        lines: Iterable[bytes] = file
        if marked == "utf-16":
            lines = (line.encode() for line in TextIOWrapper(file, marked, errors="replace"))
        for line in lines:
            if encoding == "utf-8":  # until a line is not valid UTF-8
                encoding = guess_encoding(line)
            yield line.decode(encoding, "replace").strip("\ufeff \t\r\n\v\f\u3000")


def _open(path: str) -> BufferedReader:
    return sys.stdin.buffer if path == "-" else open_file(path)  # type: ignore[return-value]
