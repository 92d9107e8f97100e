"""Import of rows into a store: all, or none if one is faulty."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Sentence
from xzfacts.model.findings import Finding
from xzfacts.store.bulk.known_facts import KnownFacts
from xzfacts.store.bulk.rows import Row, RowFormat, read_rows
from xzfacts.store.bulk.spool import Contradiction, Spool, statement_of
from xzfacts.store.filenames import stem_for
from xzfacts.store.lock import write_lock
from xzfacts.store.paths import SUFFIX, display_path
from xzfacts.store.render_toml import FactTable, sentence_text, source_header
from xzfacts.store.schema.faults import MAX_FAULTS, too_many_faults
from xzfacts.store.schema.json_schema import schema_comment
from xzfacts.store.transaction.commit import recover
from xzfacts.store.transaction.journal import Step
from xzfacts.store.transaction.safe_paths import content_hash, sync_folder
from xzfacts.store.transaction.staging import Stage
from xzfacts.store.write_errors import StoreNotWrittenError

# A file of a thousand facts has about 300 kB, which git and editors handle quickly.
FACTS_PER_FILE = 1000


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """The outcome of an import; nothing was written if `bad` is not 0.

    facts: number of new facts.
    skipped: rows with a fact that the store or an earlier row has.
    bad: faulty rows.
    files: display paths of the new files, such as `facts/a.toml`.
    """

    facts: int
    skipped: int
    bad: int
    files: tuple[str, ...]


def import_rows(
    root: str,
    lines: Iterable[bytes],
    form: RowFormat,
    name: str,
    report: Callable[[Finding], None],
) -> ImportSummary:
    """Import the rows of a file into the store in the folder `root`.

    `lines` are the lines of the file, and `name` is its name in findings. Findings of faulty rows
    are passed to `report` immediately; after MAX_FAULTS, no further row is read. Existing files are
    not changed; new facts of a known source go into a new file.

    Raises StoreNotWrittenError, with the store unchanged, and StoreUnreadableError.
    """
    with closing(Spool()) as spool, _system_errors(root), write_lock(root):
        recover(root)
        known = KnownFacts(spool, root)
        facts, skipped, bad = _collect(spool, known, read_rows(lines, form, name), report)
        if bad or not facts:
            return ImportSummary(0, skipped, bad, ())
        stage = Stage(root)
        try:
            stage.begin()
            _stage(spool, root, stage.items)
            files = _move_in(stage)
        finally:
            stage.close()
    return ImportSummary(facts, skipped, 0, files)


def preview_rows(
    root: str, lines: Iterable[bytes], form: RowFormat, name: str, report: Callable[[Finding], None]
) -> ImportSummary:
    """What `import_rows` would do, without writing: the numbers of new, known and faulty rows."""
    with closing(Spool()) as spool, _system_errors(root):
        facts, skipped, bad = _collect(
            spool, KnownFacts(spool, root), read_rows(lines, form, name), report
        )
    return ImportSummary(0 if bad else facts, skipped, bad, ())


@contextmanager
def _system_errors(root: str) -> Iterator[None]:
    """Turns OSError into StoreNotWrittenError."""
    try:
        yield
    except OSError as error:
        raise StoreNotWrittenError.of(root, error) from error


def _collect(
    spool: Spool,
    store: KnownFacts,
    rows: Iterator[Row | Finding],
    report: Callable[[Finding], None],
) -> tuple[int, int, int]:
    """Spool the new rows; returns the numbers of new, known and faulty rows.

    Stops after MAX_FAULTS findings.
    """
    new = skipped = bad = reported = 0
    last_bad = None
    for row in rows:
        if reported >= MAX_FAULTS:
            report(too_many_faults(row.place.file))
            break
        if isinstance(row, Finding):
            report(row)
            reported += 1
            bad += row.place.line != last_bad  # a row may have several faults
            last_bad = row.place.line
            continue
        statement = statement_of(row)
        store.load_for(row, statement)
        source = spool.add_source(row.source)
        if isinstance(source, Contradiction):
            report(_contradiction(row, source))
            reported += 1
            bad += 1
            continue
        written = row.fact.get("id", statement)
        known = spool.register(written, statement)
        if known is None and written != statement:
            known = spool.register(statement, statement)
        if known is None:
            spool.add(row, source)
            new += 1
        elif known == statement:
            skipped += 1
        else:
            report(_id_taken(row))
            reported += 1
            bad += 1
    return new, skipped, bad


def _stage(spool: Spool, root: str, stage: str) -> None:
    """Write the new files into the folder `stage`, with the names that they get in the store.

    A source that needs several files gets a folder of numbered files.
    """
    names = _FreeNames(root, stage)
    for source, retrieved, number, facts in spool.sources():
        stem = names.take(stem_for(source.id), "" if facts > FACTS_PER_FILE else SUFFIX)
        folder, name = stage, stem
        if facts > FACTS_PER_FILE:
            folder = os.path.join(stage, stem)
            os.mkdir(folder)
        for part, several in enumerate(_split(spool.sentences(number)), 1):
            if folder != stage:
                name = f"{stem}-{part:04}"
            file = os.path.relpath(os.path.join(folder, name + SUFFIX), stage)
            comment = schema_comment(root, file.replace(os.sep, "/"))
            text = [comment, source_header(source, retrieved)]
            text += (sentence_text(sentence, tables) for sentence, tables in several)
            _write(os.path.join(folder, name + SUFFIX), "".join(text))


def _split(
    sentences: Iterable[tuple[Sentence, list[FactTable]]],
) -> Iterator[list[tuple[Sentence, list[FactTable]]]]:
    """The sentences grouped into files; a sentence is never split."""
    part: list[tuple[Sentence, list[FactTable]]] = []
    facts = 0
    for sentence, tables in sentences:
        if part and facts + len(tables) > FACTS_PER_FILE:
            yield part
            part, facts = [], 0
        part.append((sentence, tables))
        facts += len(tables)
    if part:
        yield part


def _write(path: str, text: str) -> None:
    with open(path, "x", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _move_in(stage: Stage) -> tuple[str, ...]:
    """Move all staged files into the store, or none; returns their display paths."""
    steps: list[Step] = []
    files: list[str] = []
    for name in sorted(os.listdir(stage.items)):
        item = os.path.join(stage.items, name)
        parts = [name]
        if os.path.isdir(item):
            parts = [os.path.join(name, part) for part in sorted(os.listdir(item))]
            sync_folder(item)
        steps.append(Step(name, name, None, content_hash(item)))
        files.extend(display_path(stage.root, os.path.join(stage.root, part)) for part in parts)
    stage.run(steps)
    return tuple(files)


class _FreeNames:
    """Names of new files that none of the folders has.

    Thousands of ids may have one stem, so the next number of each is remembered.
    """

    def __init__(self, *folders: str) -> None:
        self._folders = folders
        self._used: Counter[str] = Counter()

    def take(self, stem: str, suffix: str) -> str:
        """Return `stem`, with a number appended if that name with the suffix is taken."""
        while True:
            self._used[stem + suffix] += 1
            number = self._used[stem + suffix]
            name = stem if number == 1 else f"{stem}-{number}"
            if not any(os.path.lexists(os.path.join(at, name + suffix)) for at in self._folders):
                return name


def _contradiction(row: Row, found: Contradiction) -> Finding:
    return Finding(
        "source-differs",
        _("The source “{id}” has {key} “{now}” here and “{before}” earlier.").format(
            id=row.source["id"],
            key=found.key,
            now=found.now,
            before=found.before,
        ),
        row.place,
        _("Describe a source identically in every row, or use another id for another source."),
    )


def _id_taken(row: Row) -> Finding:
    return Finding(
        "duplicate-id",
        _("The id “{id}” is already used by another fact.").format(id=row.fact["id"]),
        row.place,
        _("Leave out the id, or use another one."),
    )
