"""Edits of a store, collected in memory and written at once."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from decimal import Decimal
from functools import partial
from itertools import count

from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.model import Fact, Sentence, Source, Subject
from xzfacts.store.editing import finding
from xzfacts.store.editing.declaring import placed
from xzfacts.store.editing.diffs import Change
from xzfacts.store.editing.drafting import FileDraft, statement_of
from xzfacts.store.editing.paths import path_within
from xzfacts.store.editing.stage import StoreChangedError
from xzfacts.store.editing.transaction import settle, write_changes
from xzfacts.store.filenames import stem_for
from xzfacts.store.files import SUFFIX, shown, store_files
from xzfacts.store.json_schema import schema_comment
from xzfacts.store.locate import STORE_FILE
from xzfacts.store.lock import writing
from xzfacts.store.places import Path
from xzfacts.store.write import FactTable, StoreNotWrittenError, source_header


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


class Editing:
    """Edits of the store in the folder `root`; nothing is written before `commit`.

    Where `file` names one that stands, it is as places show it, such as `facts/a.toml`.
    Any edit may raise EditByHandError, where a file is written in a way that is not understood
    well enough, and FaultyFileError, where a file is no TOML or the edit would bring a fault in.
    """

    def __init__(self, root: str, *, locked: bool = False) -> None:
        self.root = root
        self._locked = locked
        self._forget()

    def _forget(self) -> None:
        self._drafts: dict[str, FileDraft] = {}  # by path within the store
        self._raw: dict[str, bytes] = {}  # new files that are no store files
        self._declared: list[tuple[Subject, str | None]] = []
        self._sources: dict[str, list[str]] | None = None  # files by the id of their source

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
        draft, path, _fact = self._located(file, id)
        return draft.set_fact(path, keys)

    def remove_fact(self, file: str, id: str) -> None:  # noqa: A002
        """Take the fact out, and its sentence where none is left in it. Raises FactGoneError."""
        draft, path, _fact = self._located(file, id)
        draft.remove_fact(path)

    def add_fact(self, source: Source, sentence: Sentence, fact: FactTable) -> str:
        """Put a fact into the file of its source, which is made if there is none; gives its id.

        It goes to its sentence, where that stands with the same line, else with a new one behind
        the sentences of earlier lines. If the store has the fact already, it gives that one's id
        and changes nothing. Raises FactTakenError where another fact has the id.
        """
        files = self._files_of_sources().setdefault(source.id, [])
        if not files:
            files.append(self._new_file(source))
        drafts = [
            self._draft(file)
            for file in files
            if len(files) == 1
            or file in self._drafts
            or finding.may_say(self._bytes(file), sentence.quote)
        ]
        statement = statement_of(source.id, sentence, fact)
        for draft in drafts:
            same = draft.same(statement)
            if same is not None:
                return same
        for draft in drafts:
            if draft.has_sentence(sentence):
                return draft.add_fact(source.id, sentence, fact)
        return self._draft(files[-1]).add_fact(source.id, sentence, fact)

    def declare(self, subject: Subject, source: str | None = None) -> None:
        """Declare a subject, or add what its declarations lack: aliases, kind, part_of.

        What is new goes into the file of the source with the id `source`, if it is given and has
        one by the time of writing, else to the first declaration, else into `store.toml`.
        """
        self._declared.append((subject, source))

    def add_alias(self, subject: str, alias: str) -> None:
        """Add an alias to the subject with this name. Raises SubjectUnknownError."""
        self._settle_declared()
        if (
            next(finding.declarations(self._files(), {subject}), None) is None
            and finding.mentioned(self._files(), subject) is None
        ):
            raise SubjectUnknownError(subject)
        self.declare(Subject(subject, (alias,)))

    def replace(self, file: str, before: bytes, after: bytes) -> None:
        """Let a file that held `before` hold `after`, whatever that is."""
        inside = self._inside(file)
        path_within(self.root, inside)
        if inside not in self._drafts:
            self._drafts[inside] = FileDraft(file, before, after)
        self._drafts[inside].replace(before, after)

    def add_file(self, file: str, data: bytes) -> None:
        """Put a new file at the path `file` within the store, such as `texts/a.txt`.

        If it stands there with just this content, nothing changes. Raises StoreChangedError
        where it holds something else.
        """
        path = path_within(self.root, file)
        if os.path.lexists(path):
            if self._bytes(file) != data:
                raise StoreChangedError(shown(self.root, path))
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
                Change(file, draft.before, draft.data(), folder)
                for file, draft in self._drafts.items()
                if draft.data() != draft.before
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
        return tuple(shown(self.root, os.path.join(self.root, one.file)) for one in changes)

    def _located(self, file: str, id_: str) -> tuple[FileDraft, Path, Fact]:
        try:
            draft = self._draft(self._inside(file))
        except StoreChangedError:
            raise FactGoneError(id_, file) from None
        found = draft.located(id_)
        if found is None:
            raise FactGoneError(id_, file)
        return draft, *found

    def _inside(self, file: str) -> str:
        """The path within the store of a file as people see it."""
        inside = file.removeprefix(os.path.basename(self.root) + "/")
        if not os.path.lexists(os.path.join(self.root, inside)):
            # What is shown of a name that is no valid text is not the name itself.
            for entry in store_files(self.root)[0]:
                if shown(self.root, entry.path) == file:
                    return self._relative(entry.path)
        return inside

    def _relative(self, path: str) -> str:
        return os.path.relpath(path, self.root).replace(os.sep, "/")

    def _draft(self, file: str) -> FileDraft:
        if file not in self._drafts:
            data = self._bytes(file)
            self._drafts[file] = FileDraft(
                shown(self.root, os.path.join(self.root, file)), data, data
            )
        return self._drafts[file]

    def _bytes(self, file: str) -> bytes:
        """What a file is to hold, or holds. Raises StoreChangedError where it is gone."""
        if file in self._drafts:
            return self._drafts[file].data()
        path = path_within(self.root, file)
        try:
            with open(path, "rb") as opened:
                return opened.read()
        except FileNotFoundError:
            raise StoreChangedError(shown(self.root, path)) from None
        except OSError as error:
            raise StoreNotWrittenError(path, error.strerror or str(error)) from error

    def _files(self) -> Iterator[tuple[str, Callable[[], bytes]]]:
        """All store files as they are to be, in the store's order, new ones last."""
        listed = [self._relative(entry.path) for entry in store_files(self.root)[0]]
        for file in dict.fromkeys([*listed, *self._drafts]):
            yield file, partial(self._bytes, file)

    def _files_of_sources(self) -> dict[str, list[str]]:
        if self._sources is None:
            self._sources = finding.files_of_sources(self._files())
        return self._sources

    def _new_file(self, source: Source) -> str:
        stem = stem_for(source.id)
        names = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
        file = next(
            name + SUFFIX
            for name in names
            if name + SUFFIX not in self._drafts
            and not os.path.lexists(os.path.join(self.root, name + SUFFIX))
        )
        text = schema_comment(self.root, file) + source_header(source)
        as_shown = shown(self.root, os.path.join(self.root, file))
        self._drafts[file] = FileDraft(as_shown, None, text.encode("utf-8", "surrogatepass"))
        return file

    def _settle_declared(self) -> None:
        """Put what was declared where it belongs."""
        waiting, self._declared = self._declared, []
        if not waiting:
            return
        at_home: list[tuple[Subject, str | None]] = []
        for subject, source in waiting:
            files = self._files_of_sources().get(source, ()) if source is not None else ()
            at_home.append((subject, next(iter(files), None)))
        for file, new, more in placed(at_home, self._files(), STORE_FILE):
            draft = self._draft(file)
            for lacking in more:
                draft.extend(lacking)
            if new:
                draft.declare(new)


@contextmanager
def editing(root: str) -> Iterator[Editing]:
    """Edits under the store's write lock, which is held to the end of the block.

    A write that was killed is finished or undone first. Raises StoreNotWrittenError where the
    store cannot be locked.
    """
    with ExitStack() as held:
        try:
            held.enter_context(writing(root))
        except OSError as error:
            raise StoreNotWrittenError(root, error.strerror or str(error)) from error
        settle(root)
        yield Editing(root, locked=True)


def dry_editing(root: str) -> Editing:
    """Edits without the lock, to show what would change; they cannot be committed."""
    return Editing(root)
