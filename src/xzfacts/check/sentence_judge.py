"""What is found of one sentence, whatever stands around it but for whom it goes on about."""

import re
from functools import lru_cache
from typing import NamedTuple

from xzfacts.check.claim_verdicts import Found
from xzfacts.check.exact_quotes import OwnWords, quoted
from xzfacts.check.implicit_subjects import Heads
from xzfacts.check.near_quotes import retold
from xzfacts.check.quantity_claims import check_amount
from xzfacts.check.role_claims import check_roles
from xzfacts.check.sentence_context import Surroundings
from xzfacts.check.subject_facts import Knowledge
from xzfacts.check.text_claims import check_words
from xzfacts.check.topic import Candidate, Topic, candidates, topic_of
from xzfacts.index.lookup.catalog import Catalog, FactRow
from xzfacts.index.lookup.prefix_lookup import Beginnings
from xzfacts.language.known_names import Named, named
from xzfacts.language.sentence import Reading, Stated, read

NUMERAL = re.compile("[0-9〇零一二两三四五六七八九十百千万亿半几数壹贰叁肆伍陆柒捌玖拾]")
_REMEMBERED = 2048  # sentences, for drafts repeat some: captions, notices, agency copy


class Told(NamedTuple):
    """The findings of a sentence, and whom the next one may go on about, if it names any."""

    found: tuple[Found, ...]
    subjects: tuple[int, ...]
    clear: bool


class Judge:
    """Judges sentences; remembers the last ones."""

    def __init__(self, catalog: Catalog, begins: Beginnings) -> None:
        self._catalog = catalog
        self._begins = begins
        self._knowledge = Knowledge(catalog, begins)
        self.own_words = OwnWords(catalog)
        self.heads = Heads(catalog, begins)
        self.told = lru_cache(maxsize=_REMEMBERED)(self._told)

    def _told(self, sentence: str, topic: Topic | None) -> Told:
        """What is found of a sentence. topic: whom it goes on about, should it name nobody."""
        reading = read(sentence)
        names = named(self._begins, reading) or self.heads.found(reading)
        if not names and topic is None:
            alike = self._alike(reading)
            return Told(_ordered(self._nameless(reading, alike)), (), clear=False)
        found = _ordered(self._found(reading, names, topic))
        if not names:
            return Told(found, (), clear=False)
        return Told(found, *topic_of(reading, names))

    def _alike(self, reading: Reading) -> list[FactRow]:
        """The facts of the store's sentences that have the same words."""
        return self.own_words.rows(reading.plain)

    def _nameless(self, reading: Reading, rows: list[FactRow]) -> list[Found]:
        """What is found by the words of a sentence alone. rows: those of `_alike`."""
        if not rows:
            return []
        own = quoted(reading, rows, self._knowledge)
        if own is None:
            own = retold(reading, reading.amounts(), rows, self._knowledge, lone=True)
        return own or []

    def _found(
        self, reading: Reading, names: tuple[Named, ...], topic: Topic | None
    ) -> list[Found]:
        last = len(reading.chars) - 1
        whom = candidates(reading, names, last, topic, self._knowledge)
        rows = [row for one in whom for row in one.subject.told]
        alike = self._alike(reading)
        if alike or any(reading.plain in one.subject.wording for one in whom):
            own = quoted(reading, [*rows, *alike], self._knowledge)
            if own is not None:
                return own
        amounts = reading.amounts() if NUMERAL.search(reading.text) else ()
        own = retold(reading, amounts, rows, self._knowledge, lone=False)
        if own is None and amounts:
            own = self._nameless(reading, alike)
        return own or self._judged(reading, names, amounts, topic, whom)

    def _judged(
        self,
        reading: Reading,
        names: tuple[Named, ...],
        amounts: tuple[Stated, ...],
        topic: Topic | None,
        at_end: list[Candidate],
    ) -> list[Found]:
        """at_end: whom a statement at the end of the sentence may be about."""
        around = Surroundings(reading, names, amounts, self._begins, self._catalog)
        found: list[Found] = []
        last = len(reading.chars) - 1
        # Whom an amount is of, by its clause and how many names stand before it.
        asked = {(reading.clauses[last], sum(n.end <= last for n in names)): at_end}
        for stated in around.amounts:
            place = reading.clauses[stated.start], sum(n.end <= stated.start for n in names)
            whom = asked.get(place)
            if whom is None:
                whom = candidates(reading, names, stated.start, topic, self._knowledge)
                asked[place] = whom
            one = check_amount(around, stated, whom)
            if one is not None:
                found.append(one)
        found += check_roles(reading, around, names, self._knowledge)
        told = [(one.start, one.end) for one in found]
        for one in check_words(reading, around, names, at_end):
            if not any(start < one.end and one.start < end for start, end in told):
                found.append(one)
        return found


def _ordered(found: list[Found]) -> tuple[Found, ...]:
    return tuple(sorted(found, key=lambda each: (each.start, each.end)))
