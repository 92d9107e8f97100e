"""Runs command lines in a forked process and tells what must never happen."""

import gc
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from pkgutil import walk_packages
from typing import IO, NamedTuple, NoReturn

SECRET = "secret-of-another-folder"  # noqa: S105 - not a password
SECONDS = 5
_MEMORY = 3 << 30  # bytes of address space
_STATUSES = {0, 1, 2}
_KEPT = ("PATH", "PYTHONPATH", "VIRTUAL_ENV")
_ENVIRONMENT = {name: os.environ[name] for name in _KEPT if name in os.environ}


class Run(NamedTuple):
    """A command line without the program name, its standard input and environment variables."""

    arguments: list[str]
    given: bytes
    environment: dict[str, str]


class Sandbox:
    """A folder with a `work` folder for commands, and an `outside` that they must not touch."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "work" / "facts").mkdir(parents=True)
        (folder / "outside").mkdir()
        (folder / "outside" / "secret.txt").write_text(SECRET)
        (folder / "outside" / "linked.toml").write_text('[source]\nid = "h"\ntitle = "题"\n')
        (folder / "tmp").mkdir()
        self._import_all()
        self._outside = self._listing()

    @staticmethod
    def _import_all() -> None:
        package = import_module("xzfacts")
        for module in walk_packages(package.__path__, "xzfacts."):
            with suppress(ImportError):  # an extra that is not installed
                import_module(module.name)
        from xzfacts.vocabulary.loader import load_vocabulary

        load_vocabulary()

    def _listing(self) -> list[tuple[str, bytes]]:
        """All files but those of the commands' own folders."""
        own = {"work", "cache", "state"}
        tops = [path for path in self.folder.iterdir() if path.name not in own]
        paths = [path for top in tops for path in (top, *top.rglob("*")) if path.is_file()]
        return sorted((str(path), path.read_bytes()) for path in paths)

    def _left_over(self, arguments: list[str]) -> list[str]:
        """What a command must not leave: temporary files and prepared changes."""
        found = []
        for path in (self.folder / "tmp").iterdir():
            if "edit" not in arguments:  # a refused edit is kept
                found.append(str(path))
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink()
        stage = self.folder / "work" / "facts" / ".xzfacts-write"
        if stage.is_dir() and not any(path.name == "journal" for path in stage.iterdir()):
            found.append(str(stage))
        return found

    def run(self, runs: Sequence[Run]) -> Iterator[list[str]]:
        """Run the program several times; yields for each what is wrong with how it ended.

        The runs share a forked process as long as it lives: forking takes longer than most runs.
        """
        left = list(runs)
        while left:
            with tempfile.TemporaryFile() as results:
                child = os.fork()
                if child == 0:
                    self._become(left, results.fileno())
                _, waited = os.waitpid(child, 0)
                results.seek(0)
                found = [json.loads(line) for line in results.read().splitlines()]
            yield from found
            if len(found) < len(left):
                yield [f"status {os.waitstatus_to_exitcode(waited)}"]
            left = left[len(found) + 1 :]

    def _become(self, runs: list[Run], results: int) -> NoReturn:
        try:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
            os.chdir(self.folder)
            streams = [tempfile.TemporaryFile() for _ in range(3)]  # noqa: SIM115
            tempfile.tempdir = str(self.folder / "tmp")
            for one in runs:
                self._set_environment(one)
                found = self._run_one(one.arguments, one.given, streams)
                os.write(results, json.dumps(found).encode() + b"\n")
        except BaseException:  # noqa: BLE001 - a fault of this program, or an exit of that one
            traceback.print_exc()
            os._exit(99)
        os._exit(0)

    def _set_environment(self, one: Run) -> None:
        os.environ.clear()
        os.environ.update(_ENVIRONMENT)
        os.environ.update(
            HOME=str(self.folder / "work"),
            TMPDIR=str(self.folder / "tmp"),
            XDG_CACHE_HOME=str(self.folder / "cache"),
            XDG_STATE_HOME=str(self.folder / "state"),
            EDITOR="true",
            LANG="C.UTF-8",
        )
        os.environ.update(one.environment)

    def _run_one(
        self, arguments: list[str], given: bytes, streams: Sequence[IO[bytes]]
    ) -> list[str]:
        for number, stream in enumerate(streams):
            stream.seek(0)
            stream.truncate()
            stream.write(given if number == 0 else b"")
            stream.seek(0)
            os.dup2(stream.fileno(), number)
        signal.setitimer(signal.ITIMER_REAL, 4 * SECONDS)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)  # of CPU: the machine may be loaded
        # Files of their own: a program that closes its standard streams closes no others.
        sys.stdin = open(os.dup(0), encoding="utf-8", errors="surrogateescape")  # noqa: SIM115
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.argv[:] = ["xzfacts", *arguments]
        from xzfacts.cli.main import run

        before = _descriptors()
        status = run(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
        own = {os.readlink(f"/dev/fd/{number}") for number in range(3)} if before else set()
        opened = {one: one.partition(" ")[2] for one in _descriptors() - before}
        leaked = [one for one, path in opened.items() if path not in own and not _kept(path)]
        if leaked:
            gc.collect()
            leaked = sorted(_descriptors() & set(leaked))
        for stream in streams:
            stream.seek(0)
        found = self._faults(arguments, status, streams[1].read(), streams[2].read())
        if leaked:
            found.append(f"descriptors left open: {sorted(leaked)}")
        return found

    def _faults(self, arguments: list[str], status: int, out: bytes, err: bytes) -> list[str]:
        found = []
        if status not in _STATUSES:
            found.append(f"status {status}")
        if b"This is a bug" in err or b"Traceback" in err:
            found.append(err.decode("utf-8", "replace").strip()[-300:])
        if SECRET.encode() in out + err:
            found.append("leak of a file outside")
        if b"\x1b" in out + err:
            found.append("escape sequence in the output")
        if _may_be_command(out, arguments) or _may_be_command(err, ()):
            found.append("a line that CI reads as a command")
        if status in {0, 1} and _prints_json(arguments):
            found += _not_json(out)
        if status in {0, 1} and "sarif" in arguments and out:
            found += _not_json(out.replace(b"\n", b" "))
        found += [f"left behind: {path}" for path in self._left_over(arguments)]
        if self._listing() != self._outside:
            found.append("a file outside was changed")
        return found


def _may_be_command(data: bytes, arguments: list[str] | tuple[()]) -> bool:
    """Whether a line begins as a workflow command of GitHub, except in its own format."""
    if "github" in arguments:
        return False
    return any(line.lstrip().startswith(b"::") for line in data.splitlines())


def _descriptors() -> set[str]:
    """The files that are open in this process, where the system lists them."""
    with suppress(FileNotFoundError):
        found = set()
        for name in os.listdir("/dev/fd"):
            with suppress(OSError):
                found.add(f"{name} {os.readlink(f'/dev/fd/{name}')}")
        return {one for one in found if "/fd" not in one.partition(" ")[2]}
    return set()


# Tables of the package that are mapped until the process ends.
_MAPPED = (
    "/match/data/associations.bin",
    "/match/data/lexical_evidence.bin",
    "/language/data/words.txt",
)


def _kept(path: str) -> bool:
    """Whether a process may keep it open: a data file, or the pipe to its resource tracker."""
    return path.startswith("pipe:") or path.endswith(_MAPPED)


def _prints_json(arguments: list[str]) -> bool:
    serves = "mcp" in (arguments[:1] + arguments[2:3])  # behind `--store` and its value, or first
    # Behind `--text` it is the text to check.
    words = {word for before, word in pairwise(["", *arguments]) if before != "--text"}
    asked = serves or {"--json", "json"} & words
    return bool(asked) and not {"--help", "-h"} & set(arguments)


def _not_json(out: bytes) -> list[str]:
    try:
        for line in out.decode().split("\n"):
            if line.strip():
                json.loads(line)
    except ValueError as error:
        return [f"invalid JSON: {error}"]
    return []
