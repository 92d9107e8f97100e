"""Check a draft, sentence by sentence, as it streams by."""

from collections import deque
from collections.abc import Iterator, Sequence
from functools import lru_cache

from xzfacts.check.claim_verdicts import Borne, Found
from xzfacts.check.sentence_judge import NUMERAL, Judge
from xzfacts.check.topic import Topic, carried, topic_of
from xzfacts.index.lookup.catalog import Catalog
from xzfacts.index.lookup.prefix_lookup import Beginnings
from xzfacts.language.known_names import named, names_any
from xzfacts.language.sentence import plain, read, sentences
from xzfacts.model.facts import Match, Result
from xzfacts.model.verdicts import Assertion, CheckedSentence, Verdict

_REMEMBERED = 1024  # facts
_GRAVITY = (Verdict.SUPPORTED, Verdict.UNKNOWN, Verdict.CONFLICTING, Verdict.REFUTED)


# Lines after which a name is not carried over any more: so many lines before a piece of a
# draft are all that one needs to check the piece by itself.
REACH = 8


class Checker:
    """Checks the lines of a draft one by one; remembers whom they talk about.

    before: lines that stand before it, of which the last `REACH` are read for that.
    """

    def __init__(self, before: Sequence[str] = ()) -> None:
        numbered = enumerate(before, start=1 - len(before))
        self._recent = deque(numbered, maxlen=REACH + 1)
        self._catalog: Catalog | None = None
        self._walk: _Walk | None = None

    def line(self, catalog: Catalog, number: int, line: str) -> list[CheckedSentence]:
        """The sentences of a line that assert something checkable, each with its verdict.

        Lines are numbered from 1 and come in order. One that failed may be checked again,
        with another catalog of the same store.
        """
        if self._walk is None or self._catalog is not catalog:
            self._walk, self._catalog = _Walk(catalog), catalog
            for earlier, text in self._recent:
                if earlier < number:
                    self._walk.listen(earlier, text)
        found = list(self._walk.line(number, line))
        self._recent.append((number, line))
        return found


class _Walk:
    """What is remembered from sentence to sentence."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._begins = Beginnings(catalog)
        self._judge = Judge(catalog, self._begins)
        self._fact = lru_cache(maxsize=_REMEMBERED)(catalog.fact)
        self._topic: Topic | None = None

    def listen(self, number: int, line: str) -> None:
        """Take from a line only whom it talks about."""
        for _, sentence in sentences(line):
            if names_any(self._begins, plain(sentence)):
                reading = read(sentence)
                names = named(self._begins, reading)
                if names:
                    self._topic = Topic(*topic_of(reading, names), number)

    def line(self, number: int, line: str) -> Iterator[CheckedSentence]:
        """Check one line."""
        if self._topic is not None and self._topic.line < number - REACH:
            self._topic = None
        for start, sentence in sentences(line):
            chars = plain(sentence)
            topic = None
            if not names_any(self._begins, chars):
                topic = carried(chars, self._topic, number)
                if not self._may_tell(chars, topic):
                    found = self._judge.unsaid(sentence)
                    if found:
                        yield self._checked(number, start, sentence, found)
                    continue
            checked = self._sentence(number, start, sentence, topic)
            if checked is not None:
                yield checked

    def _may_tell(self, chars: str, topic: Topic | None) -> bool:
        """Whether a sentence without a name may be about something in the store all the same."""
        if self._judge.own_words.knows(chars):
            return True
        if not NUMERAL.search(chars):
            return False
        return topic is not None or self._judge.heads.may_begin(chars)

    def _sentence(
        self, line: int, start: int, sentence: str, topic: Topic | None
    ) -> CheckedSentence | None:
        told = self._judge.told(sentence, topic and topic._replace(line=0))
        if told.subjects:
            self._topic = Topic(told.subjects, told.clear, line)
        return self._checked(line, start, sentence, told.found) if told.found else None

    def _checked(
        self, line: int, start: int, sentence: str, found: tuple[Found, ...]
    ) -> CheckedSentence:
        return CheckedSentence(
            line=line,
            start=start,
            sentence=sentence,
            verdict=max((each.verdict for each in found), key=_GRAVITY.index),
            evidence=self._evidence(found),
            assertions=tuple(_assertion(sentence, each) for each in found),
        )

    def _evidence(self, found: tuple[Found, ...]) -> tuple[Result, ...]:
        results: dict[int, Result] = {}
        for one in found:
            for borne in one.facts:
                results.setdefault(borne.known.row.id, self._result(borne))
        return tuple(results.values())

    def _result(self, borne: Borne) -> Result:
        return Result(
            fact=self._fact(borne.known.row),
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
        reason_code=found.code,
        nearest=found.nearest,
    )
