"""Checks the sentences of a draft, line by line, in bounded memory."""

from collections import deque
from collections.abc import Iterator, Sequence
from functools import lru_cache

from xzfacts.check.claim_verdicts import ClaimVerdict, ComparedFact
from xzfacts.check.sentence_checker import NUMERAL, SentenceChecker
from xzfacts.check.topic import Topic, carried, topic_of
from xzfacts.index.lookup.catalog import Catalog
from xzfacts.index.lookup.prefix_lookup import PrefixIndex
from xzfacts.language.known_names import named, names_any
from xzfacts.language.sentence import compact_chars, plain, read, sentences
from xzfacts.model.facts import Fact, Match, Result
from xzfacts.model.verdicts import Assertion, CheckedSentence, Verdict

_CACHED = 1024  # facts
_ORDER = (Verdict.SUPPORTED, Verdict.UNKNOWN, Verdict.CONFLICTING, Verdict.REFUTED)
_GRAVITY = {verdict: gravity for gravity, verdict in enumerate(_ORDER)}
# Number of lines over which a topic is carried. A piece of a draft can be checked on its own
# with that many lines before it.
REACH = 8


class Checker:
    """Checks the lines of a draft one by one and carries the topic from line to line.

    before: the lines before the first one; the last `REACH` are read for their topic.
    """

    def __init__(self, before: Sequence[str] = ()) -> None:
        numbered = enumerate(before, start=1 - len(before))
        self._recent = deque(numbered, maxlen=REACH + 1)
        self._catalog: Catalog | None = None
        self._state: _DraftState | None = None

    def line(self, catalog: Catalog, number: int, line: str) -> list[CheckedSentence]:
        """The sentences of a line that contain statements, with their verdicts.

        Lines are numbered from 1 and come in order. After an error, a line may be checked
        again with another catalog of the same store.
        """
        if self._state is None or self._catalog is not catalog:
            self._state, self._catalog = _DraftState(catalog), catalog
            for earlier, text in self._recent:
                if earlier < number:
                    self._state.read_topic(earlier, text)
        found = list(self._state.line(number, line))
        self._recent.append((number, line))
        return found


class _DraftState:
    """The state that is carried from sentence to sentence."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._prefixes = PrefixIndex(catalog)
        self._checker = SentenceChecker(catalog, self._prefixes)
        self._fact = lru_cache(maxsize=_CACHED)(catalog.fact)
        self._fact_called = lru_cache(maxsize=_CACHED)(self._called)
        self._topic: Topic | None = None

    def read_topic(self, number: int, line: str) -> None:
        """Read only the topic of a line."""
        for _, sentence in sentences(line):
            if names_any(self._prefixes, compact_chars(sentence)):
                reading = read(sentence)
                names = named(self._prefixes, reading)
                if names:
                    self._topic = Topic(*topic_of(reading, names), number)

    def line(self, number: int, line: str) -> Iterator[CheckedSentence]:
        """Check one line."""
        if self._topic is not None and self._topic.line < number - REACH:
            self._topic = None
        for start, sentence in sentences(line):
            chars = plain(sentence)
            topic = None
            if not names_any(self._prefixes, compact_chars(sentence)):
                topic = carried(chars, self._topic, number)
                if not self._may_match(chars, topic):
                    found = self._checker.check_unnamed(sentence)
                    if found:
                        yield self._checked(number, start, sentence, found)
                    continue
            checked = self._sentence(number, start, sentence, topic)
            if checked is not None:
                yield checked

    def _may_match(self, chars: str, topic: Topic | None) -> bool:
        """Whether a sentence without a name may still match the store."""
        if self._checker.quoted_sentences.knows(chars):
            return True
        if not NUMERAL.search(chars):
            return False
        return topic is not None or self._checker.implicit_subjects.may_begin(chars)

    def _sentence(
        self, line: int, start: int, sentence: str, topic: Topic | None
    ) -> CheckedSentence | None:
        result = self._checker.check(sentence, topic and topic._replace(line=0))
        if result.subjects:
            self._topic = Topic(result.subjects, result.clear, line)
        return self._checked(line, start, sentence, result.found) if result.found else None

    def _checked(
        self, line: int, start: int, sentence: str, found: tuple[ClaimVerdict, ...]
    ) -> CheckedSentence:
        return CheckedSentence(
            line=line,
            start=start,
            sentence=sentence,
            verdict=max((each.verdict for each in found), key=_GRAVITY.__getitem__),
            evidence=self._evidence(found),
            assertions=tuple(_assertion(sentence, each) for each in found),
            nearest=self._nearest(found),
        )

    def _evidence(self, found: tuple[ClaimVerdict, ...]) -> tuple[Result, ...]:
        results: dict[int, Result] = {}
        for one in found:
            for compared in one.facts:
                results.setdefault(compared.known.row.id, self._result(compared))
        return tuple(results.values())

    def _nearest(self, found: tuple[ClaimVerdict, ...]) -> tuple[Fact, ...]:
        """The nearest fact of each statement that has one."""
        ids = dict.fromkeys(each.nearest[0] for each in found if each.nearest)
        return tuple(filter(None, map(self._fact_called, ids)))

    def _called(self, fid: str) -> Fact | None:
        row = self._catalog.fact_called(fid)
        return self._fact(row) if row else None

    def _result(self, compared: ComparedFact) -> Result:
        return Result(
            fact=self._fact(compared.known.row),
            score=round(compared.quality, 4),
            match=Match(
                subject=compared.subject,
                attribute=compared.attribute,
                value="exact" if compared.exact else None,
            ),
        )


def _assertion(sentence: str, found: ClaimVerdict) -> Assertion:
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
