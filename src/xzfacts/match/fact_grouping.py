"""Which facts answer, and which of those that answer are told as one.

What was said last holds, and what it took the place of is its history. Sources that say the
same are one result with further citations; sources of one date that exclude each other stay
side by side and name each other. Today's date is never asked for: an answer changes only
with the store.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from xzfacts.index.lookup.catalog import AttributeEntry, Catalog, FactRow
from xzfacts.match.query_quantities import read_amounts
from xzfacts.match.results import result_of
from xzfacts.match.scorer import Scored
from xzfacts.model.facts import Match, Result, Status
from xzfacts.model.temporal import DatedValue, Relation, possibly_known_by, relation

_LONGEST_CHAIN = 100  # of facts each of which supersedes the one before


class View(NamedTuple):
    """Which facts may answer. as_of: only what was said by then; drafts: whether they may too."""

    as_of: str | None = None
    drafts: bool = False


NOW = View()


class _Family(NamedTuple):
    """A fact, with those that say the same, say otherwise, and did so before or do since."""

    head: FactRow
    again: list[FactRow]
    against: list[FactRow]
    before: list[FactRow]
    since: list[FactRow]


class FactGrouping:
    """Knows the facts beside those that answer one query."""

    def __init__(self, catalog: Catalog, view: View) -> None:
        self._catalog = catalog
        self._view = view
        self._held: dict[int, list[tuple[list[int], list[FactRow]]]] = {}
        self._peers: dict[tuple[int, int], list[FactRow]] = {}
        self._statements: dict[int, DatedValue] = {}

    def add_known(self, subject: int, attributes: list[int], rows: list[FactRow]) -> None:
        """Remember all facts of a subject that give these attributes, or any if none are named."""
        self._held.setdefault(subject, []).append((attributes, rows))

    def answering(self, rows: Iterable[FactRow]) -> list[FactRow]:
        """The rows that may answer at all."""
        if self._view == NOW:
            return [row for row in rows if row.status == Status.CURRENT]
        return [row for row in rows if self._answers(row)]

    def attributes_of(self, subject: int) -> list[AttributeEntry]:
        """The attributes of which something answers, those of most facts in the store first."""
        known = self._catalog.attributes_of(subject)
        if self._view.as_of is None:
            return known
        told = {row.attribute for row in self.answering(self._catalog.facts_of(subject))}
        return [attribute for attribute in known if attribute.id in told]

    def _answers(self, row: FactRow) -> bool:
        asked, drafts = self._view
        if row.status == Status.RETRACTED or (row.status == Status.DRAFT and not drafts):
            return False
        if asked is None:
            return row.status != Status.SUPERSEDED
        if not possibly_known_by(self._day(row), asked):
            return False
        return row.status != Status.SUPERSEDED or self._not_yet(row, asked)

    def _not_yet(self, row: FactRow, asked: str) -> bool:
        """Whether all that supersedes the fact, one after the other, was said later."""
        later = False
        for _step in range(_LONGEST_CHAIN):
            successor = row.superseded_by and self._catalog.fact_called(row.superseded_by)
            if not successor:
                return later
            if possibly_known_by(self._day(successor), asked):
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
            head = self._newest(
                scored, [found[p.id] for p in peers if p.id in found and p.id not in told]
            )
            family = self._family(head.row, peers)
            again = [row for row in family.again if row.id not in told]
            # What the query names by its value or date is told by itself.
            before = [
                row
                for row in family.before
                if row.id not in told and (row.id not in found or _folds(found[row.id]))
            ]
            told.update(row.id for row in (head.row, *again, *before))
            family = family._replace(
                again=again,
                before=before,
                since=[row for row in family.since if row.id not in found],
            )
            # Those that say otherwise come next, so that they are read together.
            queue += [found[row.id] for row in reversed(family.against) if row.id in found]
            result = result_of(self._catalog, head._replace(score=max(head.score, scored.score)))
            yield self._with(result, family, peers)

    def single(self, row: FactRow) -> Result:
        """A fact that nothing was asked of, with the facts that are told with it."""
        result = Result(self._catalog.fact(row), 1.0, Match())
        if row.status == Status.CURRENT:
            peers = self._around(row)
            return self._with(result, self._family(row, peers), peers)
        last = row
        for _step in range(_LONGEST_CHAIN):
            successor = last.superseded_by and self._catalog.fact_called(last.superseded_by)
            if not successor:
                break
            last = successor
        return result if last is row else result._replace(newer=self._catalog.fact(last))

    def _newest(self, scored: Scored, rivals: list[Scored]) -> Scored:
        """The newest of what was found that takes the fact's place, else the fact itself."""
        if not _folds(scored):
            return scored
        head: Scored | None = scored
        while head is not None:
            scored = head
            head = next((r for r in rivals if self._newer(r.row, scored.row)), None)
        return scored

    def _newer(self, one: FactRow, other: FactRow) -> bool:
        return relation(self._statement(one), self._statement(other)) is Relation.NEWER

    def _family(self, head: FactRow, peers: list[FactRow]) -> _Family:
        rows: dict[Relation, list[FactRow]] = {each: [] for each in Relation}
        mine = self._statement(head)
        for row in self.answering(peers):
            if row.id != head.id:
                rows[relation(self._statement(row), mine)].append(row)
        against = [
            row for row in rows[Relation.CONFLICTING] if self._statement(row).source != mine.source
        ]
        return _Family(
            head, rows[Relation.SAME], against, rows[Relation.OLDER], rows[Relation.NEWER]
        )

    def _with(self, result: Result, family: _Family, peers: list[FactRow]) -> Result:
        """The result with what is told with it; of its history and what is newer the last first."""

        def latest(rows: Iterable[FactRow]) -> list[FactRow]:
            return sorted(rows, key=lambda row: (self._day(row) or "", -row.id), reverse=True)

        fact = self._catalog.fact
        before = latest((*family.before, *self._superseded(family, peers)))
        since = latest(family.since)
        return result._replace(
            citations=tuple(map(fact, family.again)),
            conflicts=tuple(map(fact, family.against)),
            history=tuple(map(fact, before)),
            newer=fact(since[0]) if since else None,
        )

    def _superseded(self, family: _Family, peers: list[FactRow]) -> list[FactRow]:
        """What was superseded, at last by one of the facts told."""
        told = {row.id for row in (family.head, *family.again, *family.before)}
        next_of = {row.fid: row for row in peers}
        found = []
        for row in peers:
            if row.status != Status.SUPERSEDED or row.id in told:
                continue
            at: FactRow | None = row
            for _step in range(len(peers)):
                at = next_of.get(at.superseded_by or "") if at else None
                if at and at.id in told:
                    found.append(row)
                    break
        return found

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

    def _statement(self, row: FactRow) -> DatedValue:
        """What the row states."""
        if row.id not in self._statements:
            self._statements[row.id] = row.statement(self._catalog.source(row.source))
        return self._statements[row.id]


def _folds(scored: Scored) -> bool:
    """Whether a newer fact may take its place: not where the query names its value or a date."""
    return not scored.by_value and not any(
        amount.quantity.dimension == "date" for amount in read_amounts(scored.query)
    )
