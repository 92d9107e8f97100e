"""Names that look the same, facts that share an id: nothing is done to one in place of another."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.process import run

HIDDEN = [
    "\u200b",
    "\u200d",
    "\ufeff",
    "\u00ad",
    "\u2060",
    "\u202e",
    "\ufe0f",
    "\u3164",
    "\U000e0041",
]
FACT = '{{ subject = "{}", attribute = "工人人数", value = "{}"{} }}'


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "facts"
    folder.mkdir()
    (folder / "store.toml").write_text('schema = 1\nname = "试"\n')
    return folder


def file(source: str, subject: str, value: str, more: str = "", declared: str = "") -> str:
    return (
        f'[source]\nid = "{source}"\ntitle = "甲"\n{declared}\n[[sentences]]\n'
        f'quote = "本厂现有工人{value}。"\nfacts = [{FACT.format(subject, value, more)}]\n'
    )


def answers(store: Path, *arguments: str, given: str = "") -> tuple[int, str, str]:
    ended = run([*arguments, "--store", str(store)], given.encode())
    error = ended.stderr.decode()
    assert "This is a bug" not in error
    return ended.returncode, ended.stdout.decode(), error


@pytest.mark.parametrize("hidden", HIDDEN)
def test_a_name_with_an_invisible_character_does_not_answer(store: Path, hidden: str) -> None:
    (store / "a.toml").write_text(file("a", "晨光", "88人"))
    (store / "b.toml").write_text(file("b", f"晨{hidden}光", "99人"))
    status, out, error = answers(store, "query", "晨光", "工人人数", "--json")
    assert status == 0
    assert [found["value"] for found in json.loads(out)["results"]] == ["88人"]
    assert "facts/b.toml:7: This name contains the invisible character" in error
    status, out, _ = answers(store, "verify", "--json")
    (found,) = map(json.loads, out.splitlines())
    assert (status, found["code"], found["key"]) == (
        1,
        "invisible-character",
        "sentences[0].facts[0].subject",
    )
    assert hidden not in out + error


@pytest.mark.parametrize("hidden", HIDDEN)
def test_add_import_and_alias_refuse_such_a_name(store: Path, hidden: str) -> None:
    (store / "a.toml").write_text(file("a", "晨光", "88人"))
    before = (store / "a.toml").read_bytes()
    name = f"新{hidden}厂"
    said = ["--attribute", "人数", "--value", "9人", "--sentence", "有9人。", "--source", "a"]
    assert answers(store, "add", "--subject", name, *said)[0] == 1
    row = {"subject": name, "attribute": "数", "value": "9", "sentence": "9", "source": "c"}
    assert answers(store, "import", "-", given=json.dumps(row))[0] == 1
    assert answers(store, "alias", "晨光", name)[0] == 1
    assert (store / "a.toml").read_bytes() == before
    assert len(list(store.iterdir())) == 2


def test_json_escapes_what_is_invisible(store: Path) -> None:
    note = ', note = "' + "".join(HIDDEN) + '"'
    (store / "a.toml").write_text(file("a", "晨光", "88人", note))
    _, out, _ = answers(store, "list", "--json")
    assert not set(HIDDEN).intersection(out)
    assert json.loads(out)["note"] == "".join(HIDDEN)


def test_text_escapes_letters_that_show_nothing(store: Path) -> None:
    blank = "\u3164\u2800\u115f\u1160\uffa0\u034f\u17b4\u180b"
    (store / "a.toml").write_text(file("a", "晨光", "88人", f', note = "{blank}"'))
    _, out, _ = answers(store, "list")
    assert not set(blank).intersection(out)
    assert r"\u3164\u2800" in out


@pytest.mark.parametrize(
    ("twin", "plain"), [("Моtо", "Moto"), ("АВС公司", "ABC公司"), ("Αlpha", "Alpha")]
)
def test_strict_reports_letters_of_another_script(store: Path, twin: str, plain: str) -> None:
    (store / "a.toml").write_text(file("a", plain, "88人"))
    (store / "b.toml").write_text(file("b", twin, "99人"))
    assert answers(store, "verify")[0] == 0
    status, out, _ = answers(store, "verify", "--strict", "--json")
    assert status == 1
    assert [json.loads(line)["code"] for line in out.splitlines()] == ["looks-like-slip"]


@pytest.mark.parametrize("where", ["one file", "two files"])
def test_an_id_of_two_facts_is_refused(store: Path, where: str) -> None:
    one, other = file("a", "晨光", "88人", ', id = "x"'), file("b", "晨光", "99人", ', id = "x"')
    (store / "a.toml").write_text(one)
    if where == "one file":
        (store / "a.toml").write_text(one + other[other.index("\n[[sentences]]") :])
    else:
        (store / "b.toml").write_text(other)
    before = {path: path.read_bytes() for path in store.iterdir() if path.is_file()}
    said = ["--value", "9人", "--sentence", "有9人。", "--source", "c", "--title", "丙"]
    for command in (
        ["show", "x"],
        ["retract", "x", "--why", "误"],
        ["supersede", "x", *said],
        ["edit", "x"],
    ):
        status, out, error = answers(store, *command)
        assert (status, out) == (2, "")
        assert "“x” matches 2 facts:" in error
    if where == "one file":  # the place says which one, but an edit is found by its id
        assert answers(store, "retract", "facts/a.toml:7", "--why", "误")[0] == 1
    assert {path: path.read_bytes() for path in store.iterdir() if path.is_file()} == before


def test_show_says_when_the_text_was_altered(store: Path, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("晨光服饰投产\n\n晨光服饰现有工人88人。\n")
    assert answers(store, "extract", str(article))[0] == 0
    fact = json.loads(answers(store, "list", "--json")[1].splitlines()[0])["id"]
    assert "sha256" not in answers(store, "show", fact)[2]
    (text,) = (store / "texts").glob("*.txt")
    whole = text.read_bytes()
    text.write_bytes(whole.replace(b"88", b"99"))
    status, _, error = answers(store, "show", fact)
    assert status == 0
    assert f"facts/texts/{text.name}: The sha256 of this text does not match" in error
    assert "does not match" in answers(store, "show", fact, "--json")[2]
    text.unlink()
    assert "does not match" not in answers(store, "show", fact)[2]
    shutil.rmtree(store / "texts")


@pytest.mark.parametrize(
    "command",
    [
        ["query", "晨光"],
        ["query", "晨光", "--format", "csv"],
        ["query", "晨光", "--format", "markdown"],
        ["query", "晨光", "--format", "table"],
        ["query", "晨光", "--json"],
        ["list"],
        ["list", "subjects"],
        ["list", "attributes"],
        ["list", "sources"],
        ["verify", "--strict"],
        ["verify", "--format", "sarif"],
        ["check", "-"],
        *(["check", "-", "--format", form] for form in ("csv", "markdown", "html", "sarif")),
        ["extract", "-"],
    ],
)
def test_no_line_is_a_command_for_ci(store: Path, command: list[str]) -> None:
    hostile = "::error::x ##[error]y ##vso[task.complete]z ##teamcity[buildStop]"
    quote = f"::warning::{hostile}晨光有工人88人。"
    fact = f'{{ subject = "晨光", attribute = "{hostile}", value = "::warning::{hostile}" }}'
    other = f'{{ subject = "{hostile}", attribute = "晨光", value = "88人" }}'
    (store / "a.toml").write_text(
        f'[source]\nid = "{hostile}"\ntitle = "{hostile}"\n[[sentences]]\nquote = "{quote}"\n'
        f'facts = [{fact}, {other}]\n"{hostile}" = 1\n'
    )
    draft = f"{quote}\n\n晨光有工人99人。\n::error::晨光有工人99人。\n"
    _, out, error = answers(store, *command, given=draft)
    assert "88" in out + error or "x" in out + error
    for line in (out + error).split("\n"):
        assert not line.strip().startswith("::")
        assert "##[" not in line
        assert "##vso[" not in line
        assert "##teamcity[" not in line
    if "--json" in command:
        assert hostile in str(json.loads(out))
