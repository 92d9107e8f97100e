"""Run the program in a process forked from one that has imported it already.

To the program, it is a process of its own as any other: with its arguments, folder, variables,
standard streams, signals and exit status. It saves the start of an interpreter and the imports,
which together are most of what a short command costs. Where those are what is tested, run
`COMMAND` with subprocess instead.

`run` goes further: its process runs one command after another, as most of the rest is the cost
of forking. A command cannot see that unless it changes its process: a test that sends signals,
looks at the process, or needs a terminal makes a `Process`.

Run as a module, this is the process that forks. It takes one request after another from a
socket; a request is three standard streams and a connection, on which it is told the rest.
"""

import fcntl
import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
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
# File descriptors from here on are kept by a process that runs one command after another.
_KEPT = 200
_READY = "ready\n"  # said by such a process before its first command
# What commands import only when they need it.
_LATE = ("rich.table", "rich.markup", "markdown_it", "rapidfuzz", "tomli_w", "difflib", "csv")
# What takes seconds to import and few commands need; those import it then.
_SLOW = (
    "xzfacts.mcp_server.store_tools",
    "xzfacts.mcp_server.tool_records",
    "xzfacts.archive_jobs.dask_cluster",
)


class Process:
    """The program, running; as much of `subprocess.Popen` as the tests need.

    The streams are file descriptors, which stay the caller's. script: Python code to run instead
    of the program, or before the commands of a resident process.
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
        resident: bool = False,
    ) -> None:
        env = dict(os.environ if env is None else env)
        self.returncode: int | None = None
        self._connection, theirs = socket.socketpair()
        with theirs:
            server = _server(_language(env))
            socket.send_fds(server, [b"+"], [stdin, stdout, stderr, theirs.fileno()])
        self._answers = self._connection.makefile("r")
        request = _request(arguments, cwd, env)
        request |= {"new_session": new_session, "script": script, "resident": resident}
        self._connection.sendall(_line(request))
        said = {self._answers.readline() for _ in range(1 + resident)}
        (number,) = said - {_READY}  # in either order, as two processes say it
        self.pid = int(number)

    def run_next(
        self, request: dict[str, object], streams: Sequence[int], timeout: float
    ) -> int | None:
        """Let a resident process run a command; its status, or None if the process ended."""
        socket.send_fds(self._connection, [b"+"], streams)
        self._connection.sendall(_line(request))
        if not select.select([self._connection], [], [], timeout)[0]:
            self.kill()
            raise subprocess.TimeoutExpired("xzfacts", timeout)
        answer = self._answers.readline()
        if answer.startswith("="):
            return int(answer[1:])
        self.returncode = int(answer)
        return None

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


def run(
    arguments: Sequence[str | bytes],
    *,
    streams: Sequence[int],
    cwd: Path | None,
    env: Mapping[str, str] | None,
    timeout: float,
    prelude: str = "",
) -> int:
    """Run the program to its end in a process that has run others; the status as of `wait`.

    streams: standard input, output and error. prelude: Python code that the process has run
    before its first command. Raises subprocess.TimeoutExpired.
    """
    env = dict(os.environ if env is None else env)
    idle = _idle.setdefault((_language(env), prelude), [])
    try:
        process = idle.pop()
    except IndexError:  # or another thread has taken the last
        process = Process([], stdin=0, stdout=1, stderr=2, env=env, script=prelude, resident=True)
    status = process.run_next(_request(arguments, cwd, env), streams, timeout)
    if status is None:
        return process.wait(timeout)
    idle.append(process)
    return status


_idle: dict[tuple[str, str], list[Process]] = {}


def _request(
    arguments: Sequence[str | bytes], cwd: Path | None, env: dict[str, str]
) -> dict[str, object]:
    given = [os.fsdecode(argument) for argument in arguments]
    return {"arguments": given, "cwd": str(cwd or Path.cwd()), "env": env}


def _line(request: dict[str, object]) -> bytes:
    return f"{json.dumps(request)}\n".encode()


def _language(env: Mapping[str, str]) -> str:
    """The language of the process that forks, for a program with these variables."""
    spoken = next((env[name] for name in _LANGUAGE if env.get(name)), "")
    if spoken.startswith("zh"):
        return "zh_CN.UTF-8"
    return spoken if "zh" in spoken else "C.UTF-8"


_servers: list[tuple[socket.socket, "subprocess.Popen[bytes]"]] = []


@cache
def _server(language: str) -> socket.socket:
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
            env=env | {"LANG": language},
            pass_fds=[theirs.fileno()],
            start_new_session=True,
        )
    _servers.append((ours, server))
    return ours


def stop() -> None:
    """End the processes that fork."""
    for process in [process for idle in _idle.values() for process in idle]:
        process.kill()
    _idle.clear()
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
    running: dict[int, int] = {}  # connections of the processes, by their numbers
    ended, end = os.pipe()
    os.set_blocking(end, False)
    waited_for: list[Any] = [requests, ended]
    signal.set_wakeup_fd(end, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    while True:
        ready, _, _ = select.select(waited_for, [], [])
        if ended in ready:
            os.read(ended, 4096)
            _tell_ends(running)
        if requests in ready:
            message, files, _, _ = socket.recv_fds(requests, 1, 4)
            if not message:
                break
            child = os.fork()
            if child == 0:
                _become(*files, inherited=[requests.detach(), ended, end, *running.values()])
            *streams, connection = files
            for stream in streams:
                os.close(stream)
            running[child] = connection
            _tell(connection, child)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with suppress(ChildProcessError):
        while True:
            os.wait()


def _tell_ends(running: dict[int, int]) -> None:
    """Tell the callers of the processes that have ended how they did."""
    with suppress(ChildProcessError):
        while (ended := os.waitpid(-1, os.WNOHANG))[0]:
            connection = running.pop(ended[0])
            _tell(connection, os.waitstatus_to_exitcode(ended[1]))
            os.close(connection)


def _tell(connection: int, said: object) -> None:
    with suppress(BrokenPipeError, ConnectionResetError):  # nobody waits for it
        os.write(connection, f"{said}\n".encode())


def _import_all() -> None:
    """Import, load and compile what commands need, so that no process does it again."""
    package = import_module("xzfacts")
    names = [module.name for module in walk_packages(package.__path__, "xzfacts.")]
    for name in [*names, *_LATE]:
        if name not in _SLOW:
            with suppress(ImportError):  # an extra that is not installed
                import_module(name)
    from xzfacts.extract.fact.lexicon import lexicon
    from xzfacts.text.lazy_pattern import _LazyPattern
    from xzfacts.text.pinyin import readings

    lexicon()
    readings("一")
    for each in gc.get_objects():
        if type(each) is _LazyPattern:
            each.compiled()


def _become(
    stdin: int, stdout: int, stderr: int, connection: int, *, inherited: Sequence[int]
) -> NoReturn:
    """Be what a fresh interpreter is that was started with the request from this connection."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with socket.socket(fileno=connection) as caller:
        request = json.loads(_received(caller))
        kept = fcntl.fcntl(connection, fcntl.F_DUPFD_CLOEXEC, _KEPT) if request["resident"] else 0
    _take_over(request, (stdin, stdout, stderr))
    if kept:
        os.closerange(3, _KEPT)
        exec(request["script"], {})  # noqa: S102 - the tests' own
        _reside(kept)
    os.closerange(3, max(stdin, stdout, stderr, connection, *inherited) + 1)
    if request["new_session"]:
        os.setsid()
    if request["script"]:
        _run(request["script"])
    from xzfacts.__main__ import main

    main()


def _received(connection: socket.socket) -> bytes:
    line = b""
    while not line.endswith(b"\n"):
        line += connection.recv(1 << 16) or b"\n"
    return line


def _take_over(request: dict[str, Any], streams: Sequence[int]) -> None:
    """Take the streams, the folder, the variables and the arguments of a request."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["env"])
    tempfile.tempdir = None  # chosen by the variables
    sys.argv[:] = ["xzfacts", *request["arguments"]]
    sys.stdin = open(  # noqa: SIM115
        0, encoding="utf-8", errors="surrogateescape", closefd=False
    )
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(  # noqa: SIM115
        2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False
    )


def _reside(connection: int) -> NoReturn:
    """Run one command after another, each as `main` does; tell the status of each."""
    from xzfacts.cli.main import run as run_command

    nothing = os.open(os.devnull, os.O_RDWR)
    nothing = fcntl.fcntl(nothing, fcntl.F_DUPFD_CLOEXEC, _KEPT)
    with socket.socket(fileno=connection) as caller:
        _tell(connection, _READY.strip())
        while True:
            message, streams, _, _ = socket.recv_fds(caller, 1, 3)
            if not message:
                os._exit(0)
            request = json.loads(_received(caller))
            _take_over(request, streams)
            for stream in streams:
                os.close(stream)
            gc.disable()
            status = run_command(sys.argv[1:])
            # What is not flushed is lost, as it is when the process ends.
            for number in range(3):
                os.dup2(nothing, number)
            sys.stdin = sys.stdout = sys.stderr = None
            gc.collect()
            _tell(connection, f"={status}")


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
