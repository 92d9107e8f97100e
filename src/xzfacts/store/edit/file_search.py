"""Which files of a store hold a source or declare a subject, found without reading its facts."""

import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator

from xzfacts.model.declarations import Subject
from xzfacts.model.facts import Place
from xzfacts.store.schema.reader import read_bytes
from xzfacts.store.schema.tables import Table

_SENTENCES = b"\n[[sentences]]"

Files = Iterable[tuple[str, Callable[[], bytes]]]  # as people see them, and how to read them


def files_of_sources(files: Files) -> dict[str, list[str]]:
    """The files of each source, by its id, in the order of the files."""
    found: dict[str, list[str]] = {}
    for file, read in files:
        data = read()
        if b"source" in data:
            source = (_head(data) or _whole(data)).get("source")
            if isinstance(source, dict) and isinstance(source.get("id"), str):
                found.setdefault(source["id"], []).append(file)
    return found


def declarations(files: Files, names: Collection[str]) -> Iterator[Subject]:
    """Where and how subjects with these names are declared, in the order of the files."""
    for file, read in files:
        data = read()
        if b"subjects" not in data or not any(may_say(data, name) for name in names):
            continue
        at = data.find(_SENTENCES)
        if at >= 0 and b"subjects" not in data[at:] and _head(data) is not None:
            data = data[:at]
        for subject in read_bytes(data, file).subjects:
            if subject.name in names:
                yield subject


def mentioned(files: Files, subject: str) -> Place | None:
    """Where the first fact stands that names the subject by this very name."""
    for file, read in files:
        data = read()
        if may_say(data, subject):
            for fact in read_bytes(data, file).facts:
                if fact.subject == subject:
                    return fact.place
    return None


def has_parts(files: Files, subject: str) -> bool:
    """Whether another subject is declared to be part of this one."""
    for file, read in files:
        data = read()
        if (
            b"part_of" in data
            and may_say(data, subject)
            and any(one.part_of == subject for one in read_bytes(data, file).subjects)
        ):
            return True
    return False


def may_say(data: bytes, text: str) -> bool:
    """Whether a TOML file can hold this string; quick, and wrong only where it says yes."""
    if b"\\" in data:  # it may be spelled in another way
        return True
    lines = text.encode("utf-8", "surrogatepass").splitlines()
    return all(line in data for line in lines)


def _head(data: bytes) -> Table | None:
    """What stands before the sentences, where the source is described there."""
    at = data.find(_SENTENCES)
    table = _whole(data[:at]) if at >= 0 else {}
    return table if "source" in table else None


def _whole(data: bytes) -> Table:
    try:
        return tomllib.loads(data.decode("utf-8").removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return {}
