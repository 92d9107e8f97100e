"""Command-line options of `add` and `supersede` that describe a fact."""

from typing import Annotated, NamedTuple

from typer import Option

from xzfacts.cli.options import complete_attribute, complete_source, complete_subject
from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Mode
from xzfacts.store.schema.table_schemas import MAX_NUMBER

Text = str | None
SubjectName = Annotated[
    Text,
    Option(
        "--subject", metavar="NAME", help=_("Subject of the fact."), autocompletion=complete_subject
    ),
]
AttributeName = Annotated[
    Text,
    Option(
        "--attribute",
        metavar="NAME",
        help=_("Attribute that the fact states."),
        autocompletion=complete_attribute,
    ),
]
Value = Annotated[
    Text, Option("--value", metavar="TEXT", help=_("Value as worded in the sentence."))
]
Quote = Annotated[
    Text,
    Option(
        "--sentence", "--quote", metavar="TEXT", help=_("Verbatim sentence, including misprints.")
    ),
]
SourceId = Annotated[
    Text,
    Option(
        "--source",
        metavar="ID",
        help=_("Id of the source; a new one also needs --title."),
        autocompletion=complete_source,
    ),
]
Title = Annotated[Text, Option("--title", metavar="TEXT", help=_("Title of a new source."))]
Publication = Annotated[
    Text, Option("--publication", metavar="NAME", help=_("Publication of a new source."))
]
Authors = Annotated[
    list[str] | None, Option("--author", metavar="NAME", help=_("Author as printed; repeatable."))
]
Published = Annotated[
    Text, Option("--published", metavar="DATE", help=_("Publication date, as precise as known."))
]
Url = Annotated[Text, Option("--url", metavar="URL", help=_("Web address of a new source."))]
Page = Annotated[Text, Option("--page", metavar="PAGE", help=_("Page of a new source."))]
Section = Annotated[Text, Option("--section", metavar="TEXT", help=_("Section of a new source."))]
Line = Annotated[
    int | None,
    Option(
        "--line",
        min=1,
        max=MAX_NUMBER,
        metavar="N",
        help=_("Line of the text where the sentence starts."),
    ),
]
AsOf = Annotated[
    Text,
    Option(
        "--as-of",
        metavar="DATE",
        help=_("Date at which it was true, per the sentence: 2024, 2024-05 or 2024-05-17."),
    ),
]
StatementMode = Annotated[
    Mode | None,
    Option(
        "--mode",
        metavar="MODE",
        help=_("How the sentence states it: {modes}.").format(modes=", ".join(Mode)),
    ),
]
SaidBy = Annotated[
    Text,
    Option(
        "--said-by",
        metavar="NAME",
        help=_("Who states, plans or denies it, as named in the source."),
    ),
]
Note = Annotated[Text, Option("--note", metavar="TEXT", help=_("Note for readers."))]


class SubjectAndAttribute(NamedTuple):
    """What a fact is about.

    subject: name of the subject.
    attribute: name of the attribute.
    """

    subject: SubjectName = None
    attribute: AttributeName = None


class SourcedValue(NamedTuple):
    """The other fields of a fact, see `FactInput`."""

    value: Value = None
    sentence: Quote = None
    source: SourceId = None
    line: Line = None
    as_of: AsOf = None
    mode: StatementMode = None
    said_by: SaidBy = None
    note: Note = None
    title: Title = None
    publication: Publication = None
    authors: Authors = None
    published: Published = None
    url: Url = None
    page: Page = None
    section: Section = None
