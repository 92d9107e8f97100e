"""What hangs on to a mention and makes it a piece of another name: 柳溪县|晨南服饰.

Most names that a query mentions are such pieces, and a fact of theirs scores too little to
answer (`weights.BROKEN`). A look at names, attributes and values tells so before any sentence
is read; it leaves out no fact that `Scorer.score` would not.
"""

from collections.abc import Iterable, Sequence

from xzfacts.index.lookup.catalog import AttributeEntry, Catalog, Head
from xzfacts.language.units import Query
from xzfacts.match.context_overlap import Surroundings
from xzfacts.match.entity_linking import Mention
from xzfacts.match.query_frame import Frame
from xzfacts.match.query_quantities import Amount
from xzfacts.match.query_terms import ASKING


def hanging(
    query: Query, mention: Mention, frame: Frame, amounts: Iterable[Amount]
) -> tuple[int, ...]:
    """The units that make the mention a piece of another name if no fact explains them.

    They stand beside it in the same word and are in no word that is known. In a whole question
    they may be a verb, so there are none. frame: of what the mention leaves free.
    """
    if frame.whole:
        return ()
    said = mention.mask | _said(frame, amounts)
    for word in frame.words:
        if word.term.role in ASKING:
            said |= word.mask
    found = []
    for start, end in query.runs(mention.mask):
        if query.joined(start) and not said >> (start - 1) & 1:
            found.append(start - 1)
        if query.joined(end) and not said >> end & 1:
            found.append(end)
    return tuple(found)


def unsaid(frame: Frame, free: int, amounts: Iterable[Amount]) -> int:
    """The free units that are in no word that is known and stands by itself."""
    said = _said(frame, amounts)
    for word in frame.words:
        if word.term.role in ASKING and (word.end - word.start > 1 or word in frame.asking):
            said |= word.mask
    return free & ~said


def _said(frame: Frame, amounts: Iterable[Amount]) -> int:
    """The units that carry no content, ask for a kind of value, or are an amount."""
    said = frame.filler | frame.questions | frame.kind | frame.parting | frame.verbs
    if frame.unit:
        said |= frame.unit.mask
    for amount in amounts:
        said |= amount.mask
    return said


def explaining(
    heads: Sequence[Head],
    units: Iterable[int],
    query: Query,
    free: int,
    catalog: Catalog,
    surroundings: Surroundings,
    *,
    slips: bool,
) -> list[Head]:
    """The facts whose subject, attribute or value may explain each of the hanging units.

    free: what the mention leaves. slips: whether attributes may be mistyped.
    """
    subjects = {head.subject for head in heads}
    attributes = {head.attribute for head in heads}
    surroundings.look_up(subjects)
    left = list(heads)
    for unit in units:
        asked = {n: may_ask(query, free, catalog.attribute(n), unit, slips) for n in attributes}
        named = {n: surroundings.in_names(query, n, unit) for n in subjects}
        left = [
            head
            for head in left
            if asked[head.attribute]
            or named[head.subject]
            or surroundings.in_value(query, head.value, unit)
        ]
    return left


def may_ask(query: Query, free: int, attribute: AttributeEntry, unit: int, slips: bool) -> bool:
    """Whether the unit may be part of what asks for the attribute, in form or by a slip."""
    if any(query.chars[unit] in text for text, _ in attribute.names):
        return True
    return slips and any(
        start <= unit < end and abs(end - start - len(text)) <= 1
        for start, end in query.runs(free)
        for text, _ in attribute.names
    )
