"""Turn a scored fact into a result, with how it matched and the words to highlight."""

from collections.abc import Iterator

from xzfacts.index.lookup.catalog import Catalog
from xzfacts.match.entity_linking import Mention
from xzfacts.match.scored_fact import Scored
from xzfacts.model.facts import Match, Result
from xzfacts.text.normalize import compact


def result_of(catalog: Catalog, scored: Scored) -> Result:
    """The scored fact as a result."""
    fact = catalog.fact(scored.row)
    mention = scored.mention
    if mention is None or mention.how == "value":
        subject = None
    else:
        subject = mention.how
    match = Match(
        subject=subject,
        attribute=scored.asked.how
        if scored.asked
        else ("question" if scored.by_question else None),
        value="exact" if scored.by_value or (mention and mention.how == "value") else None,
        corrected=_corrected(catalog, mention),
    )
    answers = "subject" if scored.inverse else "value"
    words = tuple(_words(catalog, scored))
    return Result(fact, round(scored.score, 4), match, words, answers=answers)


def _words(catalog: Catalog, scored: Scored) -> Iterator[str]:
    """Yield the query words that occur in the sentence: the longest name, then the others."""
    quote = scored.row.quote
    names = sorted(catalog.names_of(scored.row.subject), key=len, reverse=True)
    yield from [name for name in names if name in quote][:1]
    query = scored.query
    named = scored.mention.mask if scored.mention else 0
    for start, end in query.runs(((1 << query.size) - 1) & ~named):
        yield from _pieces(query.chars[start:end], quote)


def _pieces(run: str, quote: str) -> Iterator[str]:
    """Yield the longest pieces of `run`, of at least two characters, that occur in the quote."""
    at = 0
    while at < len(run) - 1:
        end = next((e for e in range(len(run), at + 1, -1) if run[at:e] in quote), 0)
        if end and not any(char.isdigit() for char in run[at:end]):
            yield run[at:end]  # the value is highlighted anyway
        at = max(end, at + 1)


def _corrected(catalog: Catalog, mention: Mention | None) -> str | None:
    if mention is None or not mention.corrected:
        return None
    if mention.name.kind == "value":
        return mention.name.text
    name = catalog.subject(mention.name.target).name
    return name if compact(name) == mention.name.text else mention.name.text
