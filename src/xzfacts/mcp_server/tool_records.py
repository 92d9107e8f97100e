"""Records that the tools return; their schema is that of the structured output.

Every value comes with its verbatim sentence, its source, its place in the store and the hash of
the source text: the schema requires them.
"""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from xzfacts.model.facts import Fact, Result
from xzfacts.render.json_ import fact as fact_object

if TYPE_CHECKING:
    from xzfacts.model.verdicts import Assertion, CheckedSentence


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SourceRecord(_Record):
    """The article of a sentence; what is unknown is null."""

    id: str
    title: str
    publication: str | None
    authors: list[str]
    published: str | None
    url: str | None
    line: int | None = Field(description="line of the source text at which the sentence starts")
    sha256: str | None = Field(description="hash of the source text")


class FactRecord(_Record):
    """A fact with the sentence that states it. `value` is a verbatim part of `sentence`."""

    id: str
    subject: str
    attribute: str
    value: str
    sentence: str = Field(description="verbatim sentence of the article")
    source: SourceRecord
    file: str = Field(description="file of the store")
    line: int | None = Field(description="line in that file")
    as_of: str | None
    mode: str | None = Field(
        description="null, or planned, reported, hypothetical, rumoured, denied: no achieved fact"
    )
    said_by: str | None
    status: str
    note: str | None


class NearRecord(FactRecord):
    """A fact that is close to the query but does not answer it."""

    why_near: str


class Lookup(_Record):
    """The answer to a query. `results` is empty if the store has no answer."""

    found: bool
    results: list[FactRecord]
    near: list[NearRecord]
    suggestions: list[str] = Field(description="queries to try instead")


class Statement(_Record):
    """A statement of a text and how the store relates to it."""

    text: str
    verdict: str = Field(
        description="supported, refuted, conflicting_evidence or not_enough_evidence"
    )
    reason: str
    reason_code: str | None
    evidence: list[str] = Field(description="ids of the facts that it was compared with")


class DraftSentence(_Record):
    """A sentence of a text with its statements, of which there is at least one."""

    line: int
    sentence: str
    statements: list[Statement]


class Check(_Record):
    """All statements of a text, and the facts that they were compared with, each once."""

    sentences: list[DraftSentence]
    facts: list[FactRecord]


class FactPage(_Record):
    """A fact with the facts of the same and of neighbouring sentences."""

    fact: FactRecord
    neighbours: list[FactRecord]


class SubjectRecord(_Record):
    """A subject of the store."""

    name: str
    aliases: list[str]
    kind: str | None
    facts: int


class Subjects(_Record):
    """Subjects of the store; `more` if there are others."""

    subjects: list[SubjectRecord]
    more: bool


def fact_record(fact: Fact) -> FactRecord:
    """Return the record of a fact."""
    return FactRecord.model_validate(_fields(fact))


def fact_records(facts: Iterable[Fact]) -> list[FactRecord]:
    """Return the records of facts."""
    return [fact_record(fact) for fact in facts]


def near_record(result: Result) -> NearRecord:
    """Return the record of a result that does not answer."""
    return NearRecord.model_validate(
        _fields(result.fact) | {"why_near": result.why_near or "sentence"}
    )


def _fields(fact: Fact) -> dict[str, object]:
    """Return the keys of a record, which are those of the JSON output."""
    data = fact_object(fact)
    source = {key: _safe(data["source"][key]) for key in SourceRecord.model_fields}
    return {key: _safe(data[key]) for key in FactRecord.model_fields} | {"source": source}


def _safe(value: object) -> object:
    return carried(value) if isinstance(value, str) else value


def carried(text: str) -> str:
    """Return a text that the protocol can carry: lone surrogates are replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")


def draft_sentence(checked: "CheckedSentence") -> DraftSentence:
    """Return the record of a checked sentence."""
    known = {each.fact.id for each in checked.evidence}
    return DraftSentence(
        line=checked.line,
        sentence=carried(checked.sentence),
        statements=[_statement(each, known) for each in checked.assertions],
    )


def _statement(assertion: "Assertion", known: Collection[str]) -> Statement:
    code, fact = assertion.reason_code, assertion.fact
    return Statement(
        text=carried(assertion.text),
        verdict=assertion.verdict.value,
        reason=carried(assertion.reason),
        reason_code=None if code is None else code.value,
        evidence=[carried(fact)] if fact is not None and fact in known else [],
    )
