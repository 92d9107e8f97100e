"""`xzfacts supersede`: what a newer source says instead of a fact."""

from typing import TYPE_CHECKING, ClassVar

from xzfacts.app import Facts, NoSuchFactError, open_store
from xzfacts.cli import fact_options
from xzfacts.cli.edits import carry_out, one_form, report, written
from xzfacts.cli.index_progress import Bar
from xzfacts.cli.options import DryRun, FactId, Json, StorePath
from xzfacts.cli.writable_store import own_store
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Fact, Status

if TYPE_CHECKING:
    from xzfacts.store.edit import EditSession


class NotCurrentError(XzfactsError):
    """A fact cannot give way to another, or take another's place: it does not answer itself."""

    exit_status: ClassVar[int] = 1

    def __init__(self, fact: Fact) -> None:
        super().__init__(fact)
        self.fact = fact

    def message(self) -> str:
        """Which fact it is, and why it does not answer."""
        from xzfacts.render.wording import join_remarks, remarks

        return _("The fact {id} does not answer: {why}.").format(
            id=self.fact.id, why=join_remarks(remarks(self.fact))
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
    value: fact_options.Value = None,
    sentence: fact_options.Quote = None,
    source: fact_options.SourceId = None,
    line: fact_options.Line = None,
    as_of: fact_options.AsOf = None,
    note: fact_options.Note = None,
    title: fact_options.Title = None,
    publication: fact_options.Publication = None,
    author: fact_options.Authors = None,
    published: fact_options.Published = None,
    url: fact_options.Url = None,
    page: fact_options.Page = None,
    section: fact_options.Section = None,
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
    told = fact_options.cleaned(
        fact_options.Told(
            old.subject, old.attribute, value, sentence, source, line, as_of, note, *about
        )
    )
    from xzfacts.cli.fact_prompts import completed

    made = completed(told, facts, new=False)
    _must_differ(str(made.fact["value"]), old)

    def supersede(edits: "EditSession") -> str:
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
    from xzfacts.quantity.compare import same
    from xzfacts.quantity.parser import parse_quantity

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
