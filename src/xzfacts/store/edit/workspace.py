"""The files of a store, with pending edits."""

import os
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from itertools import count

from xzfacts.i18n import reason
from xzfacts.model.facts import Source
from xzfacts.store.edit.file_edit import FileEdit
from xzfacts.store.edit.file_search import files_of_sources
from xzfacts.store.filenames import stem_for
from xzfacts.store.listing import pending_contents, store_files
from xzfacts.store.paths import SUFFIX, display_path, named_path
from xzfacts.store.regular_file import read_regular
from xzfacts.store.render_toml import source_header
from xzfacts.store.schema.json_schema import schema_comment
from xzfacts.store.transaction.safe_paths import path_within
from xzfacts.store.transaction.staging import StoreChangedError
from xzfacts.store.write_errors import StoreNotWrittenError


class Workspace:
    """The files of the store in the folder `root`, by their path within it."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.edits: dict[str, FileEdit] = {}
        self._sources: dict[str, list[str]] | None = None

    def inside(self, file: str) -> str:
        """The path within the store of a file given by its display path."""
        return named_path(file).removeprefix(os.path.basename(self.root) + "/")

    def edit(self, file: str) -> FileEdit:
        """The pending edits of a file. Raises as `read` does."""
        if file not in self.edits:
            data = self.read(file)
            self.edits[file] = FileEdit(self._shown(file), data, data)
        return self.edits[file]

    def read(self, file: str) -> bytes:
        """The content of a file with its edits. Raises StoreChangedError if it no longer exists."""
        if file in self.edits:
            return self.edits[file].data()
        path = path_within(self.root, file)
        try:
            return read_regular(self._contents.get(path) or path)
        except FileNotFoundError:
            raise StoreChangedError(display_path(self.root, path)) from None
        except OSError as error:
            raise StoreNotWrittenError(path, reason(error)) from error

    @cached_property
    def _contents(self) -> dict[str, str | None]:
        """Where a preview, which cannot recover an interrupted change, reads its files."""
        return pending_contents(self.root)[0]

    def files(self) -> Iterator[tuple[str, Callable[[], bytes]]]:
        """All store files with a function that reads each, in store order, new files last."""
        listed = [self._relative(entry.path) for entry in store_files(self.root)[0]]
        for file in dict.fromkeys([*listed, *self.edits]):
            yield file, partial(self.read, file)

    def of_source(self, source: str) -> tuple[str, ...]:
        """The files of the source with this id."""
        if self._sources is None:
            self._sources = files_of_sources(self.files())
        return tuple(self._sources.get(source, ()))

    def new_of_source(self, source: Source) -> str:
        """Create the first file of a source; returns its path."""
        stem = stem_for(source.id)
        names = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
        file = next(
            name + SUFFIX
            for name in names
            if name + SUFFIX not in self.edits
            and not os.path.lexists(os.path.join(self.root, name + SUFFIX))
        )
        text = schema_comment(self.root, file) + source_header(source)
        data = text.encode("utf-8", "surrogatepass")
        self.edits[file] = FileEdit(self._shown(file), None, data)
        self.of_source(source.id)
        if self._sources is not None:
            self._sources[source.id] = [file]
        return file

    def replace(self, file: str, before: bytes, after: bytes) -> None:
        """Replace the content `before` of a file by `after`."""
        path_within(self.root, file)
        if file not in self.edits:
            self.edits[file] = FileEdit(self._shown(file), before, before)
        self.edits[file].replace(before, after)
        self._sources = None

    def _shown(self, file: str) -> str:
        return display_path(self.root, os.path.join(self.root, file))

    def _relative(self, path: str) -> str:
        return os.path.relpath(path, self.root).replace(os.sep, "/")
