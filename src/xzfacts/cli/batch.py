"""Many queries, one a line, answered as they come."""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import BinaryIO

from xzfacts.app import Facts
from xzfacts.cli import streams
from xzfacts.cli.answer_formats import Format, formatter
from xzfacts.cli.messages import explain, not_found, report_findings
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Answer


def answer_all(path: str, facts: Facts, chosen: Format, ask: Callable[[str], Answer]) -> int:
    """Answer each line of the file, `-` being standard input, flushed line by line.

    As JSON every line gets its envelope, also an empty one, so that lines in and lines out
    stay side by side; the other forms pass empty lines over. The status is 0 where any
    query found something, 1 where none did, 2 where a line was no query, or where none did
    and part of the store could not be read.
    """
    report_findings(facts.findings)
    form = formatter(chosen, titled=True)
    streams.write(form.head)
    found = faulty = False
    for number, line in enumerate(_lines(path), 1):
        if not line and chosen != "json":
            continue
        answer = Answer(line)
        asked = bool(line)
        try:
            if asked:
                answer = ask(line)
        except XzfactsError as error:
            asked = False
            faulty = True
            streams.complain(_("line {number}: {message}").format(number=number, message=error))
        found = found or bool(answer.results)
        streams.write(form.answer(answer))
        streams.flush()
        if asked and chosen != "json":
            explain(answer, corrected=chosen == "plain")
    if not found and not faulty:
        return not_found(facts.findings)
    return 2 if faulty else 0


def _lines(path: str) -> Iterator[str]:
    with closing(_open(path)) as file:
        for line in file:
            yield line.decode("utf-8", "replace").strip("\ufeff \t\r\n\v\f\u3000")


def _open(path: str) -> BinaryIO:
    return sys.stdin.buffer if path == "-" else open(path, "rb")
