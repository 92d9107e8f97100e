"""`xzfacts review` as a process on a pseudo-terminal."""

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.drafts import contents, make_store
from tests.cli.process import piped
from tests.cli.tmux import Terminal, needs_tmux
from tests.forking import Process

SECONDS = 60

Start = Callable[..., "Session"]


def plain(printed: str) -> str:
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", printed)


class Session:
    """A process on a terminal, with its output."""

    def __init__(self, root: Path, *arguments: str, width: int, height: int, **env: str) -> None:
        self.ours, self.theirs = pty.openpty()
        self.resize(width, height)
        self.mode = termios.tcgetattr(self.theirs)
        kept = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
        self.process = Process(
            ["review", *arguments, "--store", str(root)],
            stdin=self.theirs,
            stdout=self.theirs,
            stderr=self.theirs,
            env={**kept, "TERM": "xterm-256color", "NO_COLOR": "1", **env},
            new_session=True,
        )
        self.printed = ""
        # A piece of the output may end within a character.
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def resize(self, width: int, height: int) -> None:
        fcntl.ioctl(self.theirs, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def until(self, text: str) -> "Session":
        """Wait for a text that was not printed before the last keys."""
        end = time.monotonic() + SECONDS
        while text not in plain(self.printed):
            ready, _, _ = select.select([self.ours], [], [], max(0, end - time.monotonic()))
            assert ready, f"no {text} in {self.printed}"
            self.printed += self._decoder.decode(os.read(self.ours, 65536))
        return self

    def press(self, keys: str | bytes) -> "Session":
        self.printed = ""
        os.write(self.ours, keys if isinstance(keys, bytes) else keys.encode())
        return self

    def end(self) -> int:
        """Wait for the end; the terminal must be as it was. Gives the exit status."""
        status = self.process.wait(SECONDS)
        assert termios.tcgetattr(self.theirs) == self.mode
        os.write(self.theirs, b"\0")  # comes after all that was printed
        self.until("\0")
        self.printed = self.printed.removesuffix("\0")
        return status

    def close(self) -> None:
        self.process.kill()
        os.close(self.ours)
        os.close(self.theirs)


@pytest.fixture
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.getbasetemp())


@pytest.fixture
def start(root: Path) -> Iterator[Start]:
    begun: list[Session] = []

    def begin(*arguments: str, width: int = 80, height: int = 24, **env: str) -> Session:
        session = Session(root, *arguments, width=width, height=height, **env)
        begun.append(session)
        return session

    yield begin
    for session in begun:
        session.close()


def dongan(root: Path) -> str:
    return (root / "dongan.toml").read_text(encoding="utf-8")


def test_a_review_from_the_first_draft_to_the_last(start: Start, root: Path) -> None:
    session = start().until("[18条]")
    session.press("s青石渡轮\t\r").until("subject     青石渡轮渡有限公司  (known")
    session.press("a").until("2/4")
    assert '{ subject = "青石渡轮渡有限公司", attribute="渡船数", value = "18条" }' in dongan(root)
    session.press("x").until("3/4")
    assert "120余人" not in dongan(root).partition("facts")[2]
    session.press("u").until("Undone.")
    assert "# sure?" in dongan(root)
    session.press("n").until("3/4")
    session.press("v\x1b[D\r").until("value       3200万\r\n")
    session.press("a").until("4/4")
    session.press("r").until("End of the draft facts.")
    session.press("q")
    assert session.end() == 0
    assert session.printed.endswith("xzfacts: accepted: 2, rejected: 1, left: 1\r\n")


def test_a_review_can_be_continued(start: Start, root: Path) -> None:
    session = start().until("1/4").press("a").until("2/4").press("q")
    assert session.end() == 0
    session = start().until("1/3").until("[120余人]")
    session.press(b"\x04")
    assert session.end() == 0
    assert "left: 3" in session.printed


def test_a_killed_review_loses_nothing(start: Start, root: Path) -> None:
    session = start().until("1/4").press("a").until("2/4").press("t船员\t").until("attribute: 船员")
    session.process.kill()
    session.process.wait(SECONDS)
    assert dongan(root).count('"draft"') == 3
    start().until("1/3").until("[120余人]")


@pytest.mark.parametrize(
    ("ending", "status"),
    [
        (b"\x03", 130),
        (signal.SIGTERM, 128 + signal.SIGTERM),
        (signal.SIGHUP, 128 + signal.SIGHUP),
        (signal.SIGQUIT, 128 + signal.SIGQUIT),
    ],
)
def test_the_terminal_is_restored(start: Start, ending: bytes | int, status: int) -> None:
    session = start().until("1/4").press("s青").until("subject: 青")
    if isinstance(ending, bytes):
        # A terminal signals its foreground group; this process is not on that terminal.
        session.process.send_signal(signal.SIGINT)
    else:
        session.process.send_signal(ending)
    assert session.end() == status
    assert "Traceback" not in session.printed
    assert "\x1b[?2004l" in session.printed


def test_a_resize_redraws_the_page(start: Start) -> None:
    session = start().until("? help").press("")
    session.resize(30, 24)
    session.process.send_signal(signal.SIGWINCH)
    session.until("? help")
    drawn = session.printed.rpartition("\x1b[H")[2]  # without the end of the page before
    lines = plain(drawn).split("\r\n")
    assert lines[0] == "1/4 · 渡口晚报 · 东岸码头扩"
    session.press("q")
    assert session.end() == 0


def test_split_arrow_keys_and_pastes_decide_nothing(start: Start, root: Path) -> None:
    before = contents(root)
    session = start().until("1/4").press(b"\x1b[200~axxa\r\x1b[201~\x1b")
    time.sleep(0.3)  # longer than the program waits for the rest of a sequence
    session.press(b"[A\x1b[B\x1bOA\x1ba").press("?").until("show this page")
    assert contents(root) == before


def test_a_dumb_terminal_uses_line_mode(start: Start, root: Path) -> None:
    session = start(TERM="dumb").until("> ").press("s\n").until("1 青石渡轮渡有限公司")
    session.press("1\n").until("subject     青石渡轮渡有限公司").until("> ")
    session.press("v\n").until("value: ").press("18\n").until("value       18\r\n").until("> ")
    session.press("a\n").until("2/4").until("> ").press("q\n")
    assert session.end() == 0
    assert "\x1b" not in session.printed
    assert 'value = "18" }' in dongan(root)


def test_only_the_drafts_of_a_source(start: Start, root: Path) -> None:
    start("dongan").until("1/4")
    none = piped("review", "qingshidu", "--store", str(root))
    assert (none.returncode, none.stderr) == (1, b"xzfacts: No draft facts to review.\n")
    unknown = piped("review", "nowhere", "--store", str(root))
    assert unknown.returncode == 1
    assert b"No source has the id nowhere" in unknown.stderr


def test_without_a_terminal_it_says_how_many_wait(root: Path) -> None:
    done = piped("review", "--store", str(root))
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == (
        b"xzfacts: review needs a terminal. 4 draft facts to review; list them with "
        b"`xzfacts list --status draft`.\n"
    )


@pytest.mark.parametrize(
    "sent",
    [
        b"\x1b]0;xaxa\x07",
        b"\x1b]52;c;aaxx\x1b\\",
        b"\x1bPaxa\x1b\\",
        b"\x1b_axa\x1b\\",
        b"\x1b]8;;http://a.example/axxa" + b"a" * 99 + b"\x07",
        b"\x1b[200~x\x1b[201~axa\x1b[201~",
    ],
)
def test_a_pasted_sequence_decides_nothing(start: Start, root: Path, sent: bytes) -> None:
    before = contents(root)
    session = start().until("1/4")
    for at in range(0, len(sent), 40):
        session.press(sent[at : at + 40])
    session.press("?").until("show this page")
    assert contents(root) == before


def test_a_paragraph_is_shown_on_request(start: Start, root: Path) -> None:
    start().until("nothing on this yet").press("c").until(
        "The text of this source is not archived."
    )


def test_drafts_are_accepted_by_confidence_without_a_terminal(root: Path) -> None:
    nothing = piped("review", "--accept-above", "0.9", "--store", str(root))
    assert (nothing.returncode, nothing.stdout) == (1, b"")
    assert b"accepted: 0, rejected: 0, left: 4" in nothing.stderr
    done = piped("review", "--accept-above", "0.8", "--store", str(root))
    assert done.returncode == 0
    assert done.stdout.decode().split("\t")[1:] == ["青石渡公司", "渡船数", "18条\n"]
    assert b"accepted: 1, rejected: 0, left: 3" in done.stderr
    assert dongan(root).count('"draft"') == 3
    assert "confidence" not in dongan(root)


def test_drafts_that_contradict_one_another_are_not_accepted_together(tmp_path: Path) -> None:
    folder = tmp_path / "facts"
    folder.mkdir()
    (folder / "store.toml").write_text("schema = 1", encoding="utf-8")
    declared = '[[subjects]]\nname = "甲厂"\naliases = ["甲厂公司"]\n'
    (folder / "subjects.toml").write_text(declared, encoding="utf-8")
    stated = [("甲厂", "88人"), ("甲厂公司", "99人"), ("乙厂", "7人"), *[("丙厂", "5人")] * 2]
    for at, (name, value) in enumerate(stated):
        keys = f'subject = "{name}", attribute = "员工人数", value = "{value}"'
        page = f'[source]\nid = "s{at}"\ntitle = "题"\n[[sentences]]\nquote = "{name}有{value}。"\n'
        page += f'facts = [{{ {keys}, status = "draft", confidence = 0.95 }}]\n'
        (folder / f"{at}.toml").write_text(page, encoding="utf-8")
    done = piped("review", "--accept-above", "0.9", "--store", str(folder))
    accepted = [line.split("\t")[1] for line in done.stdout.decode().splitlines()]
    assert accepted == ["乙厂", "丙厂", "丙厂"]
    assert b"accepted: 3, rejected: 0, left: 2" in done.stderr


@pytest.mark.parametrize("least", ["2", "-1", "nan", "x", ""])
def test_a_confidence_is_a_number_from_0_to_1(root: Path, least: str) -> None:
    done = piped("review", "--accept-above", least, "--store", str(root))
    assert (done.returncode, done.stdout) == (2, b"")


@needs_tmux
@pytest.mark.parametrize("width", [60, 120])
def test_wide_characters_and_pastes_in_a_real_terminal(root: Path, width: int) -> None:
    terminal = Terminal("review", "--store", str(root), width=width).until("1/4 · 渡口晚报")
    before = contents(root)
    try:
        terminal.paste("axxa\n\x1b]0;xaxa\x07a\x1b[Ax")
        terminal.press("?").until("show this page").press("?").until("confidence  0.82")
        assert contents(root) == before
        assert max(map(cell_len, terminal.lines())) <= width
        terminal.press("s").until("subject: ").type("轮渡").until("subject: 轮渡")
        line = next(at for at, text in enumerate(terminal.lines()) if text == "subject: 轮渡")
        # Two cells each, where an input method opens its window.
        terminal.until_cursor(len("subject: ") + 4, line)
        terminal.press("Escape").until("a accept")
        terminal.press("v").until("Enter").press("Escape").until("a accept")
        terminal.resize(180 - width, 24).until("? help")
        terminal.until_first("1/4 · 渡口晚报 · 东岸码头扩建 · line 3")
        terminal.press("a").until("2/4").press("q").until("status 0")
    finally:
        terminal.close()
    assert dongan(root).count('"draft"') == 3
