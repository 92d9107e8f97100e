"""Explanation of a query as text or JSON."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xzfacts.i18n import gettext as _
from xzfacts.render.escape import visible

if TYPE_CHECKING:
    from xzfacts.match.explanation import Explanation, FactRecord

_SHOWN = 12  # rejected facts


def as_text(explanation: "Explanation") -> str:
    """Return the four steps of the search, one record per line, control characters escaped."""
    return "".join(f"{visible(line)}\n" for line in _lines(explanation))


def as_json(explanation: "Explanation") -> dict[str, Any]:
    """Return the records by name."""
    return {
        "readings": [
            reading._asdict()
            | {"known": [{"text": text, "role": role} for text, role in reading.known]}
            for reading in explanation.readings
        ],
        "mentions": [mention._asdict() for mention in explanation.mentions],
        "facts": [fact._asdict() for fact in explanation.facts],
        "attributes": [attribute._asdict() for attribute in explanation.attributes],
        "threshold": explanation.threshold,
    }


def _lines(explanation: "Explanation") -> Iterator[str]:
    yield _("Readings")
    for reading in explanation.readings:
        form = _("question") if reading.question else _("keywords")
        typos = _(", with typos") if reading.typos else ""
        kinds = f" → {', '.join(reading.kinds)}" if reading.kinds else ""
        yield f"  {reading.text} ({form}{typos}){kinds}"
        words = [f"{text}={role}" for text, role in reading.known]
        if words:
            yield f"    {' '.join(words)}"
    yield _("Mentions")
    for mention in explanation.mentions:
        yield f"  {mention.typed} → {mention.name} ({mention.how} {mention.quality:.2f})"
    yield _("Candidate facts")
    dropped = [fact for fact in explanation.facts if fact.dropped is not None]
    for fact in explanation.facts:
        if fact.dropped is None:
            yield f"  {_fact(fact)}"
    if explanation.attributes:
        yield _("Candidate attributes (threshold {threshold})").format(
            threshold=explanation.threshold
        )
    for attribute in explanation.attributes:
        features = " ".join(f"{k}={v:g}" for k, v in attribute.features.items() if v)
        yield f"  {attribute.probability:.3f} {attribute.attribute}: {features}"
    yield _("Dropped")
    for fact in dropped[:_SHOWN]:
        yield f"  {fact.dropped}: {_fact(fact)}"
    if len(dropped) > _SHOWN:
        yield "  " + _("… and {count} more").format(count=len(dropped) - _SHOWN)


def _fact(fact: "FactRecord") -> str:
    score = "" if fact.score is None else f"{fact.score:.3f} "
    features = " ".join(f"{name}={value}" for name, value in fact.features.items())
    return f"{score}{fact.subject} · {fact.attribute} · {fact.value} {features}".rstrip()
