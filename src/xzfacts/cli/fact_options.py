"""What `add` and `supersede` are told of a fact: the options, and what must hold of it.

A fact that gets past `proved` has its value in its quote, and its quote in the archived text.
"""

from typing import TYPE_CHECKING, Annotated, ClassVar, NamedTuple

from typer import BadParameter, Option

from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xzfacts.model.facts import Sentence, Source
    from xzfacts.model.findings import Finding
    from xzfacts.store.render_toml import FactTable

Text = str | None
SubjectName = Annotated[
    Text, Option("--subject", metavar="NAME", help=_("What it is about."), show_default=False)
]
AttributeName = Annotated[
    Text, Option("--attribute", metavar="NAME", help=_("What it states."), show_default=False)
]
Value = Annotated[
    Text,
    Option(
        "--value", metavar="TEXT", help=_("The value as the sentence says it."), show_default=False
    ),
]
Quote = Annotated[
    Text,
    Option(
        "--sentence",
        "--quote",
        metavar="TEXT",
        help=_("The sentence word for word, misprints included."),
        show_default=False,
    ),
]
SourceId = Annotated[
    Text,
    Option(
        "--source",
        metavar="ID",
        help=_("Id of the source; of a new one --title is needed too."),
        show_default=False,
    ),
]
Title = Annotated[
    Text, Option("--title", metavar="TEXT", help=_("Title of a new source."), show_default=False)
]
Publication = Annotated[
    Text, Option("--publication", metavar="NAME", help=_("Who printed it."), show_default=False)
]
Authors = Annotated[
    list[str] | None,
    Option(
        "--author",
        metavar="NAME",
        help=_("Byline as printed; may be given several times."),
        show_default=False,
    ),
]
Published = Annotated[
    Text,
    Option(
        "--published", metavar="DATE", help=_("When, as far as it is known."), show_default=False
    ),
]
Url = Annotated[Text, Option("--url", metavar="URL", help=_("Where it is."), show_default=False)]
Page = Annotated[
    Text, Option("--page", metavar="PAGE", help=_("On which page."), show_default=False)
]
Section = Annotated[
    Text, Option("--section", metavar="TEXT", help=_("In which section."), show_default=False)
]
Line = Annotated[
    int | None,
    Option(
        "--line",
        min=1,
        metavar="N",
        help=_("Line of the text that the sentence begins in."),
        show_default=False,
    ),
]
AsOf = Annotated[
    Text,
    Option(
        "--as-of",
        metavar="DATE",
        help=_("When it held, as far as the sentence says: 2024, 2024-05 or 2024-05-17."),
        show_default=False,
    ),
]
Note = Annotated[
    Text, Option("--note", metavar="TEXT", help=_("What a reader should know."), show_default=False)
]


class Told(NamedTuple):
    """What was said of a fact so far; authors and below `title` are of its source."""

    subject: Text = None
    attribute: Text = None
    value: Text = None
    sentence: Text = None
    source: Text = None
    line: int | None = None
    as_of: Text = None
    note: Text = None
    title: Text = None
    publication: Text = None
    authors: "Sequence[str] | None" = None
    published: Text = None
    url: Text = None
    page: Text = None
    section: Text = None


class Statement(NamedTuple):
    """A fact that may be written."""

    source: "Source"
    sentence: "Sentence"
    fact: "FactTable"


class MissingOptionsError(XzfactsError):
    """The call leaves out what is needed, and there is no terminal to ask at."""

    def __init__(self, options: tuple[str, ...]) -> None:
        self.options = options

    def message(self) -> str:
        """The sentence for the terminal."""
        return _("Missing: {options}.").format(options=", ".join(self.options))


class UnprovenError(XzfactsError):
    """What was said of a fact does not hold by its own sentence, or by its source's text."""

    exit_status: ClassVar[int] = 1

    def __init__(self, findings: "Sequence[Finding]") -> None:
        self.findings = findings

    def message(self) -> str:
        """What is wrong, and how to fix it."""
        from xzfacts.cli.validation import with_remedy

        return " ".join(map(with_remedy, self.findings))


class SourceDiffersError(XzfactsError):
    """The store says otherwise of a source."""

    exit_status: ClassVar[int] = 1

    def __init__(self, source: str, option: str, before: Text) -> None:
        self.source = source
        self.option = option
        self.before = before

    def message(self) -> str:
        """The sentence for the terminal."""
        if not self.before:
            return _(
                "The store knows no {option} of the source “{id}”: leave it out, or write it into "
                "the source's file."
            ).format(id=self.source, option=self.option)
        return _("The source “{id}” is in the store with another {option}: “{before}”.").format(
            id=self.source, option=self.option, before=self.before
        )


# The options without which there is no fact, with the words to ask for each.
NEEDED = {
    "subject": mark("Subject"),
    "attribute": mark("Attribute"),
    "source": mark("Source, its id"),
    "title": mark("Title of the source"),
    "sentence": mark("Sentence, word for word"),
    "value": mark("Value, as the sentence says it"),
}
_OF_SOURCE = ("title", "publication", "authors", "published", "url", "page", "section")
_DATES = ("as_of", "published")


def option(key: str) -> str:
    """The option that gives a key of `Told`."""
    return "--author" if key == "authors" else "--" + key.replace("_", "-")


def sound(text: str, name: str) -> str:
    """A text of the call that a store can hold. Raises BadParameter; `name` says which it is."""
    text = text.strip()
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadParameter(_("This is not UTF-8 text."), param_hint=name) from None
    if not text:
        raise BadParameter(_("This is empty."), param_hint=name)
    return text


def cleaned(told: Told) -> Told:
    """`told` without blanks around texts and column breaks in the sentence, dates checked.

    Raises BadParameter.
    """
    from xzfacts.store.schema.tables import is_date
    from xzfacts.text.unwrap import join

    texts = told._asdict()
    for key, text in texts.items():
        if isinstance(text, str):
            texts[key] = sound(text, option(key))
    told = Told(**texts)
    for key in _DATES:
        date = getattr(told, key)
        if date is not None and not is_date(date):
            raise BadParameter(
                _("“{text}” is no date.").format(text=date)
                + " "
                + _("Write the date as far as it is known: 2024, 2024-05 or 2024-05-17."),
                param_hint=option(key),
            )
    authors = tuple(sound(author, "--author") for author in told.authors or ())
    quote = told.sentence and join(told.sentence).text
    return told._replace(authors=authors or None, sentence=quote)


def lacking(told: Told, known: "Source | None") -> tuple[str, ...]:
    """The needed keys that nothing was said of; a known source needs its id only."""
    return tuple(
        key
        for key in NEEDED
        if getattr(told, key) is None and not (key == "title" and (known or told.source is None))
    )


def source_of(told: Told, known: "Source | None") -> "Source":
    """The source, which the store has or that is new. Raises SourceDiffersError."""
    from xzfacts.model.facts import Source

    if known is None:
        about = {key: getattr(told, key) for key in _OF_SOURCE}
        about["authors"] = told.authors or ()
        return Source(told.source or "", **about)
    for key in _OF_SOURCE:
        now, before = getattr(told, key), getattr(known, key)
        if now is not None and now != before:
            shown = ", ".join(before) if isinstance(before, tuple) else before
            raise SourceDiffersError(known.id, option(key), shown)
    return known


def proved(told: Told, source: "Source", root: str) -> Statement:
    """What was told, whole, with the line that the sentence has in the archived text.

    Raises UnprovenError, also where the sentence stands at several lines and none is given, and
    what `archived_text` does.
    """
    from xzfacts.cli.validation import archived_text, faults
    from xzfacts.model.facts import Sentence
    from xzfacts.text.unwrap import lines_of

    text = archived_text(root, source)
    quote, value = told.sentence or "", told.value or ""
    lines = lines_of(text.text, quote) if text else []
    sentence = Sentence(quote, lines[0] if len(lines) == 1 and told.line is None else told.line)
    found = faults(source, sentence, value, text)
    if found:
        raise UnprovenError(found)
    keys = ("subject", "attribute", "value", "as_of", "note")
    return Statement(source, sentence, {key: getattr(told, key) for key in keys})


def wanted(text: Text, name: str, label: str) -> str:
    """What an option gives or, where it was left out, a person at the terminal.

    Raises MissingOptionsError.
    """
    from xzfacts.cli.prompts import ask, can_ask

    if text is not None:
        return sound(text, name)
    if not can_ask():
        raise MissingOptionsError((name,))
    return ask(label)
