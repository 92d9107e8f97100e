"""Command-line options of `add` and `supersede` that describe a fact."""

from typing import Annotated, NamedTuple

from typer import Option

from xzfacts.cli.options import complete_attribute, complete_source, complete_subject
from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Mode
from xzfacts.store.schema.table_schemas import MAX_NUMBER

Text = str | None
Title = Annotated[Text, Option(metavar="TEXT", help=_("Title of a new source."))]
Publication = Annotated[Text, Option(metavar="NAME", help=_("Publication of a new source."))]
Authors = Annotated[
    list[str] | None, Option("--author", metavar="NAME", help=_("Author as printed; repeatable."))
]
Published = Annotated[
    Text, Option(metavar="DATE", help=_("Publication date, as precise as known."))
]
Url = Annotated[Text, Option(metavar="URL", help=_("Web address of a new source."))]
Page = Annotated[Text, Option(metavar="PAGE", help=_("Page of a new source."))]


class SubjectAndAttribute(NamedTuple):
    """What a fact is about.

    subject: name of the subject.
    attribute: name of the attribute.
    """

    subject: Annotated[
        Text,
        Option(metavar="NAME", help=_("Subject of the fact."), autocompletion=complete_subject),
    ] = None
    attribute: Annotated[
        Text,
        Option(
            metavar="NAME",
            help=_("Attribute that the fact states."),
            autocompletion=complete_attribute,
        ),
    ] = None


class SourcedValue(NamedTuple):
    """The other fields of a fact, see `FactInput`."""

    value: Annotated[Text, Option(metavar="TEXT", help=_("Value as worded in the sentence."))] = (
        None
    )
    sentence: Annotated[
        Text,
        Option(
            "--sentence",
            "--quote",
            metavar="TEXT",
            help=_("Verbatim sentence, including misprints."),
        ),
    ] = None
    source: Annotated[
        Text,
        Option(
            metavar="ID",
            help=_("Id of the source; a new one also needs --title."),
            autocompletion=complete_source,
        ),
    ] = None
    line: Annotated[
        int | None,
        Option(
            min=1,
            max=MAX_NUMBER,
            metavar="N",
            help=_("Line of the text where the sentence starts."),
        ),
    ] = None
    as_of: Annotated[
        Text,
        Option(
            metavar="DATE",
            help=_("Date at which it was true, per the sentence: 2024, 2024-05 or 2024-05-17."),
        ),
    ] = None
    mode: Annotated[
        Mode | None,
        Option(
            metavar="MODE",
            help=_("How the sentence states it: {modes}.").format(modes=", ".join(Mode)),
        ),
    ] = None
    said_by: Annotated[
        Text,
        Option(metavar="NAME", help=_("Who states, plans or denies it, as named in the source.")),
    ] = None
    note: Annotated[Text, Option(metavar="TEXT", help=_("Note for readers."))] = None
    title: Title = None
    publication: Publication = None
    authors: Authors = None
    published: Published = None
    url: Url = None
    page: Page = None
    section: Annotated[Text, Option(metavar="TEXT", help=_("Section of a new source."))] = None
