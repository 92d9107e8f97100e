"""Closed pipes, full disks, odd locales, hostile text: never a traceback."""

import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.process import COMMAND, FERRY, piped, run
from xzfacts.cli import streams

ENVIRONMENT = {**os.environ, "XZFACTS_STORE": FERRY}


def test_a_closed_pipe_is_not_an_error() -> None:
    with subprocess.Popen(
        [*COMMAND, "--batch", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        process.stdin.write("青石轮渡 船员\n".encode() * 20)
        process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has no /dev/full")
def test_a_full_disk_is_reported() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*COMMAND, "青石轮渡"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=ENVIRONMENT,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1
    assert done.stderr.startswith(b"xzfacts: ")


def test_closed_standard_output() -> None:
    done = subprocess.run(
        [*COMMAND, "青石轮渡"],
        preexec_fn=lambda: os.close(1),
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
        check=False,
    )
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Python uses UTF-8 in any case")
@pytest.mark.parametrize("locale", ["C", "zh_CN.not-installed"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["青石轮渡", "船员"],
        ["list", "--subject", "青石渡轮渡有限公司"],
        ["show", "青石轮渡", "船员人数"],
        ["check", "稿件.txt"],
        ["check", "没有.txt"],
        ["export", "--format", "csv", "--subject", "白桥市"],
        ["archive", "check", "稿件.txt", "--out", "结果", "--workers", "1"],
        ["青石轮渡", "--format", "表"],
    ],
    ids=lambda value: value[0],
)
def test_chinese_words_and_paths_in_any_locale(
    tmp_path: Path, arguments: list[str], locale: str
) -> None:
    shutil.copytree(FERRY, tmp_path / "资料")
    (tmp_path / "稿件.txt").write_text("青石渡轮渡有限公司现有船员106人。", encoding="utf-8")
    ours = {**ENVIRONMENT, "XZFACTS_STORE": "资料", "LANGUAGE": "zh"}
    utf8, ascii_ = (
        subprocess.run(
            [*COMMAND, *arguments],
            capture_output=True,
            cwd=tmp_path,
            env={**ours, "LC_ALL": name, "PYTHONUTF8": mode, "PYTHONCOERCECLOCALE": "0"},
            check=False,
        )
        for name, mode in (("C.UTF-8", "1"), (locale, "0"))
    )
    assert "\\ud" not in ascii_.stderr.decode()
    assert (ascii_.stdout, ascii_.returncode) == (utf8.stdout, utf8.returncode)
    if locale.startswith("zh"):  # C asks for English
        assert ascii_.stderr == utf8.stderr


def test_a_console_gets_its_own_encoding_and_data_are_utf8() -> None:
    env = {**ENVIRONMENT, "PYTHONIOENCODING": "gbk:strict", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [*COMMAND, "青石轮渡", "股价𠮷"], capture_output=True, env=env, check=False
    )
    assert "股价\\U00020bb7" in done.stderr.decode("gbk")
    done = subprocess.run(
        [*COMMAND, "青石轮渡", "船员", "--json"], capture_output=True, env=env, check=False
    )
    assert "96人" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("arguments", "shown", "status"),
    [
        (["青石轮渡", "船员"], ["青石渡轮渡有限公司 · 船员人数"], 0),
        (
            ["check", "--text", "青石轮渡有船员69人，渡船14条。"],
            ["× 69人", "√ 14条", "与库不符"],
            1,
        ),
        (["list", "subjects"], ["青石渡轮渡有限公司", "─"], 0),
        (["--help"], ["用法：xzfacts"], 0),
        (["股价𠮷"], ["股价\\U00020bb7"], 1),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_gbk_console_is_readable(arguments: list[str], shown: list[str], status: int) -> None:
    gbk = {"PYTHONIOENCODING": "gbk:strict", "PYTHONUTF8": "0", "LANG": "zh_CN.GBK"}
    env = {
        **ENVIRONMENT,
        **gbk,
        "LC_ALL": "",
        "LANGUAGE": "",
        "PAGER": "",
        "NO_COLOR": "1",
        "TERM": "xterm",
    }
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, *arguments], stdout=theirs, stdin=theirs, stderr=theirs, env=env
    ) as process:
        os.close(theirs)
        sent = b""
        with suppress(OSError):  # the other end is closed
            while chunk := os.read(ours, 65536):
                sent += chunk
    os.close(ours)
    text = re.sub(r"\x1b\[[0-9;]*m", "", sent.decode("gbk"))
    assert process.returncode == status
    for each in shown:
        assert each in text


def test_marks_that_an_encoding_lacks_are_replaced() -> None:
    shown = subprocess.run(
        [
            sys.executable,
            "-c",
            "from xzfacts.cli import streams as s; s.prepare(); s.detail('✓✗≠甲')",
        ],
        capture_output=True,
        env={**ENVIRONMENT, "PYTHONIOENCODING": "gb2312:strict", "PYTHONUTF8": "0"},
        check=False,
    )
    assert shown.stderr.decode("gb2312").strip() in {"√×≠甲", "√×!=甲"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_a_batch_reads_the_encodings_of_chinese_files(encoding: str) -> None:
    given = "青石轮渡 船员\r\n白桥 渡口\r\n".encode(encoding)
    done = piped("--batch", "-", "--limit", "1", given=given)
    assert [line.split("\t")[:2] for line in done.stdout.decode().splitlines()] == [
        ["青石轮渡 船员", "96人"],
        ["白桥 渡口", "23处"],
    ]


@pytest.mark.parametrize("form", ["table", "plain", "csv", "markdown", "json"])
@pytest.mark.parametrize(
    "query",
    [
        b"\xff\xfe",
        b"\x1b[31mred\x1b[0m",
        b"\x1b]0;title\x07",
        b"[bold red]\xe6\xb8\xa1\xe8\xbd\xae[/bold red]",
        b"[/]",
        b"\xe2\x80\xae\xe6\xb8\xa1",
        "渡轮".encode() * 50_000,
        b"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb",
        b"a\tb\r\nc",
        b"*" * 150,
        b"' OR 1=1 --",
        b"%_\\",
    ],
    ids=range(12),
)
def test_hostile_queries_are_escaped(query: bytes, form: str) -> None:
    if len(query) > 100_000:
        query = query[:100_000]  # Linux limits an argument to 128 KiB
    done = piped("--format", form, "--", query)
    assert done.returncode in {1, 2}
    for stream in (done.stdout, done.stderr):
        text = stream.decode("utf-8")
        assert "Traceback" not in text
        assert "fault in xzfacts" not in text
        assert not any(ord(character) < 0x20 and character != "\n" for character in text)
        assert "\u202e" not in text


def test_an_interrupt_ends_quietly() -> None:
    with subprocess.Popen(
        [*COMMAND, "--batch", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write("青石轮渡 船员\n".encode())
        process.stdin.flush()
        process.stdout.readline()  # it is running and waits for input
        time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in err


@pytest.mark.parametrize("module", ["streams", "main", "plain_query"])
def test_an_interrupt_while_the_program_starts_ends_quietly(module: str) -> None:
    """When a module is imported, as which happens then is chance."""
    script = f"""
import sys
class Interrupted:
    def find_spec(self, name, *_):
        if name == "xzfacts.cli.{module}":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupted())
from xzfacts.__main__ import main
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", script, "青石轮渡"],
        env=ENVIRONMENT,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_a_batch_answers_each_line_before_the_next_is_typed() -> None:
    with subprocess.Popen(
        [*COMMAND, "--batch", "-", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=ENVIRONMENT,
    ) as process:
        assert process.stdin
        assert process.stdout
        for query in ("青石轮渡 船员", "", "？", "白桥 渡口"):
            process.stdin.write(f"{query}\n".encode())
            process.stdin.flush()
            assert process.stdout.readline().startswith(f'{{"query": "{query}"'.encode())
        process.stdin.close()
        assert process.wait(60) == 2  # one line was not a valid query


def test_too_little_memory_is_no_bug() -> None:
    patch = """
from xzfacts.cli import plain_query
def fail(*_arguments):
    raise MemoryError
plain_query.plain_query = fail
"""
    done = run(["青石轮渡", "船员", "--store", FERRY], prelude=patch)
    assert done.returncode == 2
    assert done.stderr.decode() == "xzfacts: There is not enough memory.\n"


def test_output_is_discarded_even_if_too_many_files_are_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError(24, os.strerror(24))

    monkeypatch.setattr(os, "open", refuse)
    streams.abandon()
