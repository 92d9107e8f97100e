"""`xzfacts extract`: same result for all inputs, no duplicates, no wrong quotes."""

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.process import on_terminal, piped
from xzfacts.cli.main import run
from xzfacts.model.facts import Fact, Place, Status
from xzfacts.store.render_toml import init_store
from xzfacts.store.schema.reader import read_store

ARTICLES = Path(__file__).parents[1] / "data" / "articles"
PAGES = [str(ARTICLES / name) for name in ("briefs.txt", "columns.txt", "web.txt")]


@pytest.fixture
def own(tmp_path: Path) -> str:
    return init_store(str(tmp_path / "own"))


def extract(*arguments: str) -> int:
    """Run the command in this process."""
    return run(["extract", *arguments])


def drafts(root: str) -> list[Fact]:
    """Return the drafts of a store without their places."""
    facts = [fact for fact in read_store(root)[0].facts if fact.status is Status.DRAFT]
    return sorted((fact._replace(place=Place("")) for fact in facts), key=lambda fact: fact.id)


def files(root: str) -> dict[str, bytes]:
    found = sorted(path for path in Path(root).rglob("*") if path.is_file())
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


def test_importing_the_json_output_gives_the_same_store(own: str, tmp_path: Path) -> None:
    other = init_store(str(tmp_path / "other"))
    before = files(own)
    printed = piped("extract", "--json", *PAGES, "--store", own)
    assert (printed.returncode, files(own)) == (0, before)
    rows = tmp_path / "rows.jsonl"
    rows.write_bytes(printed.stdout)
    assert run(["import", str(rows), "--store", other]) == 0
    assert extract(*PAGES, "--store", own) == 0
    assert drafts(own) == drafts(other) != []


def test_extracting_again_writes_nothing(own: str) -> None:
    assert extract(*PAGES, "--store", own) == 0
    before = files(own)
    assert extract(*PAGES, "--store", own) == 0
    assert files(own) == before


def test_what_a_reviewer_changed_is_not_proposed_again(own: str) -> None:
    assert extract(PAGES[2], "--store", own) == 0
    (file,) = Path(own).glob("东岭*.toml")
    text = file.read_text(encoding="utf-8")
    assert 'status = "draft"' in text
    accepted = text.replace('attribute = "医护人员人数"', 'attribute = "职工人数"')
    file.write_text(accepted.replace('status = "draft"', 'status = "current"'), encoding="utf-8")
    before = files(own)
    assert extract(PAGES[2], "--store", own) == 0
    assert files(own) == before


def test_the_archived_text_is_named_by_its_hash_and_verifies_the_quotes(own: str) -> None:
    page = Path(PAGES[1]).read_bytes().replace(b"\n", b"\r\n")
    assert piped("extract", "-", "--store", own, given=page).returncode == 0
    (kept,) = Path(own, "texts").glob("*.txt")
    assert (kept.read_bytes(), kept.stem) == (page, sha256(page).hexdigest())
    assert run(["verify", "--strict", "--store", own]) == 0


def test_without_archive_only_the_hash_is_stored(own: str) -> None:
    assert extract("--no-archive", PAGES[1], "--store", own) == 0
    assert not Path(own, "texts").exists()
    assert run(["verify", "--text", PAGES[1], "--store", own]) == 0


@pytest.mark.parametrize("given", [b"\xfa\xff" * 9, b"%PDF-1.7\n", b"a\0b", b"PK\x03\x04"])
def test_input_that_is_not_text_is_refused(own: str, given: bytes) -> None:
    before = files(own)
    done = piped("extract", "-", "--store", own, given=given)
    assert (done.returncode, done.stdout, files(own)) == (2, b"", before)
    assert b"Traceback" not in done.stderr


def test_an_article_longer_than_any_hides_no_other(
    own: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long = tmp_path / "long.txt"
    long.write_text("工厂昨日投产，记者到场。\n" * 45_000, encoding="utf-8")
    assert extract(str(long), PAGES[2], "--store", own) == 2
    assert "long.txt is too large" in capsys.readouterr().err
    assert drafts(own)


def test_control_characters_of_an_article_are_escaped(own: str) -> None:
    page = "简[red]讯\n\n本报讯 白桥工厂有工人88人，\x1b]0;x\x07昨\u202e日投产。\n\n"
    page += "本报讯（记者 李\x1b[2J四）厂房有9间。\n"
    done = piped("extract", "-", "--store", own, given=page.encode())
    assert done.returncode == 0
    assert "«88人»" in done.stdout.decode()
    for hostile in ("\x1b", "\x07", "\u202e"):
        assert hostile not in done.stdout.decode() + done.stderr.decode()
    assert run(["verify", "--store", own]) == 0


def test_a_terminal_sees_colours_and_a_pipe_none(own: str, tmp_path: Path) -> None:
    shown = on_terminal("extract", PAGES[2], "--store", own, width=60)
    assert "\x1b[1;32m120亩\x1b[0m" in shown
    assert "«" not in shown
    other = init_store(str(tmp_path / "other"))
    assert b"\x1b" not in piped("extract", PAGES[2], "--store", other).stdout


def test_concurrent_extractions_lose_nothing_and_share_no_id(own: str, tmp_path: Path) -> None:
    names = []
    for number in range(4):
        names.append(str(tmp_path / f"{number}.txt"))
        text = f"简讯\n\n本报讯 白桥县建成泵站{number + 2}座。\n"
        Path(names[-1]).write_text(text, encoding="utf-8")
    with ThreadPoolExecutor(len(names)) as pool:
        done = list(pool.map(lambda name: piped("extract", name, "--store", own), names))
    assert [each.returncode for each in done] == [0] * len(names)
    assert sorted(fact.value for fact in drafts(own)) == [f"{n + 2}座" for n in range(4)]
    assert len({fact.source.id for fact in drafts(own)}) == len(names)
    assert run(["verify", "--strict", "--store", own]) == 0
