"""Select the facts that are valid for a date and group those that agree or conflict.

The newest fact is the result, and those that it replaces are its history. Sources that agree are
one result with further citations; conflicting sources of one date are separate results that
refer to each other. The current date plays no part: an answer changes only with the store.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from xzfacts.index.lookup.catalog import AttributeEntry, Catalog, FactRow
from xzfacts.match.query_quantities import read_amounts
from xzfacts.match.results import result_of
from xzfacts.match.scored_fact import Scored
from xzfacts.model.facts import Match, Result, Status

if TYPE_CHECKING:
    from xzfacts.model.temporal import DatedValue

ALL_SENTENCES = 20_000  # of a larger store only the first are searched
_SUCCESSORS = 200  # looked at of one fact, with those that superseded them


class View(NamedTuple):
    """Which facts may answer.

    as_of: only facts published up to this date; None for no limit.
    drafts: whether unreviewed facts are included.
    sentences: number of sentences that are searched for words that are no names.
    """

    as_of: str | None = None
    drafts: bool = False
    sentences: int = ALL_SENTENCES


NOW = View()


class _Group(NamedTuple):
    """A fact and the others of its subject and attribute.

    head: the fact.
    again: facts that agree with it.
    against: facts that conflict with it.
    before: older facts that it replaces.
    since: newer facts.
    """

    head: FactRow
    again: list[FactRow]
    against: list[FactRow]
    before: list[FactRow]
    since: list[FactRow]


class FactGrouping:
    """Selects and groups facts for one query, with caches."""

    def __init__(self, catalog: Catalog, view: View) -> None:
        self._catalog = catalog
        self.view = view
        self._known: dict[int, list[tuple[list[int], list[FactRow]]]] = {}
        self._peers: dict[tuple[int, int], list[FactRow]] = {}
        self._called: dict[str, list[FactRow]] = {}
        self._later: dict[str, bool] = {}  # by the id of the first successor
        self._statements: dict[int, DatedValue] = {}

    def add_known(self, subject: int, attributes: list[int], rows: list[FactRow]) -> None:
        """Cache all facts of a subject with these attributes, or with any if the list is empty."""
        self._known.setdefault(subject, []).append((attributes, rows))

    def facts_of(self, subject: int) -> list[FactRow]:
        """Return the facts of a subject, which are read once."""
        for attributes, rows in self._known.get(subject, ()):
            if not attributes:
                return rows
        rows = self._catalog.facts_of(subject)
        self.add_known(subject, [], rows)
        return rows

    def answering(self, rows: Iterable[FactRow]) -> list[FactRow]:
        """Return the rows that the view admits."""
        if self.view.as_of is None and not self.view.drafts:
            return [row for row in rows if row.status == Status.CURRENT]
        return [row for row in rows if self._answers(row)]

    def attributes_of(self, subject: int) -> list[AttributeEntry]:
        """Return the attributes with admitted facts, the most frequent in the store first."""
        known = self._catalog.attributes_of(subject)
        if self.view.as_of is None:
            return known
        shown = {row.attribute for row in self.answering(self._catalog.facts_of(subject))}
        return [attribute for attribute in known if attribute.id in shown]

    def _answers(self, row: FactRow) -> bool:
        asked = self.view.as_of
        if row.status == Status.RETRACTED or (row.status == Status.DRAFT and not self.view.drafts):
            return False
        if asked is None:
            return row.status != Status.SUPERSEDED
        from xzfacts.model.temporal import possibly_known_by

        if not possibly_known_by(self._day(row), asked):
            return False
        return row.status != Status.SUPERSEDED or self._not_yet(row, asked)

    def _not_yet(self, row: FactRow, asked: str) -> bool:
        """Whether every successor of the fact was published later than the date.

        False if it has too many.
        """
        from xzfacts.model.temporal import possibly_known_by

        following = row.superseded_by or ""
        if following not in self._later:
            found = list(islice(self._successors(row), _SUCCESSORS + 1))
            self._later[following] = 0 < len(found) <= _SUCCESSORS and not any(
                possibly_known_by(self._day(successor), asked) for successor in found
            )
        return self._later[following]

    def _successors(self, row: FactRow) -> Iterator[FactRow]:
        """Yield the fact that supersedes the row, the one that supersedes that, and so on.

        If several facts have the same id, all of them.
        """
        passed = {row.fid}
        waiting = [row]
        while waiting:
            following = waiting.pop().superseded_by
            if not following or following in passed:
                continue
            passed.add(following)
            if following not in self._called:
                self._called[following] = self._catalog.facts_called(following)
            yield from self._called[following]
            waiting += self._called[following]

    def _day(self, row: FactRow) -> str | None:
        return row.as_of or self._catalog.source(row.source).published

    def results(self, ranked: list[Scored], limit: int) -> Iterator[Result]:
        """Yield the first results, each with its group."""
        found = {scored.row.id: scored for scored in ranked}
        shown: set[int] = set()
        queue = list(reversed(ranked))
        while queue and limit:
            scored = queue.pop()
            if scored.row.id in shown:
                continue
            limit -= 1
            peers = self._peers_of(scored.row)
            if len(peers) < 2 or scored.row.status == Status.DRAFT:
                shown.add(scored.row.id)
                yield result_of(self._catalog, scored)
                continue
            head = self._newest(
                scored, [found[p.id] for p in peers if p.id in found and p.id not in shown]
            )
            group = self._group(head.row, peers)
            again = [row for row in group.again if row.id not in shown]
            # A fact of which the query names the value or date is a result of its own.
            before = [
                row
                for row in group.before
                if row.id not in shown and (row.id not in found or _is_replaceable(found[row.id]))
            ]
            shown.update(row.id for row in (head.row, *again, *before))
            group = group._replace(
                again=again,
                before=before,
                since=[row for row in group.since if row.id not in found],
            )
            # Conflicting facts come next, so that they are read together.
            queue += [found[row.id] for row in reversed(group.against) if row.id in found]
            result = result_of(self._catalog, head._replace(score=max(head.score, scored.score)))
            yield self._with(result, group, peers)

    def single(self, row: FactRow) -> Result:
        """Return one fact with its group, without a query."""
        result = Result(self._catalog.fact(row), 1.0, Match())
        if row.status == Status.CURRENT:
            peers = self._peers_of(row)
            return self._with(result, self._group(row, peers), peers)
        last = [row, *self._successors(row)][-1]
        return result if last is row else result._replace(newer=self._catalog.fact(last))

    def _newest(self, scored: Scored, rivals: list[Scored]) -> Scored:
        """Return the newest of the found facts that replaces the fact, or the fact itself."""
        if not _is_replaceable(scored):
            return scored
        head: Scored | None = scored
        while head is not None:
            scored = head
            head = next((r for r in rivals if self._newer(r.row, scored.row)), None)
        return scored

    def _newer(self, one: FactRow, other: FactRow) -> bool:
        from xzfacts.model.temporal import Relation, relation

        return relation(self._statement(one), self._statement(other)) is Relation.NEWER

    def _group(self, head: FactRow, peers: list[FactRow]) -> _Group:
        others = [row for row in self.answering(peers) if row.id != head.id]
        if not others:
            return _Group(head, [], [], [], [])
        from xzfacts.model.temporal import Relation, relation

        rows: dict[Relation, list[FactRow]] = {each: [] for each in Relation}
        mine = self._statement(head)
        for row in others:
            rows[relation(self._statement(row), mine)].append(row)
        against = [
            row for row in rows[Relation.CONFLICTING] if self._statement(row).source != mine.source
        ]
        return _Group(
            head, rows[Relation.SAME], against, rows[Relation.OLDER], rows[Relation.NEWER]
        )

    def _with(self, result: Result, group: _Group, peers: list[FactRow]) -> Result:
        """Add the group to the result, its history and newer facts latest first."""

        def latest(rows: Iterable[FactRow]) -> list[FactRow]:
            return sorted(rows, key=lambda row: (self._day(row) or "", -row.id), reverse=True)

        fact = self._catalog.fact
        before = latest((*group.before, *self._superseded(group, peers)))
        since = latest(group.since)
        return result._replace(
            citations=tuple(map(fact, group.again)),
            conflicts=tuple(map(fact, group.against)),
            history=tuple(map(fact, before)),
            newer=fact(since[0]) if since else None,
        )

    def _superseded(self, group: _Group, peers: list[FactRow]) -> list[FactRow]:
        """Return the superseded facts whose last successor is in the group."""
        shown = {row.id for row in (group.head, *group.again, *group.before)}
        next_of = {row.fid: row for row in peers}
        found = []
        for row in peers:
            if row.status != Status.SUPERSEDED or row.id in shown:
                continue
            at: FactRow | None = row
            for _step in range(len(peers)):
                at = next_of.get(at.superseded_by or "") if at else None
                if at and at.id in shown:
                    found.append(row)
                    break
        return found

    def _peers_of(self, row: FactRow) -> list[FactRow]:
        """Return all reviewed facts of the row's subject and attribute, in store order."""
        key = row.subject, row.attribute
        if key not in self._peers:
            rows = next(
                (
                    rows
                    for attributes, rows in self._known.get(row.subject, ())
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

    def _statement(self, row: FactRow) -> "DatedValue":
        """Return the dated value of the row."""
        if row.id not in self._statements:
            self._statements[row.id] = row.statement(self._catalog.source(row.source))
        return self._statements[row.id]


def _is_replaceable(scored: Scored) -> bool:
    """Whether a newer fact may replace it: not if the query names its value or a date."""
    return not scored.by_value and not any(
        amount.quantity.dimension == "date" for amount in read_amounts(scored.query)
    )
