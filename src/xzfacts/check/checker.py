"""Checks the sentences of a draft, line by line, in bounded memory."""

from collections import deque
from collections.abc import Iterator, Sequence

from xzfacts.check.checked_sentences import SentenceReporter
from xzfacts.check.coreference import Topic, carried, topic_of
from xzfacts.check.place_variants import may_name
from xzfacts.check.sentence_checker import SentenceChecker, has_numeral
from xzfacts.index.lookup.catalog import Catalog
from xzfacts.language.known_names import named, names_any
from xzfacts.language.sentence import compact_chars, fold_chars, read, sentences
from xzfacts.model.verdicts import CheckedSentence

# Number of lines over which a topic is carried. A piece of a draft can be checked on its own
# with that many lines before it.
REACH = 8


class StoreChecker:
    """What checks the sentences of any draft against one store, with its caches.

    sentences: finds the verdicts on a sentence.
    reporter: attaches the facts to them.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.sentences = SentenceChecker(catalog)
        self.reporter = SentenceReporter(catalog)


class DraftChecker:
    """Checks the lines of a draft one by one and carries the topic from line to line.

    before: the lines before the first one; the last `REACH` are read for their topic.
    """

    def __init__(self, before: Sequence[str] = ()) -> None:
        numbered = enumerate(before, start=1 - len(before))
        self._recent = deque(numbered, maxlen=REACH + 1)
        self._state: _DraftState | None = None

    def line(self, checker: StoreChecker, number: int, line: str) -> list[CheckedSentence]:
        """The sentences of a line that contain statements, with their verdicts.

        Lines are numbered from 1 and come in order. After an error, a line may be checked
        again with another checker of the same store.
        """
        if self._state is None or self._state.checker is not checker:
            self._state = _DraftState(checker)
            for earlier, text in self._recent:
                if earlier < number:
                    self._state.read_topic(earlier, text)
        found = list(self._state.line(number, line))
        self._recent.append((number, line))
        return found


class _DraftState:
    """The topic that is carried from sentence to sentence, for one checker."""

    def __init__(self, checker: StoreChecker) -> None:
        self.checker = checker
        self._sentences = checker.sentences
        self._prefixes = checker.sentences.prefixes
        self._checked = checker.reporter.checked
        self._topic: Topic | None = None

    def read_topic(self, number: int, line: str) -> None:
        """Read only the topic of a line."""
        for _, sentence in sentences(line):
            if names_any(self._prefixes, compact_chars(sentence, fold_chars(sentence))):
                reading = read(sentence)
                names = named(self._prefixes, reading)
                if names:
                    self._topic = Topic(*topic_of(reading, names), number)

    def line(self, number: int, line: str) -> Iterator[CheckedSentence]:
        """Check one line."""
        if self._topic is not None and self._topic.line < number - REACH:
            self._topic = None
        for start, sentence in sentences(line):
            topic = None
            chars = fold_chars(sentence)
            compact = compact_chars(sentence, chars)
            starts = (*self._prefixes.starts(compact),)
            if not any(self._prefixes.names_at(compact, at) for at in starts):
                topic = carried(chars, self._topic, number)
                numeral = has_numeral(chars)
                may_match = numeral and may_name(self._prefixes, compact, starts)
                if not (may_match or self._may_match(chars, topic, numeral=numeral)):
                    found = self._sentences.check_unnamed(sentence, chars, numeral=numeral)
                    if found:
                        yield self._checked(number, start, sentence, found)
                    continue
            result = self._sentences.check(sentence, topic and topic._replace(line=0))
            if result.subjects:
                self._topic = Topic(result.subjects, result.clear, number)
            if result.found:
                yield self._checked(number, start, sentence, result.found)

    def _may_match(self, chars: str, topic: Topic | None, *, numeral: bool) -> bool:
        """Whether a sentence without a name may still match the store."""
        if self._sentences.quoted_sentences.knows(chars):
            return True
        return numeral and (topic is not None or self._sentences.implicit_subjects.may_begin(chars))
