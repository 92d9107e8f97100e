"""Validation of the fact given to `add` and `supersede`.

A fact that passes `prove` has its value in its quote and its quote in the archived text.
"""

from typing import TYPE_CHECKING, NamedTuple

from typer import BadParameter

from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _, mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xzfacts.model.facts import Sentence, Source
    from xzfacts.model.findings import Finding
    from xzfacts.store.render_toml import FactTable

Text = str | None


class FactInput(NamedTuple):
    """Fields of a fact given so far, None where missing.

    subject: name of the subject.
    attribute: name of the attribute.
    value: value as worded in the sentence.
    sentence: verbatim sentence.
    source: id of the source.
    line: line of the archived text where the sentence starts, from 1.
    as_of: date at which the fact was true.
    mode: a value of `Mode`.
    said_by: who states it.
    note: note for readers.
    title: title of the source.
    publication: publication of the source.
    authors: authors of the source.
    published: publication date of the source.
    url: web address of the source.
    page: page of the source.
    section: section of the source.
    """

    subject: Text = None
    attribute: Text = None
    value: Text = None
    sentence: Text = None
    source: Text = None
    line: int | None = None
    as_of: Text = None
    mode: Text = None
    said_by: Text = None
    note: Text = None
    title: Text = None
    publication: Text = None
    authors: "Sequence[str] | None" = None
    published: Text = None
    url: Text = None
    page: Text = None
    section: Text = None


class NewFact(NamedTuple):
    """A validated fact.

    source: its source, known or new.
    sentence: its sentence with the line in the archived text.
    fact: its keys and values as written to the store.
    """

    source: "Source"
    sentence: "Sentence"
    fact: "FactTable"


class MissingOptionsError(XzfactsError):
    """Required options are missing, and there is no terminal to prompt on."""

    template = mark("Missing: {options}.")
    options: str


class UnprovenError(XzfactsError):
    """The value does not match the sentence, or the sentence does not match the source text."""

    exit_status = 1
    findings: "Sequence[Finding]"

    def message(self) -> str:
        """Return the text of the error."""
        from xzfacts.cli.validation import with_remedy

        return " ".join(map(with_remedy, self.findings))


class SourceConflictError(XzfactsError):
    """A source field differs from the one in the store."""

    exit_status = 1
    source: str
    option: str
    before: Text

    def message(self) -> str:
        """Return the text of the error."""
        if not self.before:
            return _(
                "The source “{id}” has no {option} in the store: omit the option, or add it to the "
                "file of the source."
            ).format(id=self.source, option=self.option)
        return _("The source “{id}” has a different {option} in the store: “{before}”.").format(
            id=self.source, option=self.option, before=self.before
        )


# Required fields with the prompt for each.
REQUIRED = {
    "subject": mark("Subject"),
    "attribute": mark("Attribute"),
    "source": mark("Id of the source"),
    "title": mark("Title of the source"),
    "sentence": mark("Verbatim sentence"),
    "value": mark("Value as worded in the sentence"),
}
_OF_SOURCE = ("title", "publication", "authors", "published", "url", "page", "section")
_DATES = ("as_of", "published")


def option(key: str) -> str:
    """Return the option that sets a field of `FactInput`."""
    return "--author" if key == "authors" else "--" + key.replace("_", "-")


def checked_text(text: str, name: str) -> str:
    """Return `text` stripped. Raises BadParameter, for the parameter `name`, if unusable."""
    text = text.strip()
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadParameter(_("Not valid UTF-8."), param_hint=name) from None
    if not text:
        raise BadParameter(_("The value is empty."), param_hint=name)
    return text


def normalized(given: FactInput) -> FactInput:
    """Strip texts, rejoin a sentence broken by columns, and check dates. Raises BadParameter."""
    from xzfacts.store.schema.tables import is_date
    from xzfacts.text.unwrap import unwrap_lines

    texts = given._asdict()
    for key, text in texts.items():
        if isinstance(text, str):
            texts[key] = checked_text(text, option(key))
    given = FactInput(**texts)
    for key in _DATES:
        date = getattr(given, key)
        if date is not None and not is_date(date):
            raise BadParameter(
                _("“{text}” is not a date.").format(text=date)
                + " "
                + _("Use as much of the date as is known: 2024, 2024-05 or 2024-05-17."),
                param_hint=option(key),
            )
    authors = tuple(checked_text(author, "--author") for author in given.authors or ())
    quote = given.sentence and unwrap_lines(given.sentence).text
    return given._replace(authors=authors or None, sentence=quote)


def missing_keys(given: FactInput, known: "Source | None") -> tuple[str, ...]:
    """Return the required fields that are missing; a known source needs only its id."""
    return tuple(
        key
        for key in REQUIRED
        if getattr(given, key) is None and not (key == "title" and (known or given.source is None))
    )


def resolve_source(given: FactInput, known: "Source | None") -> "Source":
    """Return the known source, or a new one. Raises SourceConflictError."""
    from xzfacts.model.facts import Source

    if known is None:
        about = {key: getattr(given, key) for key in _OF_SOURCE}
        about["authors"] = given.authors or ()
        return Source(given.source or "", **about)
    for key in _OF_SOURCE:
        now, before = getattr(given, key), getattr(known, key)
        if now is not None and now != before:
            stored = ", ".join(before) if isinstance(before, tuple) else before
            raise SourceConflictError(known.id, option(key), stored)
    return known


def prove(given: FactInput, source: "Source", root: str) -> NewFact:
    """Validate a complete fact and find the line of its sentence in the archived text.

    Raises UnprovenError, also if the sentence occurs at several lines and none is given, and
    what `archived_text` raises.
    """
    from xzfacts.cli.validation import archived_text, fact_findings
    from xzfacts.model.facts import Sentence
    from xzfacts.text.unwrap import quote_lines

    text = archived_text(root, source)
    quote, value = given.sentence or "", given.value or ""
    lines = quote_lines(text.text, quote) if text else []
    sentence = Sentence(quote, lines[0] if len(lines) == 1 and given.line is None else given.line)
    found = fact_findings(source, sentence, value, text)
    if found:
        raise UnprovenError(found)
    keys = ("subject", "attribute", "value", "as_of", "mode", "said_by", "note")
    return NewFact(source, sentence, {key: getattr(given, key) for key in keys})


def text_or_prompt(text: Text, name: str, label: str) -> str:
    """Return the value of an option, or prompt for it. Raises MissingOptionsError."""
    from xzfacts.cli.prompts import ask, can_ask

    if text is not None:
        return checked_text(text, name)
    if not can_ask():
        raise MissingOptionsError(name)
    return ask(label)
