"""`xzfacts check`: how the statements of a draft stand to the store."""

import sys
from collections.abc import Iterator
from contextlib import closing
from typing import Annotated, BinaryIO

from typer import Argument, Option

from xzfacts.app import Facts, open_store
from xzfacts.cli import output
from xzfacts.cli.options import Json, StorePath
from xzfacts.cli.talk import report_findings
from xzfacts.i18n import gettext as _
from xzfacts.verdicts import CheckedSentence, Verdict


def run(
    files: Annotated[
        list[str],
        Argument(metavar="FILE...", help=_("Drafts to check; - is standard input.")),
    ],
    only: Annotated[
        list[Verdict] | None,
        Option(
            metavar="VERDICT",
            help=_("Print only statements with this verdict; may be given several times."),
            show_default=False,
        ),
    ] = None,
    jobs: Annotated[
        int, Option(min=1, metavar="N", help=_("Processes that check at the same time."))
    ] = 1,
    json: Json = False,
    store: StorePath = None,
) -> int:
    """Check drafts against the store."""
    facts = open_store(store)
    report_findings(facts.findings)
    refuted = False
    for path in files:
        for sentence in _checked(facts, path, jobs):
            refuted = refuted or sentence.verdict is Verdict.REFUTED
            if only and not any(a.verdict in only for a in sentence.assertions):
                continue
            output.write(_as_json(sentence) if json else _as_text(path, sentence))
            output.flush()
    return int(refuted)


def _checked(facts: Facts, path: str, jobs: int) -> Iterator[CheckedSentence]:
    if jobs == 1:
        return facts.check(_lines(path))
    from xzfacts.cli.jobs import check_at_once

    return check_at_once(facts.root, _lines(path), jobs)


def _lines(path: str) -> Iterator[str]:
    with closing(_open(path)) as file:
        for line in file:
            yield line.decode("utf-8", "replace").rstrip("\r\n")


def _open(path: str) -> BinaryIO:
    return sys.stdin.buffer if path == "-" else open(path, "rb")


def _as_json(sentence: CheckedSentence) -> str:
    from xzfacts.render.json_ import dumps, result

    assertions = [
        {
            "text": each.text,
            "start": each.start,
            "end": each.end,
            "verdict": each.verdict.value,
            "fact": each.fact,
            "reason": each.reason,
        }
        for each in sentence.assertions
    ]
    line = dumps(
        {
            "line": sentence.line,
            "sentence": sentence.sentence,
            "verdict": sentence.verdict.value,
            "evidence": [result(found) for found in sentence.evidence],
            "assertions": assertions,
        }
    )
    return f"{line}\n"


def _as_text(path: str, sentence: CheckedSentence) -> str:
    from xzfacts.render.visible import visible

    return "".join(
        visible(
            f"{path}:{sentence.line}:{sentence.start + each.start + 1}: "
            f"{each.verdict.value}: {each.text}: {each.reason}"
        )
        + "\n"
        for each in sentence.assertions
    )
