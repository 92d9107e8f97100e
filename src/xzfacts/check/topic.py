"""Whom a statement is about: who is named beside it, or who was named last."""

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

    topic: the subject carried over from earlier sentences, if there is one.
    """
    clause = reading.clauses[unit]
    if len(names) == 1 and reading.clauses[names[0].start] == clause:  # as in most sentences
        name, sure = names[0], len(names[0].subjects) == 1
        subjects = map(fact_cache.subject, name.subjects)
        other = _is_namesake(reading, name)
        return [Candidate(each, name.how, True, sure and not other, other) for each in subjects]
    here = [name for name in names if reading.clauses[name.start] == clause]
    before = [name for name in here if name.end <= unit]
    earlier = [name for name in names if reading.clauses[name.start] < clause]
    found: dict[int, Candidate] = {}

    def add(name: NameMention, *, here: bool, may_refute: bool) -> None:
        for number in name.subjects:
            if number not in found:
                other = _is_namesake(reading, name)
                sure = may_refute and len(name.subjects) == 1 and not other
                subject = fact_cache.subject(number)
                found[number] = Candidate(subject, name.how, here, sure, other)

    for name in reversed(before):
        add(name, here=True, may_refute=True)
    for name in here:
        add(name, here=True, may_refute=not before)
    # 晨南服饰 in front of its clause has the clause to itself.
    if earlier and not (before and _opens(reading, before[0])):
        nearest = reading.clauses[earlier[-1].start]
        near = [n for n in earlier if reading.clauses[n.start] == nearest]
        for name in near:
            # Of several names in an earlier clause, the first is the one it is about.
            sure = not before and clause - nearest <= _FAR and name is near[0]
            add(name, here=False, may_refute=sure)
        for name in earlier:
            add(name, here=False, may_refute=False)
    if topic is not None and not names:
        sure = topic.clear and len(topic.subjects) == 1
        for number in topic.subjects:
            found[number] = Candidate(fact_cache.subject(number), "context", False, sure)
    return list(found.values())


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
