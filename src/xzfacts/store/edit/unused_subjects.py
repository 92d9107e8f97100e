"""Finds declared subjects that nothing in a store refers to any more."""

from collections import Counter
from collections.abc import Collection, Iterable

from xzfacts.model.declarations import Subject
from xzfacts.store.edit.file_search import Files, may_contain
from xzfacts.store.schema.reader import read_bytes

_FEW = 30  # names to look for in a file before it is read


def unused_subjects(
    files: Files, declared: Collection[Subject], subjects: Iterable[str]
) -> set[str]:
    """Those of the subjects that no fact names and nothing is part of, and then their wholes.

    files: the files of the store. declared: the subjects of one file; others are not unused.
    """
    known: dict[str, list[Subject]] = {}
    for one in declared:
        known.setdefault(one.name, []).append(one)
    asked = _with_wholes(known, subjects)
    names = {name for one in asked for name in (one, *known[one][0].aliases)}
    used, parts = _references(files, names)
    unused: set[str] = set()
    left = list(asked)
    while left:
        subject = left.pop()
        named = (subject, *known[subject][0].aliases)
        if subject in unused or parts[subject] or not used.isdisjoint(named):
            continue
        unused.add(subject)
        for whole in (one.part_of for one in known[subject]):
            if whole in asked:
                parts[whole] -= 1
                left.append(whole)
    return unused


def _with_wholes(known: dict[str, list[Subject]], subjects: Iterable[str]) -> dict[str, None]:
    """The declared ones of the subjects, and what the first declaration of each is part of."""
    found: dict[str, None] = {}
    for subject in subjects:
        at: str | None = subject
        while at in known and at not in found:
            found[at] = None
            at = known[at][0].part_of
    return found


def _references(files: Files, names: Collection[str]) -> tuple[set[str], Counter[str]]:
    """Those of the names that facts have as subject, and how many subjects are part of each."""
    used: set[str] = set()
    parts: Counter[str] = Counter()
    for file, read in files if names else ():
        data = read()
        if len(names) > _FEW or any(may_contain(data, name) for name in names):
            contents = read_bytes(data, file)
            used.update(fact.subject for fact in contents.facts)
            parts.update(one.part_of for one in contents.subjects if one.part_of is not None)
    return used, parts
