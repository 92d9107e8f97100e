"""Run the program in a process forked from one that has imported it already.

To the program, it is a process of its own as any other: with its arguments, folder, variables,
standard streams, signals and exit status. It saves the start of an interpreter and the imports,
which together are most of what a short command costs. Where those are what is tested, run
`COMMAND` with subprocess instead.

Run as a module, this is the process that forks. It takes one request after another from a
socket; a request is three standard streams and a connection, on which it is told the rest.
"""

import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, NoReturn

COMMAND = [sys.executable, "-m", "xzfacts"]
_LANGUAGE = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
_ROOT = Path(__file__).parent.parent
# What commands import only when they need it.
_LATE = ("rich.table", "rich.markup", "markdown_it", "rapidfuzz", "tomli_w", "difflib", "csv")


class Process:
    """The program, running; as much of `subprocess.Popen` as the tests need.

    The streams are file descriptors, which stay the caller's. script: Python code to run instead
    of the program.
    """

    def __init__(
        self,
        arguments: Sequence[str | bytes],
        *,
        stdin: int,
        stdout: int,
        stderr: int,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        new_session: bool = False,
        script: str = "",
    ) -> None:
        env = dict(os.environ if env is None else env)
        self.returncode: int | None = None
        self._connection, theirs = socket.socketpair()
        with theirs:
            speech = tuple((name, env[name]) for name in _LANGUAGE if name in env)
            socket.send_fds(_server(speech), [b"+"], [stdin, stdout, stderr, theirs.fileno()])
        self._answers = self._connection.makefile("r")
        request = {
            "arguments": [os.fsdecode(argument) for argument in arguments],
            "cwd": str(cwd or Path.cwd()),
            "env": env,
            "new_session": new_session,
            "script": script,
        }
        self._connection.sendall(f"{json.dumps(request)}\n".encode())
        self.pid = int(self._answers.readline())

    def wait(self, timeout: float) -> int:
        """The exit status, or less the signal that killed it. Raises subprocess.TimeoutExpired."""
        if self.returncode is None:
            if not select.select([self._connection], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("xzfacts", timeout)
            self.returncode = int(self._answers.readline())
            self._answers.close()
            self._connection.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        with suppress(subprocess.TimeoutExpired):
            self.wait(0)
        if self.returncode is None:
            with suppress(ProcessLookupError):  # it has ended meanwhile
                os.kill(self.pid, number)

    def kill(self) -> None:
        """Kill it, unless it has ended, and wait for its end."""
        self.send_signal(signal.SIGKILL)
        self.wait(timeout=60)


_servers: list[tuple[socket.socket, "subprocess.Popen[bytes]"]] = []


@cache
def _server(speech: tuple[tuple[str, str], ...]) -> socket.socket:
    """The way to the process that forks, started at the first need.

    There is one for each language, as help texts are translated when modules are imported.
    """
    ours, theirs = socket.socketpair()
    env = {name: value for name, value in os.environ.items() if name not in _LANGUAGE}
    with theirs:
        # A Ctrl-C typed at the tests is none of its business.
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.forking", str(theirs.fileno())],
            cwd=_ROOT,
            env=env | dict(speech),
            pass_fds=[theirs.fileno()],
            start_new_session=True,
        )
    _servers.append((ours, server))
    return ours


def stop() -> None:
    """End the processes that fork."""
    for ours, server in _servers:
        ours.close()
        server.wait(timeout=60)
    _servers.clear()
    _server.cache_clear()


# --- In the process that forks --------------------------------------------------------------


def _serve(requests: socket.socket) -> None:
    _import_all()
    gc.collect()
    gc.freeze()
    while True:
        message, files, _, _ = socket.recv_fds(requests, 1, 4)
        if not message:
            break
        if os.fork() == 0:
            requests.close()
            _supervise(*files)
        for file in files:
            os.close(file)
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
    with suppress(ChildProcessError):
        while True:
            os.wait()


def _import_all() -> None:
    package = import_module("xzfacts")
    names = [module.name for module in walk_packages(package.__path__, "xzfacts.")]
    for name in [*names, *_LATE]:
        with suppress(ImportError):  # an extra that is not installed
            import_module(name)
    from xzfacts.vocabulary.loader import load_vocabulary

    load_vocabulary()  # is kept, and the same in every process


def _supervise(stdin: int, stdout: int, stderr: int, connection: int) -> NoReturn:
    """Fork the program, and tell its number and its end."""
    told = socket.socket(fileno=connection)
    with told.makefile("r") as lines:
        request = json.loads(lines.readline())
    child = os.fork()
    if child == 0:
        told.close()
        for number, stream in enumerate((stdin, stdout, stderr)):
            os.dup2(stream, number)
        os.closerange(3, max(stdin, stdout, stderr, connection) + 1)
        _become(request)
    for stream in (stdin, stdout, stderr):
        os.close(stream)
    told.sendall(f"{child}\n".encode())
    _, status = os.waitpid(child, 0)
    with suppress(BrokenPipeError):
        told.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def _become(request: dict[str, Any]) -> NoReturn:
    """Be what a fresh interpreter is that was started with this request."""
    if request["new_session"]:
        os.setsid()
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["env"])
    sys.argv[:] = ["xzfacts", *request["arguments"]]
    sys.stdin = open(0, encoding="utf-8", errors="surrogateescape")  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(  # noqa: SIM115
        2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False
    )
    if request["script"]:
        _run(request["script"])
    from xzfacts.__main__ import main

    main()


def _run(script: str) -> NoReturn:
    status = 1
    try:
        exec(script, {"__name__": "__main__"})  # noqa: S102 - the tests' own
        status = 0
    except Exception:  # noqa: BLE001 - as the interpreter would
        traceback.print_exc()
    sys.stdout.flush()
    os._exit(status)


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as _requests:
        _serve(_requests)
