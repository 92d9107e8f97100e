"""JSON output: one object per line. Keys may be added, never removed or renamed."""

import re
from collections.abc import Iterator
from json import JSONEncoder
from json.encoder import encode_basestring_ascii
from typing import TYPE_CHECKING, Any

from xzfacts.model.facts import Answer, Fact, Match, Result, Source
from xzfacts.quantity.model import to_json
from xzfacts.render.wording import note
from xzfacts.text.invisible import INVISIBLE

if TYPE_CHECKING:
    from xzfacts.model.findings import Finding

_ENCODER = JSONEncoder(ensure_ascii=False, allow_nan=False)

# Valid in JSON, but control characters of terminals, invisible, or surrogates, which UTF-8 cannot
# encode.
_UNSAFE = re.compile(rf"[{INVISIBLE}\ud800-\udfff]")


def envelope(answer: Answer) -> dict[str, Any]:
    """The answer to one query."""
    return {
        "query": answer.query,
        "results": [result(found) for found in answer.results],
        "suggestions": [
            {"kind": suggestion.kind, "text": suggestion.text, "query": suggestion.query}
            for suggestion in answer.suggestions
        ],
        "near": [near(found) for found in answer.near],
    }


def result(found: Result) -> dict[str, Any]:
    """A fact with its score, its match and related facts."""
    matched = _fact(found.fact, found.score, found.match) | related(found)
    if found.kind == "sentence":
        matched |= {"attribute": None, "value": None, "quantity": None}
    return matched | {"answers": found.answers, "kind": found.kind}


def near(found: Result) -> dict[str, Any]:
    """A near result, with the reason why it is close to the query."""
    return result(found) | {"why_near": found.why_near}


def fact(listed: Fact) -> dict[str, Any]:
    """A fact without a query: the same keys, with a null score and no related facts."""
    return _fact(listed, None, Match()) | related(Result(listed, 1.0, Match()))


def proposal(draft: Fact, mark: str, against: Fact | None) -> dict[str, Any]:
    """The JSON object of a proposed fact; `file` and `line` are null.

    mark: `new`, `known` or `contradicts`.
    against: the fact of the store that is repeated or contradicted.
    """
    return fact(draft) | {
        "file": None,
        "line": None,
        "mark": mark,
        "against": None if against is None else against.id,
    }


def related(found: Result) -> dict[str, Any]:
    """The keys with the facts related to a result."""
    return {
        "citations": [_related(other) for other in found.citations],
        "conflicts": [other.id for other in found.conflicts],
        "history": [_related(other) for other in found.history],
        "newer": None if found.newer is None else _related(found.newer),
    }


def source(listed: Source) -> dict[str, Any]:
    """A source."""
    return listed._asdict() | {"authors": list(listed.authors)}


def finding(fault: "Finding") -> dict[str, Any]:
    """A finding with its place."""
    return {
        "code": fault.code,
        "message": fault.message,
        "file": fault.place.file,
        "line": fault.place.line,
        "key": fault.place.key,
        "mend": fault.remedy,
    }


def dumps(data: dict[str, Any]) -> str:
    """One line of JSON that is safe in terminals and UTF-8 files."""
    return _UNSAFE.sub(lambda found: encode_basestring_ascii(found[0])[1:-1], _ENCODER.encode(data))


def lines(objects: Iterator[dict[str, Any]]) -> Iterator[str]:
    """Each object as one line."""
    for data in objects:
        yield dumps(data) + "\n"


def _fact(stated: Fact, score: float | None, match: Match) -> dict[str, Any]:
    matched = {
        "subject": match.subject,
        "attribute": match.attribute,
        "value": match.value,
        "corrected": match.corrected,
    }
    return {"id": stated.id, "score": score, "match": matched} | _fields(stated)


def _related(stated: Fact) -> dict[str, Any]:
    """A fact related to a result."""
    return {"id": stated.id} | _fields(stated)


def _fields(stated: Fact) -> dict[str, Any]:
    return {
        "subject": stated.subject,
        "attribute": stated.attribute,
        "value": stated.value,
        "quantity": None if stated.quantity is None else to_json(stated.quantity),
        "sentence": stated.sentence.quote,
        "note": note(stated),
        "as_of": stated.as_of,
        "mode": stated.mode and stated.mode.value,
        "said_by": stated.said_by,
        "status": stated.status.value,
        "superseded_by": stated.superseded_by,
        "confidence": None if stated.confidence is None else float(stated.confidence),
        "why": stated.why,
        "source": source(stated.source) | {"line": stated.sentence.line},
        "sentence_page": stated.sentence.page,
        "file": stated.place.file,
        "line": stated.place.line,
    }
