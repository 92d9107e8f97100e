"""Whether a statement and a fact are about the same thing: time, part, plan, statistic.

What a statement says beyond the fact (last year's, only the women, at most, is planned)
makes it another statement, and so does what the fact's attribute says beyond the statement.
What only the fact's sentence says is a smaller matter: it forbids to refute, not to support.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from xzfacts.check import qualifier_words
from xzfacts.check.subject_facts import Known, dates_in
from xzfacts.quantity.compare import agree
from xzfacts.quantity.model import Quantity
from xzfacts.quantity.parser import parse_quantity

# How far a fact bears on a statement.
NOT_AT_ALL, TO_SUPPORT, WHOLLY = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Said:
    """How a statement is qualified.

    text: the words of the statement, names left out. amount: its amount. before: what leads
    up to it.
    dates: the dates that it is said of. when: the word such as 去年 that stands last before it.
    doubted: whether the sentence as a whole casts doubt.
    """

    text: str
    amount: str
    before: str
    dates: tuple[Quantity, ...]
    when: str
    doubted: bool


def bearing(said: Said, known: Known, *, named: bool) -> int:
    """How far the fact bears on the statement, by its qualifiers.

    named: whether the statement says the attribute's own name; then what else the fact's
    sentence says does not matter, plans aside.
    """
    if (
        said.doubted
        or qualifier_words.NOT_STATED.search(said.text)
        or qualifier_words.COMPARED.search(said.before)
    ):
        return NOT_AT_ALL
    found = qualifier_words.BEFORE.search(said.before)
    if found and not known.left.endswith(found.group()):
        return NOT_AT_ALL
    return min(
        _by_words(_STATISTICS, said, known, named=named),
        _by_words(_SHARES, said, known, named=named),
        _by_words(_PARTS, said, known, named=named),
        _planned(said, known),
        _in_time(said, known),
    )


class _Family(NamedTuple):
    """Words of one kind; spared: of the attribute's own, those that people leave out.

    severity: how far the fact bears where the statement leaves out others.
    """

    words: Callable[[str], frozenset[str]]
    spared: frozenset[str]
    severity: int


_STATISTICS = _Family(qualifier_words.statistics, frozenset(), NOT_AT_ALL)
_SHARES = _Family(qualifier_words.shares, frozenset({"年"}), TO_SUPPORT)
_PARTS = _Family(qualifier_words.parts, frozenset(), NOT_AT_ALL)


def _by_words(family: _Family, said: Said, known: Known, *, named: bool) -> int:
    words = family.words
    asked, own = words(said.text), words(known.name)
    printed = words(known.near) | words(known.value)
    other = frozenset().union(*(words(text) for text, _ in known.attribute.names))
    if not asked <= own | printed | other:
        return NOT_AT_ALL
    if not own - family.spared <= asked | words(known.value):
        return family.severity
    if named or printed <= asked | own | words(said.amount):
        return WHOLLY
    return TO_SUPPORT


def _planned(said: Said, known: Known) -> int:
    """What is planned is not what is, unless the fact is of a plan as well."""
    planned = bool(qualifier_words.PLANNED.search(said.text))
    own = bool(qualifier_words.PLANNED.search(known.name))
    printed = bool(
        qualifier_words.PLANNED.search(known.left) or qualifier_words.PLANNED.search(known.right)
    )
    if planned == own or (planned and printed):
        return WHOLLY if planned or not printed else TO_SUPPORT
    return NOT_AT_ALL


def _in_time(said: Said, known: Known) -> int:
    """Statements of another year, or of one where the fact names none, are other statements."""
    if said.when and said.when != known.when:
        return NOT_AT_ALL
    for date in said.dates:
        if not _of_that_time(date, known):
            return NOT_AT_ALL
    return WHOLLY


def _of_that_time(date: Quantity, known: Known) -> bool:
    if date.text in known.row.quote:
        return True
    as_of = known.row.as_of
    if as_of is not None:
        then = parse_quantity(_as_date(as_of))
        return then is not None and agree(date, then)
    dates = dates_in(known.row.quote)
    return any(agree(date, other) for other in dates if date.unit != "date" or other.unit == "date")


def _as_date(iso: str) -> str:
    parts = iso.split("-")
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))
