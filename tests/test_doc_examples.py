"""What the documents show is what the program does.

`pytest tests/test_doc_examples.py --rewrite` writes the present output into them.
"""

import json
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
from importlib.metadata import distribution, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests import console
from tests.cli.conversation import Conversation
from tests.doc_examples import DOCUMENTS, PROMPT, ROOT, answers, blocks, commands

# The run that this test is part of proves this one, and what is one of its steps.
CHECK = "./check"
STEPS = {".venv/bin/mypy", ".venv/bin/lint-imports"}


def _printed(step: console.Step, folder: Path, env: dict[str, str]) -> str:
    """What a command prints on a terminal, where it is asked things and answered too."""
    typed = answers(step.expected)
    if not typed:
        return console.run(step, folder, env, terminal=True).stdout
    arguments = step.command.split()[1:]
    variables = env | {"LC_ALL": env["LANG"]}
    with Conversation(*arguments, root=folder / "facts", variables=variables) as talk:
        for line in typed:
            talk.answer(PROMPT, line)
        status, _nothing = talk.finish()
    assert status == 0
    return talk.printed


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_commands_print_what_the_document_shows(
    path: Path, tmp_path: Path, shared_cache: Path, *, rewrite: bool
) -> None:
    home, folder = tmp_path / "home", tmp_path / "work"
    home.mkdir()
    folder.mkdir()
    env = console.environment(home) | {"COLUMNS": "100", "XDG_CACHE_HOME": str(shared_cache)}
    if ".zh-CN." in path.name:
        env["LANG"] = "zh_CN.UTF-8"
    document = path.read_text(encoding="utf-8")
    pieces, end = [], 0
    for block in blocks(document, "console"):
        preamble, steps = console.parse(block.text)
        assert not preamble, "a console block begins with a command"
        shown = "".join(step.source + _printed(step, folder, env) for step in steps)
        if not rewrite:
            assert shown == block.text
        pieces += [document[end : block.start], shown]
        end = block.end
    if rewrite:
        path.write_text("".join(pieces) + document[end:], encoding="utf-8")


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_what_the_readme_says_one_may_type_is_answered(
    name: str, tmp_path: Path, shared_cache: Path
) -> None:
    rows = re.findall(r"^\| (`.+?) \|", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
    queries = [query for row in rows for query in re.findall(r"`(.+?)`", row)]
    asked = [query for query in queries if not query.startswith("xzfacts ")]
    given = "".join(f"{query}\n" for query in asked)
    step = console.Step("xzfacts --batch - --json", "", given, "")
    env = console.environment(tmp_path) | {"XDG_CACHE_HOME": str(shared_cache)}
    outcome = console.run(step, tmp_path, env)
    answers = [json.loads(line) for line in outcome.stdout.splitlines()]
    assert [answer["query"] for answer in answers] == asked
    assert [answer["query"] for answer in answers if not answer["results"]] == []


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_store_file_that_the_readme_shows_is_the_one_that_ships(name: str) -> None:
    (shown,) = blocks((ROOT / name).read_text(encoding="utf-8"), "toml")
    source = tomllib.loads(shown.text)["source"]["id"]
    shipped = (ROOT / "facts" / f"{source}.toml").read_text(encoding="utf-8").splitlines()
    assert [line for line in shown.text.splitlines() if line not in shipped] == []


def _clone(folder: Path) -> Path:
    """A fresh clone of what is committed."""
    clone = folder / "clone"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    return clone


def _sh(command: str, folder: Path, path: str) -> str:
    """Standard output of a command line run by a shell; it must succeed."""
    home = folder.parent / "home"
    home.mkdir(exist_ok=True)
    prefixes = ("PIP_", "PYTHONPYCACHE")
    kept = {name: value for name, value in os.environ.items() if name.startswith(prefixes)}
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env={**console.environment(home), **kept, "PATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


def test_what_is_left_to_the_check_is_a_step_of_it() -> None:
    check = (ROOT / CHECK).read_text(encoding="utf-8")
    names = re.findall(r"^step \w+ (\S+)", check, re.MULTILINE)
    programs = {f".venv/bin/{name}" for name in names}
    assert STEPS.issubset(programs & set(commands(ROOT / "CONTRIBUTING.md")))


def test_both_readmes_give_the_same_commands() -> None:
    english, chinese = (commands(ROOT / name) for name in ("README.md", "README.zh-CN.md"))
    assert english == chinese
    assert CHECK in english


def _script(path: Path, command: str) -> None:
    """Write a program for `sh`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{command}\n", encoding="utf-8")
    path.chmod(0o755)


def _needed(name: str) -> set[str]:
    """A distribution and all that it needs here, without extras."""
    needed = {name}
    for line in requires(name) or ():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            needed |= _needed(requirement.name)
    return needed


def _link_dependencies(site: Path) -> None:
    """Install what xzfacts needs, and nothing else, as links to what is installed here."""
    site.mkdir(parents=True)
    for each in map(distribution, _needed("xzfacts") - {"xzfacts"}):
        for name in {file.parts[0] for file in each.files or ()} - {"..", "__pycache__"}:
            (site / name).symlink_to(str(each.locate_file(name)))


@pytest.mark.slow
def test_the_readme_command_installs_and_answers_in_a_fresh_clone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone = _clone(tmp_path)
    # `python3` is the interpreter under test, outside this virtual environment. The new one has
    # the pip of this one, and the dependencies: installing those, which takes seconds, tests
    # nothing of ours. pip compares their versions with those asked for.
    outside = tmp_path / "bin"
    own = clone / ".venv" / "bin"
    python = os.path.realpath(sys.executable)
    _script(outside / "python3", f'exec "{python}" "$@" --without-pip')
    _script(own / "pip", f'exec "{sys.executable}" -m pip --python "{own}/python" "$@"')
    base = {"base": str(own.parent), "platbase": str(own.parent)}
    _link_dependencies(Path(sysconfig.get_path("purelib", "venv", base)))
    path = f"{outside}{os.pathsep}{os.environ['PATH']}"
    monkeypatch.setenv("PIP_NO_COMPILE", "1")  # it is used once
    install, *_ = commands(clone / "README.md")
    answer = _sh(install, clone, path)
    assert "88人" in answer
    assert "现有工人88人" in answer


@pytest.mark.slow
def test_the_commands_for_contributors_run(tmp_path: Path) -> None:
    clone = _clone(tmp_path)
    (clone / ".venv").symlink_to(sys.prefix)
    for command in commands(clone / "CONTRIBUTING.md"):
        if command.split()[0] != CHECK and command not in STEPS:
            _sh(command, clone, os.environ["PATH"])
