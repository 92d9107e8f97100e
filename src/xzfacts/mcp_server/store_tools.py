"""Serves a store to assistants by the Model Context Protocol, for reading only.

That nothing was found is a normal result. The store is opened for each request, so that changes of
its files are seen.
"""

from collections.abc import Callable
from importlib.metadata import version
from itertools import islice
from typing import Annotated, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from xzfacts.app import Facts, open_store
from xzfacts.errors import XzfactsError
from xzfacts.index.cache.index_session import discard_damaged
from xzfacts.mcp_server.tool_records import (
    Check,
    FactPage,
    Lookup,
    SubjectRecord,
    Subjects,
    carried,
    draft_sentence,
    fact_record,
    fact_records,
    near_record,
)
from xzfacts.render.json_ import dumps, fact as fact_object

_T = TypeVar("_T")
_MAX_RESULTS = 50
_MAX_SUBJECTS = 500
_INSTRUCTIONS = (
    "Looks up facts printed in Chinese news. Quote the sentence and name the source of every value"
    " that you use. If `found` is false the store has no answer: say so, and do not use `near` as"
    " an answer."
)


def server(root: str | None) -> MCPServer:
    """Return a server for the store in the folder `root`, or the one found from here."""
    tools = StoreTools(root)
    found = MCPServer(
        "xzfacts", version=version("xzfacts"), instructions=_INSTRUCTIONS, log_level="CRITICAL"
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
        return self._reading(lambda facts: _looked_up(facts, query, limit))

    async def check_draft(
        self, text: Annotated[str, Field(description="the draft, as plain text")]
    ) -> Check:
        """Compare every figure, date, rank, job title and quotation of a draft with the store."""
        return self._reading(lambda facts: _checked(facts, text))

    async def show_fact(
        self,
        id: Annotated[str, Field(description="whole id of a fact")],  # noqa: A002 - the name of the key
    ) -> FactPage:
        """Show a fact with what its article says around it."""
        return self._reading(lambda facts: _shown(facts, id))

    async def list_subjects(
        self,
        limit: Annotated[int, Field(ge=1, le=_MAX_SUBJECTS)] = 100,
        starting_with: Annotated[str, Field(description="beginning of the name or alias")] = "",
    ) -> Subjects:
        """List the subjects that the store has facts about."""
        return self._reading(lambda facts: _subjects(facts, limit, starting_with))

    async def fact(self, id: str) -> str:  # noqa: A002 - the name in the address
        """Return a fact as JSON, as `xzfacts show --json` prints it."""
        try:
            return self._reading(lambda facts: dumps(fact_object(facts.fact(id))))
        except ToolError as error:
            raise ResourceError(str(error)) from None

    def _reading(self, work: Callable[[Facts], _T]) -> _T:
        """Open the store and read it; again if its cached index was damaged, which is deleted.

        An error of xzfacts becomes an error of the tool.
        """
        try:
            with open_store(self._root) as facts:
                try:
                    return work(facts)
                except Exception as error:
                    if isinstance(error, XzfactsError) or not discard_damaged():
                        raise
            with open_store(self._root) as facts:
                return work(facts)
        except XzfactsError as error:
            raise ToolError(error.message()) from None


def _looked_up(facts: Facts, query: str, limit: int) -> Lookup:
    answer = facts.ask(query, limit=limit)
    results = [each for each in answer.results if each.kind == "fact"]
    near = [each for each in (*answer.near, *answer.results) if each not in results]
    return Lookup(
        found=bool(results),
        results=[fact_record(each.fact) for each in results],
        near=[near_record(each) for each in near],
        suggestions=[carried(each.query) for each in answer.suggestions],
    )


def _checked(facts: Facts, text: str) -> Check:
    checked = list(facts.check(text))
    used = {each.fact for sentence in checked for each in sentence.assertions}
    facts_used = {
        (each.fact.id, each.fact.place): each.fact  # two facts may have one id
        for sentence in checked
        for each in sentence.evidence
        if each.fact.id in used
    }
    return Check(
        sentences=[draft_sentence(sentence) for sentence in checked if sentence.assertions],
        facts=fact_records(facts_used.values()),
    )


def _shown(facts: Facts, id_: str) -> FactPage:
    fact = facts.fact(id_)
    return FactPage(fact=fact_record(fact), neighbours=fact_records(facts.neighbours(fact)))


def _subjects(facts: Facts, limit: int, starting_with: str) -> Subjects:
    named = (
        each
        for each in facts.subjects()
        if any(name.startswith(starting_with) for name in (each.name, *each.aliases))
    )
    chosen = list(islice(named, limit + 1))
    records = [
        SubjectRecord(
            name=carried(each.name),
            aliases=[carried(alias) for alias in each.aliases],
            kind=each.kind,
            facts=each.facts,
        )
        for each in chosen[:limit]
    ]
    return Subjects(subjects=records, more=len(chosen) > limit)
