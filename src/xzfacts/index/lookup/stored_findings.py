"""Findings of the store files, as recorded in the index."""

import os
import sqlite3
from collections.abc import Iterator

from xzfacts.i18n import wants_chinese
from xzfacts.index.schema import NUMBER_BITS
from xzfacts.model.declarations import Attribute, Subject
from xzfacts.model.facts import Place
from xzfacts.model.findings import Finding
from xzfacts.store.paths import shown_path


def stored_findings(db: sqlite3.Connection, root: str) -> list[Finding]:
    """Return the faults in the files of the store in the folder `root`, and between files."""
    findings: list[Finding] = []
    language = "zh" if wants_chinese() else "en"
    folder = shown_path(os.path.basename(root))
    for label, path, shown in db.execute(
        "SELECT id, path, shown FROM file WHERE id IN (SELECT file FROM finding) ORDER BY id"
    ):
        rows = db.execute(
            "SELECT code, message, line, key, remedy, language FROM finding"
            " WHERE file = ? ORDER BY number",
            (label,),
        ).fetchall()
        if any(row[-1] != language for row in rows):
            # Recorded in another language: read the file again for messages in this one.
            from xzfacts.store.schema.reader import read_file

            full = os.path.join(root, os.fsdecode(path))
            findings += read_file(full, f"{folder}/{shown}").findings
            continue
        for code, message, line, key, remedy, _ in rows:
            findings.append(Finding(code, message, Place(f"{folder}/{shown}", line, key), remedy))
    return findings + _between_files(db, root)


def _between_files(db: sqlite3.Connection, root: str) -> list[Finding]:
    query = "SELECT what, key FROM clash ORDER BY what, key LIMIT ?"
    clashes = set(db.execute(query, (_MAX_CLASHES,)))
    first = db.execute("SELECT path FROM file ORDER BY id LIMIT 1").fetchone()
    has_store_file = first is not None and first[0] == b"store.toml"
    if not clashes and has_store_file:
        return []
    from xzfacts.index.lookup.ordered_scan import OrderedScan
    from xzfacts.index.records import source_of
    from xzfacts.store.schema.contents import FileContents, merge_contents

    folder = shown_path(os.path.basename(root))
    scan = OrderedScan(db, folder)
    labels = {label for what, key in clashes for (label,) in db.execute(_INVOLVED[what], (key,))}
    contents = [FileContents(f"{folder}/store.toml")] if has_store_file else []
    for label in sorted(labels):
        (shown,) = db.execute("SELECT shown FROM file WHERE id = ?", (label,)).fetchone()
        file = f"{folder}/{shown}"
        line = db.execute("SELECT line FROM source WHERE file = ?", (label,)).fetchone()
        declared = list(_declared(db, label, file))
        contents.append(
            FileContents(
                file,
                source=line and source_of(db, label),
                source_place=line and Place(file, line[0], "source"),
                subjects=tuple(entry for entry in declared if isinstance(entry, Subject)),
                attributes=tuple(entry for entry in declared if isinstance(entry, Attribute)),
                facts=tuple(fact for fact in scan.clashing(label)),
            )
        )
    return list(merge_contents(root, contents)[1])


def _declared(db: sqlite3.Connection, label: int, file: str) -> Iterator[Subject | Attribute]:
    """Yield the declarations of the file that differ from those of another file."""
    query = (
        "SELECT what, text, kind, part_of, line FROM declared WHERE file = ? AND part = 0"
        " AND EXISTS (SELECT 1 FROM clash WHERE clash.what = declared.what AND key = text)"
        " ORDER BY what, number"
    )
    for what, name, kind, part_of, line in db.execute(query, (label,)):
        if what == "subject":
            yield Subject(name, (), kind, part_of, Place(file, line))
        else:
            yield Attribute(name, (), kind, Place(file, line))


_MAX_CLASHES = 1_000  # clashes to report; `xzfacts verify` reports all
_INVOLVED = {
    "source": "SELECT file FROM source WHERE sid = ?",
    "subject": "SELECT file FROM declared WHERE text = ? AND what = 'subject' AND part = 0",
    "attribute": "SELECT file FROM declared WHERE text = ? AND what = 'attribute' AND part = 0",
    "fact": f"SELECT DISTINCT id >> {NUMBER_BITS} FROM fact WHERE fid = ?",  # noqa: S608 - ours
}
