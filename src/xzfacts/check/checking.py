"""Check a draft, sentence by sentence, as it streams by."""

import re
from collections.abc import Iterable, Iterator, Sequence

from xzfacts.check import signs
from xzfacts.check.amounts import check_amount
from xzfacts.check.findings import Borne, Found
from xzfacts.check.heads import Heads
from xzfacts.check.known import Knowledge
from xzfacts.check.names import Named, named, names_any
from xzfacts.check.reading import Reading, Stated, plain, read, sentences
from xzfacts.check.retold import retold
from xzfacts.check.roles import check_roles
from xzfacts.check.surroundings import Surroundings
from xzfacts.check.talk import Topic, candidates, carries, next_topic
from xzfacts.check.verbatim import OwnWords, quoted
from xzfacts.check.words import check_words
from xzfacts.index.beginnings import Beginnings
from xzfacts.index.catalog import Catalog
from xzfacts.model import Match, Result
from xzfacts.verdicts import Assertion, CheckedSentence, Verdict

_NUMERAL = re.compile("[0-9〇零一二两三四五六七八九十百千万亿半几数壹贰叁肆伍陆柒捌玖拾]")
_GRAVITY = (Verdict.SUPPORTED, Verdict.UNKNOWN, Verdict.CONFLICTING, Verdict.REFUTED)


# Lines after which a name is not carried over any more: so many lines before a piece of a
# draft are all that one needs to check the piece by itself.
REACH = 8


def check_text(
    catalog: Catalog, lines: Iterable[str], before: Sequence[str] = ()
) -> Iterator[CheckedSentence]:
    """The sentences of a draft that assert something checkable, each with its verdict.

    lines: with or without their ends; they are taken one at a time and not kept.
    before: lines that stand before them, the last `REACH` of which tell who is talked about.
    """
    checker = _Checker(catalog)
    for number, line in enumerate(before, start=1 - len(before)):
        checker.listen(number, line)
    for number, line in enumerate(lines, start=1):
        yield from checker.line(number, line)


class _Checker:
    """What is remembered from sentence to sentence."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._begins = Beginnings(catalog)
        self._knowledge = Knowledge(catalog, self._begins)
        self._own_words = OwnWords(catalog)
        self._heads = Heads(catalog, self._begins)
        self._topic: Topic | None = None

    def listen(self, number: int, line: str) -> None:
        """Take from a line only whom it talks about."""
        for _, sentence in sentences(line):
            if names_any(self._begins, plain(sentence)):
                names = named(self._begins, read(sentence))
                self._topic = next_topic(names, self._topic, number)

    def line(self, number: int, line: str) -> Iterator[CheckedSentence]:
        """Check one line."""
        if self._topic is not None and self._topic.line < number - REACH:
            self._topic = None
        for start, sentence in sentences(line):
            chars = plain(sentence)
            if not names_any(self._begins, chars) and not self._may_tell(number, chars):
                continue
            checked = self._sentence(number, start, sentence)
            if checked is not None:
                yield checked

    def _may_tell(self, line: int, chars: str) -> bool:
        """Whether a sentence without a name has to be looked at all the same."""
        if self._own_words.knows(chars):
            return True
        if not _NUMERAL.search(chars):
            return False
        topic = self._topic
        if topic is not None and (topic.line == line or signs.PRONOUN.match(chars)):
            return True
        return self._heads.may_begin(chars)

    def _sentence(self, line: int, start: int, sentence: str) -> CheckedSentence | None:
        reading = read(sentence)
        names = named(self._begins, reading)
        topic = self._topic
        if not names:
            names = self._heads.found(reading)
        if names or (topic is not None and carries(reading, topic, line)):
            self._topic = next_topic(names, topic, line)
            found = self._found(reading, names, topic, line)
        else:
            found = self._nameless(reading)
        if not found:
            return None
        found.sort(key=lambda f: (f.start, f.end))
        return CheckedSentence(
            line=line,
            start=start,
            sentence=sentence,
            verdict=max((f.verdict for f in found), key=_GRAVITY.index),
            evidence=self._evidence(found),
            assertions=tuple(_assertion(sentence, f) for f in found),
        )

    def _nameless(self, reading: Reading) -> list[Found]:
        """What is found by the words of a sentence alone."""
        rows = self._own_words.rows(plain(reading.text))
        if not rows:
            return []
        own = quoted(reading, rows, self._knowledge)
        if own is None:
            own = retold(reading, reading.amounts(), rows, self._knowledge, lone=True)
        return own or []

    def _found(
        self, reading: Reading, names: tuple[Named, ...], topic: Topic | None, line: int
    ) -> list[Found]:
        last = len(reading.chars) - 1
        whom = candidates(reading, names, last, topic, line, self._knowledge)
        rows = [known.row for one in whom for known in one.subject.facts]
        own = quoted(reading, rows, self._knowledge)
        if own is not None:
            return own
        amounts = reading.amounts() if _NUMERAL.search(reading.text) else ()
        own = retold(reading, amounts, rows, self._knowledge, lone=False)
        if own is None and amounts:
            own = self._nameless(reading)
        return own or self._judged(reading, names, amounts, topic, line)

    def _judged(
        self,
        reading: Reading,
        names: tuple[Named, ...],
        amounts: tuple[Stated, ...],
        topic: Topic | None,
        line: int,
    ) -> list[Found]:
        around = Surroundings(reading, names, amounts, self._begins, self._catalog)
        found: list[Found] = []
        for stated in around.amounts:
            whom = candidates(reading, names, stated.start, topic, line, self._knowledge)
            one = check_amount(around, stated, around.amounts, whom)
            if one is not None:
                found.append(one)
        found += check_roles(reading, around.unnamed, names, self._knowledge)
        told = [(one.start, one.end) for one in found]
        for one in check_words(reading, around, names, topic, line, self._knowledge):
            if not any(start < one.end and one.start < end for start, end in told):
                found.append(one)
        return found

    def _evidence(self, found: list[Found]) -> tuple[Result, ...]:
        results: dict[int, Result] = {}
        for one in found:
            for borne in one.facts:
                results.setdefault(borne.known.row.id, self._result(borne))
        return tuple(results.values())

    def _result(self, borne: Borne) -> Result:
        return Result(
            fact=self._catalog.fact(borne.known.row),
            score=round(borne.quality, 4),
            match=Match(
                subject=borne.subject,
                attribute=borne.attribute,
                value="exact" if borne.exact else None,
            ),
        )


def _assertion(sentence: str, found: Found) -> Assertion:
    return Assertion(
        text=sentence[found.start : found.end],
        start=found.start,
        end=found.end,
        verdict=found.verdict,
        fact=found.facts[0].known.row.fid if found.facts else None,
        reason=found.reason,
    )
