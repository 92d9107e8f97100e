"""`xzfacts archive` as a process: its inputs, its messages, Ctrl-C."""

import gzip
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.archive_jobs.archives import FERRY, ROOT, write_archive
from tests.cli.process import piped

TEXT = "青石渡轮渡有限公司现有渡船14条，船员106人。\n"


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_every_form_of_input(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "2024").mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "2024" / "b.md").write_text(f"# 标题\n\n{TEXT}", encoding="utf-8")
    (folder / "2024" / "c.txt.gz").write_bytes(gzip.compress(TEXT.encode("gb18030")))
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")
    (folder / ".hidden.txt").write_text(TEXT, encoding="utf-8")
    rows = [json.dumps({"text": TEXT, "id": "x", "title": "标题"}), "", "[1]", '{"text": 1}', "{"]
    (folder / "d.jsonl.gz").write_bytes(gzip.compress("\n".join(rows).encode()))
    (folder / "e.jsonl.gz").write_bytes(gzip.compress("\n".join(rows).encode())[:-20])
    out = tmp_path / "out"
    done = piped("archive", "check", str(folder), "--out", str(out), "--workers", "1")
    assert done.returncode == 2, done.stderr.decode()
    total = lines(out / "report.jsonl")[0]
    failures = [each for chunk in lines(out / "manifest.jsonl")[1:] for each in chunk["failures"]]  # type: ignore[attr-defined]
    places = [os.path.relpath(each["place"], folder) for each in failures]
    assert {"d.jsonl.gz:3", "d.jsonl.gz:4", "d.jsonl.gz:5"} <= {*places}
    assert any(place.startswith("e.jsonl.gz") for place in places)
    assert all(each["kind"] == "unreadable" for each in failures)
    assert total["refuted"] == total["supported"]
    assert total["refuted"] >= 4  # type: ignore[operator]
    assert total["failures"] == len(failures)


def test_zstandard(tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard", reason="the extra zst is not installed")
    packed = zstandard.ZstdCompressor().compress(json.dumps({"text": TEXT}).encode() + b"\n")
    (tmp_path / "a.jsonl.zst").write_bytes(packed + packed[:-8])
    out = tmp_path / "out"
    done = piped("archive", "check", str(tmp_path / "*.zst"), "--out", str(out))
    assert done.returncode == 2, done.stderr.decode()
    assert lines(out / "report.jsonl")[0]["refuted"] == 1


def test_missing_packages_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.zst").write_bytes(b"\x28\xb5\x2f\xfd")
    hide = "import sys; sys.modules['zstandard'] = sys.modules['distributed'] = None\n"
    hide += "from xzfacts.cli.main import run; sys.exit(run(sys.argv[1:]))"

    def told(*options: str) -> str:
        command = [sys.executable, "-c", hide, "archive", "check", *options, "--store", FERRY]
        command += ["--out", str(tmp_path / "out")]
        done = subprocess.run(command, capture_output=True, check=False)
        assert done.returncode == 2
        return done.stderr.decode()

    assert "xzfacts[zst]" in told(str(tmp_path))
    assert "xzfacts[cluster]" in told(str(tmp_path), "--scheduler", "tcp://127.0.0.1:1")


def test_no_input(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = piped("archive", "extract", str(tmp_path / "none*.txt"), "--out", str(out))
    assert done.returncode == 2
    assert done.stderr.decode().startswith("xzfacts: No articles at")


def test_extraction_merges_what_articles_agree_on(tmp_path: Path) -> None:
    rows = [
        {"text": "青石水厂总投资2亿元。", "id": "1", "published": "2024-05-17"},
        {
            "text": "青石水厂总投资20000万元。",
            "id": "2",
            "title": "青石水厂建成",
            "published": "soon",
        },
        {"text": "青石水厂总投资3亿元。", "id": "3"},
    ]
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = piped("archive", "extract", str(source), "--out", str(out))
    assert done.returncode == 0, done.stderr.decode()
    (fact,) = lines(out / "facts.jsonl")
    assert fact["subject"] == "青石水厂"
    assert fact["contradiction"] is True
    cited = [
        [each["article"]["id"] for each in value["citations"]]
        for value in fact["values"]  # type: ignore[attr-defined]
    ]
    assert cited == [["1", "2"], ["3"]]


def test_ctrl_c_ends_cleanly_and_says_how_to_go_on(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    write_archive(source, 5_000)
    command = [sys.executable, "-m", "xzfacts", "archive", "check", str(source), "--out", str(out)]
    with subprocess.Popen(
        [*command, "--workers", "2", "--store", FERRY],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        while not [*out.glob("check-*")]:
            assert process.poll() is None
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)
        told = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 130
    assert re.fullmatch(
        r"xzfacts: Interrupted after \d+ articles\.\n"
        r"The same command continues where it was interrupted\.\n",
        told,
    )
    assert not (out / "manifest.jsonl").exists()
    assert [each.name for each in out.iterdir() if each.name[0] == "."] == [".lock"]
