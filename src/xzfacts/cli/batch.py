"""Answers queries from a file, one per line, as they arrive."""

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
    report_findings(facts.findings)
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
