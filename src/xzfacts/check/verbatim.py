"""Sentences that are the store's own, word for word: whatever it takes from them is borne out."""

import re

from xzfacts.check.findings import Borne, Found, conflict
from xzfacts.check.known import Knowledge, rivals
from xzfacts.check.reading import Reading
from xzfacts.check.talk import Candidate
from xzfacts.i18n import gettext as _
from xzfacts.index.catalog import FactRow
from xzfacts.index.quoted import facts_quoted_with, facts_stating
from xzfacts.model import Status
from xzfacts.text.fold import compact
from xzfacts.text.parse import find_quantities
from xzfacts.verdicts import Verdict

_SHORTEST = 8  # characters of a sentence that is taken for a quotation
_NUMBER = re.compile(r"[0-9][0-9,.]*")
_BEFORE, _BEHIND = 4, 8  # characters around a number that may belong to the amount


def quoted(
    reading: Reading, candidates: list[Candidate], knowledge: Knowledge
) -> list[Found] | None:
    """What the store takes from the sentence; None where it is not one of the store's."""
    chars = reading.chars
    if len(chars) < _SHORTEST:
        return None
    for candidate in candidates:
        for known in candidate.subject.facts:
            if chars in known.quote:
                return _found(reading, facts_quoted_with(knowledge.catalog, known.row), knowledge)
    return None


def quoted_by_number(reading: Reading, knowledge: Knowledge) -> list[Found] | None:
    """The same for a sentence that names nobody, found by its longest number."""
    text = reading.text
    numbers = list(_NUMBER.finditer(text))
    if not numbers or len(reading.chars) < _SHORTEST:
        return None
    longest = max(numbers, key=lambda number: number.end() - number.start())
    start = max(0, longest.start() - _BEFORE)
    for span in find_quantities(text[start : longest.end() + _BEHIND]):
        if not start + span.start <= longest.start() < start + span.end:
            continue
        end = span.quantity.high if span.quantity.low is None else span.quantity.low
        if end is None:
            return None
        least = span.quantity.low is not None
        for row in facts_stating(knowledge.catalog, float(end), least=least):
            if _alike(text, row.quote) and reading.chars in compact(row.quote):
                return _found(reading, facts_quoted_with(knowledge.catalog, row), knowledge)
    return None


def _alike(text: str, quote: str) -> bool:
    """A quick look: what is the same has the same characters somewhere near its beginning."""
    return text[:4] in quote or text[4:8] in quote


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
