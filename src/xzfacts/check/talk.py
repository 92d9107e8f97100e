"""Whom a statement is about: who is named beside it, or who was named last."""

from dataclasses import dataclass

from xzfacts.check import signs
from xzfacts.check.known import Knowledge, Subject
from xzfacts.check.names import Named
from xzfacts.check.reading import Reading


@dataclass(frozen=True, slots=True)
class Candidate:
    """A subject that a statement may be about.

    how: as `Match.subject` says it. here: whether it is named in the clause. may_refute:
    whether it is so surely the one meant that the statement may be refuted.
    """

    subject: Subject
    how: str
    here: bool
    may_refute: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """Whom the text talks about. line: of the sentence that named them last."""

    subjects: tuple[int, ...]
    line: int


_FAR = 2  # clauses between a name and what is stated of it in a later clause, at most


def candidates(
    reading: Reading,
    names: tuple[Named, ...],
    unit: int,
    topic: Topic | None,
    line: int,
    knowledge: Knowledge,
) -> list[Candidate]:
    """The subjects that what is stated at a unit may be about, the likeliest first."""
    clause = reading.clauses[unit]
    here = [name for name in names if reading.clauses[name.start] == clause]
    before = [name for name in here if name.end <= unit]
    earlier = [name for name in names if reading.clauses[name.start] < clause]
    found: dict[int, Candidate] = {}

    def add(name: Named, *, here: bool, may_refute: bool) -> None:
        for number in name.subjects:
            if number not in found:
                sure = may_refute and len(name.subjects) == 1
                found[number] = Candidate(knowledge.subject(number), name.how, here, sure)

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
    if topic is not None and not names and carries(reading, topic, line):
        for number in topic.subjects:
            subject = knowledge.subject(number)
            found[number] = Candidate(subject, "context", False, len(topic.subjects) == 1)
    return list(found.values())


def _opens(reading: Reading, name: Named) -> bool:
    """Whether a name opens its clause, filler aside."""
    first = reading.clause(name.start)[0]
    return signs.FILLERS.fullmatch(reading.chars, first, name.start) is not None


def carries(reading: Reading, topic: Topic, line: int) -> bool:
    """Whether the sentence may go on about the topic: in the same line, or by a pronoun."""
    return topic.line == line or signs.PRONOUN.match(reading.chars) is not None


def next_topic(names: tuple[Named, ...], topic: Topic | None, line: int) -> Topic | None:
    """Whom the next sentence may go on about: whoever this one names first, if it names any."""
    if not names:
        return topic
    return Topic(names[0].subjects, line)
