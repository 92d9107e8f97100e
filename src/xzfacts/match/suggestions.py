"""Suggest queries when nothing is found."""

from xzfacts.index.lookup.catalog import Catalog
from xzfacts.language.query_units import Query
from xzfacts.match.entity_linking import Mentions
from xzfacts.match.fact_grouping import FactGrouping
from xzfacts.model.facts import Suggestion

_SUBJECTS = 5
_ATTRIBUTES = 8


def suggest(
    catalog: Catalog, readings: tuple[Query, ...], mentions: Mentions, grouping: FactGrouping
) -> tuple[Suggestion, ...]:
    """Return similar names or, for a recognised subject, its attributes."""
    found: dict[tuple[str, str], Suggestion] = {}
    for reading in readings:
        exact = [m for m in mentions.exact(reading) if m.name.kind != "value"]
        for mention in exact[:1]:
            subject = catalog.subject(mention.name.target).name
            known = grouping.attributes_of(mention.name.target)
            for attribute in known[:_ATTRIBUTES]:
                found.setdefault(
                    ("attribute", attribute.name),
                    Suggestion("attribute", attribute.name, f"{subject} {attribute.name}"),
                )
        if exact:
            break
        for mention in mentions.near(reading)[:_SUBJECTS]:
            if mention.name.kind != "value":
                name = catalog.subject(mention.name.target).name
                found.setdefault(("subject", name), Suggestion("subject", name, name))
    return tuple(found.values())
