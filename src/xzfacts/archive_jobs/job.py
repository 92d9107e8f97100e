"""A job on an archive: its records, its identity, and the division of articles into chunks."""

import hmac
import os
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, NamedTuple

from xzfacts.archive_jobs.article_reader import InputArticle
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _, mark
from xzfacts.store.transaction.journal_key import journal_key

if TYPE_CHECKING:
    from xzfacts.app import Facts

Work = Callable[["Facts", InputArticle], dict[str, Any]]

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MAX_ARTICLES = 256  # in a chunk
_MAX_BYTES = 1 << 20  # of text in a chunk
_MEAN = 64  # articles in a chunk of an archive of short articles


class Identity(NamedTuple):
    """Everything that a result depends on, except the articles.

    task: check or extract.
    version: version of this package.
    code: digest of the files of this package.
    facts: digest of the store files.
    chinese: whether messages are Chinese.
    """

    task: str
    version: str
    code: str
    facts: str
    chinese: bool


class Limits(NamedTuple):
    """Limits for one article.

    seconds: CPU time.
    megabytes: memory of the worker process.
    """

    seconds: float = 60
    megabytes: int = 2048


class Job(NamedTuple):
    """A job, as sent to workers.

    identity: what the results depend on.
    work: function that returns the result of an article.
    store: name of the store's folder.
    out: folder for the results.
    index_path: path of the copy of the index.
    token: name of a file in `out`; a worker that sees the file has access to the folder.
    key: signs the results.
    limits: limits for one article.
    """

    identity: Identity
    work: Work
    store: str
    out: str
    index_path: str
    token: str
    key: bytes
    limits: Limits = Limits()


class Chunk(NamedTuple):
    """Articles that are processed together.

    name: name of the file with their results.
    articles: the articles.
    """

    name: str
    articles: list[InputArticle]


class _WorkerDiffersError(XzfactsError):
    """A worker has something else than the job wants. ours: what it has. wanted: what it should."""

    ours: str
    wanted: str


class OtherVersionError(_WorkerDiffersError):
    """A worker runs other code than the process that started the job."""

    template = mark(
        "A worker has xzfacts {ours}, the job was started by {wanted}. "
        "Install the same package on both."
    )


class OtherIndexError(_WorkerDiffersError):
    """The index that a worker reads was not built from the store of the job.

    ours: digest of the store files that it was built from; empty if it is damaged.
    wanted: digest of the store files of the job.
    """

    def message(self) -> str:
        """Return the text of the error."""
        return _(
            "A worker has another index ({ours}) than the job ({wanted}). "
            "Restart the worker and run the command again."
        ).format(ours=self.ours[:8] or _("damaged"), wanted=self.wanted[:8])


def identity(task: str, facts: str, *, chinese: bool) -> Identity:
    """Return the identity of a job of this package. facts: digest of the store files."""
    return Identity(task, version("xzfacts"), code_digest(), facts, chinese)


def result_key() -> bytes:
    """Return the key of this user on this machine that signs results.

    If no key can be stored, it is known to everybody: then anybody can sign results.
    """
    return hmac.digest(journal_key(create=True) or b"", b"results of archive jobs", "sha256")


def refuse_other_version(wanted: Identity) -> None:
    """Raise OtherVersionError unless this package started the job."""
    ours = (version("xzfacts"), code_digest())
    if ours != (wanted.version, wanted.code):
        raise OtherVersionError(
            f"{ours[0]} ({ours[1][:8]})", f"{wanted.version} ({wanted.code[:8]})"
        )


@cache
def code_digest() -> str:
    """Return the digest of the Python files and data of this package, without the shipped store."""
    digest = blake2b(digest_size=16)
    for folder, folders, files in os.walk(_PACKAGE):
        folders[:] = sorted({*folders} - {"__pycache__", "facts"})
        for name in sorted(files):
            with open(os.path.join(folder, name), "rb") as file:
                content = file.read()
            inside = os.path.relpath(folder, _PACKAGE).replace(os.sep, "/")
            digest.update(f"{inside}/{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def chunked(articles: Iterator[InputArticle], of: Identity) -> Iterator[Chunk]:
    """Split articles into chunks.

    A chunk ends after an article with a certain digest, or when it is full: if an article is added
    to an archive or removed, most other chunks stay the same (content-defined chunking).
    """
    seed = "\0".join(map(str, of)).encode()
    chunk: list[InputArticle] = []
    size = 0
    for article in articles:
        chunk.append(article)
        size += len(article.data)
        ends = _digest(b"", [article])[0] % _MEAN == 0
        if ends or len(chunk) >= MAX_ARTICLES or size >= _MAX_BYTES:
            yield _chunk(seed, chunk)
            chunk, size = [], 0
    if chunk:
        yield _chunk(seed, chunk)


def _chunk(seed: bytes, articles: list[InputArticle]) -> Chunk:
    task = seed.partition(b"\0")[0].decode()
    return Chunk(f"{task}-{_digest(seed, articles).hex()}.jsonl", articles)


def _digest(seed: bytes, articles: Sequence[InputArticle]) -> bytes:
    digest = blake2b(seed, digest_size=16)
    for article in articles:
        for text in (
            article.place,
            article.name,
            article.fault,
            *sum(article.metadata.items(), ()),
        ):
            part = text.encode(errors="surrogatepass")
            digest.update(len(part).to_bytes(8, "big") + part)
        digest.update(len(article.data).to_bytes(8, "big") + article.data)
    return digest.digest()
