"""Which texts name the same subject, and under which names each subject is found."""

import sqlite3
from collections.abc import Iterable, Iterator

from xzfacts.index.builder.writer import IS_HELD, Filling, name_id
from xzfacts.index.canonical import canonical
from xzfacts.index.postings import add_in_bulk, change
from xzfacts.text.normalize import compact
from xzfacts.text.short_forms import qualifier, short_names

_MAX_NAME = 60  # characters; a longer subject is found by its first ones
_KINDS = ("name", "alias", "short")  # where a text is several of these, the first counts

# id, compact text, kind, target: a row of table `name`
NameRow = tuple[int, str, str, int]


def bring_up_to_date(filling: Filling) -> None:
    """Make subjects and their names agree with the facts and declarations, as far as touched."""
    db = filling.db
    db.executemany(
        "UPDATE subject SET written = written + ? WHERE id = ?",
        ((facts, number) for number, facts in filling.subjects.items() if facts),
    )
    for name in sorted(filling.declared_subjects):
        if db.execute(_IS_DECLARED, (name,)).fetchone():
            filling.subject_id(name)
    touched = _resolve(filling)
    removed: list[NameRow] = []
    added: list[NameRow] = []
    for number in touched:
        old, new = _renew(db, number, fresh=filling.fresh)
        removed += old - new
        added += new - old
    for number, text in filling.words.items():
        row = (number, text, "value", number)
        known = db.execute("SELECT 1 FROM name WHERE id = ?", (number,)).fetchone()
        used = db.execute(_IS_USED, (number,)).fetchone()
        if known and not used:
            removed.append(row)
        elif used and not known:
            added.append(row)
    db.executemany("DELETE FROM name WHERE id = ?", ((row[0],) for row in removed))
    db.executemany("INSERT INTO name VALUES (?,?,?,?)", added)
    change(db, removed, added)


_IS_USED = f"SELECT 1 FROM fact WHERE word = ? AND {IS_HELD}"  # noqa: S608 - ours
_IS_DECLARED = "SELECT 1 FROM declared WHERE text = ? AND what = 'subject' AND part = 0"


def fill_in_bulk(filling: Filling) -> None:
    """The same for an index that was empty, without a look at what was there."""
    db = filling.db
    db.executemany(
        "UPDATE subject SET written = ? WHERE id = ?",
        ((facts, number) for number, facts in filling.subjects.items()),
    )
    for name in sorted(filling.declared_subjects):
        filling.subject_id(name)
    db.execute("UPDATE subject SET canon = id, facts = written")
    touched = _resolve(filling)
    db.execute("CREATE TEMP TABLE listed (id INTEGER, text TEXT, kind TEXT, target INTEGER)")
    db.executemany("INSERT INTO listed VALUES (?,?,?,?)", _all_names(filling, touched))
    db.execute("INSERT OR IGNORE INTO name SELECT id, text, kind, target FROM listed ORDER BY id")
    db.execute("DROP TABLE listed")
    add_in_bulk(db)


def _all_names(filling: Filling, touched: set[int]) -> Iterator[NameRow]:
    db = filling.db
    for number in touched:
        yield from _renew(db, number, fresh=True)[1]
    marks = []
    for number, name, facts in db.execute("SELECT id, name, facts FROM subject WHERE canon = id"):
        if number not in touched:
            if mark := qualifier(name):
                marks.append((mark, number))
            rows = _rows(number, name, facts, [(name, 0)])
            if facts:
                yield from rows
            else:
                db.executemany(_UNREVIEWED, rows)
    db.executemany("UPDATE subject SET qualifier = ? WHERE id = ?", marks)
    for number, text in filling.words.items():
        yield number, text, "value", number


def _resolve(filling: Filling) -> set[int]:
    """Give each touched text its canonical one; return the subjects to be renewed."""
    db = filling.db
    if filling.fresh:
        rows = []
    else:
        rows = [
            row
            for number in filling.subjects
            for row in db.execute(
                "SELECT id, name, key, canon FROM subject WHERE id = ?", (number,)
            )
        ]
    # A name's declaration may decide for its aliases, also those declared elsewhere.
    for key in list(filling.keys):
        filling.keys.update(
            text
            for (text,) in db.execute(
                "SELECT alias.key FROM declared AS own JOIN declared AS alias"
                " ON alias.file = own.file AND alias.what = 'subject'"
                " AND alias.number = own.number"
                " WHERE own.key = ? AND own.what = 'subject' AND own.part = 0",
                (key,),
            )
        )
    for key in sorted(filling.keys):
        rows += db.execute("SELECT id, name, key, canon FROM subject WHERE key = ?", (key,))
    touched: set[int] = set()
    seen: set[int] = set()
    for number, name, key, canon in rows:
        if number in seen:
            continue
        seen.add(number)
        declared = canonical(db, key)
        new = number if declared in {None, name} else filling.subject_id(str(declared))
        if new not in seen and new != number:
            # The canonical text may be new here; it is its own.
            db.execute("UPDATE subject SET canon = id WHERE id = ? AND canon IS NULL", (new,))
        if new != canon:
            db.execute("UPDATE subject SET canon = ? WHERE id = ?", (new, number))
        touched |= {number, new, number if canon is None else canon}
    return touched


def _renew(
    db: sqlite3.Connection, number: int, *, fresh: bool
) -> tuple[set[NameRow], set[NameRow]]:
    """Recompute the row of a subject; return the rows of its names as they were and are to be."""
    old: set[NameRow] = set()
    if not fresh:
        query = "SELECT id, text, kind, target FROM name WHERE target = ? AND kind != 'value'"
        old = set(db.execute(query, (number,)))
        db.execute("DELETE FROM unreviewed WHERE target = ?", (number,))
    row = db.execute(
        "SELECT name, key, canon, written FROM subject WHERE id = ?", (number,)
    ).fetchone()
    if row is None:
        return old, set()
    name, key, canon, written = row
    declarations = db.execute(
        "SELECT file, number, kind, part_of FROM declared"
        " WHERE key = ? AND what = 'subject' AND part = 0 ORDER BY file, number",
        (key,),
    ).fetchall()
    if canon != number:
        db.execute(
            "UPDATE subject SET facts = 0, kind = NULL, part_of = NULL, qualifier = NULL"
            " WHERE id = ?",
            (number,),
        )
        if (
            not (written or db.execute(_TELLS, (number,)).fetchone())
            and not db.execute(_IS_DECLARED, (name,)).fetchone()
        ):
            db.execute("DELETE FROM subject WHERE id = ?", (number,))
        return old, set()
    (facts,) = db.execute(
        "SELECT ifnull(sum(written), 0) FROM (SELECT written FROM subject WHERE id = ?1"
        " UNION ALL SELECT written FROM subject WHERE canon = ?1 AND canon != id)",
        (number,),
    ).fetchone()
    told = facts or db.execute(_IS_TOLD, (number,)).fetchone() is not None
    if not told and not declarations:
        db.execute("DELETE FROM subject WHERE id = ?", (number,))
        return old, set()
    kind = next((kind for _, _, kind, _ in declarations if kind), None)
    part_of = next((whole for _, _, _, whole in declarations if whole), None)
    db.execute(
        "UPDATE subject SET facts = ?, kind = ?, part_of = ?, qualifier = ? WHERE id = ?",
        (facts, kind, part_of, qualifier(name) or None, number),
    )
    texts = [(name, 0)]
    for file, entry, _, _ in declarations:
        texts += db.execute(
            "SELECT text, part > 0 FROM declared"
            " WHERE file = ? AND what = 'subject' AND number = ?",
            (file, entry),
        )
    rows = _rows(number, name, facts, texts)
    if told and not facts and not db.execute(_HAS_PARTS, (name,)).fetchone():
        db.executemany(_UNREVIEWED, rows)
        return old, set()
    return old, set(rows)


_UNREVIEWED = "INSERT INTO unreviewed VALUES (?,?,?,?)"
_HAS_PARTS = "SELECT 1 FROM declared WHERE part_of = ? AND what = 'subject'"
_TELLS = "SELECT 1 FROM fact WHERE subject = ?"
_IS_TOLD = (
    "SELECT 1 FROM fact WHERE subject IN (SELECT ?1 UNION ALL"
    " SELECT id FROM subject WHERE canon = ?1 AND canon != id)"
)


def _rows(
    number: int, owner: str, facts: int, texts: Iterable[tuple[str, int]]
) -> Iterator[NameRow]:
    kinds: dict[str, int] = {}
    for text, is_alias in texts:
        short = compact(text)[:_MAX_NAME]
        kinds[short] = min(kinds.get(short, 2), is_alias)
        for form in short_names(text):
            kinds.setdefault(form, 2)
    for text, kind in kinds.items():
        if text:
            yield name_id(text, owner, facts), text, _KINDS[kind], number
