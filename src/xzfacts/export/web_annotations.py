"""Facts as annotations of their articles (W3C Web Annotation Data Model).

The target is the web address of the article or, where it has none, the hash of its archived text
(`urn:sha256:…`). The selector is the sentence, by its words and, where the text is archived, by its
position in that text.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from xzfacts.export.text_fragment import is_web_address
from xzfacts.model.facts import Fact
from xzfacts.render.json_ import dumps
from xzfacts.text.unwrap import QuotedText

_CONTEXT = 32  # characters before and after a quote

# Returns the archived text with a hash, or None.
TextOf = Callable[[str], QuotedText | None]


def annotation_page(facts: Iterable[Fact], text_of: TextOf) -> Iterator[str]:
    """Yield an AnnotationPage in pieces, each annotation on a line."""
    yield '{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "items": ['
    separator = "\n"
    for fact in facts:
        yield separator + dumps(annotation(fact, text_of))
        separator = ",\n"
    yield "\n]}\n"


def annotation(fact: Fact, text_of: TextOf) -> dict[str, Any]:
    """Return the annotation of a fact."""
    source = fact.source
    digest = source.sha256
    address = source.url if source.url and is_web_address(source.url) else None
    target = address or (f"urn:sha256:{digest}" if digest else f"urn:xzfacts:source:{source.id}")
    text = text_of(digest) if digest else None
    return {
        "id": f"urn:xzfacts:fact:{fact.id}",
        "type": "Annotation",
        "motivation": "describing",
        "body": {
            "type": "TextualBody",
            "value": f"{fact.subject} · {fact.attribute}: {fact.value}",
            "format": "text/plain",
            "language": "zh",
        },
        "target": {"source": target, "selector": list(_selectors(fact.sentence.quote, text))},
    }


def _selectors(quote: str, quoted: QuotedText | None) -> Iterator[dict[str, Any]]:
    span = quoted.first_span(quote) if quoted else None
    if quoted is None or span is None:
        yield {"type": "TextQuoteSelector", "exact": quote}
        return
    text, (start, end) = quoted.text, span
    yield {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(start - _CONTEXT, 0) : start],
        "suffix": text[end : end + _CONTEXT],
    }
    yield {"type": "TextPositionSelector", "start": start, "end": end}
