"""Console transcripts: commands with their expected output, run as processes.

A transcript looks like a terminal session:

    # What this transcript shows, in a line or two.
    # store: small
    $ xzfacts 晨南服饰 人数
    88人 …
    $ xzfacts 无此公司 人数
    2> No fact …
    [exit 1]

`# store: NAME` puts a copy of `tests/data/NAME` into the work folder as `facts/`. Lines that
start with `2> ` are from standard error. `[exit N]` follows if the status is not 0.

No shell is involved. A command may set variables in front (`LANG=zh_CN.UTF-8 xzfacts …`),
continue on the next line after `\\`, read a file (`< file`) or the following lines up to a word
(`<< EOF`), write a file (`> file`), and be piped into others (`a | b`). Apart from xzfacts it
may be one of `PROGRAMS`.
"""

import os
import shlex
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from tempfile import TemporaryFile

from tests.cli import process
from tests.forking import Process

PROGRAM = "xzfacts"
PROGRAMS = frozenset({"cat", "chmod", "cp", "head", "ln", "mkdir", "printf", "rm", "sed"})
SECONDS = 120

_PROMPT = "$ "
_ANY_BYTES = "surrogateescape"  # bytes that are not UTF-8 pass between programs unchanged


@dataclass(frozen=True, slots=True)
class Step:
    """A command of a transcript.

    command: command line.
    source: command with its continuation and input lines, as written in the file.
    stdin: input of the command; None if the transcript gives none.
    expected: expected output, rendered.
    """

    command: str
    source: str
    stdin: str | None
    expected: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Result of a command.

    stdout: standard output.
    stderr: standard error.
    status: exit status.
    """

    stdout: str
    stderr: str
    status: int

    def render(self) -> str:
        """Return the outcome as written in a transcript."""
        shown = _closed(self.stdout)
        shown += "".join(f"2> {line}".rstrip() + "\n" for line in self.stderr.splitlines())
        return shown + (f"[exit {self.status}]\n" if self.status else "")


def parse(text: str) -> tuple[str, list[Step]]:
    """Return the text before the first command, and the steps."""
    lines = text.splitlines(keepends=True)
    starts = [number for number, line in enumerate(lines) if line.startswith(_PROMPT)]
    if not starts:
        return text, []
    # Input lines of a command may look like prompts, so they are consumed first.
    steps: list[Step] = []
    at = starts[0]
    while at < len(lines):
        step, at = _step(lines, at)
        steps.append(step)
    return "".join(lines[: starts[0]]), steps


def _step(lines: list[str], at: int) -> tuple[Step, int]:
    start = at
    command = lines[at].removeprefix(_PROMPT).rstrip("\n")
    at += 1
    while command.endswith("\\") and at < len(lines):
        command = command[:-1] + lines[at].rstrip("\n")
        at += 1
    stdin = None
    tokens = _tokens(command)
    if "<<" in tokens:
        end = tokens[tokens.index("<<") + 1]
        first = at
        while lines[at].rstrip("\n") != end:
            at += 1
        stdin = "".join(lines[first:at])
        at += 1
    source = "".join(lines[start:at])
    first = at
    while at < len(lines) and not lines[at].startswith(_PROMPT):
        at += 1
    return Step(command, source, stdin, "".join(lines[first:at])), at


def _tokens(command: str) -> list[str]:
    lexer = shlex.shlex(command, posix=True, punctuation_chars="|<>")
    lexer.whitespace_split = True
    lexer.commenters = ""
    return list(lexer)


def environment(home: Path) -> dict[str, str]:
    """Return a fixed environment: English, 80 columns, no colour, and `home` as home folder."""
    kept = {
        name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR") if name in os.environ
    }
    return kept | {
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "LANG": "C.UTF-8",
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "TERM": "dumb",
    }


def run(step: Step, folder: Path, env: Mapping[str, str], *, terminal: bool = False) -> Outcome:
    """Run one step in `folder`, pipe stages one after another; the last status counts.

    terminal: connect standard output and error of the last stage to one terminal; both are
        then returned as `stdout`.
    """
    flow = step.stdin
    errors = ""
    status = 0
    stages = list(_stages(_tokens(step.command)))
    for number, stage in enumerate(stages, start=1):
        arguments, variables, reads, writes = _redirections(stage)
        if reads is not None:
            flow = (folder / reads).read_text(encoding="utf-8", errors=_ANY_BYTES)
        shown = terminal and number == len(stages) and writes is None
        call = _on_terminal if shown else _piped
        given = (flow or "").encode(errors=_ANY_BYTES)
        done = call(_checked(arguments), folder, {**env, **variables}, given)
        flow = done.stdout
        errors += done.stderr
        status = done.status
        if writes is not None:
            (folder / writes).write_text(flow, encoding="utf-8", errors=_ANY_BYTES)
            flow = ""
    return Outcome(_plain(flow or "", folder), _plain(errors, folder), status)


def _piped(program: list[str], folder: Path, env: Mapping[str, str], given: bytes) -> Outcome:
    if program[0] == PROGRAM:
        done = process.run(program[1:], given, folder, env)
    else:
        done = subprocess.run(
            program,
            cwd=folder,
            env=env,
            input=given,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    stdout, stderr = (text.decode(errors=_ANY_BYTES) for text in (done.stdout, done.stderr))
    return Outcome(stdout, stderr, done.returncode)


def _on_terminal(program: list[str], folder: Path, env: Mapping[str, str], given: bytes) -> Outcome:
    ours, theirs = os.openpty()
    with TemporaryFile() as stdin:
        stdin.write(given)
        stdin.seek(0)
        running: Process | subprocess.Popen[bytes]
        if program[0] == PROGRAM:
            running = Process(
                program[1:], stdin=stdin.fileno(), stdout=theirs, stderr=theirs, cwd=folder, env=env
            )
        else:
            running = subprocess.Popen(
                program, stdin=stdin, stdout=theirs, stderr=theirs, cwd=folder, env=env
            )
        os.close(theirs)
        with os.fdopen(ours, "rb", buffering=0) as screen:
            printed = b"".join(_until_closed(screen))
        status = running.wait(SECONDS)
    return Outcome(printed.decode(errors=_ANY_BYTES), "", status)


def _until_closed(screen: FileIO) -> Iterator[bytes]:
    # If the other side is closed, Linux reports an error, other systems an empty read.
    with suppress(OSError):
        while chunk := screen.read(4096):
            yield chunk


def _stages(tokens: list[str]) -> Iterator[list[str]]:
    while "|" in tokens:
        cut = tokens.index("|")
        yield tokens[:cut]
        tokens = tokens[cut + 1 :]
    yield tokens


def _redirections(
    stage: list[str],
) -> tuple[list[str], dict[str, str], str | None, str | None]:
    """Return arguments, environment variables, the file to read and the file to write."""
    arguments: list[str] = []
    variables: dict[str, str] = {}
    files: dict[str, str] = {}
    words = iter(stage)
    for word in words:
        name, equals, value = word.partition("=")
        if word in {"<", ">", "<<"}:
            files[word] = next(words)
        elif equals and name.isidentifier() and not arguments:
            variables[name] = value
        else:
            arguments.append(word)
    return arguments, variables, files.get("<"), files.get(">")


def _checked(arguments: list[str]) -> list[str]:
    name = arguments[0]
    if name != PROGRAM and name not in PROGRAMS:
        message = f"a transcript runs xzfacts or one of {sorted(PROGRAMS)}, not {name}"
        raise ValueError(message)
    return arguments


def _plain(text: str, folder: Path) -> str:
    """Replace the path of the work folder, which differs between runs, and escape other bytes."""
    text = text.encode(errors=_ANY_BYTES).decode(errors="backslashreplace")
    return text.replace(str(folder), "$PWD").replace("\r\n", "\n")


def _closed(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"
