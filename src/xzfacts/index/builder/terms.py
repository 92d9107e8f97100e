"""The words that a query may ask with: the vocabulary, and the attributes of the store."""

import sqlite3
from collections import Counter
from collections.abc import Iterable

from xzfacts.index.builder.writer import Filling
from xzfacts.text import pinyin
from xzfacts.text.normalize import compact
from xzfacts.vocabulary.loader import Vocabulary


def put_in_vocabulary(db: sqlite3.Connection, vocabulary: Vocabulary) -> None:
    """Fill the tables that depend on the package alone."""
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


def bring_up_to_date(filling: Filling) -> None:
    """Make the attributes agree with the facts and declarations, as far as touched."""
    db = filling.db
    for name in sorted(filling.declared_attributes):
        filling.attributes.setdefault(filling.attribute_id(name), Counter())
    for number, changes in filling.attributes.items():
        db.executemany(
            "INSERT INTO dimension VALUES (?,?,?)"
            " ON CONFLICT DO UPDATE SET facts = facts + excluded.facts",
            ((number, dimension, facts) for dimension, facts in changes.items()),
        )
        db.execute("DELETE FROM dimension WHERE attribute = ? AND facts = 0", (number,))
        _renew(db, number)


def _renew(db: sqlite3.Connection, number: int) -> None:
    (name,) = db.execute("SELECT name FROM attribute WHERE id = ?", (number,)).fetchone()
    dimensions = db.execute(
        "SELECT name, facts FROM dimension WHERE attribute = ? ORDER BY facts DESC, name",
        (number,),
    ).fetchall()
    declarations = db.execute(
        "SELECT file, number, kind FROM declared"
        " WHERE text = ? AND what = 'attribute' AND part = 0 ORDER BY file, number",
        (name,),
    ).fetchall()
    told = dimensions or db.execute("SELECT 1 FROM fact WHERE attribute = ?", (number,)).fetchone()
    if not told and not declarations:
        _forget(db, number)
        db.execute("DELETE FROM attribute WHERE id = ?", (number,))
        return
    texts = {compact(name)}
    for file, entry, _ in declarations:
        texts.update(
            key
            for (key,) in db.execute(
                "SELECT key FROM declared WHERE file = ? AND what = 'attribute' AND number = ?",
                (file, entry),
            )
        )
    texts.discard("")
    kind = next((kind for _, _, kind in declarations if kind), None)
    kind = kind or (dimensions[0][0] if dimensions else None) or _kind(db, compact(name))
    db.execute(
        "UPDATE attribute SET kind = ?, facts = ? WHERE id = ?",
        (kind, sum(facts for _, facts in dimensions), number),
    )
    known = db.execute("SELECT text FROM attribute_name WHERE attribute = ?", (number,))
    query = "SELECT 1 FROM term WHERE role = 'attribute' AND target = ?"
    asks = db.execute(query, (number,)).fetchone() is not None
    wanted = bool(dimensions or declarations)  # a word of drafts alone asks for nothing
    if texts == {text for (text,) in known} and asks == wanted:
        return
    _forget(db, number)
    db.executemany(
        "INSERT INTO attribute_name VALUES (?,?,?)",
        ((number, text, pinyin.sound_codes(text)) for text in sorted(texts)),
    )
    db.executemany(
        "INSERT OR IGNORE INTO attribute_concept VALUES (?,?,?)",
        ((number, c, rest) for text in sorted(texts) for c, rest in _means(db, text)),
    )
    if wanted:
        _add_terms(db, ((text, "attribute", number, "") for text in sorted(texts)))


def _forget(db: sqlite3.Connection, number: int) -> None:
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


_CONCEPTS_NAMED = (
    "SELECT target, kinds FROM term WHERE text = ? AND role = 'concept' ORDER BY target"
)


def _means(db: sqlite3.Connection, text: str) -> list[tuple[int, str]]:
    """The concepts of an attribute's name, each with what the term leaves of the name.

    The whole name if it is a term, else the longest term that ends it: in Chinese the
    head stands last.
    """
    for start in range(max(len(text) - 1, 1)):
        if found := db.execute(_CONCEPTS_NAMED, (text[start:],)).fetchall():
            return [(concept, text[:start]) for concept, _ in found]
    return []


def _kind(db: sqlite3.Connection, text: str) -> str | None:
    """The kind of value of an attribute by the term that ends its name, if it has but one kind."""
    for start in range(len(text)):
        if found := db.execute(_CONCEPTS_NAMED, (text[start:],)).fetchall():
            kinds = {str(kind) for _, kind in found}
            return kinds.pop() if len(kinds) == 1 else None
    return None
