"""Phrases shared by the formats: citations, remarks, related facts, how a result matched."""

from collections.abc import Iterable
from typing import NamedTuple

from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Fact, Match, Mode, Place, Result, Source, Status
from xzfacts.render.escape import visible

DIVIDER = " · "

_AS_TYPED = (None, "exact")


def source_line(fact: Fact) -> str:
    """The citation as one line."""
    return DIVIDER.join(citation(fact))


def citation(fact: Fact) -> list[str]:
    """Publication, title, byline, date, page and line, as far as known."""
    line = fact.sentence.line
    page = fact.sentence.page or fact.source.page
    parts = source_parts(fact.source._replace(page=page))
    if line is not None:
        parts.append(_("line {number}").format(number=line))
    return parts


def source_parts(source: Source) -> list[str]:
    """The known fields of a source, in citation order."""
    page = source.page and _("page {page}").format(page=source.page)
    parts = [source.publication, source.title, ", ".join(source.authors), source.published]
    return [visible(part) for part in (*parts, page, source.section) if part]


def place(spot: Place) -> str:
    """A place as `facts/page.toml:57`."""
    return visible(spot.file if spot.line is None else f"{spot.file}:{spot.line}")


def remarks(fact: Fact) -> list[str]:
    """Modality, date, status and notes of a fact."""
    said = modality(fact)
    if fact.as_of:
        said.append(_("as of {date}").format(date=fact.as_of))
    if fact.status is Status.DRAFT:
        said.append(_("draft fact, not reviewed yet"))
    if fact.status is Status.RETRACTED:
        said.append(_("retracted: {why}").format(why=fact.why) if fact.why else _("retracted"))
    if fact.status is Status.SUPERSEDED:
        newer = fact.superseded_by
        said.append(_("superseded by {id}").format(id=newer) if newer else _("superseded"))
    said.extend(_("note: {note}").format(note=note) for note in _notes(fact))
    return [visible(remark) for remark in said]


def modality(fact: Fact) -> list[str]:
    """The modality of a fact in words, as far as it is written; one text at most."""
    who = fact.said_by
    texts = {
        Mode.PLANNED: (_("planned or expected by {name}"), _("planned or expected")),
        Mode.HYPOTHETICAL: (_("hypothetical, per {name}"), _("hypothetical")),
        Mode.RUMOURED: (_("rumour, unconfirmed, per {name}"), _("rumour, unconfirmed")),
        Mode.DENIED: (_("denied by {name}"), _("denied")),
        Mode.REPORTED: (_("according to {name}"), _("according to others")),
    }
    if fact.mode not in texts:
        return [_("according to {name}").format(name=who)] if who else []
    by, alone = texts[fact.mode]
    return [by.format(name=who) if who else alone]


def join_names(names: Iterable[str]) -> str:
    """Names or counts, separated by the comma of the language."""
    return _(", ").join(names)


def join_remarks(remarks: Iterable[str]) -> str:
    """Remarks, separated by the semicolon of the language."""
    return _("; ").join(remarks)


class RelatedFact(NamedTuple):
    """A fact related to a result, as text.

    parts: parts of the line.
    warns: whether it contradicts the result.
    """

    parts: list[str]
    warns: bool

    @property
    def line(self) -> str:
        """The parts as one line."""
        return DIVIDER.join(self.parts)


def related_facts(result: Result) -> list[RelatedFact]:
    """The conflicts, newer facts, citations and history of a result."""
    related = [
        RelatedFact(_related_parts(_("≠ another source: {value}"), other), warns=True)
        for other in result.conflicts
    ]
    if result.newer is not None:
        related.append(
            RelatedFact(_related_parts(_("since then: {value}"), result.newer), warns=True)
        )
    related += [
        RelatedFact(_related_parts(_("also: {value}"), other), warns=False)
        for other in result.citations
    ]
    related += [
        RelatedFact(_related_parts(_("earlier: {value}"), other), warns=False)
        for other in result.history
    ]
    return related


def _related_parts(said: str, fact: Fact) -> list[str]:
    when = [_("as of {date}").format(date=visible(fact.as_of))] if fact.as_of else []
    value = said.format(value=visible(fact.value))
    return [value, *map(visible, modality(fact)), *when, *citation(fact), place(fact.place)]


def note(fact: Fact) -> str | None:
    """The notes of a fact and its sentence as one text."""
    return "; ".join(_notes(fact)) or None


def _notes(fact: Fact) -> list[str]:
    return list(dict.fromkeys(said for said in (fact.note, fact.sentence.note) if said))


def how_found(match: Match) -> list[str]:
    """How a result matched, where not exactly: `subject: short name`."""
    parts: list[str] = []
    if match.subject not in _AS_TYPED:
        parts.append(_("subject: {how}").format(how=_kind(match.subject)))
    if match.attribute not in _AS_TYPED:
        parts.append(_("attribute: {how}").format(how=_kind(match.attribute)))
    return parts


def searched_for(match: Match) -> str:
    """Names the corrected name that was searched for; empty if there is none."""
    if match.corrected is None:
        return ""
    return _("Searched for “{name}”").format(name=visible(match.corrected))


def subject_kind(kind: str) -> str:
    """The kind of a subject, translated if it is a common one."""
    names = {
        "company": _("company"),
        "course": _("course"),
        "event": _("event"),
        "facility": _("facility"),
        "organization": _("organization"),
        "person": _("person"),
        "place": _("place"),
        "project": _("project"),
    }
    return names.get(kind, kind)


def _kind(kind: str | None) -> str:
    names = {
        "alias": _("alias"),
        "short": _("short name"),
        "homophone": _("sounds alike"),
        "lookalike": _("looks alike"),
        "typo": _("typo"),
        "pinyin": _("pinyin"),
        "initials": _("pinyin initials"),
        "context": _("from the sentence"),
        "synonym": _("synonym"),
        "related": _("related word"),
        "question": _("from the question word"),
    }
    return names.get(kind or "", visible(kind or ""))
