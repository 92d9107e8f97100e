"""The faults of a store as annotations."""

import os
from collections.abc import Iterable, Iterator

from xzfacts.i18n import gettext as _
from xzfacts.model.findings import Finding
from xzfacts.render.annotation import Annotation, Level, Place, Rule

# A text that was given by its own path, as typed; every other place is in the store.
_GIVEN = "text-of-no-source"

# What is passed over, or may be meant as it is; the rest is wrong for certain.
_WARNINGS = frozenset(
    {
        "link",
        "no-file",
        "nested-store",
        "text-of-no-source",
        "unused-text",
        "looks-like-slip",
        "alias-of-two",
        "unknown-subject",
        "foreign-journal",
    }
)

# Nothing that the store says is wrong for it.
_NOTES = frozenset({"unfinished-write"})


def annotations(findings: Iterable[Finding], folder: str) -> Iterator[Annotation]:
    """The annotations. `folder` is the one that holds the store, as places shall name it."""
    for finding in findings:
        file = finding.place.file
        if finding.code != _GIVEN:
            file = os.path.normpath(os.path.join(folder, file))
        yield Annotation(
            code=finding.code,
            level=level(finding.code),
            message=finding.message,
            place=Place(file, finding.place.line),
            details=(finding.remedy,) if finding.remedy else (),
        )


def rules() -> dict[str, Rule]:
    """What each code means that a finding of a store may have, and what to do about it."""
    return {code: Rule(level(code), *said) for code, said in _said().items()}


def level(code: str) -> Level:
    """How much a finding of this code weighs; a note is no fault."""
    if code in _NOTES:
        return "note"
    return "warning" if code in _WARNINGS else "error"


def _said() -> dict[str, tuple[str, str]]:
    own_folder = _("A store reads only what lies in its own folder.")
    copy_text = _("Copy the sentence from the text, character by character.")
    bring_back = _("Bring back the text as it was, from git or from where it was printed.")
    as_documented = _("docs/store-format.md says which keys belong where.")
    one_of_two = _("Change or delete one of the two.")
    return {
        "unreadable": (
            _("A file or folder cannot be read."),
            _("Give yourself the right to read it."),
        ),
        "not-utf8": (_("A file is not UTF-8 text."), _("Save it as UTF-8.")),
        "not-toml": (
            _("A file is not TOML."),
            _("Mend it; until then nothing in this file is read."),
        ),
        "link": (_("A link is not followed."), own_folder),
        "no-file": (_("What has a store file's name is no file."), own_folder),
        "nested-store": (
            _("A folder is a store of its own, so it is not read as part of this one."),
            _("Move it out of this store, or delete its store.toml."),
        ),
        "no-store-file": (
            _("The store has no store.toml."),
            _("`xzfacts init` makes one; it needs `schema = 1` and a `name`."),
        ),
        "unknown-schema": (
            _("The store is written in a schema that this program does not know."),
            _("Update xzfacts. What it understands is read until then."),
        ),
        "missing-key": (_("A key is missing."), as_documented),
        "wrong-type": (_("A value is of the wrong type."), as_documented),
        "empty": (
            _("A value is empty."),
            _("Fill it in, or leave the key out where it may be left out."),
        ),
        "unknown-key": (_("A key does not belong where it stands."), as_documented),
        "wrong-date": (
            _("A value is no date."),
            _("Write the date as far as it is known: 2024, 2024-05 or 2024-05-17."),
        ),
        "wrong-hash": (
            _("A value is no sha256."),
            _("It has 64 digits, 0-9 and a-f, as `sha256sum` prints them."),
        ),
        "unknown-status": (_("A value is no status."), as_documented),
        "value-not-in-quote": (
            _("A value does not stand in its quote."),
            _("Copy the value from the quote, character by character."),
        ),
        "duplicate-fact": (_("The same fact stands in the store twice."), one_of_two),
        "duplicate-id": (_("Two facts have the same id."), one_of_two),
        "source-differs": (
            _("One source is described in two ways."),
            _("Give this source another id, or make both `[source]` tables the same."),
        ),
        "declared-differently": (
            _("A subject or attribute is declared in two ways."),
            _("Make both the same, or leave one out."),
        ),
        "quote-not-in-text": (_("A quote does not stand in its source's text."), copy_text),
        "wrong-line": (
            _("A quote does not begin at the line that is given."),
            _("Write the line that it begins at."),
        ),
        "ambiguous-quote": (
            _("A quote without a line begins at several lines of its text."),
            _("Write the line that it begins at."),
        ),
        "text-changed": (_("A text was changed after its quotes were taken."), bring_back),
        "text-unreadable": (_("A text that the store keeps cannot be read."), bring_back),
        "facts-in-archive": (
            _("A file of facts lies where texts are kept, and is not read."),
            _("Move this file out of `texts/`."),
        ),
        "text-of-no-source": (
            _("A text was given that no source names."),
            _("If it is the right text, write its sha256 under its `[source]`."),
        ),
        "unused-text": (
            _("The store keeps a text that no source names."),
            _("Delete it, or write its sha256 under its `[source]`."),
        ),
        "value-cuts-number": (
            _("A value is cut out of a longer number in its quote."),
            _("Copy the whole amount from the quote, character by character."),
        ),
        "facts-disagree": (
            _("Two current facts cannot both be true."),
            _("Say when each holds with `as_of`, or which takes the other's place."),
        ),
        "unknown-fact": (
            _("A fact is superseded by one that the store does not have."),
            _("Write the id of the fact that takes its place, as `xzfacts list` shows it."),
        ),
        "superseded-in-circle": (
            _("Facts are superseded by one another in a circle."),
            _("Take `superseded_by` off the fact that holds now."),
        ),
        "looks-like-slip": (
            _("A name looks like a slip of another."),
            _("Correct it, make it an alias, or declare both if they differ."),
        ),
        "alias-of-two": (
            _("Two subjects have the same name."),
            _("Leave it to one of the two, or make both aliases longer."),
        ),
        "foreign-journal": (
            _("An unfinished change that this user did not write on this machine is ignored."),
            _("If no one else is writing to the store, delete the folder .xzfacts-write in it."),
        ),
        "unfinished-write": (
            _("A write was cut short, and its hidden folder is left."),
            _("Delete the folder, or let the next change do so."),
        ),
        "unknown-subject": (
            _("A subject is part of one that the store does not know."),
            _("Correct the name, or declare the subject."),
        ),
    }
