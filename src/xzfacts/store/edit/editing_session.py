"""Edit sessions: edits of a store that are collected in memory and committed together."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import groupby
from operator import itemgetter

from xzfacts.errors import XzfactsError
from xzfacts.i18n import mark
from xzfacts.model.declarations import Subject
from xzfacts.model.facts import Fact, Sentence, Source
from xzfacts.store.edit import file_search
from xzfacts.store.edit.diffs import Change
from xzfacts.store.edit.file_edit import FactKeys, FileEdit, path_of_fact, statement_of
from xzfacts.store.edit.id_changes import changed_ids, references
from xzfacts.store.edit.subject_placement import place_subjects
from xzfacts.store.edit.unused_subjects import unused_subjects
from xzfacts.store.edit.workspace import Workspace
from xzfacts.store.locate import STORE_FILE
from xzfacts.store.lock import write_lock
from xzfacts.store.paths import display_path
from xzfacts.store.render_toml import FactTable
from xzfacts.store.schema.reader import read_bytes
from xzfacts.store.text_archive import ATTRIBUTES_FILE
from xzfacts.store.toml.spans import Path
from xzfacts.store.transaction.commit import recover, write_changes
from xzfacts.store.transaction.safe_paths import path_within
from xzfacts.store.transaction.staging import StoreChangedError
from xzfacts.store.write_errors import StoreNotWrittenError


class FactGoneError(XzfactsError):
    """The fact is no longer in its file."""

    exit_status = 1
    template = mark("The fact {fact} is no longer in {file}.")
    fact: str
    file: str


class SubjectUnknownError(XzfactsError):
    """No declaration and no fact has a subject with this name."""

    exit_status = 1
    template = mark("The store has no subject {name}.")
    name: str


class EditSession:
    """Edits of the store in the folder `root`; nothing is written before `commit`.

    An existing `file` is given by its display path, such as `facts/a.toml`. Any edit may raise
    EditByHandError, if the file cannot be edited in place, and FaultyFileError, if it is not valid
    TOML or the edit would introduce a fault.
    """

    def __init__(self, root: str, *, locked: bool = False) -> None:
        self.root = os.path.abspath(root)
        self._locked = locked
        self._reset()

    def _reset(self) -> None:
        self._workspace = Workspace(self.root)
        self._raw: dict[str, bytes] = {}  # new files other than store files
        self._declared: list[tuple[Subject, str | None]] = []

    def content(self, file: str) -> bytes:
        """The content of a file, after an interrupted change. Raises StoreChangedError."""
        return self._workspace.read(self._workspace.inside(file))

    def fact(self, file: str, id_: str) -> Fact:
        """The current state of a fact. Raises FactGoneError."""
        return self._located(file, id_)[2]

    def set_fact(self, file: str, id_: str, keys: FactKeys) -> str:
        """As `set_facts`, of one fact; returns its id afterwards."""
        return self.set_facts(file, {id_: keys})[id_]

    def set_facts(self, file: str, several: Mapping[str, FactKeys]) -> dict[str, str]:
        """Set keys of the facts with these ids, all in one edit; returns the ids afterwards.

        A written id stays, a derived one changes with the statement. Raises FactGoneError, and
        FactTakenError if another fact has the new id.
        """
        located = [self._located(file, id_) for id_ in several]
        paths = {
            path: keys for (_edit, path, _fact), keys in zip(located, several.values(), strict=True)
        }
        return dict(zip(several, located[0][0].set_facts(paths), strict=True))

    def remove_facts(self, file: str, ids: Collection[str]) -> None:
        """Remove the facts with these ids, and the sentences that then have none, in one edit.

        Raises FactGoneError.
        """
        located = [self._located(file, id_) for id_ in ids]
        located[0][0].remove_facts([path for _edit, path, _fact in located])

    def add_fact(self, source: Source, sentence: Sentence, fact: FactTable) -> str:
        """Add a fact to the file of its source, created if missing; returns its id.

        It is added to its sentence if that exists with the same line, else with a new sentence in
        line order. If the fact exists, returns its id and changes nothing. Raises FactTakenError if
        another fact has the id.
        """
        workspace = self._workspace
        files = workspace.of_source(source.id) or (workspace.new_of_source(source),)
        edits = [
            workspace.edit(file)
            for file in files
            if len(files) == 1
            or file in workspace.edits
            or file_search.may_contain(workspace.read(file), sentence.quote)
        ]
        statement = statement_of(source.id, sentence, fact)
        for edit in edits:
            same = edit.same(statement)
            if same is not None:
                return same
        for edit in edits:
            if edit.has_sentence(sentence):
                return edit.add_fact(source.id, sentence, fact)
        return workspace.edit(files[-1]).add_fact(source.id, sentence, fact)

    def declare(self, subject: Subject, source: str | None = None) -> None:
        """Declare a subject, or add missing aliases, kind and part_of to its declarations.

        New keys go to the file of the source with the id `source`, if given and present when the
        changes are collected, else to the first declaration, else to `store.toml`.
        """
        self._declared.append((subject, source))

    def add_aliases(self, subject: str, aliases: Sequence[str]) -> None:
        """Add aliases to the subject with this name. Raises SubjectUnknownError."""
        self._place_declarations()
        files = self._workspace.files
        if (
            next(file_search.declarations(files(), {subject}), None) is None
            and file_search.mentioned(files(), subject) is None
        ):
            raise SubjectUnknownError(subject)
        self.declare(Subject(subject, tuple(aliases)))

    def undeclare(self, file: str, subject: str) -> tuple[str, ...]:
        """Remove the declarations of a subject from a file; returns their aliases."""
        self._place_declarations()
        return self._workspace.edit(self._workspace.inside(file)).undeclare({subject})

    def drop_unused(self, file: str, subjects: Iterable[str]) -> None:
        """Remove those of the subjects' declarations from a file that no fact or part refers to.

        Then likewise the subjects that they were part of.
        """
        self._place_declarations()
        edit = self._workspace.edit(self._workspace.inside(file))
        unused = unused_subjects(self._workspace.files(), edit.declared(), subjects)
        edit.undeclare(unused)

    def replace(self, file: str, before: bytes, after: bytes) -> int:
        """Replace the content `before` of a file by `after`, without validation.

        References to derived ids that change are updated in `superseded_by` of other facts;
        returns the number of updates.
        """
        self._workspace.replace(self._workspace.inside(file), before, after)
        now = changed_ids(read_bytes(before, file).facts, read_bytes(after, file).facts)
        followed = list(references(self._workspace.files(), now))
        for inside, several in groupby(followed, itemgetter(0)):
            self._workspace.edit(inside).set_successors(
                {path_of_fact(fact): now[fact.superseded_by or ""] for _file, fact in several}
            )
        return len(followed)

    def add_file(self, file: str, data: bytes) -> None:
        """Add a new file at the path `file` within the store, such as `texts/a.txt`.

        Does nothing if it exists with this content, or is a .gitattributes file, which belongs to
        the user. Raises StoreChangedError if it exists with another content.
        """
        path = path_within(self.root, file)
        if os.path.lexists(path):
            if file != ATTRIBUTES_FILE and self._workspace.read(file) != data:
                raise StoreChangedError(display_path(self.root, path))
        else:
            self._raw[file] = data

    def changes(self) -> tuple[Change, ...]:
        """The changes to be written."""
        self._place_declarations()
        folder = os.path.basename(self.root)
        raw = [Change(file, None, data, folder) for file, data in self._raw.items()]
        return (
            *raw,
            *(
                Change(file, edit.before, edit.data(), folder)
                for file, edit in self._workspace.edits.items()
                if edit.data() != edit.before
            ),
        )

    def commit(self) -> tuple[str, ...]:
        """Write all changes or none; returns the display paths of the files.

        Raises StoreChangedError if a file has changed since it was read, and StoreNotWrittenError.
        """
        if not self._locked:
            raise RuntimeError
        changes = self.changes()
        write_changes(self.root, changes)
        self._reset()
        return tuple(display_path(self.root, os.path.join(self.root, one.file)) for one in changes)

    def _located(self, file: str, id_: str) -> tuple[FileEdit, Path, Fact]:
        try:
            edit = self._workspace.edit(self._workspace.inside(file))
        except StoreChangedError:
            raise FactGoneError(id_, file) from None
        found = edit.find(id_)
        if found is None:
            raise FactGoneError(id_, file)
        return edit, *found

    def _place_declarations(self) -> None:
        """Add the pending declarations to their files."""
        if not self._declared:
            return
        with_files: list[tuple[Subject, str | None]] = []
        for subject, source in self._declared:
            files = self._workspace.of_source(source) if source is not None else ()
            with_files.append((subject, next(iter(files), None)))
        for file, new, more in place_subjects(with_files, self._workspace.files(), STORE_FILE):
            edit = self._workspace.edit(file)
            for lacking in more:
                edit.extend(lacking)
            if new:
                edit.declare(new)
        self._declared = []


@contextmanager
def edit_session(root: str) -> Iterator[EditSession]:
    """An edit session that holds the store's write lock until the end of the block.

    An interrupted change is recovered first. Raises StoreNotWrittenError if the store cannot be
    locked.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(write_lock(root))
        except OSError as error:
            raise StoreNotWrittenError.of(root, error) from error
        recover(root)
        yield EditSession(root, locked=True)


def dry_edit_session(root: str) -> EditSession:
    """An edit session without the lock, for a preview; it cannot be committed."""
    return EditSession(root)
