"""Whether a statement and a fact are about the same thing: time, part, plan, statistic.

What a statement says beyond the fact (last year's, only the women, at most, is planned)
makes it another statement, and so does what the fact's attribute says beyond the statement.
What only the fact's sentence says is a smaller matter: it forbids to refute, not to support.
"""

from dataclasses import dataclass

from xzfacts.check import signs
from xzfacts.check.known import Known, dates_in
from xzfacts.text.parse import parse_quantity
from xzfacts.text.quantity import Quantity, agree

# How far a fact bears on a statement.
NOT_AT_ALL, TO_SUPPORT, WHOLLY = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Said:
    """How a statement is qualified.

    text: the words of the statement, names left out. before: what leads up to the amount.
    dates: the dates that it is said of. when: the word such as 去年 that stands last before it.
    doubted: whether the sentence as a whole casts doubt.
    """

    text: str
    before: str
    dates: tuple[Quantity, ...]
    when: str
    doubted: bool


def bearing(said: Said, known: Known) -> int:
    """How far the fact bears on the statement, by its qualifiers."""
    if said.doubted or signs.NOT_STATED.search(said.text) or signs.COMPARED.search(said.before):
        return NOT_AT_ALL
    found = signs.BEFORE.search(said.before)
    if found and not known.left.endswith(found.group()):
        return NOT_AT_ALL
    least = WHOLLY
    name, near = known.name, known.near
    for words in (signs.statistics, signs.shares):
        asked, own, printed = words(said.text), words(name), words(near)
        if known.value and words(known.value):
            printed |= words(known.value)
        own_strict = own - {"年"}
        if not asked <= own | printed:
            return NOT_AT_ALL
        if not own_strict <= asked:
            least = min(least, TO_SUPPORT) if words is signs.shares else NOT_AT_ALL
        elif not printed <= asked | own:
            least = min(least, TO_SUPPORT)
        if least == NOT_AT_ALL:
            return NOT_AT_ALL
    parts = frozenset(signs.PARTS.findall(said.text))
    own_parts = frozenset(signs.PARTS.findall(name))
    aliases = frozenset(p for text, _ in known.attribute.names for p in signs.PARTS.findall(text))
    printed_parts = frozenset(signs.PARTS.findall(near))
    if not parts <= own_parts | aliases | printed_parts or not own_parts <= parts:
        return NOT_AT_ALL
    if not printed_parts <= parts | own_parts:
        least = min(least, TO_SUPPORT)
    planned = bool(signs.PLANNED.search(said.text))
    own_plan = bool(signs.PLANNED.search(name))
    printed_plan = bool(signs.PLANNED.search(known.left) or signs.PLANNED.search(known.right))
    if planned and not (own_plan or printed_plan):
        return NOT_AT_ALL
    if own_plan and not planned:
        return NOT_AT_ALL
    if printed_plan and not planned:
        least = min(least, TO_SUPPORT)
    return min(least, _in_time(said, known))


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
