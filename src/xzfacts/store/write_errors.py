"""Errors of creating and writing a store."""

import os
from collections.abc import Sequence
from typing import Self

from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _, mark, reason
from xzfacts.model.facts import Fact
from xzfacts.store.paths import STAGE


class StoreExistsError(XzfactsError):
    """A store cannot be created where one exists."""

    template = mark("A store already exists at {path}.")
    path: str


class FolderNotEmptyError(XzfactsError):
    """A store cannot be created among other files."""

    template = mark("{path} is not empty; create a store in a new or empty folder.")
    path: str


class SeveralFactsError(XzfactsError):
    """Several facts have the given id, so that it does not say which one is meant."""

    exit_status = 1
    fact: str
    facts: Sequence[Fact]

    def message(self) -> str:
        """The sentence for the terminal."""
        from xzfacts.store.schema.contents import place_text

        places = ", ".join(place_text(fact.place) for fact in self.facts)
        return _(
            "Several facts have the id {id}: {places}. Give each its own `id`, or delete the rest."
        ).format(id=self.fact, places=places)


class StoreNotWrittenError(XzfactsError):
    """The system refused to write; the store is unchanged."""

    template = mark("Cannot write {path}: {reason}.")
    path: str
    reason: str

    @classmethod
    def of(cls, root: str, error: OSError) -> Self:
        """The error for an OSError in the store `root`; names its file if that is in the store."""
        named = (error.filename2, error.filename)  # a rename has two: target, then source
        paths = (os.fsdecode(path) for path in named if isinstance(path, str | bytes))
        inside = os.path.join(os.path.abspath(root), "")
        stage = os.path.join(inside, STAGE)
        files = (path for path in paths if path.startswith(inside) and not path.startswith(stage))
        return cls(next(files, root), reason(error))
