"""Whom a statement is about: who is named beside it, or who was named last."""

from typing import NamedTuple

from xzfacts.check.subject_facts import SubjectFactCache, SubjectFacts
from xzfacts.language import qualifiers
from xzfacts.language.known_names import NameMention
from xzfacts.language.sentence import Reading


class Candidate(NamedTuple):
    """A subject that a statement may be about.

    how: as `Match.subject` says it. here: whether it is named in the clause. may_refute:
    whether it is so surely the one meant that the statement may be refuted.
    """

    subject: SubjectFacts
    how: str
    here: bool
    may_refute: bool


class Topic(NamedTuple):
    """Whom the text talks about. clear: whether surely. line: that named them last."""

    subjects: tuple[int, ...]
    clear: bool
    line: int


_FAR = 2  # clauses between a name and what is stated of it in a later clause, at most


def candidates(
    reading: Reading,
    names: tuple[NameMention, ...],
    unit: int,
    topic: Topic | None,
    fact_cache: SubjectFactCache,
) -> list[Candidate]:
    """The subjects that what is stated at a unit may be about, the likeliest first.

    topic: whom the sentence goes on about, if it does.
    """
    clause = reading.clauses[unit]
    if len(names) == 1 and reading.clauses[names[0].start] == clause:  # as in most sentences
        name, sure = names[0], len(names[0].subjects) == 1
        subjects = map(fact_cache.subject, name.subjects)
        return [Candidate(subject, name.how, True, sure) for subject in subjects]
    here = [name for name in names if reading.clauses[name.start] == clause]
    before = [name for name in here if name.end <= unit]
    earlier = [name for name in names if reading.clauses[name.start] < clause]
    found: dict[int, Candidate] = {}

    def add(name: NameMention, *, here: bool, may_refute: bool) -> None:
        for number in name.subjects:
            if number not in found:
                sure = may_refute and len(name.subjects) == 1
                found[number] = Candidate(fact_cache.subject(number), name.how, here, sure)

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


def _opens(reading: Reading, name: NameMention) -> bool:
    """Whether a name opens its clause, filler aside."""
    first = reading.clause(name.start)[0]
    return qualifiers.FILLERS.fullmatch(reading.chars, first, name.start) is not None


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
