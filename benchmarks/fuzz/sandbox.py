"""Runs a command line in a forked process and tells what must never happen."""

import json
import os
import resource
import signal
import sys
import tempfile
from contextlib import ExitStack, suppress
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import NoReturn

SECRET = "secret-of-another-folder"  # noqa: S105 - not a password
SECONDS = 5
_MEMORY = 3 << 30  # bytes of address space
_STATUSES = {0, 1, 2}


class Sandbox:
    """A folder with a `work` folder for commands, and an `outside` that they must not touch."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "work" / "facts").mkdir(parents=True)
        (folder / "outside").mkdir()
        (folder / "outside" / "secret.txt").write_text(SECRET)
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
        paths = [path for path in self.folder.rglob("*") if path.is_file()]
        return sorted(
            (str(path), path.read_bytes())
            for path in paths
            if path.relative_to(self.folder).parts[0] not in own
        )

    def run(self, arguments: list[str], given: bytes = b"") -> list[str]:
        """Run the program; returns what is wrong with how it ended, one line for each."""
        with ExitStack() as stack:
            streams = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(3)]
            streams[0].write(given)
            streams[0].seek(0)
            child = os.fork()
            if child == 0:
                self._become(arguments, *(stream.fileno() for stream in streams))
            _, waited = os.waitpid(child, 0)
            for stream in streams:
                stream.seek(0)
            status = os.waitstatus_to_exitcode(waited)
            return self._faults(arguments, status, streams[1].read(), streams[2].read())

    def _become(self, arguments: list[str], *files: int) -> NoReturn:
        for number, file in enumerate(files):
            os.dup2(file, number)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, 4 * SECONDS)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)  # of CPU: the machine may be loaded
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        os.chdir(self.folder)
        for name in [name for name in os.environ if name.startswith("XZFACTS_")]:
            del os.environ[name]
        os.environ.update(
            XDG_CACHE_HOME=str(self.folder / "cache"),
            XDG_STATE_HOME=str(self.folder / "state"),
            EDITOR="true",
            LANG="C.UTF-8",
        )
        sys.argv[:] = ["xzfacts", *arguments]
        sys.stdin = open(0, encoding="utf-8", errors="surrogateescape")  # noqa: SIM115
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        from xzfacts.__main__ import main

        main()

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
        if status in {0, 1} and ("--json" in arguments or "json" in arguments):
            found += _not_json(out)
        if status in {0, 1} and "sarif" in arguments and out:
            found += _not_json(out.replace(b"\n", b" "))
        now = self._listing()
        if now != self._outside:
            self._outside = now
            found.append("a file outside was changed")
        return found


def _may_be_command(data: bytes, arguments: list[str] | tuple[()]) -> bool:
    """Whether a line begins as a workflow command of GitHub, except in its own format."""
    if "github" in arguments:
        return False
    return any(line.lstrip().startswith(b"::") for line in data.splitlines())


def _not_json(out: bytes) -> list[str]:
    try:
        for line in out.decode().split("\n"):
            if line.strip():
                json.loads(line)
    except ValueError as error:
        return [f"invalid JSON: {error}"]
    return []
