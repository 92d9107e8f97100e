"""`xzfacts supersede`: what a newer source says instead of a fact."""

from typing import TYPE_CHECKING, ClassVar

from xzfacts.app import Facts, NoSuchFactError, open_store
from xzfacts.cli import statement
from xzfacts.cli.building import Bar
from xzfacts.cli.changing import carry_out, one_form, report, written
from xzfacts.cli.options import DryRun, FactId, Json, StorePath
from xzfacts.cli.own import own_store
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.model import Fact, Status

if TYPE_CHECKING:
    from xzfacts.store.editing import Editing


class NotCurrentError(XzfactsError):
    """A fact cannot give way to another, or take another's place: it does not answer itself."""

    exit_status: ClassVar[int] = 1

    def __init__(self, fact: Fact) -> None:
        super().__init__(fact)
        self.fact = fact

    def message(self) -> str:
        """Which fact it is, and why it does not answer."""
        from xzfacts.render.describe import apart, remarks

        return _("The fact {id} does not answer: {why}.").format(
            id=self.fact.id, why=apart(remarks(self.fact))
        )


class SameValueError(XzfactsError):
    """The newer source says the same, so nothing is superseded."""

    exit_status: ClassVar[int] = 1

    def __init__(self, value: str, before: str) -> None:
        super().__init__(value, before)
        self.value = value
        self.before = before

    def message(self) -> str:
        """What to do instead."""
        return _(
            "“{value}” says the same as “{before}”: `xzfacts add` adds a source that agrees."
        ).format(value=self.value, before=self.before)


def run(
    id_: FactId,
    value: statement.Value = None,
    sentence: statement.Quote = None,
    source: statement.SourceId = None,
    line: statement.Line = None,
    as_of: statement.AsOf = None,
    note: statement.Note = None,
    title: statement.Title = None,
    publication: statement.Publication = None,
    author: statement.Authors = None,
    published: statement.Published = None,
    url: statement.Url = None,
    page: statement.Page = None,
    section: statement.Section = None,
    json: Json = False,
    dry_run: DryRun = False,
    store: StorePath = None,
) -> int:
    """Say what a newer source says instead of a fact."""
    one_form(json=json, dry=dry_run)
    facts = open_store(own_store(store), Bar())
    old = facts.fact(id_)
    _must_answer(old)
    about = (title, publication, author, published, url, page, section)
    told = statement.cleaned(
        statement.Told(
            old.subject, old.attribute, value, sentence, source, line, as_of, note, *about
        )
    )
    from xzfacts.cli.completing import completed

    made = completed(told, facts, new=False)
    _must_differ(str(made.fact["value"]), old)

    def supersede(edits: "Editing") -> str:
        newer = edits.add_fact(*made)
        _must_be_able(newer, facts)
        edits.set_fact(old.place.file, old.id, {"superseded_by": newer, "status": None})
        return newer

    done = carry_out(facts.root, supersede, dry=dry_run)
    if not dry_run:
        said = _("Superseded: {id}.").format(id=old.id)
        report(facts.root, written(facts.root, done), said, json=json)
    return 0


def _must_answer(fact: Fact) -> None:
    if fact.status is not Status.CURRENT:
        raise NotCurrentError(fact)


def _must_differ(value: str, old: Fact) -> None:
    from xzfacts.text.parse import parse_quantity
    from xzfacts.text.quantity import same

    one, other = parse_quantity(value), old.quantity
    if value == old.value or (one is not None and other is not None and same(one, other)):
        raise SameValueError(value, old.value)


def _must_be_able(newer: str, facts: Facts) -> None:
    """See that the newer fact, if the store had it before, answers; else nothing would."""
    try:
        known = facts.fact(newer)
    except NoSuchFactError:
        return
    _must_answer(known)
