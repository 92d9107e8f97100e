"""Which facts answer, and which of those that answer are told as one.

What was said last holds, and what it took the place of is its history. Sources that say the
same are one result with further citations; sources of one date that exclude each other stay
side by side and name each other. Today's date is never asked for: an answer changes only
with the store.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from xzfacts.index.catalog import Catalog, FactRow
from xzfacts.match.amounts import read_amounts
from xzfacts.match.results import result_of
from xzfacts.match.score import Scored
from xzfacts.model import Result, Status
from xzfacts.standing import Relation, Statement, newer, relation, said_by

_LONGEST_CHAIN = 100  # of facts each of which supersedes the one before


class View(NamedTuple):
    """Which facts may answer. as_of: only what was said by then; drafts: whether they may too."""

    as_of: str | None = None
    drafts: bool = False


NOW = View()


class Currency:
    """Knows the facts beside those that answer one query."""

    def __init__(self, catalog: Catalog, view: View) -> None:
        self._catalog = catalog
        self._view = view
        self._held: dict[int, list[tuple[list[int], list[FactRow]]]] = {}
        self._peers: dict[tuple[int, int], list[FactRow]] = {}
        self._statements: dict[int, Statement] = {}

    def hold(self, subject: int, attributes: list[int], rows: list[FactRow]) -> None:
        """Remember all facts of a subject that give these attributes, or any if none are named."""
        self._held.setdefault(subject, []).append((attributes, rows))

    def answering(self, rows: Iterable[FactRow]) -> list[FactRow]:
        """The rows that may answer at all."""
        if self._view == NOW:
            return [row for row in rows if row.status == Status.CURRENT]
        return [row for row in rows if self._answers(row)]

    def _answers(self, row: FactRow) -> bool:
        asked, drafts = self._view
        if row.status == Status.RETRACTED or (row.status == Status.DRAFT and not drafts):
            return False
        if asked is None:
            return row.status != Status.SUPERSEDED
        if not said_by(self._day(row), asked):
            return False
        return row.status != Status.SUPERSEDED or self._not_yet(row, asked)

    def _not_yet(self, row: FactRow, asked: str) -> bool:
        """Whether all that supersedes the fact, one after the other, was said later."""
        later = False
        for _step in range(_LONGEST_CHAIN):
            successor = row.superseded_by and self._catalog.fact_called(row.superseded_by)
            if not successor:
                return later
            if said_by(self._day(successor), asked):
                return False
            later, row = True, successor
        return False

    def _day(self, row: FactRow) -> str | None:
        return row.as_of or self._catalog.source(row.source).published

    def results(self, ranked: list[Scored], limit: int) -> Iterator[Result]:
        """The first results, each with the facts that are told with it."""
        found = {scored.row.id: scored for scored in ranked}
        told: set[int] = set()
        queue = list(reversed(ranked))
        while queue and limit:
            scored = queue.pop()
            if scored.row.id in told:
                continue
            limit -= 1
            peers = self._around(scored.row)
            if len(peers) < 2 or scored.row.status == Status.DRAFT:
                told.add(scored.row.id)
                yield result_of(self._catalog, scored)
                continue
            family = _Family(self, scored, peers, found)
            told |= family.told
            # Those that say otherwise come next, so that they are read together.
            queue += [found[row.id] for row in reversed(family.against) if row.id in found]
            yield family.result(self._catalog)

    def _around(self, row: FactRow) -> list[FactRow]:
        """All facts of the row's subject and attribute but drafts, in store order."""
        key = row.subject, row.attribute
        if key not in self._peers:
            rows = next(
                (
                    rows
                    for attributes, rows in self._held.get(row.subject, ())
                    if not attributes or row.attribute in attributes
                ),
                None,
            )
            if rows is None:
                rows = self._catalog.facts_of(row.subject, [row.attribute])
            self._peers[key] = [
                peer
                for peer in rows
                if peer.attribute == row.attribute
                and peer.subject == row.subject
                and peer.status != Status.DRAFT
            ]
        return self._peers[key]

    def statement(self, row: FactRow) -> Statement:
        """What the row states."""
        if row.id not in self._statements:
            source = self._catalog.source(row.source)
            self._statements[row.id] = Statement(
                row.value, row.read_quantity(), source.id, row.quote, row.as_of, source.published
            )
        return self._statements[row.id]


class _Family:
    """The facts that are told with one of them.

    told: ids of those that need not be told again. against: those that say otherwise.
    """

    def __init__(
        self, currency: Currency, scored: Scored, peers: list[FactRow], found: dict[int, Scored]
    ) -> None:
        self._currency = currency
        holding = currency.answering(peers)
        head = self._newest(scored, holding, found)
        stands = {row.id: self._relation(row, head.row) for row in holding if row.id != head.row.id}

        def those(wanted: Relation) -> list[FactRow]:
            return [row for row in holding if stands.get(row.id) is wanted]

        if head is not scored:
            head = head._replace(score=max(head.score, scored.score))
        self._head = head
        self._again = those(Relation.SAME)
        own = currency.statement(head.row).source
        self.against = [
            row for row in those(Relation.AGAINST) if currency.statement(row).source != own
        ]
        self._before = [
            row for row in those(Relation.OLDER) if row.id not in found or _folds(found[row.id])
        ]
        self._since = [row for row in those(Relation.NEWER) if row.id not in found]
        self.told = {row.id for row in (head.row, *self._again, *self._before)}
        self._before += self._superseded(peers, holding)

    def _relation(self, one: FactRow, other: FactRow) -> Relation:
        return relation(self._currency.statement(one), self._currency.statement(other))

    def _newest(self, scored: Scored, holding: list[FactRow], found: dict[int, Scored]) -> Scored:
        """The newest of what was found that takes the fact's place, else the fact itself."""
        if not _folds(scored):
            return scored
        head: Scored | None = scored
        while head is not None:
            scored = head
            head = next(
                (
                    found[row.id]
                    for row in holding
                    if row.id in found and self._relation(row, scored.row) is Relation.NEWER
                ),
                None,
            )
        return scored

    def _superseded(self, peers: list[FactRow], holding: list[FactRow]) -> list[FactRow]:
        """What was superseded, at last by one of the facts told."""
        answer = {row.id for row in holding}
        next_of = {row.fid: row for row in peers}
        found = []
        for row in peers:
            if row.status != Status.SUPERSEDED or row.id in answer:
                continue
            at: FactRow | None = row
            for _step in range(len(peers)):
                at = next_of.get(at.superseded_by or "") if at else None
                if at and at.id in self.told:
                    found.append(row)
                    break
        return found

    def result(self, catalog: Catalog) -> Result:
        """The result with all that is told with it; of its history the newest first."""
        statement = self._currency.statement
        days = {row.id: statement(row).day or "" for row in self._before}
        before = sorted(self._before, key=lambda row: (days[row.id], -row.id), reverse=True)
        since = self._since[:1]
        for row in self._since[1:]:
            if newer(statement(row).day, statement(since[0]).day):
                since = [row]
        return replace(
            result_of(catalog, self._head),
            citations=tuple(map(catalog.fact, self._again)),
            conflicts=tuple(map(catalog.fact, self.against)),
            history=tuple(map(catalog.fact, before)),
            newer=catalog.fact(since[0]) if since else None,
        )


def _folds(scored: Scored) -> bool:
    """Whether a newer fact may take its place: not where the query names its value or a date."""
    return not scored.by_value and not any(
        amount.quantity.dimension == "date" for amount in read_amounts(scored.query)
    )
