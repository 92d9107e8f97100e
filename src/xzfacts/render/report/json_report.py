"""Report as JSON lines, one for each sentence with checkable statements."""

from collections.abc import Iterable, Iterator
from typing import Any

from xzfacts.model.paragraphs import CheckedDraft
from xzfacts.model.verdicts import CheckedSentence
from xzfacts.render.json_ import dumps, result


def report(drafts: Iterable[CheckedDraft]) -> Iterator[str]:
    """The lines."""
    for draft in drafts:
        for passage in draft.passages:
            for sentence in passage.sentences:
                yield dumps(_sentence(draft.name, sentence)) + "\n"


def _sentence(file: str, sentence: CheckedSentence) -> dict[str, Any]:
    return {
        "line": sentence.line,
        "sentence": sentence.sentence,
        "verdict": sentence.verdict.value,
        "evidence": [result(found) for found in sentence.evidence],
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
            for each in sentence.assertions
        ],
        "file": file,
    }
