"""The results of a chunk as a file: a summary in the first line, then one line per article.

The summary is signed with a key of the user, since a later run trusts the results.
"""

import hmac
import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from xzfacts.archive_jobs.job import Chunk, Identity
from xzfacts.atomic_file import replacement
from xzfacts.model.verdicts import Verdict
from xzfacts.render.json_ import dumps
from xzfacts.store.regular_file import open_regular

Record = dict[str, Any]

_SIGNATURE = re.compile(rb', ?"signature": ?"([0-9a-f]{64})"\}\n\Z')
_MAX_FILE = 1 << 28  # bytes of a file that is tested; the articles of a larger one are read again


def chunk_content(of: Identity, name: str, records: Sequence[Record], key: bytes) -> bytes:
    """Return the content of the file.

    records: result or failure of each article, in order. key: signs the content.
    """
    lines = "".join(f"{dumps(record)}\n" for record in records).encode()
    return f"{dumps(_signed(_summary(of, name, records), lines, key))}\n".encode() + lines


def write_chunk(path: str, content: bytes) -> None:
    """Write the file. Raises OSError."""
    with replacement(path) as temporary, open(temporary, "wb") as file:
        file.write(content)


def read_summary(path: str) -> Record:
    """Return the first line of a chunk file."""
    with open(path, "rb") as file:
        summary: Record = json.loads(file.readline())
        return summary


def read_records(path: str) -> Iterator[Record]:
    """Yield the results and failures in a chunk file."""
    with open(path, "rb") as file:
        file.readline()
        for line in file:
            yield json.loads(line)


def whole_records(path: str, of: Identity, chunk: Chunk, key: bytes) -> list[Record] | None:
    """Return the records in a file that an earlier run wrote; None if it is not that file.

    Anybody may have put a file, link or pipe in its place. The first line must be the summary of
    the other lines, signed with `key`, and there must be one for each article. Nothing is parsed
    before the signature is tested.
    """
    file = open_regular(path)
    if file is None:
        return None
    with file:
        try:
            if os.fstat(file.fileno()).st_size > _MAX_FILE:
                return None
            first, lines = file.readline(), file.read()
            if not _is_signed(first, lines, key):
                return None
            summary, records = json.loads(first), [*map(json.loads, lines.splitlines())]
            wanted = _signed(_summary(of, chunk.name, records), lines, key)
            whole = len(records) == len(chunk.articles) and summary == wanted
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return None
    return records if whole else None


def _is_signed(first: bytes, lines: bytes, key: bytes) -> bool:
    """Whether the first line ends with the signature of the rest of it and of the other lines."""
    found = _SIGNATURE.search(first)
    if found is None:
        return False
    content = first[: found.start()] + b"}\n" + lines
    return hmac.compare_digest(hmac.digest(key, content, "sha256").hex().encode(), found[1])


def _signed(summary: Record, lines: bytes, key: bytes) -> Record:
    """Return the summary with the signature of itself and of the other lines (HMAC, RFC 2104)."""
    content = dumps(summary).encode() + b"\n" + lines
    return summary | {"signature": hmac.digest(key, content, "sha256").hex()}


def _summary(of: Identity, name: str, records: Sequence[Record]) -> Record:
    failures = [
        {"place": each["article"]["place"]} | each["failure"]
        for each in records
        if "failure" in each
    ]
    summary: Record = {
        "chunk": name,
        "task": of.task,
        "version": of.version,
        "facts": of.facts,
        "articles": len(records),
        "failures": failures,
    }
    if of.task == "check":
        return summary | _verdicts(records)
    return summary | {"proposals": sum(len(each.get("proposals", ())) for each in records)}


def _verdicts(records: Iterable[Record]) -> Record:
    """Count statements by verdict: in total, by subject, and in articles with a refuted statement.

    A statement that is not compared with a fact of the store has no subject.
    """
    total: Counter[str] = Counter()
    subjects: dict[str, Counter[str]] = {}
    worst: list[Record] = []
    for record in records:
        here: Counter[str] = Counter()
        for sentence in record.get("sentences", ()):
            named = {each["id"]: each["subject"] for each in sentence["evidence"]}
            for assertion in sentence["assertions"]:
                here[assertion["verdict"]] += 1
                subject = named.get(assertion["fact"])
                if subject is not None:
                    subjects.setdefault(subject, Counter())[assertion["verdict"]] += 1
        total += here
        if here[Verdict.REFUTED] or here[Verdict.CONFLICTING]:
            worst.append({"place": record["article"]["place"]} | _counts(here))
    by_subject = {subject: _counts(subjects[subject]) for subject in sorted(subjects)}
    return {"verdicts": _counts(total), "subjects": by_subject, "worst": worst}


def _counts(counter: Counter[str]) -> dict[str, int]:
    return {verdict.value: counter[verdict] for verdict in Verdict}
