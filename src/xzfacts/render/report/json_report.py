"""Report as JSON lines, one for each sentence with checkable statements."""

from collections.abc import Iterable, Iterator
from typing import Any

from xzfacts.model.paragraphs import CheckedDocument
from xzfacts.model.verdicts import CheckedSentence
from xzfacts.render.json_ import dumps, result


def report(documents: Iterable[CheckedDocument]) -> Iterator[str]:
    """The lines."""
    for document in documents:
        for passage in document.passages:
            for checked in passage.sentences:
                yield dumps(sentence(checked) | {"file": document.name}) + "\n"


def sentence(checked: CheckedSentence) -> dict[str, Any]:
    """The object of a sentence."""
    return {
        "line": checked.line,
        "sentence": checked.sentence,
        "verdict": checked.verdict.value,
        "evidence": [result(found) for found in checked.evidence],
        "assertions": [
            {
                "text": each.text,
                "start": each.start,
                "end": each.end,
                "verdict": each.verdict.value,
                "fact": each.fact,
                "reason": each.reason,
                "reason_code": each.reason_code and each.reason_code.value,
                "nearest": list(each.nearest),
            }
            for each in checked.assertions
        ],
    }
