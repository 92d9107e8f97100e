"""Search for the files with a source or a subject, without reading all facts."""

from collections.abc import Callable, Collection, Iterable, Iterator

from xzfacts.model.declarations import Subject
from xzfacts.model.facts import Place
from xzfacts.store.schema.reader import read_bytes
from xzfacts.store.schema.table_schemas import Table
from xzfacts.store.toml.parse import load_toml

_SENTENCES = b"\n[[sentences]]"

Files = Iterable[tuple[str, Callable[[], bytes]]]  # path, and function that reads it


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
    """The declarations of subjects with these names, in the order of the files."""
    for file, read in files:
        data = read()
        if b"subjects" not in data or not any(may_contain(data, name) for name in names):
            continue
        at = data.find(_SENTENCES)
        if at >= 0 and b"subjects" not in data[at:] and _head(data) is not None:
            data = data[:at]
        for subject in read_bytes(data, file).subjects:
            if subject.name in names:
                yield subject


def mentioned(files: Files, subject: str) -> Place | None:
    """The place of the first fact with exactly this subject."""
    for file, read in files:
        data = read()
        if may_contain(data, subject):
            for fact in read_bytes(data, file).facts:
                if fact.subject == subject:
                    return fact.place
    return None


def may_contain(data: bytes, text: str) -> bool:
    """Whether a TOML file may contain this string; fast, with false positives only."""
    if b"\\" in data:  # the string may be written with escapes
        return True
    lines = text.encode("utf-8", "surrogatepass").splitlines()
    return all(line in data for line in lines)


def _head(data: bytes) -> Table | None:
    """The document before the sentences; None if it has no source."""
    at = data.find(_SENTENCES)
    table = _whole(data[:at]) if at >= 0 else {}
    return table if "source" in table else None


def _whole(data: bytes) -> Table:
    try:
        return load_toml(data.decode("utf-8"))
    except ValueError:
        return {}
