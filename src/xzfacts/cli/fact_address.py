"""Finds the fact that a command works on: by id, by its place in a file, or by a query."""

import os
import re

from xzfacts.app import Facts
from xzfacts.cli.display_paths import display_path, store_file_path
from xzfacts.errors import XzfactsError
from xzfacts.i18n import mark, ngettext
from xzfacts.model.facts import Fact, Result
from xzfacts.store.paths import shown_path

_SHORTEST_PREFIX = 4  # characters of an id, as for abbreviated object names in git
_MAX_CANDIDATES = 10
# How a query may name the fact that a command changes: letter by letter.
_LITERAL = {None, "exact", "alias", "short", "synonym", "related", "question", "differs"}
_PLACE = re.compile(r"(.+):([0-9]{1,9})")


class NoFactAtAddressError(XzfactsError):
    """No fact has this id or place, and none answers it as a query."""

    exit_status = 1
    template = mark("No fact has the id “{address}”, is at this place, or answers it as a query.")
    address: str


class AmbiguousAddressError(XzfactsError):
    """Several facts have this address."""

    address: str
    candidates: list[Fact]
    _root: str

    def message(self) -> str:
        """Return the text of the error."""
        count = len(self.candidates)
        return ngettext(
            "“{address}” matches {count} fact:", "“{address}” matches {count} facts:", count
        ).format(address=self.address, count=count)

    def details(self) -> tuple[str, ...]:
        """Return the first candidates, one per line, with their ids and places."""
        lines = tuple(map(self._described, self.candidates[:_MAX_CANDIDATES]))
        left = len(self.candidates) - _MAX_CANDIDATES
        if left <= 0:
            return lines
        more = ngettext("… and {count} more", "… and {count} more", left).format(count=left)
        return (*lines, f"  {more}")

    def _described(self, fact: Fact) -> str:
        place = f"{display_path(self._root, fact.place.file)}:{fact.place.line}"
        return f"  {fact.id}  {fact.subject} · {fact.attribute}  {fact.value}  {place}"


def fact_at(facts: Facts, words: list[str], *, changes: bool = False) -> Fact:
    """Return the fact that the words of a command line name: the first of these that matches.

    1. its id; 2. FILE:LINE, a line of the fact or of its sentence in a store file; 3. a prefix of
    its id, at least four characters; 4. a query that has exactly one answer.

    changes: whether the fact will be changed. Then an answer by sound or by a correction is only
        listed, as several are.
    Raises NoFactAtAddressError or AmbiguousAddressError.
    """
    address = " ".join(words)
    long = len(address) >= _SHORTEST_PREFIX
    found = [fact for fact in facts.facts_by_id_prefix(address) if long or fact.id == address]
    found = found or _at_place(facts, address)
    answers = [] if found else _answers(facts, address)
    found = found or [result.fact for result in answers]
    if not found:
        raise NoFactAtAddressError(address)
    if len(found) > 1 or (changes and not all(map(_is_literal, answers))):
        raise AmbiguousAddressError(address, found, facts.root)
    return found[0]


def _at_place(facts: Facts, address: str) -> list[Fact]:
    """Return the facts at FILE:LINE, or else those of the sentence around that line."""
    place = _PLACE.fullmatch(address)
    if place is None:
        return []
    line = int(place[2])
    for path in _store_paths(facts.root, place[1]):
        inside = list(facts.facts_in_file(path))
        if inside:
            exact = [fact for fact in inside if fact.place.line == line]
            return exact or _of_sentence(facts.root, inside, line)
    return []


def _store_paths(root: str, file: str) -> list[str]:
    """Return what `file` may be below the store: a path from there, or from the working folder."""
    given = [os.path.abspath(file), store_file_path(root, file), os.path.join(root, file)]
    relative = (os.path.relpath(path, root) for path in given)
    return [shown_path(path) for path in relative if not path.startswith(os.pardir)]


def _of_sentence(root: str, inside: list[Fact], line: int) -> list[Fact]:
    """Return those of the facts of one file whose `[[sentences]]` table contains the line."""
    from xzfacts.store.regular_file import read_regular
    from xzfacts.store.toml.spans import scan

    data = read_regular(store_file_path(root, inside[0].place.file))
    spans = scan(data.decode("utf-8"))
    starts = [
        span.line for path, span in spans.items() if path[0] == "sentences" and len(path) == 2
    ]
    start = max((each for each in starts if each <= line), default=None)
    if start is None:
        return []
    end = min((each for each in starts if each > line), default=None)
    return [
        fact
        for fact in inside
        if fact.place.line and start <= fact.place.line and (end is None or fact.place.line < end)
    ]


def _answers(facts: Facts, query: str) -> list[Result]:
    answer = facts.ask(query, drafts=True, limit=_MAX_CANDIDATES)
    return [result for result in answer.results if result.kind == "fact"]


def _is_literal(result: Result) -> bool:
    match = result.match
    return not match.corrected and _LITERAL.issuperset((match.subject, match.attribute))
