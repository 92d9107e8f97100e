"""Whom a statement is about: who is named beside it, or who was named last."""

from collections.abc import Iterator
from typing import NamedTuple

from xzfacts.check.subject_facts import SubjectFactCache, SubjectFacts
from xzfacts.language import qualifiers
from xzfacts.language.known_names import NameMention
from xzfacts.language.sentence import Reading
from xzfacts.text.lazy_pattern import lazy_pattern


class Candidate(NamedTuple):
    """A subject that a statement may be about.

    how: as `Match.subject` says it. here: whether it is named in the clause. may_refute:
    whether it is so surely the one meant that the statement may be refuted. namesake:
    whether it is named as another one of the name: 旧望江桥.
    """

    subject: SubjectFacts
    how: str
    here: bool
    may_refute: bool
    namesake: bool = False


class Topic(NamedTuple):
    """Whom the text talks about. clear: whether surely. line: that named them last."""

    subjects: tuple[int, ...]
    clear: bool
    line: int


_NAMESAKE = lazy_pattern("(?:(?<![最创全高更革清])新|(?<!古)老|旧|原)$")
_FAR = 2  # clauses between a name and what is stated of it in a later clause, at most


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
    """Whether the word in front of a name says that another one is meant: 旧 in 旧望江桥."""
    return _NAMESAKE.search(reading.chars, max(0, name.start - 2), name.start) is not None


def _opens(reading: Reading, name: NameMention) -> bool:
    """Whether a name opens its clause, filler aside."""
    first = reading.clause(name.start)[0]
    return qualifiers.filler_end(reading.chars, first, name.start) == name.start


def carried(chars: str, topic: Topic | None, line: int) -> Topic | None:
    """The topic, if a sentence without names may go on about it: in its line, or by a pronoun."""
    if topic is not None and (topic.line == line or qualifiers.PRONOUN.match(chars)):
        return topic
    return None


def topic_of(reading: Reading, names: tuple[NameMention, ...]) -> tuple[tuple[int, ...], bool]:
    """Whom the next sentence may go on about, and whether there is no doubt about it.

    That is whoever is named first; surely so who is named alone, or opens the sentence.
    """
    return names[0].subjects, len(names) == 1 or _opens(reading, names[0])
