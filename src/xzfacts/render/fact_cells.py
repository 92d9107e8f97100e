"""A fact as cells of a table, for CSV files and workbooks."""

from xzfacts.model.facts import Fact
from xzfacts.quantity.model import to_json
from xzfacts.render.wording import note

Cells = dict[str, str | int | None]


def fact_cells(fact: Fact) -> Cells:
    """The cells of a fact, with its sentence, source and place; what is unknown is None or empty.

    low, high, bounds, unit: the quantity, in the base unit; numbers are exact decimals.
    source: id of the source.
    source_line: line of the source text at which the sentence starts.
    file, line: place of the fact in the store.
    sentence_page: page on which the sentence starts, if the source has several.
    The others are named as in a fact and its source.
    """
    amount = {} if fact.quantity is None else to_json(fact.quantity)
    source = fact.source
    return source._asdict() | {
        "id": fact.id,
        "subject": fact.subject,
        "attribute": fact.attribute,
        "value": fact.value,
        **{key: amount.get(key) or None for key in ("low", "high", "bounds", "unit")},
        "as_of": fact.as_of,
        "status": fact.status.value,
        "sentence": fact.sentence.quote,
        "note": note(fact),
        "authors": "; ".join(source.authors) or None,
        "source": source.id,
        "source_line": fact.sentence.line,
        "file": fact.place.file,
        "line": fact.place.line,
        "mode": fact.mode and fact.mode.value,
        "said_by": fact.said_by,
        "sentence_page": fact.sentence.page,
    }
