"""Sentences that are the store's own, word for word: whatever it takes from them is borne out."""

import re
from collections.abc import Iterable

from xzfacts.check.findings import Borne, Found, conflict
from xzfacts.check.known import Knowledge, quote_of, rivals
from xzfacts.check.reading import Reading
from xzfacts.i18n import gettext as _
from xzfacts.index.catalog import Catalog, FactRow
from xzfacts.index.quoted import facts_quoted_with, facts_stating
from xzfacts.model import Status
from xzfacts.text.fold import compact
from xzfacts.text.parse import find_quantities
from xzfacts.verdicts import Verdict

_SHORTEST = 8  # characters of a sentence that is taken for a quotation
_NUMBER = re.compile(r"[0-9][0-9,.]*")
_NUMBERS = 2
_BEFORE, _BEHIND = 4, 8  # characters around a number that may belong to the amount


def quoted(reading: Reading, rows: Iterable[FactRow], knowledge: Knowledge) -> list[Found] | None:
    """What the store takes from the sentence; None where it is not one of these facts'."""
    if len(reading.chars) < _SHORTEST:
        return None
    for row in rows:
        if reading.chars in quote_of(row.quote).chars:
            return _found(reading, facts_quoted_with(knowledge.catalog, row), knowledge)
    return None


def rows_by_number(text: str, catalog: Catalog) -> list[FactRow]:
    """Facts that a sentence may be about by its longest numbers, whoever it names."""
    numbers = sorted(_NUMBER.finditer(text), key=lambda n: (n.start() - n.end(), n.start()))
    found: list[FactRow] = []
    for number in numbers[:_NUMBERS]:
        start = max(0, number.start() - _BEFORE)
        for span in find_quantities(text[start : number.end() + _BEHIND]):
            if not start + span.start <= number.start() < start + span.end:
                continue
            least = span.quantity.low is not None
            end = span.quantity.low if least else span.quantity.high
            if end is not None:
                rows = facts_stating(catalog, float(end), least=least)
                found += (row for row in rows if _alike(text, row.quote))
    return found


def _alike(text: str, quote: str) -> bool:
    """A quick look: what is the same has the same characters somewhere near its beginning."""
    return any(text[at : at + 4] in quote for at in range(0, min(len(text), 16) - 3, 4))


def _found(reading: Reading, rows: list[FactRow], knowledge: Knowledge) -> list[Found]:
    by_place: dict[tuple[int, int], list[Borne]] = {}
    found: list[Found] = []
    for row in rows:
        value = compact(row.value)
        at = reading.chars.find(value) if value else -1
        if at < 0 or row.status != Status.CURRENT:
            continue
        borne = Borne(knowledge.known(row), 1.0, "context", None, exact=True)
        against = rivals(borne.known, knowledge.subject(row.subject).facts)
        if against:
            found.append(conflict(*reading.raw(at, at + len(value)), borne, against))
            continue
        by_place.setdefault((at, at + len(value)), []).append(borne)
    for (start, end), facts in by_place.items():
        raw_start, raw_end = reading.raw(start, end)
        reason = _("The sentence is the store's own.")
        found.append(Found(raw_start, raw_end, Verdict.SUPPORTED, tuple(facts), reason))
    return found
