"""The hooks for pre-commit, run as it runs them: on the staged files that a pattern takes."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

HOOKS = Path(__file__).parents[1] / ".pre-commit-hooks.yaml"
SOURCE = """[source]
id = "a"
title = "柳湾造船厂复工"

[[sentences]]
quote = "柳湾造船厂现有工人88人。"
facts = [{ subject = "柳湾造船厂", attribute = "工人人数", value = "88人" }]
"""


def hooks() -> dict[str, dict[str, str]]:
    """The hooks by id: a list of flat mappings is all the YAML that is in the file."""
    text = HOOKS.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    found: list[dict[str, str]] = []
    for line in lines:
        if line.startswith("- "):
            found.append({})
        key, divider, value = line[2:].partition(": ")
        assert divider
        assert key.isidentifier()
        found[-1][key] = value
    return {hook["id"]: hook for hook in found}


class Repository:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "--quiet")

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, capture_output=True, check=True, text=True
        )
        return done.stdout

    def stage(self, **files: str) -> None:
        for name, text in files.items():
            path = self.folder / name.replace("__", "/").replace("_", ".")
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.git("add", ".")

    def run(self, name: str) -> int | None:
        """The status of the hook; None where it takes none of the staged files."""
        hook = hooks()[name]
        staged = self.git("diff", "--cached", "--name-only", "-z").rstrip("\0").split("\0")
        taken = [file for file in staged if re.search(hook["files"], file)]
        if not taken:
            return None
        command, *arguments = shlex.split(hook["entry"])
        assert (command, hook["language"]) == ("xzfacts", "python")
        if hook.get("pass_filenames") != "false":
            arguments += taken
        program = [sys.executable, "-m", command, *arguments]
        done = subprocess.run(
            program, cwd=self.folder, env={**os.environ}, capture_output=True, check=False
        )
        return done.returncode


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_a_faulty_store_is_not_committed(repository: Repository) -> None:
    repository.stage(notes_md="none of ours", news_toml="x = 1")
    assert repository.run("xzfacts-verify") is None
    repository.stage(facts__store_toml='schema = 1\nname = "s"\n', facts__a_toml=SOURCE)
    assert repository.run("xzfacts-verify") == 0
    repository.stage(facts__a_toml=SOURCE.replace('"88人"', '"86人"'))
    assert repository.run("xzfacts-verify") == 1


def test_a_refuted_draft_is_not_committed(repository: Repository) -> None:
    repository.stage(facts__store_toml='schema = 1\nname = "s"\n', facts__a_toml=SOURCE)
    assert repository.run("xzfacts-check") is None
    repository.stage(drafts__a_txt="柳湾造船厂现有工人88人。", drafts__b_md="# 说明\n\n天气晴好。")
    assert repository.run("xzfacts-check") == 0
    repository.stage(drafts__b_md="柳湾造船厂现有工人95人。")
    assert repository.run("xzfacts-check") == 1
