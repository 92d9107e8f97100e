"""`xzfacts edit` with scripts as editors."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from tests.cli.conversation import Conversation
from tests.cli.process import COMMAND, DATA, piped
from xzfacts.cli.editor import arguments
from xzfacts.store.schema.reader import read_store

FACT = "bhtpzcsudgnb"  # 96人, in line 14
AGAIN = "Edit (a)gain, discard and go (b)ack, or (k)eep it anyway? [a]: "
EMPTIED = (
    "xzfacts: The editor left the file empty, or with comments only; nothing was written. "
    "Delete the file to remove all of its facts.\n"
)
ONLY_BACK = "Edit (a)gain or discard and go (b)ack? [a]: "


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(DATA / "ferry", tmp_path / "facts")
    return tmp_path / "facts"


@pytest.fixture
def page(root: Path) -> Path:
    return root / "qingshidu.toml"


@pytest.fixture
def spare(tmp_path: Path) -> Path:
    """Folder for the temporary copies given to the editor."""
    (tmp_path / "spare").mkdir()
    return tmp_path / "spare"


def edit(root: Path, spare: Path, editor: str, *more: str) -> tuple[int, str, str]:
    """Run without a terminal; return exit status, standard output and standard error."""
    done = piped(
        "edit", FACT, *more, XZFACTS_STORE=str(root), EDITOR=editor, VISUAL="", TMPDIR=str(spare)
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_only_the_edit_is_written(root: Path, page: Path, spare: Path) -> None:
    before = page.read_text()
    status, out, err = edit(root, spare, "sed -i s/96人/196人/")
    assert (status, out, err) == (0, "", f"xzfacts: Wrote {page}\n")
    assert page.read_text() == before.replace("96人", "196人")
    assert list(spare.iterdir()) == []


@pytest.mark.parametrize(
    "words", [["bhtpz"], ["qingshidu.toml:14"], ["facts/qingshidu.toml:14"], ["青石轮渡", "船员"]]
)
def test_a_fact_may_be_named_otherwise_than_by_its_id(
    root: Path, page: Path, words: list[str]
) -> None:
    editor = "sed -i s/96人/196人/"
    done = piped("edit", *words, XZFACTS_STORE=str(root), EDITOR=editor, VISUAL="")
    assert (done.returncode, done.stdout) == (0, b"")
    assert 'value = "196人"' in page.read_text().splitlines()[13]


@pytest.mark.parametrize(("editor", "status"), [("echo", 0), ("false", 1), ("true", 0)])
def test_the_first_result_opens_at_its_place(page: Path, editor: str, status: int) -> None:
    words = ["青石轮渡", "渡船", "--open"]
    done = piped(*words, XZFACTS_STORE=str(page.parent), EDITOR=editor, VISUAL="")
    assert done.returncode == status
    first, *others = done.stdout.decode().splitlines()
    assert first.startswith("14条")
    assert (str(page) in others) == (editor == "echo")


def test_an_editor_gets_the_line_of_the_first_result(page: Path, tmp_path: Path) -> None:
    editor = tmp_path / "vi"
    editor.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    editor.chmod(0o755)
    words = ["青石轮渡", "船员", "--open", "--limit", "1"]
    done = piped(*words, XZFACTS_STORE=str(page.parent), EDITOR=str(editor), VISUAL="")
    assert done.stdout.decode().splitlines()[1:] == ["+14", str(page)]


def test_dry_run_shows_the_diff(root: Path, page: Path, spare: Path) -> None:
    before = page.read_bytes()
    status, out, _ = edit(root, spare, "sed -i s/96人/196人/", "--dry-run")
    assert status == 0
    assert out.startswith("--- facts/qingshidu.toml\n+++ facts/qingshidu.toml\n@@")
    assert '+  { subject = "青石渡轮渡有限公司", attribute = "船员人数", value = "196人" },' in out
    assert page.read_bytes() == before


@pytest.mark.parametrize(
    ("editor", "status", "said"),
    [
        ("true", 1, "xzfacts: No changes.\n"),
        ("false", 1, "xzfacts: The editor exited with status 1; nothing was written.\n"),
        ("truncate -s0", 1, EMPTIED),
        ("sed -i s/.*//", 1, EMPTIED),
        ("sed -i 's/^/ # /'", 1, EMPTIED),
        (r"sed -i '1s/.*/\xef\xbb\xbf#/;2,$d'", 1, EMPTIED),
        ("/no/editor -x", 2, "xzfacts: The editor “/no/editor -x” cannot be started.\n"),
        ("'", 2, "xzfacts: The editor “'” cannot be started.\n"),
    ],
)
def test_nothing_to_write(root: Path, spare: Path, editor: str, status: int, said: str) -> None:
    assert edit(root, spare, editor) == (status, "", said)
    assert list(spare.iterdir()) == []


@pytest.mark.parametrize(
    ("editor", "fault"),
    [
        ("sed -i 14s/96/97/", "“97人” does not occur in the quote."),
        ("sed -i 14s/}/]/", "Invalid TOML"),
        ("sed -i '14s/value = /superseded_by = \"none\", value = /'", "No fact has the id “none”."),
        ("sed -i 14s/船员人数/渡船数/;14s/96人/14条/;12p", "The same fact already exists at"),
    ],
)
def test_faults_are_refused_and_the_copy_is_kept(
    root: Path, page: Path, spare: Path, editor: str, fault: str
) -> None:
    before = page.read_bytes()
    status, out, err = edit(root, spare, editor)
    assert (status, out) == (1, "")
    assert fault in err
    assert "facts/qingshidu.toml:" in err
    assert "nothing was written" in err
    assert page.read_bytes() == before
    (kept,) = spare.rglob("qingshidu.toml")
    assert f"The edited text is kept in {kept}." in err
    assert kept.read_bytes() != before


def test_existing_faults_are_reported_but_not_refused(root: Path, page: Path, spare: Path) -> None:
    page.write_text(page.read_text().replace("[source]", "[source]\ncolour = 3"))
    status, _, err = edit(root, spare, "sed -i s/96人/196人/")
    assert status == 0
    assert "Unknown key `colour`." in err
    assert "196人" in page.read_text()


@pytest.mark.parametrize(
    ("command", "kept"),
    [
        ('rm "$1"; mkfifo "$1"', False),
        ('rm "$1"; mkdir "$1"', False),
        ('rm "$1"; ln -s /dev/zero "$1"', False),
        ('rm "$1"', False),
        ('truncate -s 65M "$1"', True),
    ],
)
def test_what_is_no_file_of_a_store_is_refused_at_once(
    root: Path, page: Path, spare: Path, command: str, *, kept: bool
) -> None:
    before = page.read_bytes()
    editor = spare.parent / "editor"
    editor.write_text(f"#!/bin/sh\n{command}\n")
    editor.chmod(0o755)
    status, out, err = edit(root, spare, str(editor))
    assert (status, out) == (2, "")
    assert "qingshidu.toml: " in err
    assert page.read_bytes() == before
    assert bool([*spare.iterdir()]) == kept == ("The edited text is kept in" in err)


def test_a_concurrent_write_is_not_overwritten(root: Path, page: Path, spare: Path) -> None:
    editor = spare.parent / "editor"
    editor.write_text(f'#!/bin/sh\nsed -i s/96人/196人/ "$1"\necho "# mine" >> {page}\n')
    editor.chmod(0o755)
    status, _, err = edit(root, spare, str(editor))
    assert status == 2
    assert "facts/qingshidu.toml was changed" in err
    assert "The edited text is kept in" in err
    assert page.read_text().endswith("# mine\n")
    assert "196人" not in page.read_text()


def test_references_to_a_changed_id_are_updated(root: Path, page: Path, spare: Path) -> None:
    """In other files and in the edited one, shown in one diff."""
    older = root / "older.toml"
    older.write_text(
        '[source]\nid = "older"\ntitle = "旧闻"\n\n[[sentences]]\n'
        'quote = "青石渡轮渡有限公司有船员90人。"\nfacts = [\n'
        '  { subject = "青石渡轮渡有限公司", attribute = "船员人数", value = "90人", '
        f'superseded_by = "{FACT}" }}, # 旧\n'
        '  { subject = "青石渡轮渡有限公司", attribute = "员工人数", '
        f'superseded_by = "{FACT}", value = "90人" }},\n]\n'
    )
    page.write_text(
        page.read_text().replace('value = "4条" }', f'value = "4条", superseded_by = "{FACT}" }}')
    )
    before = older.read_text(), page.read_text()
    shown = edit(root, spare, "sed -i s/96人/196人/", "--dry-run")[1]
    assert shown.count('-  { subject = "青石渡轮渡有限公司", attribute = "船员人数"') == 2
    assert (older.read_text(), page.read_text()) == before
    status, _, err = edit(root, spare, "sed -i s/96人/196人/")
    assert (status, err.count("Wrote ")) == (0, 2)
    assert "Updated the successor id in 3 facts." in err
    (newer,) = (fact for fact in read_store(str(root))[0].facts if fact.value == "196人")
    assert older.read_text() == before[0].replace(FACT, newer.id)
    assert page.read_text() == before[1].replace("96人", "196人").replace(FACT, newer.id)
    assert piped("verify", XZFACTS_STORE=str(root)).returncode == 0


def test_references_to_a_replaced_fact_are_not_updated(root: Path, page: Path, spare: Path) -> None:
    page.write_text(
        page.read_text().replace('value = "4条" }', f'value = "4条", superseded_by = "{FACT}" }}')
    )
    change = "sed -i '14s/船员人数/航线数/;14s/96人/7条/;s/船员96人/航线7条/'"
    status, _, err = edit(root, spare, change)
    assert status == 1
    assert f"No fact has the id “{FACT}”." in err


def test_references_are_updated_when_a_source_id_changes(
    root: Path, page: Path, spare: Path
) -> None:
    page.write_text(
        page.read_text().replace('value = "4条" }', f'value = "4条", superseded_by = "{FACT}" }}')
    )
    status, _, err = edit(root, spare, "sed -i 2s/qingshidu/qsd/")
    assert (status, "Updated the successor id in 1 fact." in err) == (0, True)
    facts = {fact.value: fact for fact in read_store(str(root))[0].facts}
    assert facts["96人"].source.id == "qsd"
    assert facts["4条"].superseded_by == facts["96人"].id


def test_references_are_not_updated_if_the_new_fact_is_ambiguous(
    root: Path, page: Path, spare: Path
) -> None:
    """One of two facts was removed and the other corrected: references to the first stay."""
    quote = "青石渡有早班100人和晚班200人。"
    line = '  {{ subject = "青石渡", attribute = "班次人数", value = "{}" }},\n'
    said = page.read_text() + f'\n[[sentences]]\nquote = "{quote}"\nfacts = [\n'
    page.write_text(said + line.format("100人") + line.format("200人") + "]\n")
    first = next(fact for fact in read_store(str(root))[0].facts if fact.value == "100人").id
    (root / "older.toml").write_text(
        '[source]\nid = "older"\ntitle = "旧闻"\n\n[[sentences]]\nquote = "早班90人。"\nfacts = [\n'
        '  { subject = "青石渡", attribute = "班次人数", value = "90人", '
        f'superseded_by = "{first}" }},\n]\n'
    )
    before = (root / "older.toml").read_text()
    assert edit(root, spare, "sed -i /value.*100人/d;s/200人/210人/")[0] == 0
    assert "210人" in page.read_text()
    assert (root / "older.toml").read_text() == before


def test_a_broken_file_is_never_kept(root: Path, page: Path, spare: Path) -> None:
    before = page.read_bytes()
    variables = {"EDITOR": "sed -i 14s/}/]/", "VISUAL": "", "TMPDIR": str(spare)}
    with Conversation("edit", FACT, root=root, variables=variables) as person:
        person.answer(ONLY_BACK, "k")
        person.answer(ONLY_BACK, "b")
        assert person.finish()[0] == 1
    assert "No changes." in person.printed
    assert list(spare.iterdir()) == []
    with Conversation("edit", FACT, root=root, variables=variables) as person:
        person.end_input(ONLY_BACK)
        assert person.finish()[0] == 130
    assert "The edited text is kept in" in person.printed
    assert page.read_bytes() == before


def test_a_fault_can_be_kept_on_request(root: Path, page: Path, spare: Path) -> None:
    variables = {"EDITOR": "sed -i 14s/96/97/", "VISUAL": "", "TMPDIR": str(spare)}
    with Conversation("edit", FACT, root=root, variables=variables) as person:
        person.answer(AGAIN, "k")
        assert person.finish()[0] == 0
    assert 'value = "97人"' in page.read_text()
    assert piped("verify", XZFACTS_STORE=str(root)).returncode == 1


def test_editing_again_opens_the_same_copy_at_the_fault(
    root: Path, page: Path, spare: Path
) -> None:
    editor = spare.parent / "vim"
    log = spare.parent / "log"
    editor.write_text(
        f'#!/bin/sh\necho "$1" >> {log}\n'
        'if grep -q 97人 "$2"; then sed -i s/97人/96/ "$2"; else sed -i 14s/96人/97人/ "$2"; fi\n'
    )
    editor.chmod(0o755)
    variables = {"VISUAL": str(editor), "TMPDIR": str(spare)}
    with Conversation("edit", FACT, root=root, variables=variables) as person:
        person.answer(AGAIN, "")
        assert person.finish()[0] == 0
    assert log.read_text() == "+14\n+14\n"
    assert 'value = "96"' in page.read_text()


@pytest.mark.parametrize(
    ("editor", "called"),
    [
        ("vim -n", ["vim", "-n", "+7", "a.toml"]),
        ("/usr/bin/nano", ["/usr/bin/nano", "+7", "a.toml"]),
        ("emacsclient -t", ["emacsclient", "-t", "+7", "a.toml"]),
        ("code", ["code", "--wait", "--goto", "a.toml:7"]),
        ("code --wait", ["code", "--wait", "--goto", "a.toml:7"]),
        ("subl", ["subl", "--wait", "a.toml:7"]),
        ("hx", ["hx", "a.toml:7"]),
        ("ed", ["ed", "a.toml"]),
    ],
)
def test_editors_get_the_line_number(editor: str, called: list[str]) -> None:
    assert arguments(editor.split(), "a.toml", 7) == called


def test_without_an_editor(root: Path, spare: Path) -> None:
    done = piped(
        "edit",
        FACT,
        XZFACTS_STORE=str(root),
        EDITOR=" ",
        VISUAL="",
        PATH=os.devnull,
        TMPDIR=str(spare),
    )
    assert done.returncode == 2
    assert "set the environment variable EDITOR" in done.stderr.decode()


@pytest.mark.parametrize("command", [("edit", FACT), ("青石轮渡", "船员", "--open")])
@pytest.mark.parametrize("editor", ["", " "])
def test_without_editor_and_terminal_nothing_is_started(
    root: Path, spare: Path, tmp_path: Path, command: tuple[str, ...], editor: str
) -> None:
    vi = tmp_path / "bin" / "vi"
    vi.parent.mkdir()
    vi.write_text(f"#!/bin/sh\ntouch {tmp_path}/started\n")
    vi.chmod(0o755)
    done = piped(
        *command,
        XZFACTS_STORE=str(root),
        EDITOR=editor,
        VISUAL="",
        TMPDIR=str(spare),
        PATH=f"{vi.parent}:{os.environ['PATH']}",
    )
    assert done.returncode == 2
    assert "without a terminal; set the environment variable EDITOR" in done.stderr.decode()
    assert not (tmp_path / "started").exists()
    assert list(spare.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize(("typed", "kept"), [("", 0), ("sed -i s/96人/196人/ $1; ", 1)])
def test_a_signal_leaves_a_copy_only_of_what_was_edited(
    root: Path, page: Path, spare: Path, typed: str, kept: int
) -> None:
    before = page.read_bytes()
    editor = f"sh -c '{typed}kill -TERM $PPID; sleep 1' sh"
    variables = {"XZFACTS_STORE": str(root), "EDITOR": editor, "VISUAL": "", "TMPDIR": str(spare)}
    env = os.environ | variables
    done = subprocess.run([*COMMAND, "edit", FACT], env=env, capture_output=True, check=False)
    assert (done.returncode, b"kept in" in done.stderr) == (-signal.SIGTERM, bool(kept))
    assert len(list(spare.iterdir())) == kept
    assert page.read_bytes() == before
