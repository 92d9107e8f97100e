"""What speaks for a candidate attribute or against it: the features of `attribute_choice`."""

from collections.abc import Iterator
from itertools import pairwise

from xzfacts.extract.fact import measures
from xzfacts.extract.fact.figure_context import FigureContext, Words
from xzfacts.extract.fact.lexicon import lexicon
from xzfacts.quantity.model import Quantity

Features = tuple[str, ...]

_NEAR, _NEAR_BEHIND = 4, 2  # words before and behind a figure that tell what it measures


def features_before(left: Words, start: int, end: int) -> Features:
    """Return the features of the place of left[start:end], words before a figure."""
    dropped = left[end:]
    outer = left[start - 1].tag if start else "^"
    found = [
        f"dropped {min(len(dropped), 4)}",
        f"outside {outer}",
        f"outside {outer}{left[start].tag}",
        f"outside {left[start - 1].text if start else '^'}",
        f"cut {left[end - 1].tag}{dropped[0].tag if dropped else '$'}",
    ]
    inner = "noun" if outer in "nabgwos" else "verb" if outer in "vTHG" else outer
    found.append(f"outside {inner} {left[end - 1].tag in 'nz'}")
    for word in dropped:
        found += (f"dropped {word.tag}", f"dropped {word.text}")
    if all(w.tag in "MDNt" or not w.text[0].isalnum() for w in left[:start]):
        found.append("from the start")
    return tuple(found)


def features_behind(here: FigureContext, start: int, end: int, number: int, size: int) -> Features:
    """Return the features of the place of right[start:end], words behind a figure.

    number: of the places where such words may begin. size: how many of the words are used.
    """
    right = here.right
    follows = right[end] if end < len(right) else None
    return (
        f"behind {number}{int(right[0].text == '的')}",
        f"behind words {size}",
        f"behind first {right[start].tag}",
        f"behind cut {right[end - 1].tag}{follows.tag if follows else '$'}",
        f"behind next {follows.text if follows else '$'}",
        f"behind left {min(len(here.left), 2)}",
    )


def features_alone(quantity: Quantity, kind: str) -> Features:
    """Return the features of a name that only the unit gives."""
    dimension = measures.dimension_of(quantity)
    return (kind, f"{kind} {dimension}", f"{kind} of {quantity.unit}")


def features_near(here: FigureContext, name: str) -> Features:
    """Return what speaks for a name that is added: the words next to the figure."""
    words = (*here.left[-_NEAR:], *here.right[:_NEAR_BEHIND])
    return tuple(f"{name} near {word.text}" for word in words)


def features_of(here: FigureContext, words: Words, kind: str, text: str) -> Features:
    """Return the features of the words of a name themselves."""
    quantity = here.amount.quantity
    dimension = measures.dimension_of(quantity)
    kinds = measures.kinds(quantity)
    tags = "".join(w.tag for w in words)
    vocabulary = lexicon()
    whole = vocabulary.terms.get(text)
    term = "unknown" if whole is None else "right" if whole & kinds else "wrong"
    counts = dimension in {"count", "people", "number"}
    near = f"{here.left[-1].tag if here.left else '^'}{here.right[0].tag if here.right else '$'}"
    found = [
        kind,
        f"{kind} {dimension}",
        f"{kind} {counts} {near}",
        f"{kind} {counts} {near[1]}",
        f"{kind} {counts} {len(words) > 1} {near[0]}",
        f"words {min(len(words), 6)}",
        f"{kind} words {min(len(words), 6)}",
        f"length {min(len(text), 10)}",
        f"first {tags[0]}",
        f"last {tags[-1]}",
        f"last {words[-1].text}",
        f"last {dimension}{tags[-1]}",
        f"last {dimension}{text[-1]}",
        f"edges {tags[0]}{tags[-1]}" if len(tags) > 1 else f"only {tags}",
        f"term {term}",
        f"ends with term {int(bool(vocabulary.term(text, kinds)))}",
    ]
    if len(text) == 1:
        found.append("one character")
    return (*found, *_of_words(here, words, tags))


def _of_words(here: FigureContext, words: Words, tags: str) -> Iterator[str]:
    """The features of the words within a name."""
    yield from (f"inside {tag}" for tag in sorted(set(tags[1:-1])))
    yield from (f"inside {word.text}" for word in words[1:-1] if word.tag in "Fdupc")
    yield from (f"pair {one}{other}" for one, other in pairwise(tags))
    if not set(tags) & set("nwg"):
        yield f"no noun {tags[-1]}"
    of_holder = [any(word.text in name for name in here.holder) for word in words]
    if of_holder[0]:
        yield f"of the holder {'all' if all(of_holder) else 'first'}"
    yield f"first {words[0].text}"
