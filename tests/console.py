"""Console transcripts: commands, and what each of them prints, run as real processes.

A transcript reads like a terminal:

    # What is shown here, in a line or two.
    # store: small
    $ xzfacts 晨南服饰 人数
    88人 …
    $ xzfacts 无此公司 人数
    2> No fact …
    [exit 1]

`# store: NAME` puts a copy of `tests/data/NAME` into the work folder as `facts/`. Lines that
begin with `2> ` came from standard error. `[exit N]` stands where the status is not 0.

No shell is involved. A command may set variables in front (`LANG=zh_CN.UTF-8 xzfacts …`),
end in `\\` to go on in the next line, read a file (`< file`) or the lines that follow up to a
word (`<< EOF`), write a file (`> file`), and be piped into others (`a | b`). Besides xzfacts it
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
_ANY_BYTES = "surrogateescape"  # what is not UTF-8 passes between programs as it is


@dataclass(frozen=True, slots=True)
class Step:
    """A command as typed, the lines given to it, and what is expected, rendered."""

    command: str
    typed: str  # the command with its continuation and input lines, as they stand in the file
    given: str | None
    expected: str


@dataclass(frozen=True, slots=True)
class Outcome:
    stdout: str
    stderr: str
    status: int

    def render(self) -> str:
        """As a transcript shows it."""
        shown = _closed(self.stdout)
        shown += "".join(f"2> {line}".rstrip() + "\n" for line in self.stderr.splitlines())
        return shown + (f"[exit {self.status}]\n" if self.status else "")


def parse(text: str) -> tuple[str, list[Step]]:
    """What stands before the first command, and the steps."""
    lines = text.splitlines(keepends=True)
    starts = [number for number, line in enumerate(lines) if line.startswith(_PROMPT)]
    if not starts:
        return text, []
    # Lines typed into a command may look like prompts; the command takes them first.
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
    given = None
    tokens = _tokens(command)
    if "<<" in tokens:
        end = tokens[tokens.index("<<") + 1]
        first = at
        while lines[at].rstrip("\n") != end:
            at += 1
        given = "".join(lines[first:at])
        at += 1
    typed = "".join(lines[start:at])
    first = at
    while at < len(lines) and not lines[at].startswith(_PROMPT):
        at += 1
    return Step(command, typed, given, "".join(lines[first:at])), at


def _tokens(command: str) -> list[str]:
    lexer = shlex.shlex(command, posix=True, punctuation_chars="|<>")
    lexer.whitespace_split = True
    lexer.commenters = ""
    return list(lexer)


def environment(home: Path) -> dict[str, str]:
    """The same surroundings everywhere: English, 80 columns, no colour, a home of its own."""
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
    """Run one step in `folder`; stages of a pipe one after the other, the last status counts.

    With `terminal`, standard output and error of the last stage are one terminal, as on a
    person's screen; both then come back as `stdout`.
    """
    flow = step.given
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
    # Linux says that the other side is closed by an error, other systems by an empty read.
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
    """Arguments, variables set in front, the file to read and the file to write."""
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
    """Without what differs from run to run, the work folder's own path; other bytes spelled out."""
    text = text.encode(errors=_ANY_BYTES).decode(errors="backslashreplace")
    return text.replace(str(folder), "$PWD").replace("\r\n", "\n")


def _closed(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"
