"""Edits of a store, collected in memory and written at once."""

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.model.declarations import Subject
from xzfacts.model.facts import Fact, Sentence, Source
from xzfacts.store.edit import file_search
from xzfacts.store.edit.diffs import Change
from xzfacts.store.edit.file_edit import FileEdit, path_of_fact, statement_of
from xzfacts.store.edit.id_changes import moved, references
from xzfacts.store.edit.subject_placement import place_subjects
from xzfacts.store.edit.workspace import Workspace
from xzfacts.store.errors import StoreNotWrittenError
from xzfacts.store.locate import STORE_FILE
from xzfacts.store.lock import write_lock
from xzfacts.store.paths import display_path
from xzfacts.store.render_toml import FactTable
from xzfacts.store.schema.reader import read_bytes
from xzfacts.store.toml.spans import Path
from xzfacts.store.transaction.commit import recover, write_changes
from xzfacts.store.transaction.safe_paths import path_within
from xzfacts.store.transaction.staging import StoreChangedError


class FactGoneError(XzfactsError):
    """The fact is no longer where it was read."""

    exit_status = 1

    def __init__(self, fact: str, file: str) -> None:
        super().__init__(fact, file)
        self.fact = fact
        self.file = file

    def message(self) -> str:
        """The sentence for the terminal."""
        return _("The fact {id} no longer stands in {file}.").format(id=self.fact, file=self.file)


class SubjectUnknownError(XzfactsError):
    """No subject is declared by the name, and no fact names it."""

    exit_status = 1

    def __init__(self, subject: str) -> None:
        super().__init__(subject)
        self.subject = subject

    def message(self) -> str:
        """The sentence for the terminal."""
        return _("The store knows no subject {name}.").format(name=self.subject)


class EditSession:
    """Edits of the store in the folder `root`; nothing is written before `commit`.

    Where `file` names one that stands, it is as places show it, such as `facts/a.toml`.
    Any edit may raise EditByHandError, where a file is written in a way that is not understood
    well enough, and FaultyFileError, where a file is no TOML or the edit would bring a fault in.
    """

    def __init__(self, root: str, *, locked: bool = False) -> None:
        self.root = os.path.abspath(root)
        self._locked = locked
        self._forget()

    def _forget(self) -> None:
        self._workspace = Workspace(self.root)
        self._raw: dict[str, bytes] = {}  # new files that are no store files
        self._declared: list[tuple[Subject, str | None]] = []

    def fact(self, file: str, id: str) -> Fact:  # noqa: A002 - it is the id of a fact
        """The fact with the id as it stands now. Raises FactGoneError."""
        return self._located(file, id)[2]

    def set_fact(
        self,
        file: str,
        id: str,  # noqa: A002
        keys: Mapping[str, str | Decimal | None],
    ) -> str:
        """Set keys of the fact's table, or take out those that are None; gives its id then.

        An `id` that is written there stays; one that is derived follows what the fact says.
        Raises FactGoneError, and FactTakenError where another fact has that id.
        """
        edit, path, _fact = self._located(file, id)
        return edit.set_fact(path, keys)

    def remove_fact(self, file: str, id: str) -> None:  # noqa: A002
        """Take the fact out, and its sentence where none is left in it. Raises FactGoneError."""
        edit, path, _fact = self._located(file, id)
        edit.remove_fact(path)

    def add_fact(self, source: Source, sentence: Sentence, fact: FactTable) -> str:
        """Put a fact into the file of its source, which is made if there is none; gives its id.

        It goes to its sentence, where that stands with the same line, else with a new one behind
        the sentences of earlier lines. If the store has the fact already, it gives that one's id
        and changes nothing. Raises FactTakenError where another fact has the id.
        """
        workspace = self._workspace
        files = workspace.of_source(source.id) or (workspace.new_of_source(source),)
        edits = [
            workspace.edit(file)
            for file in files
            if len(files) == 1
            or file in workspace.edits
            or file_search.may_say(workspace.read(file), sentence.quote)
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
        """Declare a subject, or add what its declarations lack: aliases, kind, part_of.

        What is new goes into the file of the source with the id `source`, if it is given and has
        one by the time of writing, else to the first declaration, else into `store.toml`.
        """
        self._declared.append((subject, source))

    def add_alias(self, subject: str, alias: str) -> None:
        """Add an alias to the subject with this name. Raises SubjectUnknownError."""
        self._settle_declared()
        files = self._workspace.files
        if (
            next(file_search.declarations(files(), {subject}), None) is None
            and file_search.mentioned(files(), subject) is None
        ):
            raise SubjectUnknownError(subject)
        self.declare(Subject(subject, (alias,)))

    def undeclare(self, file: str, subject: str) -> tuple[str, ...]:
        """Take the declarations of a subject out of a file; gives the aliases they had."""
        self._settle_declared()
        return self._workspace.edit(self._workspace.inside(file)).undeclare(subject)

    def drop_unused(self, file: str, subject: str) -> None:
        """Take a subject's declaration out of a file where nothing else speaks of the subject.

        Then the same with what it was part of.
        """
        self._settle_declared()
        edit = self._workspace.edit(self._workspace.inside(file))
        declared = edit.declared(subject)
        if declared is None:
            return
        named = (subject, *declared.aliases)
        if any(file_search.mentioned(self._workspace.files(), name) for name in named):
            return
        if file_search.has_parts(self._workspace.files(), subject):
            return
        edit.undeclare(subject)
        if declared.part_of is not None:
            self.drop_unused(file, declared.part_of)

    def replace(self, file: str, before: bytes, after: bytes) -> int:
        """Let a file that held `before` hold `after`, whatever that is.

        Where that gives a fact another id, `superseded_by` of those that gave way to it follows;
        gives how many did.
        """
        self._workspace.replace(self._workspace.inside(file), before, after)
        now = moved(read_bytes(before, file).facts, read_bytes(after, file).facts)
        followed = list(references(self._workspace.files(), now))
        for inside, several in groupby(followed, itemgetter(0)):
            self._workspace.edit(inside).set_successors(
                {path_of_fact(fact): now[fact.superseded_by or ""] for _file, fact in several}
            )
        return len(followed)

    def add_file(self, file: str, data: bytes) -> None:
        """Put a new file at the path `file` within the store, such as `texts/a.txt`.

        If it stands there with just this content, nothing changes. Raises StoreChangedError
        where it holds something else.
        """
        path = path_within(self.root, file)
        if os.path.lexists(path):
            if self._workspace.read(file) != data:
                raise StoreChangedError(display_path(self.root, path))
        else:
            self._raw[file] = data

    def changes(self) -> tuple[Change, ...]:
        """What is to be written."""
        self._settle_declared()
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
        """Write all changes, or none; gives the files as people see them.

        Raises StoreChangedError where a file is not as it was read, and StoreNotWrittenError.
        """
        if not self._locked:
            raise RuntimeError
        changes = self.changes()
        write_changes(self.root, changes)
        self._forget()
        return tuple(display_path(self.root, os.path.join(self.root, one.file)) for one in changes)

    def _located(self, file: str, id_: str) -> tuple[FileEdit, Path, Fact]:
        try:
            edit = self._workspace.edit(self._workspace.inside(file))
        except StoreChangedError:
            raise FactGoneError(id_, file) from None
        found = edit.located(id_)
        if found is None:
            raise FactGoneError(id_, file)
        return edit, *found

    def _settle_declared(self) -> None:
        """Put what was declared where it belongs."""
        if not self._declared:
            return
        at_home: list[tuple[Subject, str | None]] = []
        for subject, source in self._declared:
            files = self._workspace.of_source(source) if source is not None else ()
            at_home.append((subject, next(iter(files), None)))
        for file, new, more in place_subjects(at_home, self._workspace.files(), STORE_FILE):
            edit = self._workspace.edit(file)
            for lacking in more:
                edit.extend(lacking)
            if new:
                edit.declare(new)
        self._declared = []


@contextmanager
def edit_session(root: str) -> Iterator[EditSession]:
    """Edits under the store's write lock, which is held to the end of the block.

    A write that was killed is finished or undone first. Raises StoreNotWrittenError where the
    store cannot be locked.
    """
    with ExitStack() as held:
        try:
            held.enter_context(write_lock(root))
        except OSError as error:
            raise StoreNotWrittenError.of(root, error) from error
        recover(root)
        yield EditSession(root, locked=True)


def dry_edit_session(root: str) -> EditSession:
    """Edits without the lock, to show what would change; they cannot be committed."""
    return EditSession(root)
