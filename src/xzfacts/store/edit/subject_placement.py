"""Choice of the file in which each new declaration of a subject is made."""

from collections.abc import Sequence
from typing import NamedTuple

from xzfacts.model.declarations import Subject
from xzfacts.model.facts import Place
from xzfacts.store.edit.file_search import Files, declarations


class SubjectEdits(NamedTuple):
    """The declarations to change in one file.

    file: its path.
    new: subjects that it does not declare yet.
    more: keys and aliases to add to its declarations.
    """

    file: str
    new: list[Subject]
    more: list[Subject]


def place_subjects(
    waiting: Sequence[tuple[Subject, str | None]], files: Files, default: str
) -> list[SubjectEdits]:
    """The changes for pending declarations, by file.

    The file is the one given with the subject, else the first that declares it, else `default`.
    """
    known: dict[str, list[Subject]] = {subject.name: [] for subject, _file in waiting}
    for subject in declarations(files, known):
        known[subject.name].append(subject)
    by_file: dict[str, SubjectEdits] = {}
    for subject, given in waiting:
        before = known[subject.name]
        lacking = _lacking(subject, before)
        if before and not (lacking.aliases or lacking.kind or lacking.part_of):
            continue
        first = before[0].place.file if before and before[0].place else default
        file = given or first
        declared_there = any(one.place and one.place.file == file for one in before)
        edits = by_file.setdefault(file, SubjectEdits(file, [], []))
        (edits.more if declared_there else edits.new).append(lacking)
        before.append(lacking._replace(place=Place(file)))
    return [*by_file.values()]


def _lacking(subject: Subject, before: Sequence[Subject]) -> Subject:
    """The aliases and keys missing in the declarations; existing keys are kept."""
    known = {subject.name, *(alias for one in before for alias in one.aliases)}
    return Subject(
        subject.name,
        tuple(alias for alias in dict.fromkeys(subject.aliases) if alias not in known),
        None if any(one.kind for one in before) else subject.kind,
        None if any(one.part_of for one in before) else subject.part_of,
    )
