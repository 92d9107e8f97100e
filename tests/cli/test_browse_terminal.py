"""`xzfacts browse` in a real terminal."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.drafts import make_store
from tests.cli.process import DATA, FERRY, on_terminal, piped
from tests.cli.tmux import Terminal, needs_tmux

pytest.importorskip("prompt_toolkit")
pytestmark = needs_tmux

Start = Callable[..., Terminal]


@pytest.fixture
def start() -> Iterator[Start]:
    begun: list[Terminal] = []

    def begin(*words: str, store: str = FERRY, **settings: object) -> Terminal:
        terminal = Terminal("browse", "--store", store, "--", *words, **settings)  # type: ignore[arg-type]
        begun.append(terminal)
        return terminal

    yield begin
    for terminal in begun:
        terminal.close()


@pytest.mark.parametrize("width", [60, 120])
def test_results_narrow_while_typing(start: Start, width: int) -> None:
    terminal = start(width=width).until("Attributes")
    terminal.until_first(">")
    terminal.type("青石轮").until("> 14条  青石渡轮渡有限公司 · 渡船数")
    terminal.until_cursor(8, 0)  # two cells each: where an input method opens its window
    terminal.type("渡 船").until("> 青石轮渡 船").until("2 results")
    terminal.type("员").until("> 96人  青石渡轮渡有限公司 · 船员人数").until("1 result")
    terminal.until("渡口晚报").until("Enter: actions").until("Esc: leave")
    terminal.press("C-u").until("Attributes")


@pytest.mark.parametrize("width", [60, 120])
def test_the_list_and_the_preview_do_not_overlap(start: Start, width: int) -> None:
    terminal = start("青石轮渡 客运量", width=width).until("介绍，去年运送旅客210余万人次")
    if width == 60:
        terminal.wait(lambda: "─" * 60 in terminal.lines(), "line between them")
    else:
        terminal.wait(lambda: all("│" in line for line in terminal.lines()[2:23]), "two columns")


def test_copying_says_what_was_copied(start: Start) -> None:
    terminal = start("青石轮渡 船员").until("> 96人")
    terminal.press("F2").until("Copied the value, if the terminal allows it: 96人")
    terminal.wait(lambda: terminal.copied() == "96人")
    terminal.press("F3").until("Copied the sentence")
    terminal.wait(lambda: "船员96人" in terminal.copied())
    terminal.press("Enter").until("> F2  Copy the value")
    terminal.press("Down", "Down", "Enter").until("Copied the citation")
    terminal.wait(lambda: terminal.copied().startswith("渡口晚报"))


def test_a_key_acts_on_what_is_typed_before_it(start: Start) -> None:
    terminal = start().until("Attributes")
    terminal.tmux("send-keys", "青石轮渡 船员", "F2")
    terminal.until("Copied the value, if the terminal allows it: 96人")


def test_other_facts_of_the_subject_and_back(start: Start) -> None:
    terminal = start("青石轮渡 船员").until("> 96人")
    terminal.press("F6").until("Facts about 青石渡轮渡有限公司").until("> 14条  渡船数")
    terminal.type("船员").until("> 96人  船员人数")
    terminal.press("Escape").until("> 96人  青石渡轮渡有限公司").until("Esc: leave")
    terminal.until_first("> 青石轮渡 船员")
    terminal.press("Escape").until("status 0")


@pytest.mark.parametrize(("key", "status"), [("C-c", 130), ("Escape", 0), ("C-d", 0)])
def test_leaving_restores_the_terminal(start: Start, key: str, status: int) -> None:
    terminal = start().until("Attributes")
    assert terminal.tmux("display-message", "-p", "#{alternate_on}") == "1\n"
    terminal.press(key).until(f"status {status}")
    assert terminal.tmux("display-message", "-p", "#{alternate_on}") == "0\n"
    terminal.type("echoed").until("echoed")


def test_letters_are_text_and_unknown_keys_do_nothing(start: Start) -> None:
    terminal = start().until("Attributes")
    terminal.type("qjkx?/:").until("> qjkx?/:")
    terminal.press("M-x", "F9", "F12", "C-z").type("!").until("> qjkx?/:!")


def test_a_paste_is_one_line_of_text(start: Start, tmp_path: Path) -> None:
    terminal = start().until("Attributes").record(tmp_path / "sent")
    terminal.paste("青石\n轮渡\t\x1b]0;pwned\x07\x1b[2J\u202e船员\n")
    terminal.until("> 青石 轮渡 ]0;pwned[2J船员")
    sent = (tmp_path / "sent").read_bytes()
    assert b"\x1b]0;" not in sent
    assert "\u202e".encode() not in sent
    terminal.press("C-u").paste("青石轮渡 船员").until("> 96人")


def test_keys_held_down_do_not_pile_up(start: Start) -> None:
    terminal = start().until("Attributes")
    before = terminal.cpu_seconds()
    for _ in range(10):
        terminal.type("渡" * 2_000)
    terminal.press("C-u").type("青石轮").until("> 14条  青石渡轮渡有限公司 · 渡船数")
    assert terminal.cpu_seconds() - before < 15  # it was 25, and is 2


def test_a_resize_redraws(start: Start) -> None:
    terminal = start("青石轮渡 船员", width=120).until("│")
    terminal.resize(60, 20).until("─" * 60)
    terminal.until_first("> 青石轮渡 船员")
    terminal.resize(20, 4).until("> 96人")
    terminal.resize(10, 2)
    terminal.resize(120, 30).until("│")
    terminal.until_cursor(15, 0)


def test_hostile_text_is_shown_escaped(start: Start, tmp_path: Path) -> None:
    store = tmp_path / "facts"
    store.mkdir()
    quote = "青石厂\\u001b]0;pwned\\u0007有工人88人\\u202e，\\u001b[2J产值3元\\u0085。"
    (store / "store.toml").write_text('schema = 1\nname = "测试"\n', encoding="utf-8")
    (store / "a.toml").write_text(
        '[source]\nid = "a"\ntitle = "标\\u001b[31m题"\n\n[[sentences]]\n'
        f'quote = "{quote}"\nline = 3\nfacts = [\n'
        '{ subject = "青石厂", attribute = "工人人数", value = "88人" },\n'
        '{ subject = "青石厂", attribute = "产值", value = "\\u001b[2J产值3元" },\n]\n',
        encoding="utf-8",
    )
    terminal = start(store=str(store), height=30).record(tmp_path / "sent")
    terminal.until(r"\x1b[2J产值3元")
    terminal.type("青石厂 工人").until(r"青石厂\x1b]0;pwned\x07有")
    terminal.press("F3").until("Copied the sentence")
    terminal.wait(lambda: r"\x1b[2J" in terminal.copied())
    terminal.press("F4").until("Copied the citation")
    terminal.wait(lambda: r"\x1b[31m" in terminal.copied())
    terminal.press("F6").until("Facts about")
    sent = (tmp_path / "sent").read_bytes()
    for sequence in (b"\x1b]0;", b"\x1b[2J", b"\x1b[31m", "\u202e".encode(), "\x85".encode()):
        assert sequence not in sent


def test_the_editor_opens_at_the_line_and_changes_are_read(
    start: Start, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    root = make_store(tmp_path_factory.getbasetemp())
    editor = tmp_path / "vi"
    editor.write_text(
        f'#!/bin/sh\necho "$@" > {tmp_path}/arguments\nsed -i s/96人/97人/g "$2"\n',
        encoding="utf-8",
    )
    editor.chmod(0o700)
    terminal = start("青石轮渡 船员人数", store=str(root), EDITOR=str(editor)).until("> 96人")
    terminal.press("F5").until("> 97人")
    line = (
        (root / "qingshidu.toml")
        .read_text("utf-8")
        .split("\n")
        .index('  { subject = "青石渡轮渡有限公司", attribute = "船员人数", value = "97人" },')
    )
    assert (tmp_path / "arguments").read_text() == f"+{line + 1} {root / 'qingshidu.toml'}\n"
    terminal.press("F2").until("97人")


def test_an_editor_that_cannot_start_is_reported(start: Start) -> None:
    terminal = start("青石轮渡 船员", EDITOR="/nowhere/ed").until("> 96人")
    terminal.press("F5").until("The editor “/nowhere/ed” cannot be started.")
    terminal.press("F6").until("Facts about")


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT"])
def test_a_termination_signal_restores_the_terminal(start: Start, name: str) -> None:
    terminal = start().until("Attributes")
    shell = terminal.tmux("display-message", "-p", "#{pane_pid}").strip()
    children = Path(f"/proc/{shell}/task/{shell}/children")
    if not children.exists():
        pytest.skip("the process cannot be found here")
    number = getattr(signal, name)
    os.kill(int(children.read_text().split()[0]), number)
    terminal.until(f"status {128 + number}")
    assert terminal.tmux("display-message", "-p", "#{alternate_on}") == "0\n"


def test_without_colour_the_selection_is_still_visible(start: Start) -> None:
    terminal = start(NO_COLOR="1").until("Attributes")
    terminal.type("青石轮渡 船员").until("> 96人").until("渡口晚报")

    def shown() -> str:
        return terminal.tmux("capture-pane", "-p", "-e")

    terminal.wait(lambda: "\x1b[7m" in shown() and "\x1b[1m" in shown(), "reverse and bold")
    assert "\x1b[32m" not in shown()


def test_a_broken_store_is_searched_as_far_as_it_can_be_read(start: Start, tmp_path: Path) -> None:
    shutil.copytree(DATA / "ferry", tmp_path / "facts")
    (tmp_path / "facts" / "broken.toml").write_text("[", encoding="utf-8")
    start("青石轮渡 船员", store=str(tmp_path / "facts")).until("> 96人")


def test_without_a_terminal_it_says_so() -> None:
    done = piped("browse", "--store", FERRY)
    message = (
        "xzfacts: browse needs a terminal; without one, use `xzfacts WORDS` or `xzfacts list`."
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == message + "\n"
    assert message in on_terminal("browse", TERM="dumb")
