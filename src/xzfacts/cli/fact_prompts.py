"""Ask for what `add` and `supersede` were not told, with the nearest fact as a pattern."""

from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from xzfacts.app import Facts
from xzfacts.cli import streams
from xzfacts.cli.fact_options import (
    NEEDED,
    MissingOptionsError,
    Statement,
    Told,
    lacking,
    option,
    proved,
    source_of,
)
from xzfacts.cli.prompts import Offered, ask, can_ask, choose
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Sentence, Status

if TYPE_CHECKING:
    from xzfacts.model.facts import Fact, Source
    from xzfacts.verify import SourceText

_LOOKED_AT = 500  # facts among which the nearest is looked for
# How a name was recognised that was not typed as the store has it.
_RESEMBLES = frozenset({"short", "homophone", "lookalike", "typo", "pinyin", "initials"})


def completed(told: Told, facts: Facts, *, new: bool) -> Statement:
    """What was told, asked for where it is missing, and proved: it may be written.

    new: the fact takes no other's place; its subject is looked up, and the nearest fact shown
    as a pattern. Raises MissingOptionsError where nobody can be asked, Abort where nobody
    answers, and what the checks in `statement` raise.
    """
    known = facts.source(told.source) if told.source else None
    missing = lacking(told, known)
    if missing and not can_ask():
        raise MissingOptionsError(tuple(map(option, missing)))
    if new:
        subject = told.subject or _ask("subject", offered=facts.names_from)
        told = told._replace(subject=_by_its_name(subject, facts, asks=bool(missing)))
    if missing:
        told = _asked(told, facts, _pattern(told, facts) if new else None)
    source = source_of(told, facts.source(told.source or ""))
    return proved(told, source, facts.root)


def _ask(key: str, default: str | None = None, offered: Offered | None = None) -> str:
    return ask(_(NEEDED[key]), default, offered=offered)


def _asked(told: Told, facts: Facts, pattern: "Fact | None") -> Told:
    """`told` with an answer for each needed key that it lacks."""
    from xzfacts.cli.validation import archived_text

    if told.attribute is None:
        usual = pattern.attribute if pattern else None
        attributes = partial(_attributes, facts, told.subject or "")
        told = told._replace(attribute=_ask("attribute", usual, attributes))
    if told.source is None:
        usual = pattern.source.id if pattern else None
        told = told._replace(source=_ask("source", usual, partial(_sources, facts)))
    known = facts.source(told.source or "")
    if known is None and told.title is None:
        told = told._replace(title=_ask("title"))
    source = source_of(told, known)
    text = archived_text(facts.root, source)
    if told.sentence is None:
        same = pattern is not None and pattern.source.id == source.id
        told = _sentence(told, source, text, pattern.sentence.quote if pattern and same else None)
    if told.value is None:
        told = _value(told, source, text)
    return told


def _attributes(facts: Facts, subject: str, start: str) -> Iterator[str]:
    """Attributes that begin so: those of the subject, or all if it has none."""
    known = [name for name in facts.attributes_of(subject) if name.startswith(start)]
    yield from known
    if not known:
        every = (attribute.name for attribute in facts.attributes())
        yield from (name for name in every if name.startswith(start))


def _sources(facts: Facts, start: str) -> Iterator[str]:
    known = (summary.source.id for summary in facts.sources())
    return (id_ for id_ in known if id_.startswith(start))


def _sentence(told: Told, source: "Source", text: "SourceText | None", default: str | None) -> Told:
    """The sentence, asked for again until it stands in the archived text, and its line."""
    from xzfacts.cli.validation import faults, with_remedy
    from xzfacts.text.unwrap import lines_of

    def lines(quote: str) -> list[int]:
        return lines_of(text.text, quote) if text else []

    def wrong(quote: str) -> str | None:
        line = told.line or next(iter(lines(quote)), None)
        found = faults(source, Sentence(quote, line), told.value or "", text)
        return with_remedy(found[0]) if found else None

    quote = ask(_(NEEDED["sentence"]), default, wrong)
    line = told.line
    known = [str(line) for line in lines(quote)]
    if line is None and len(known) > 1:
        label = _("Line, one of {lines}").format(lines=", ".join(known))
        line = int(ask(label, wrong=lambda given: None if given in known else label))
    return told._replace(sentence=quote, line=line)


def _value(told: Told, source: "Source", text: "SourceText | None") -> Told:
    from xzfacts.cli.validation import faults, with_remedy

    def wrong(value: str) -> str | None:
        found = faults(source, Sentence(told.sentence or "", told.line), value, text)
        return with_remedy(found[0]) if found else None

    return told._replace(value=ask(_(NEEDED["value"]), wrong=wrong))


def _by_its_name(subject: str, facts: Facts, *, asks: bool) -> str:
    """The name that the store has for a subject; hints at, or asks for, the one it resembles."""
    known = facts.known_subject(subject)
    if known is not None:
        return known.name
    near = _resembled(subject, facts)
    if near is None:
        return subject
    told = _("“{name}” is new. It looks like “{near}”.").format(name=subject, near=near)
    if not asks:
        streams.complain(told)
        streams.tell(_("If it is the same, `xzfacts alias` makes it another name."))
        return subject
    streams.tell(told)
    return near if choose(_("Is it that one? y/n [n]: "), "ny") == "y" else subject


def _resembled(subject: str, facts: Facts) -> str | None:
    """A subject of the store whose name is much like this one."""
    try:
        answer = facts.ask(subject, limit=1)
    except XzfactsError:  # no query
        return None
    for result in answer.results:
        if result.match.subject in _RESEMBLES:
            return result.fact.subject
    near = (hint.text for hint in answer.suggestions if hint.kind == "subject")
    return next(near, None)


def _pattern(told: Told, facts: Facts) -> "Fact | None":
    """The fact nearest to what was told so far, shown: of its subject, attribute or source."""
    from xzfacts.render.wording import DIVIDER, source_line

    for key in ("subject", "attribute", "source"):
        name = getattr(told, key)
        found = list(islice(facts.facts(**{key: name}), _LOOKED_AT)) if name else []
        if found:
            nearest = max(reversed(found), key=lambda fact: _nearness(fact, told))
            shown = DIVIDER.join((nearest.subject, nearest.attribute, nearest.value))
            streams.tell(_("Nearest: {fact}").format(fact=shown))
            streams.tell(f"  {source_line(nearest)}")
            return nearest
    return None


def _nearness(fact: "Fact", told: Told) -> tuple[bool, bool, bool]:
    current = fact.status is Status.CURRENT
    return current, fact.source.id == told.source, fact.attribute == told.attribute
