"""The faults of a store as annotations."""

import json
from pathlib import Path

import pytest

from tests.cli.process import piped
from tests.reports.structure import check_structure
from xzfacts.model.facts import Place
from xzfacts.model.findings import Finding
from xzfacts.render import finding_annotations, github, sarif

ROOT = Path(__file__).parents[2]
BROKEN = ROOT / "tests" / "data" / "stores" / "broken" / "facts"
HOSTILE = "a\x1b[31m\u202e::error::%0A,\n"


@pytest.mark.parametrize(
    ("folder", "file"),
    [
        (".", "facts/a.toml"),
        ("news", "news/facts/a.toml"),
        ("/data/news", "/data/news/facts/a.toml"),
    ],
)
def test_a_place_is_named_from_where_the_report_is_read(folder: str, file: str) -> None:
    fault = Finding("empty", "m", Place("facts/a.toml", 3, "sentences[0].quote"), "mend")
    (found,) = finding_annotations.annotations([fault], folder)
    assert found.place == (file, 3, None, None)
    assert (found.level, found.details) == ("error", ("mend",))
    given = Finding("text-of-no-source", "m", Place("in/text.txt"))
    (found,) = finding_annotations.annotations([given], folder)
    assert found.place == ("in/text.txt", None, None, None)
    assert (found.level, found.details) == ("warning", ())


def test_hostile_text_is_escaped() -> None:
    fault = Finding("empty", HOSTILE, Place(f"facts/{HOSTILE}.toml", 1), HOSTILE)
    (line,) = github.report(finding_annotations.annotations([fault], "."))
    assert line.count("\n") == 1
    assert "\x1b" not in line
    head, _, message = line.removeprefix("::error ").partition("::")
    assert [part.partition("=")[0] for part in head.split(",")] == ["file", "line", "title"]
    assert "%250A" in message
    pieces = sarif.report(
        finding_annotations.annotations([fault], "."), finding_annotations.rules(), "0"
    )
    assert len(list(check_structure(json.loads("".join(pieces))))) == 1


def test_every_fault_of_a_store_is_in_every_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(BROKEN.parents[1])
    reports = {form: report(form, "--store", "broken") for form in ("json", "github", "sarif")}
    faults = [json.loads(line) for line in reports["json"].splitlines()]
    results = list(check_structure(json.loads(reports["sarif"])))
    commands = reports["github"].splitlines()
    assert len(faults) == len(results) == len(commands) > 3
    assert [each["code"] for each in faults] == [each["ruleId"] for each in results]
    for fault, command in zip(faults, commands, strict=True):
        assert f"file=broken/{fault['file']}" in command
        assert command.count(f"title={fault['code']}::") == 1
    monkeypatch.chdir(tmp_path)
    elsewhere = report("github", "--store", str(BROKEN)).splitlines()
    assert all(f"file={BROKEN.parent}/facts" in command for command in elsewhere)


def report(form: str, *arguments: str) -> str:
    done = piped("verify", "--format", form, *arguments)
    assert done.returncode == 1
    return done.stdout.decode()
