"""Sentences that are the store's own, word for word: whatever it takes from them is borne out."""

import re
from collections.abc import Iterable
from functools import cached_property

from xzfacts.check.claim_verdicts import Borne, Found, conflict, outdated
from xzfacts.check.subject_facts import Knowledge, overtaken, plain_quote, rivals
from xzfacts.i18n import gettext as _
from xzfacts.index.lookup.catalog import Catalog, FactRow
from xzfacts.index.lookup.quoted_facts import facts_quoted_with, sentences_of
from xzfacts.language.sentence import Reading, plain, sentences
from xzfacts.model.facts import Status
from xzfacts.model.verdicts import Verdict
from xzfacts.text.normalize import compact

_SHORTEST = 8  # characters of a sentence that is taken for a quotation
_LEARNT = 4_000  # sentences of a store that are learnt by heart
_NUMERALS = re.compile("[0-9.〇零一二两三四五六七八九十百千万亿]+")


def quoted(reading: Reading, rows: Iterable[FactRow], knowledge: Knowledge) -> list[Found] | None:
    """What the store takes from the sentence; None where it is not one of these facts'."""
    if len(reading.chars) < _SHORTEST:
        return None
    told: dict[int, FactRow] = {}
    seen: set[tuple[str, str]] = set()
    words = reading.plain
    for row in rows:
        if (row.file, row.quote) not in seen and words in plain_quote(row.quote):
            told |= {each.id: each for each in _beside(row, knowledge)}
        seen.add((row.file, row.quote))
    return _found(reading, list(told.values()), knowledge) if told else None


class OwnWords:
    """The sentences of a store by what stands in them beside numerals; learnt when first asked.

    So a sentence that names nobody is known for the store's own. A store with very many
    sentences is not learnt by heart: there a sentence has to name somebody.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def knows(self, chars: str) -> bool:
        """Whether a sentence of the store has the same words as these `plain` characters."""
        return self._words(chars) in self._learnt

    def rows(self, chars: str) -> list[FactRow]:
        """The facts of the sentences that have."""
        found = self._learnt.get(self._words(chars), ())
        return [row for each in found for row in facts_quoted_with(self._catalog, *each)]

    @cached_property
    def _learnt(self) -> dict[str, list[tuple[int, str]]]:
        learnt: dict[str, list[tuple[int, str]]] = {}
        for number, quote in sentences_of(self._catalog, _LEARNT):
            for _start, sentence in sentences(quote):
                words = self._words(plain(sentence))
                if len(words) >= _SHORTEST:
                    learnt.setdefault(words, []).append((number, quote))
        return learnt

    @staticmethod
    def _words(chars: str) -> str:
        return _NUMERALS.sub("", chars)


def _beside(row: FactRow, knowledge: Knowledge) -> list[FactRow]:
    return facts_quoted_with(knowledge.catalog, row.id, row.quote)


def _found(reading: Reading, rows: list[FactRow], knowledge: Knowledge) -> list[Found]:
    by_place: dict[tuple[int, int], list[Borne]] = {}
    found: list[Found] = []
    dated = any(each.quantity.dimension == "date" for each in reading.amounts())
    for row in rows:
        value = compact(row.value)
        at = reading.chars.find(value) if value else -1
        if at < 0 or row.status not in {Status.CURRENT, Status.SUPERSEDED}:
            continue
        borne = Borne(knowledge.known(row), 1.0, "context", None, exact=True)
        facts = knowledge.subject(row.subject).facts
        against = rivals(borne.known, facts)
        now = None if dated or borne.known.when else overtaken(borne.known, facts)
        if row.status == Status.SUPERSEDED:
            now = None if dated else knowledge.successor(row)
            if now is None:
                continue
        if now:
            found.append(outdated(*reading.raw(at, at + len(value)), borne, now))
            continue
        if against:
            found.append(conflict(*reading.raw(at, at + len(value)), borne, against))
            continue
        by_place.setdefault((at, at + len(value)), []).append(borne)
    for (start, end), bearing in by_place.items():
        raw_start, raw_end = reading.raw(start, end)
        reason = _("The sentence is the store's own.")
        found.append(Found(raw_start, raw_end, Verdict.SUPPORTED, tuple(bearing), reason))
    return found
