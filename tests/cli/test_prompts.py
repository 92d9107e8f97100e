"""Prompts for missing options at a terminal."""

import shutil
import signal
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.conversation import Conversation
from tests.cli.process import DATA, piped

TEXT = "白桥的桥\n\n全市现有桥梁41座，其中\n石桥9座。\n\n石桥9座已修。\n\n石桥9座已修。\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(DATA / "ferry", tmp_path / "facts")
    return tmp_path / "facts"


def files(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_missing_fields_are_prompted_with_defaults_from_a_similar_fact(root: Path) -> None:
    with Conversation("add", root=root, piped=True) as person:
        person.answer("Subject: ", "轮渡公司")
        person.answer("Attribute [东岸码头投资额]: ", "去年旅客")
        assert "Most similar fact: 青石渡轮渡有限公司 · 东岸码头投资额 · 3200万元" in person.printed
        person.answer("Id of the source [qingshidu]: ", "")
        person.answer("…]: ", "")
        person.answer("Value as worded in the sentence: ", "两百万")
        person.answer("Value as worded in the sentence: ", "运送旅客210余万人次")
        status, printed = person.finish()
    assert "“两百万” does not occur in the quote." in person.printed
    assert status == 0
    assert "Added." in person.printed
    shown = piped("show", printed.strip(), XZFACTS_STORE=str(root)).stdout.decode()
    assert "青石渡轮渡有限公司 · 去年旅客\n运送旅客210余万人次\n" in shown


def test_names_are_completed(root: Path) -> None:
    given = ("--sentence", "有渡船7条。", "--value", "7条")
    with Conversation("add", *given, root=root, variables={"TERM": "xterm"}) as person:
        person.answer("Subject: ", "青石渡\t")
        person.answer("]: ", "电动\t")
        person.answer("]: ", "qi\t")
        status = person.finish()[0]
    assert status == 0, person.printed
    written = (root / "qingshidu.toml").read_text()
    assert '{ subject = "青石渡轮渡有限公司", attribute = "电动渡船数", value = "7条" }' in written


def test_a_new_subject_and_a_new_source(root: Path) -> None:
    given = ("--attribute", "职工数", "--sentence", "有职工7人。", "--value", "7人")
    with Conversation("add", *given, root=root) as person:
        person.answer("Subject: ", "青石渡伦渡有限公司")
        person.answer("y/n [n]: ", "y")
        assert "Similar subject in the store: “青石渡轮渡有限公司”." in person.printed
        person.answer("]: ", "staff")
        person.answer("Title of the source: ", "")
        person.answer("Title of the source: ", "渡口的职工")
        assert person.finish()[0] == 0
    written = (root / "staff.toml").read_text()
    assert 'title = "渡口的职工"' in written
    assert 'subject = "青石渡轮渡有限公司"' in written


def test_a_sentence_is_prompted_until_it_occurs_in_the_archived_text(root: Path) -> None:
    digest = sha256(TEXT.encode()).hexdigest()
    (root / "texts").mkdir()
    (root / "texts" / f"{digest}.txt").write_text(TEXT)
    (root / "bridges.toml").write_text(
        f'[source]\nid = "bridges"\ntitle = "白桥的桥"\nsha256 = "{digest}"\n'
    )
    given = ("--subject", "白桥市", "--attribute", "石桥数", "--source", "bridges")
    with Conversation("add", *given, "--value", "9座", root=root) as person:
        person.answer("Verbatim sentence: ", "石桥9座未修。")
        person.answer("Verbatim sentence: ", "白桥的桥")
        person.answer("Verbatim sentence: ", "石桥9座已修。")
        assert "The quote does not occur in facts/texts/" in person.printed
        assert "“9座” does not occur in the quote." in person.printed
        person.answer("Line, one of 6, 8: ", "7")
        person.answer("Line, one of 6, 8: ", "8")
        assert person.finish()[0] == 0
    assert "line = 8" in (root / "bridges.toml").read_text()


def test_supersede_and_retract_prompt_too(root: Path) -> None:
    with Conversation("supersede", "bhtpzcsudgnb", root=root) as person:
        person.answer("Id of the source: ", "crew")
        person.answer("Title of the source: ", "添人")
        person.answer("Verbatim sentence: ", "船员102人。")
        person.answer("Value as worded in the sentence: ", "102人")
        assert person.finish()[0] == 0
    with Conversation("retract", "wvcw3z6v7qdx", root=root) as person:
        person.answer("Reason: ", "更正")
        assert person.finish()[0] == 0
    listed = piped("list", XZFACTS_STORE=str(root)).stdout.decode()
    assert "superseded by" in listed
    assert "retracted: 更正" in listed


@pytest.mark.parametrize("way", ["interrupt", "end_input"])
def test_aborting_at_a_prompt_changes_nothing(root: Path, way: str) -> None:
    before = files(root)
    with Conversation("add", "--subject", "白桥市", root=root) as person:
        getattr(person, way)("]: ")
        assert person.finish()[0] == 130
    assert "Traceback" not in person.printed
    assert files(root) == before


def test_a_waiting_prompt_does_not_block_others(root: Path) -> None:
    """Another process can write meanwhile; a process killed at a prompt leaves no trace."""
    with Conversation("add", "--subject", "白桥市", root=root) as person:
        person.interrupt("]: ", signal.SIGSTOP)
        other = piped("alias", "白桥市", "白桥", XZFACTS_STORE=str(root))
        assert other.returncode == 0
        between = files(root)
        person.interrupt("]: ", signal.SIGKILL)
        assert person.finish()[0] == -signal.SIGKILL
    assert files(root) == between


def test_hostile_text_is_escaped(root: Path) -> None:
    hostile = "\\u001b]0;x\\u0007\\u202e"
    page = root / "qingshidu.toml"
    text = page.read_text()
    page.write_text(
        text.replace('title = "', f'title = "{hostile}').replace(
            'publication = "', f'publication = "{hostile}'
        )
    )
    with Conversation("add", "--subject", "白桥市", root=root) as person:
        person.end_input("]: ")
        person.finish()
    dry = piped(
        "retract", "bhtpzcsudgnb", "--why", "\x1b]0;x\x07", "--dry-run", XZFACTS_STORE=str(root)
    ).stdout.decode()
    for said in (person.printed, dry):
        assert "\x1b]0;x" not in said
        assert "\u202e" not in said
        assert "\\x" in said or "\\u001b" in said


@pytest.mark.parametrize("line", [("石" * 1500 + "23处").encode(), b"\xff23\xb4\xa6"])
def test_an_unusable_line_is_not_taken_for_enter(root: Path, line: bytes) -> None:
    """A terminal drops the end of a very long line; the default must not replace it."""
    given = ("--subject", "白桥市", "--attribute", "码头数", "--source", "qingshidu")
    with Conversation("add", *given, "--value", "23处", root=root, piped=True) as person:
        person.answer("]: ", line)
        person.answer("]: ", "白桥市有渡口、码头23处。")
        assert person.finish()[0] == 0
    assert 'quote = "白桥市有渡口、码头23处。"' in (root / "qingshidu.toml").read_text()
