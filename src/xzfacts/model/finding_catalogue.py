"""What each finding code means: level, meaning and remedy, for all findings of the program."""

from typing import Literal, NamedTuple

from xzfacts.i18n import gettext, mark as _
from xzfacts.model.facts import Place
from xzfacts.model.findings import Finding

Level = Literal["error", "warning", "note"]


class FindingRule(NamedTuple):
    """What all findings of one code have in common; the texts are message ids.

    meaning: what is wrong, without the particulars of one finding.
    remedy: what to do about it.
    level: severity. A warning may be intended; a note needs no action.
    """

    meaning: str
    remedy: str
    level: Level = "error"


_OWN_FOLDER = _("A store reads only files in its own folder.")
_AS_DOCUMENTED = _("See docs/store-format.md for the keys of each table.")
_EXACT_SENTENCE = _("Copy the sentence from the text exactly.")
_RESTORE_TEXT = _("Restore the original text from git or from its publisher.")
_ONE_OF_TWO = _("Change or delete one of the two.")
_SET_LINE = _("Set `line` to the line at which it starts.")
_SAVE_AS_UTF8 = _("Save the file as UTF-8.")

# Findings in the files of a store: of reading, of `verify` and of its options.
STORE_RULES: dict[str, FindingRule] = {
    "unreadable": FindingRule(
        _("A file or folder cannot be read."), _("Check its read permission.")
    ),
    "not-utf8": FindingRule(_("A file is not UTF-8 text."), _SAVE_AS_UTF8),
    "not-toml": FindingRule(
        _("A file is not valid TOML."), _("Fix it; until then, nothing in this file is read.")
    ),
    "too-large": FindingRule(
        _("A file exceeds a limit for store files."),
        _("Fix it; until then, nothing in this file is read."),
    ),
    "too-many-problems": FindingRule(
        _("A file has more problems than are listed."),
        _("Fix those listed, and run the command again."),
    ),
    "link": FindingRule(_("A link is not followed."), _OWN_FOLDER, "warning"),
    "no-file": FindingRule(
        _("Something with the name of a store file is not a file."), _OWN_FOLDER, "warning"
    ),
    "suffix-case": FindingRule(
        _("The name of a file ends in .toml, but not in lower case, and it is not read."),
        _("Rename it: the same name must mean the same on every system."),
        "warning",
    ),
    "nested-store": FindingRule(
        _("A folder contains a store.toml, so it is a separate store and is not read."),
        _("Move it out of this store, or delete its store.toml."),
        "warning",
    ),
    "no-store-file": FindingRule(
        _("The store has no store.toml."),
        _("Create one with `schema = 1` and a `name`, as `xzfacts init` does."),
    ),
    "unknown-schema": FindingRule(
        _("The store uses a schema that this version of xzfacts does not know."),
        _("Update xzfacts. Until then, only what this version understands is read."),
    ),
    "missing-key": FindingRule(_("A key is missing."), _AS_DOCUMENTED),
    "wrong-type": FindingRule(_("A value is of the wrong type."), _AS_DOCUMENTED),
    "empty": FindingRule(
        _("A value is empty."), _("Add a value, or remove the key if it is optional.")
    ),
    "too-long": FindingRule(
        _("A text is too long."), _("Shorten it: a quote is a sentence, not a whole article.")
    ),
    "invisible-character": FindingRule(
        _("A name contains an invisible character."),
        _("Remove it: two names that look the same must be the same."),
    ),
    "unknown-key": FindingRule(_("A key is unknown."), _AS_DOCUMENTED),
    "wrong-date": FindingRule(
        _("A value is not a date."),
        _("Use as much of the date as is known: 2024, 2024-05 or 2024-05-17."),
    ),
    "wrong-hash": FindingRule(
        _("A value is not a sha256."),
        _("It must have 64 digits, 0-9 and a-f, as printed by `sha256sum`."),
    ),
    "unknown-status": FindingRule(_("A value is not a status."), _AS_DOCUMENTED),
    "unknown-mode": FindingRule(_("A value is not a mode."), _AS_DOCUMENTED),
    "value-not-in-quote": FindingRule(
        _("A value does not occur in its quote."), _("Copy the value from the quote exactly.")
    ),
    "duplicate-fact": FindingRule(_("The store has the same fact twice."), _ONE_OF_TWO),
    "duplicate-id": FindingRule(_("Two facts have the same id."), _ONE_OF_TWO),
    "source-differs": FindingRule(
        _("One source is described in two ways."),
        _("Use another id for this source, or make both `[source]` tables identical."),
    ),
    "declared-differently": FindingRule(
        _("A subject or attribute is declared in two ways."),
        _("Make both declarations the same, or delete one."),
    ),
    "too-many-quotes": FindingRule(
        _("A long text has so many quotes without their line that not all were compared."),
        _("Add `line` to the sentences."),
    ),
    "quote-not-in-text": FindingRule(
        _("A quote does not occur in the text of its source."), _EXACT_SENTENCE
    ),
    "wrong-line": FindingRule(_("A quote starts at another line."), _SET_LINE),
    "ambiguous-quote": FindingRule(
        _("A quote without a line occurs at several lines of its text."), _SET_LINE
    ),
    "text-changed": FindingRule(
        _("A text was changed after its quotes were taken."), _RESTORE_TEXT
    ),
    "text-unreadable": FindingRule(_("An archived text cannot be read."), _RESTORE_TEXT),
    "facts-in-archive": FindingRule(
        _("A fact file in the folder of archived texts is not read."),
        _("Move this file out of `texts/`."),
    ),
    "text-of-no-source": FindingRule(
        _("A given text belongs to no source."),
        _("If it is the right text, add its sha256 to its `[source]`."),
        "warning",
    ),
    "unused-text": FindingRule(
        _("An archived text belongs to no source."),
        _("Delete it, or add its sha256 to its `[source]`."),
        "warning",
    ),
    "value-cuts-number": FindingRule(
        _("A value is only part of a number in its quote."),
        _("Copy the whole amount from the quote exactly."),
    ),
    "facts-disagree": FindingRule(
        _("Two current facts cannot both be true."),
        _("Add `as_of` to both, or mark one as superseded by the other."),
    ),
    "unknown-fact": FindingRule(
        _("A fact is superseded by a fact that is not in the store."),
        _("Use the id of the replacing fact, as listed by `xzfacts list`."),
    ),
    "superseded-in-circle": FindingRule(
        _("Facts supersede one another in a loop."),
        _("Remove `superseded_by` from the fact that is current."),
    ),
    "part-of-itself": FindingRule(
        _("Subjects are part of one another in a loop."),
        _("Remove `part_of` from the subject that contains the others."),
    ),
    "looks-like-slip": FindingRule(
        _("A name looks like a typo of another name."),
        _("Correct it, declare it as an alias, or declare both names if they are different."),
        "warning",
    ),
    "alias-of-two": FindingRule(
        _("Two subjects have the same name."),
        _("Keep it for one subject only, or make the aliases more specific."),
        "warning",
    ),
    "foreign-journal": FindingRule(
        _("An unfinished change that this user did not make on this machine is ignored."),
        _("If no one else is writing to the store, delete its folder .xzfacts-write."),
        "warning",
    ),
    "unfinished-write": FindingRule(
        _("An interrupted change left its hidden folder behind."),
        _("Delete the folder, or let the next change do so."),
        "note",
    ),
    "unknown-subject": FindingRule(
        _("A subject is part of a subject that is not in the store."),
        _("Correct the name, or declare the subject."),
        "warning",
    ),
}

# Findings in rows to import only; `verify` never reports them.
ROW_RULES: dict[str, FindingRule] = {
    "not-json": FindingRule(
        _("A row is not valid JSON."),
        _("Write each row as one JSON object per line, {…}, or use CSV."),
    ),
    "not-a-row": FindingRule(
        _("A row is not a JSON object."),
        _("Write each row as one JSON object per line, {…}, or use CSV."),
    ),
    "not-text": FindingRule(_("A row contains a NUL character."), _("Remove it.")),
    "duplicate-key": FindingRule(
        _("A row or header has a key or column twice."), _("Keep one of them.")
    ),
    "not-csv": FindingRule(
        _("A row is not valid CSV."), _("Give every row the columns of the header.")
    ),
}


def make_finding(code: str, message: str, place: Place, remedy: str | None = None) -> Finding:
    """The finding with this code.

    remedy: translated; None for that of the rule, empty for none.
    """
    if remedy is None:
        remedy = gettext((STORE_RULES.get(code) or ROW_RULES[code]).remedy)
    return Finding(code, message, place, remedy or None)
