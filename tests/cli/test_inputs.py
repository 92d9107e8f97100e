"""Files given to `check` and `extract`: formats, broken ones among good ones, and no files."""

import csv
import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from tests.cli.process import piped
from tests.documents.pdf_files import Run, columns, pdf_file
from xzfacts.cli.main import run
from xzfacts.model.facts import Fact, Status
from xzfacts.store.render_toml import init_store
from xzfacts.store.schema.reader import read_store

STORY = [
    "本报讯 白桥县青石渡轮渡有限公司现有渡船14条，船员96人，去年运送旅客52.1万人次。",
    "东岸码头投入3200万元扩建，新增泊位6个，工程明年5月完工，届时渡船增加到18条。",
]
CLAIM = "青石渡轮渡有限公司现有渡船15条。"


@pytest.fixture
def own(tmp_path: Path) -> str:
    return init_store(str(tmp_path / "own"))


def drafts(root: str) -> list[Fact]:
    return [fact for fact in read_store(root)[0].facts if fact.status is Status.DRAFT]


def page(tmp_path: Path) -> Path:
    pytest.importorskip("pypdfium2")
    path = tmp_path / "渡口.pdf"
    first = columns(
        ["白桥市去年共有渡口二十三处，其中八处在汛期停航，市交通局检查渡船四百余次。"], 1
    )
    title = Run("渡口换新船", 40, 800, 18)
    path.write_bytes(pdf_file([first, [title, *columns(STORY, 2, by_line=True)]]))
    return path


def test_facts_of_a_pdf_keep_the_text_and_the_page(own: str, tmp_path: Path) -> None:
    assert run(["extract", str(page(tmp_path)), "--store", own]) == 0
    facts = {fact.value: fact for fact in drafts(own)}
    assert "船员96人，去年运送" in facts["96人"].sentence.quote
    assert facts["96人"].source.page in {"1", "2"}
    assert run(["verify", "--strict", "--store", own]) == 0


def test_options_state_what_a_text_does_not(own: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\n\n".join(STORY), encoding="utf-8")
    options = ["--title", "渡口换新船", "--publication", "渡口晚报", "--published", "2024-03-05"]
    options += ["--url", "https://a.example/1", "--page", "A3", "--author", "李四"]
    assert run(["extract", str(path), *options, "--store", own]) == 0
    source = drafts(own)[0].source
    assert (source.id, source.title, source.publication) == ("渡口换新船", "渡口换新船", "渡口晚报")
    assert (source.published, source.page, source.authors) == ("2024-03-05", "A3", ("李四",))
    assert source.url == "https://a.example/1"
    assert run(["extract", str(path), "--published", "gestern", "--store", own]) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16"])
def test_a_page_from_a_pipe_is_read_as_html(own: str, encoding: str) -> None:
    pytest.importorskip("readability")
    body = "".join(f"<p>{text}</p>" for text in STORY)
    html = f"<!doctype html><title>渡口换新船</title><ul><li><a>首页</a></ul><div>{body}</div>"
    done = piped("extract", "-", "--store", own, given=html.encode(encoding))
    assert done.returncode == 0
    assert "96人" in {fact.value for fact in drafts(own)}
    assert not any("<" in fact.sentence.quote for fact in drafts(own))


@pytest.mark.parametrize("command", ["check", "extract"])
def test_a_url_says_how_to_pipe_the_page_in(own: str, command: str) -> None:
    done = piped(command, "https://a.example/1", "--store", own)
    assert done.returncode == 2
    assert f"curl -sL URL | xzfacts {command} -" in done.stderr.decode()


@pytest.mark.parametrize("command", ["check", "extract"])
def test_a_pipe_or_folder_in_the_place_of_a_file_is_refused(
    own: str, tmp_path: Path, command: str
) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    names = [str(tmp_path / "pipe.txt"), str(tmp_path / "folder.txt"), "/dev/zero"]
    done = piped(command, *names, "--store", own)
    assert done.returncode == 2
    for name in names:
        assert name in done.stderr.decode()
    assert done.stderr.decode().count("is not a regular file") == 2


@pytest.mark.parametrize("name", ["pipe.jsonl", "folder.jsonl", "/dev/zero"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "--batch"],
        ["import"],
        ["verify", "--text"],
        ["export", "--format", "claimreview", "--report"],
    ],
    ids=" ".join,
)
def test_no_command_waits_for_a_pipe_or_reads_a_device(
    own: str, tmp_path: Path, arguments: list[str], name: str
) -> None:
    os.mkfifo(tmp_path / "pipe.jsonl")
    (tmp_path / "folder.jsonl").mkdir()
    done = piped(*arguments, str(tmp_path / name), "--store", own)
    assert done.returncode == 2
    error = done.stderr.decode()
    assert "bug" not in error
    assert name in error
    assert any(why in error for why in ("not a regular file", "Is a directory", "unsupported"))


def test_standard_input_may_be_named_by_its_path(own: str) -> None:
    assert piped("check", "/dev/stdin", given=CLAIM.encode()).returncode == 1


def broken(folder: Path) -> list[str]:
    """Files of every format that cannot be read."""
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as file:
        file.writestr("word/document.xml", "<w:document xmlns:w='x'/>")
    files = {
        "a.docx": package.getvalue(),
        "b.docx": b"PK\x03\x04",
        "c.docx": b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
        "d.pdf": b"%PDF-1.7\n",
        "e.pdf": pdf_file([[]]),
        "f.html": b"<div>" * 5000 + b"a",
        "g.md": b"\xff\xff\xff\n",
        "h.txt": b"a\0b",
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [str(folder / name) for name in files]


@pytest.mark.parametrize("form", ["text", "json", "csv", "github", "sarif", "markdown", "html"])
def test_broken_files_are_named_and_the_others_are_checked(tmp_path: Path, form: str) -> None:
    for library in ("lxml", "pypdfium2"):
        pytest.importorskip(library)
    names = broken(tmp_path)
    good = tmp_path / "good.txt"
    good.write_text(CLAIM, encoding="utf-8")
    done = piped("check", *names[:4], str(good), *names[4:], "--format", form)
    errors = done.stderr.decode()
    assert done.returncode == 2
    assert all(name in errors for name in names)
    assert "Traceback" not in errors
    assert "15条" in done.stdout.decode() or form == "github"
    if form == "sarif":
        assert json.loads(done.stdout)["runs"][0]["results"]
    if form == "json":
        assert [json.loads(line) for line in done.stdout.splitlines()]
    if form == "csv":
        rows = list(csv.reader(io.StringIO(done.stdout.decode("utf-8-sig"))))
        assert len({len(row) for row in rows}) == 1
    if form == "html":
        assert done.stdout.decode().rstrip().endswith("</html>")


def test_broken_articles_are_named_and_the_others_are_extracted(own: str, tmp_path: Path) -> None:
    for library in ("lxml", "pypdfium2", "readability"):
        pytest.importorskip(library)
    names = broken(tmp_path)
    good = tmp_path / "good.txt"
    good.write_text("\n\n".join(STORY), encoding="utf-8")
    done = piped("extract", *names, str(good), "--store", own)
    assert done.returncode == 2
    assert all(os.path.basename(name) in done.stderr.decode() for name in names)
    assert "96人" in {fact.value for fact in drafts(own)}


def test_a_dry_import_writes_nothing(own: str, tmp_path: Path) -> None:
    rows = tmp_path / "rows.csv"
    table = "subject,attribute,value,sentence,source\n甲厂,人数,8人,甲厂有8人。,某报\n"
    rows.write_bytes(table.encode("gbk"))
    before = sorted(Path(own).rglob("*"))
    done = piped("import", "--dry-run", str(rows), "--store", own)
    assert (done.returncode, sorted(Path(own).rglob("*"))) == (0, before)
    assert "1 new fact." in done.stderr.decode()
    assert "Nothing was written" in done.stderr.decode()
    assert run(["import", str(rows), "--store", own]) == 0
    assert [fact.value for fact in read_store(own)[0].facts] == ["8人"]
