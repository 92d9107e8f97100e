"""Coreference: the subjects that a statement may be about, named beside it or earlier."""

from collections.abc import Iterator
from typing import NamedTuple

from xzfacts.check.subject_facts import SubjectFactCache, SubjectFacts
from xzfacts.language import qualifiers
from xzfacts.language.known_names import NameMention
from xzfacts.language.sentence import Reading
from xzfacts.text.lazy_pattern import lazy_pattern


class Candidate(NamedTuple):
    """A subject that a statement may be about.

    subject: the subject.
    how: how it was matched, as in `Match.subject`.
    here: whether it is named in the clause.
    may_refute: whether it is certain enough for the statement to be refuted.
    namesake: whether the mention is of another one of the same name: 旧望江桥.
    """

    subject: SubjectFacts
    how: str
    here: bool
    may_refute: bool
    namesake: bool = False


class Topic(NamedTuple):
    """The subject that a text is about.

    subjects: the subjects with the name.
    clear: whether the name is unambiguously the topic.
    line: the line that named them last.
    """

    subjects: tuple[int, ...]
    clear: bool
    line: int


_NAMESAKE = lazy_pattern("(?:(?<![最创全高更革清])新|(?<!古)老|旧|原)$")
_FAR = 2  # maximum distance in clauses between a name and a later statement


def candidates(
    reading: Reading,
    names: tuple[NameMention, ...],
    unit: int,
    topic: Topic | None,
    fact_cache: SubjectFactCache,
) -> list[Candidate]:
    """The subjects that a statement at a unit may be about, most likely first.

    topic: the subject carried over from earlier sentences, if any; used if nobody is named.
    """
    if topic is not None and not names:
        sure = topic.clear and len(topic.subjects) == 1
        subjects = map(fact_cache.subject, topic.subjects)
        return [Candidate(each, "context", False, sure) for each in subjects]
    found: dict[int, Candidate] = {}
    for name, here, may_refute in _ranked(reading, names, unit):
        for number in name.subjects:
            if number not in found:
                namesake = _is_namesake(reading, name)
                sure = may_refute and len(name.subjects) == 1 and not namesake
                subject = fact_cache.subject(number)
                found[number] = Candidate(subject, name.how, here, sure, namesake)
    return list(found.values())


def _ranked(
    reading: Reading, names: tuple[NameMention, ...], unit: int
) -> Iterator[tuple[NameMention, bool, bool]]:
    """The names, most likely first; whether each is in the clause, and whether it may refute."""
    clause = reading.clauses[unit]
    here = [name for name in names if reading.clauses[name.start] == clause]
    before = [name for name in here if name.end <= unit]
    for name in reversed(before):
        yield name, True, True
    for name in here:
        yield name, True, not before
    earlier = [name for name in names if reading.clauses[name.start] < clause]
    # A name that opens the clause, as 晨南服饰 does, is its only subject.
    if not earlier or (before and _opens(reading, before[0])):
        return
    nearest = reading.clauses[earlier[-1].start]
    near = [name for name in earlier if reading.clauses[name.start] == nearest]
    for name in near:
        # The first of several names in an earlier clause is its subject.
        yield name, False, not before and clause - nearest <= _FAR and name is near[0]
    for name in earlier:
        yield name, False, False


def _is_namesake(reading: Reading, name: NameMention) -> bool:
    """Whether the word in front of a name marks a namesake: 旧 in 旧望江桥."""
    return _NAMESAKE.search(reading.chars, max(0, name.start - 2), name.start) is not None


def _opens(reading: Reading, name: NameMention) -> bool:
    """Whether only filler precedes a name in its clause."""
    first = reading.clause(name.start)[0]
    return qualifiers.filler_end(reading.chars, first, name.start) == name.start


def carried(chars: str, topic: Topic | None, line: int) -> Topic | None:
    """The topic, if a sentence without names refers to it: in its line, or by a pronoun."""
    if topic is not None and (topic.line == line or qualifiers.PRONOUN.match(chars)):
        return topic
    return None


def topic_of(reading: Reading, names: tuple[NameMention, ...]) -> tuple[tuple[int, ...], bool]:
    """The topic for the next sentence, and whether it is unambiguous.

    It is the first name; it is unambiguous if it is the only one or opens the sentence.
    """
    return names[0].subjects, len(names) == 1 or _opens(reading, names[0])
