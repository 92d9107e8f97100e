"""Indexes the terms of queries: the vocabulary and the attributes of the store."""

import sqlite3
from collections import Counter
from collections.abc import Iterable

from xzfacts.index.builder.writer import IndexWriter
from xzfacts.text import pinyin
from xzfacts.text.normalize import compact
from xzfacts.vocabulary.loader import Vocabulary


def insert_vocabulary(db: sqlite3.Connection, vocabulary: Vocabulary) -> None:
    """Fill the tables that depend on the package only."""
    concepts = {c.id: n for n, c in enumerate(vocabulary.concepts, start=1)}
    db.executemany(
        "INSERT INTO concept VALUES (?,?,?)",
        ((concepts[c.id], c.id, c.kind) for c in vocabulary.concepts),
    )
    db.executemany(
        "INSERT OR IGNORE INTO covers VALUES (?,?)",
        ((concepts[c.id], concepts[o]) for c in vocabulary.concepts for o in c.covers),
    )
    _add_terms(
        db,
        (
            (text, role, concepts[c.id], c.kind)
            for c in vocabulary.concepts
            for role, texts in (("concept", c.terms), ("cue", c.cues))
            for text in texts
        ),
    )
    _add_terms(db, ((p.text, p.role, 0, " ".join(p.kinds)) for p in vocabulary.phrases))


def update_attributes(writer: IndexWriter) -> None:
    """Update the attributes with changed facts or declarations."""
    db = writer.db
    for name in sorted(writer.declared_attributes):
        writer.attributes.setdefault(writer.attribute_id(name), Counter())
    for number, changes in writer.attributes.items():
        db.executemany(
            "INSERT INTO dimension VALUES (?,?,?)"
            " ON CONFLICT DO UPDATE SET facts = facts + excluded.facts",
            ((number, dimension, facts) for dimension, facts in changes.items()),
        )
        db.execute("DELETE FROM dimension WHERE attribute = ? AND facts = 0", (number,))
        _update(db, number)


def _update(db: sqlite3.Connection, number: int) -> None:
    """Recompute the rows of an attribute; delete them if nothing mentions it any more."""
    (name,) = db.execute("SELECT name FROM attribute WHERE id = ?", (number,)).fetchone()
    dimensions = db.execute(
        "SELECT name, facts FROM dimension WHERE attribute = ? ORDER BY facts DESC, name", (number,)
    ).fetchall()
    declarations = db.execute(
        "SELECT file, number, kind FROM declared"
        " WHERE text = ? AND what = 'attribute' AND part = 0 ORDER BY file, number",
        (name,),
    ).fetchall()
    stated = dimensions or db.execute(_IS_STATED, (number,)).fetchone()
    if not stated and not declarations:
        _delete_names(db, number)
        db.execute("DELETE FROM attribute WHERE id = ?", (number,))
        return
    kind = next((kind for _, _, kind in declarations if kind), None)
    kind = kind or (dimensions[0][0] if dimensions else None) or _kind(db, compact(name))
    db.execute(
        "UPDATE attribute SET kind = ?, facts = ? WHERE id = ?",
        (kind, sum(facts for _, facts in dimensions), number),
    )
    texts: set[str] = {compact(name)}
    for file, entry, _ in declarations:
        texts.update(key for (key,) in db.execute(_DECLARED_KEYS, (file, entry)))
    # The names of attributes of unreviewed facts only are no terms.
    _replace_names(db, number, texts - {""}, is_term=bool(dimensions or declarations))


_IS_STATED = "SELECT 1 FROM fact WHERE attribute = ?"
_DECLARED_KEYS = "SELECT key FROM declared WHERE file = ? AND what = 'attribute' AND number = ?"


def _replace_names(db: sqlite3.Connection, number: int, texts: set[str], *, is_term: bool) -> None:
    """Set the names of an attribute, with their concepts and terms, if they changed."""
    known = db.execute("SELECT text FROM attribute_name WHERE attribute = ?", (number,))
    query = "SELECT 1 FROM term WHERE role = 'attribute' AND target = ?"
    was_term = db.execute(query, (number,)).fetchone() is not None
    if texts == {text for (text,) in known} and was_term == is_term:
        return
    _delete_names(db, number)
    db.executemany(
        "INSERT INTO attribute_name VALUES (?,?,?)",
        ((number, text, pinyin.sound_codes(text)) for text in sorted(texts)),
    )
    db.executemany(
        "INSERT OR IGNORE INTO attribute_concept VALUES (?,?,?)",
        ((number, c, rest) for text in sorted(texts) for c, rest in _concepts(db, text)),
    )
    if is_term:
        _add_terms(db, ((text, "attribute", number, "") for text in sorted(texts)))


def _delete_names(db: sqlite3.Connection, number: int) -> None:
    db.execute("DELETE FROM attribute_name WHERE attribute = ?", (number,))
    db.execute("DELETE FROM attribute_concept WHERE attribute = ?", (number,))
    db.execute("DELETE FROM term WHERE role = 'attribute' AND target = ?", (number,))


def _add_terms(db: sqlite3.Connection, terms: Iterable[tuple[str, str, int, str]]) -> None:
    db.executemany(
        "INSERT INTO term VALUES (?,?,?,?,?,?)",
        (
            (text, pinyin.sound_codes(text), pinyin.initials(text), role, target, kinds)
            for raw, role, target, kinds in terms
            if (text := compact(raw))
        ),
    )


# Thousands of attributes may have a term of the same text.
_CONCEPTS_NAMED = (
    "SELECT target, kinds FROM term INDEXED BY term_concept"
    " WHERE text = ? AND role = 'concept' ORDER BY target"
)


def _concepts(db: sqlite3.Connection, text: str) -> list[tuple[int, str]]:
    """Return the concepts of an attribute's name, each with the part of the name before the term.

    The term is the longest one that the name ends with, because the head of a Chinese noun
    phrase comes last.
    """
    for start in range(max(len(text) - 1, 1)):
        if found := db.execute(_CONCEPTS_NAMED, (text[start:],)).fetchall():
            return [(concept, text[:start]) for concept, _ in found]
    return []


def _kind(db: sqlite3.Connection, text: str) -> str | None:
    """Return the kind of the term that an attribute's name ends with, if it has only one."""
    for start in range(len(text)):
        if found := db.execute(_CONCEPTS_NAMED, (text[start:],)).fetchall():
            kinds = {str(kind) for _, kind in found}
            return kinds.pop() if len(kinds) == 1 else None
    return None
