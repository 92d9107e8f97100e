"""Serves a store to assistants by the Model Context Protocol, for reading only.

Every value comes with its verbatim sentence, its source, its place in the store and the hash of
the source text: the schema of the structured output requires them. That nothing was found is a
normal result. The store is opened for each request, so that changes of its files are seen.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from itertools import islice
from typing import TYPE_CHECKING, Annotated

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ToolError
from mcp.types import ToolAnnotations
from pydantic import BaseModel, ConfigDict, Field

from xzfacts.app import Facts, open_store
from xzfacts.errors import XzfactsError
from xzfacts.model.facts import Fact, Result
from xzfacts.render.json_ import dumps
from xzfacts.render.json_ import fact as fact_object

if TYPE_CHECKING:
    from xzfacts.model.verdicts import Assertion, CheckedSentence

_MAX_RESULTS = 50
_MAX_SUBJECTS = 500
_INSTRUCTIONS = (
    "Looks up facts printed in Chinese news. Quote the sentence and name the source of every value"
    " that you use. If `found` is false the store has no answer: say so, and do not use `near` as"
    " an answer."
)


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


def server(root: str | None) -> MCPServer:
    """Return a server for the store in the folder `root`, or the one found from here."""
    tools = StoreTools(root)
    found = MCPServer(
        "xzfacts", version=version("xzfacts"), instructions=_INSTRUCTIONS, log_level="ERROR"
    )
    reading = ToolAnnotations(read_only_hint=True, open_world_hint=False)
    for tool in (tools.lookup, tools.check_draft, tools.show_fact, tools.list_subjects):
        found.add_tool(tool, annotations=reading)
    found.resource("fact://{id}", mime_type="application/json")(tools.fact)
    return found


class StoreTools:
    """The tools of a store and the resource of a fact; `root` as for `server`.

    They are coroutines so that all run in one thread, as a store must.
    """

    def __init__(self, root: str | None) -> None:
        self._root = root

    async def lookup(
        self,
        query: Annotated[str, Field(description="names, attributes or a question, in Chinese")],
        limit: Annotated[int, Field(ge=1, le=_MAX_RESULTS)] = 10,
    ) -> Lookup:
        """Look up facts. Each has its verbatim sentence and its source."""
        with _store(self._root) as facts:
            answer = facts.ask(query, limit=limit)
        results = [each for each in answer.results if each.kind == "fact"]
        near = [each for each in (*answer.near, *answer.results) if each not in results]
        return Lookup(
            found=bool(results),
            results=[_record(each.fact) for each in results],
            near=[_near(each) for each in near],
            suggestions=[_text(each.query) for each in answer.suggestions],
        )

    async def check_draft(
        self, text: Annotated[str, Field(description="the draft, as plain text")]
    ) -> Check:
        """Compare every figure, date, rank, job title and quotation of a draft with the store."""
        with _store(self._root) as facts:
            checked = list(facts.check(text))
        used = {each.fact for sentence in checked for each in sentence.assertions}
        facts_used = {
            (each.fact.id, each.fact.place): each.fact  # two facts may have one id
            for sentence in checked
            for each in sentence.evidence
            if each.fact.id in used
        }
        return Check(
            sentences=[_sentence(sentence) for sentence in checked if sentence.assertions],
            facts=_records(facts_used.values()),
        )

    async def show_fact(
        self,
        id: Annotated[str, Field(description="whole id of a fact")],  # noqa: A002 - the name of the key
    ) -> FactPage:
        """Show a fact with what its article says around it."""
        with _store(self._root) as facts:
            fact = facts.fact(id)
            return FactPage(fact=_record(fact), neighbours=_records(facts.neighbours(fact)))

    async def list_subjects(
        self,
        limit: Annotated[int, Field(ge=1, le=_MAX_SUBJECTS)] = 100,
        starting_with: Annotated[str, Field(description="beginning of the name or alias")] = "",
    ) -> Subjects:
        """List the subjects that the store has facts about."""
        with _store(self._root) as facts:
            named = (
                each
                for each in facts.subjects()
                if any(name.startswith(starting_with) for name in (each.name, *each.aliases))
            )
            chosen = list(islice(named, limit + 1))
        records = [
            SubjectRecord(
                name=_text(each.name),
                aliases=[_text(alias) for alias in each.aliases],
                kind=each.kind,
                facts=each.facts,
            )
            for each in chosen[:limit]
        ]
        return Subjects(subjects=records, more=len(chosen) > limit)

    async def fact(self, id: str) -> str:  # noqa: A002 - the name in the address
        """Return a fact as JSON, as `xzfacts show --json` prints it."""
        try:
            with open_store(self._root) as facts:
                return dumps(fact_object(facts.fact(id)))
        except XzfactsError as error:
            raise ResourceError(error.message()) from None


@contextmanager
def _store(root: str | None) -> Iterator[Facts]:
    """Open the store; an error of xzfacts becomes an error of the tool."""
    try:
        with open_store(root) as facts:
            yield facts
    except XzfactsError as error:
        raise ToolError(error.message()) from None


def _record(fact: Fact) -> FactRecord:
    return FactRecord.model_validate(_fields(fact))


def _records(facts: Iterable[Fact]) -> list[FactRecord]:
    return [_record(fact) for fact in facts]


def _near(result: Result) -> NearRecord:
    return NearRecord.model_validate(
        _fields(result.fact) | {"why_near": result.why_near or "sentence"}
    )


def _fields(fact: Fact) -> dict[str, object]:
    """Return the keys of a record, which are those of the JSON output."""
    data = fact_object(fact)
    source = {key: _safe(data["source"][key]) for key in SourceRecord.model_fields}
    return {key: _safe(data[key]) for key in FactRecord.model_fields} | {"source": source}


def _safe(value: object) -> object:
    return _text(value) if isinstance(value, str) else value


def _text(text: str) -> str:
    """Return a text that the protocol can carry: lone surrogates are replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _sentence(checked: "CheckedSentence") -> DraftSentence:
    known = {each.fact.id for each in checked.evidence}
    return DraftSentence(
        line=checked.line,
        sentence=_text(checked.sentence),
        statements=[_statement(each, known) for each in checked.assertions],
    )


def _statement(assertion: "Assertion", known: Collection[str]) -> Statement:
    code, fact = assertion.reason_code, assertion.fact
    return Statement(
        text=_text(assertion.text),
        verdict=assertion.verdict.value,
        reason=_text(assertion.reason),
        reason_code=None if code is None else code.value,
        evidence=[_text(fact)] if fact is not None and fact in known else [],
    )
