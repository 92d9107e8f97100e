"""Prompts for missing fields of `add` and `supersede`, with defaults from a similar fact."""

from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from xzfacts.app import Facts
from xzfacts.cli import streams
from xzfacts.cli.fact_input import (
    REQUIRED,
    FactInput,
    MissingOptionsError,
    NewFact,
    missing_keys,
    option,
    prove,
    resolve_source,
)
from xzfacts.cli.prompts import Completer, ask, can_ask, choose
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Sentence, Status

if TYPE_CHECKING:
    from xzfacts.model.facts import Fact, Source
    from xzfacts.verify import SourceText

_MAX_CANDIDATES = 500  # facts compared to find the nearest one
# Kinds of match for a name that is not spelled as in the store.
_FUZZY_MATCHES = frozenset({"short", "homophone", "lookalike", "typo", "pinyin", "initials"})


def complete_fact(given: FactInput, facts: Facts, *, new: bool) -> NewFact:
    """Prompt for missing fields and validate the fact.

    Raises MissingOptionsError without a terminal, Abort if the user ends the input, and what
    `fact_input.prove` raises.

    new: the fact supersedes no other: look up its subject and show the nearest fact.
    """
    known = facts.source(given.source) if given.source else None
    missing = missing_keys(given, known)
    if missing and not can_ask():
        raise MissingOptionsError(", ".join(map(option, missing)))
    if new:
        subject = given.subject or _ask("subject", completer=facts.names_from)
        given = given._replace(subject=_resolve_subject(subject, facts, prompt=bool(missing)))
    if missing:
        given = _prompt_missing(given, facts, _show_nearest(given, facts) if new else None)
    source = resolve_source(given, facts.source(given.source or ""))
    return prove(given, source, facts.root)


def _ask(key: str, default: str | None = None, completer: Completer | None = None) -> str:
    return ask(_(REQUIRED[key]), default, completer=completer)


def _prompt_missing(given: FactInput, facts: Facts, nearest_fact: "Fact | None") -> FactInput:
    """Prompt for each required field that is missing."""
    from xzfacts.cli.validation import archived_text

    if given.attribute is None:
        default = nearest_fact.attribute if nearest_fact else None
        attributes = partial(_attributes, facts, given.subject or "")
        given = given._replace(attribute=_ask("attribute", default, attributes))
    if given.source is None:
        default = nearest_fact.source.id if nearest_fact else None
        given = given._replace(source=_ask("source", default, partial(_sources, facts)))
    known = facts.source(given.source or "")
    if known is None and given.title is None:
        given = given._replace(title=_ask("title"))
    source = resolve_source(given, known)
    text = archived_text(facts.root, source)
    if given.sentence is None:
        same = nearest_fact is not None and nearest_fact.source.id == source.id
        default = nearest_fact.sentence.quote if nearest_fact and same else None
        given = _sentence(given, source, text, default)
    if given.value is None:
        given = _value(given, source, text)
    return given


def _attributes(facts: Facts, subject: str, start: str) -> Iterator[str]:
    """Yield attributes that start with `start`: those of the subject, or all if it has none."""
    known = [name for name in facts.attributes_of(subject) if name.startswith(start)]
    yield from known
    if not known:
        every = (attribute.name for attribute in facts.attributes())
        yield from (name for name in every if name.startswith(start))


def _sources(facts: Facts, start: str) -> Iterator[str]:
    known = (summary.source.id for summary in facts.sources())
    return (id_ for id_ in known if id_.startswith(start))


def _sentence(
    given: FactInput, source: "Source", text: "SourceText | None", default: str | None
) -> FactInput:
    """Prompt for the sentence until it occurs in the archived text, and for its line if unclear."""
    from xzfacts.cli.validation import fact_findings, with_remedy
    from xzfacts.text.unwrap import quote_lines

    def lines(quote: str) -> list[int]:
        return quote_lines(text.text, quote) if text else []

    def error_of(quote: str) -> str | None:
        line = given.line or next(iter(lines(quote)), None)
        found = fact_findings(source, Sentence(quote, line), given.value or "", text)
        return with_remedy(found[0]) if found else None

    quote = ask(_(REQUIRED["sentence"]), default, error_of)
    line = given.line
    known = [str(line) for line in lines(quote)]
    if line is None and len(known) > 1:
        label = _("Line, one of {lines}").format(lines=", ".join(known))
        line = int(ask(label, error_of=lambda answer: None if answer in known else label))
    return given._replace(sentence=quote, line=line)


def _value(given: FactInput, source: "Source", text: "SourceText | None") -> FactInput:
    from xzfacts.cli.validation import fact_findings, with_remedy

    def error_of(value: str) -> str | None:
        found = fact_findings(source, Sentence(given.sentence or "", given.line), value, text)
        return with_remedy(found[0]) if found else None

    return given._replace(value=ask(_(REQUIRED["value"]), error_of=error_of))


def _resolve_subject(subject: str, facts: Facts, *, prompt: bool) -> str:
    """Return the canonical name of a subject; for a new one, point out a similar known one."""
    known = facts.known_subject(subject)
    if known is not None:
        return known.name
    near = _similar_subject(subject, facts)
    if near is None:
        return subject
    text = _("“{name}” is new. Similar subject in the store: “{near}”.").format(
        name=subject, near=near
    )
    if not prompt:
        streams.message(text)
        streams.detail(_("If they are the same, add an alias with `xzfacts alias`."))
        return subject
    streams.detail(text)
    return near if choose(_("Is it the same subject? y/n [n]: "), "ny") == "y" else subject


def _similar_subject(subject: str, facts: Facts) -> str | None:
    """Return a subject of the store with a similar name; None if there is none."""
    try:
        answer = facts.ask(subject, limit=1)
    except XzfactsError:  # not a valid query
        return None
    for result in answer.results:
        if result.match.subject in _FUZZY_MATCHES:
            return result.fact.subject
    suggested = (hint.text for hint in answer.suggestions if hint.kind == "subject")
    return next(suggested, None)


def _show_nearest(given: FactInput, facts: Facts) -> "Fact | None":
    """Print and return the most similar fact with the same subject, attribute or source."""
    from xzfacts.render.wording import DIVIDER, source_line

    for key in ("subject", "attribute", "source"):
        name = getattr(given, key)
        found = list(islice(facts.facts(**{key: name}), _MAX_CANDIDATES)) if name else []
        if found:
            nearest = max(reversed(found), key=lambda fact: _nearness(fact, given))
            shown = DIVIDER.join((nearest.subject, nearest.attribute, nearest.value))
            streams.detail(_("Most similar fact: {fact}").format(fact=shown))
            streams.detail(f"  {source_line(nearest)}")
            return nearest
    return None


def _nearness(fact: "Fact", given: FactInput) -> tuple[bool, bool, bool]:
    current = fact.status is Status.CURRENT
    return current, fact.source.id == given.source, fact.attribute == given.attribute
