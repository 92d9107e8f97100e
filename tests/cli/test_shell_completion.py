"""Completion in bash, zsh, fish and PowerShell."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.process import COMMAND, DATA, FERRY, piped


def offered(line: str, store: str = FERRY) -> list[str]:
    """Return the completions of `line` for bash."""
    words = line.split(" ")
    done = piped(
        _XZFACTS_COMPLETE="complete_bash",
        COMP_WORDS=line.replace(" ", "\n"),
        COMP_CWORD=str(len(words) - 1),
        XZFACTS_STORE=store,
    )
    assert done.stderr == b""
    return done.stdout.decode().split()


def test_a_query_is_completed_without_a_command() -> None:
    assert offered("xzfacts 青石") == ["青石渡轮渡有限公司", "青石轮渡"]
    assert offered("xzfacts query 轮") == ["轮渡公司"]


def test_attributes_follow_a_subject() -> None:
    assert offered("xzfacts 青石轮渡 船") == ["船员人数"]
    assert {"船员人数", "总经理"} < set(offered("xzfacts 青石轮渡 "))
    assert "轮渡公司" not in offered("xzfacts 青石轮渡 ")
    assert "轮渡公司" in offered("xzfacts 船员 ")


def test_ids_and_words_name_a_fact() -> None:
    assert offered("xzfacts show bht") == ["bhtpzcsudgnb"]
    assert "轮渡公司" in offered("xzfacts retract 轮")
    assert offered("xzfacts edit 青石轮渡 船") == ["船员人数"]


def test_options_take_names_and_ids() -> None:
    assert offered("xzfacts list --subject 轮") == ["轮渡公司"]
    assert offered("xzfacts list --attribute 船") == ["船员人数"]
    assert offered("xzfacts add --subject 青石轮渡 --attribute 船") == ["船员人数"]
    assert offered("xzfacts list --source q") == ["qingshidu"]
    assert offered("xzfacts alias 轮") == ["轮渡公司"]


@pytest.mark.parametrize("typed", ["qing", "qingshi", "qsl", "qings", "qingslundu", "qs"])
def test_names_are_completed_by_pinyin(typed: str) -> None:
    assert "青石轮渡" in offered(f"xzfacts {typed}")


@pytest.mark.parametrize("typed", ["qingshx", "sq", "lundu", "qingshilundux"])
def test_other_pinyin_completes_nothing(typed: str) -> None:
    assert "青石轮渡" not in offered(f"xzfacts {typed}")


def test_attributes_are_completed_by_pinyin() -> None:
    assert "船员人数" in offered("xzfacts 青石轮渡 chuanyuan")


def test_commands_and_options() -> None:
    assert offered("xzfacts li") == ["list"]
    assert "--json" in offered("xzfacts query 青石轮渡 --j")
    assert "--json" in offered("xzfacts --j")
    assert offered("xzfacts list so") == ["sources"]


def test_a_missing_store_gives_no_completions(tmp_path: Path) -> None:
    assert offered("xzfacts 青", store=str(tmp_path / "none")) == []


def test_names_special_to_a_shell_are_left_out(tmp_path: Path) -> None:
    shutil.copytree(DATA / "ferry", tmp_path / "facts")
    names = [
        "青`id`",
        "青$(id)",
        "青;id",
        "青'x",
        '青"x',
        "青\\\\",
        "青 x",
        "青*",
        "青|x",
        "青安全",
    ]
    declared = "".join(f"[[subjects]]\nname = '''{name}'''\n" for name in names)
    with open(tmp_path / "facts" / "store.toml", "a", encoding="utf-8") as file:
        file.write(declared)
    assert offered("xzfacts 青", store=str(tmp_path / "facts")) == [
        "青石渡轮渡有限公司",
        "青石轮渡",
        "青安全",
    ]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_scripts(shell: str) -> None:
    done = piped("--show-completion", shell, _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    assert done.returncode == 0
    assert b"_XZFACTS_COMPLETE" in done.stdout


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_get_the_same_completions(shell: str) -> None:
    done = piped(
        _XZFACTS_COMPLETE=f"complete_{shell}",
        _TYPER_COMPLETE_ARGS="xzfacts 轮",
        _TYPER_COMPLETE_FISH_ACTION="get-args",
    )
    assert "轮渡公司" in done.stdout.decode()
    assert done.stderr == b""


def test_powershell_gets_a_line_for_each_completion() -> None:
    done = piped(
        _XZFACTS_COMPLETE="complete_powershell",
        _TYPER_COMPLETE_ARGS="xzfacts qsl",
        _TYPER_COMPLETE_WORD_TO_COMPLETE="qsl",
    )
    lines = done.stdout.decode().splitlines()
    assert "青石轮渡" in [line.split(":::")[0] for line in lines]
    assert done.stderr == b""


def completing(shell: str, folder: Path, asked: str) -> list[str]:
    """The lines that a shell prints when it has read the completion script and runs a text."""
    program = folder / "xzfacts"
    program.write_text(f'#!/bin/sh\nexec {" ".join(COMMAND)} "$@"\n')
    program.chmod(0o755)
    done = piped("--show-completion", shell, _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    script = folder / "script"
    script.write_bytes(done.stdout)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    options = {"bash": ["--norc"], "zsh": ["-f"], "fish": ["--no-config"]}[shell]
    shown = subprocess.run(
        [shell, *options, "-c", asked.format(script=script)],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
        timeout=60,
        env={**os.environ, "LC_ALL": "C.UTF-8", "PATH": path, "XZFACTS_STORE": FERRY},
    )
    assert shown.stderr == ""
    return shown.stdout.splitlines()


def needs(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not shutil.which(shell), reason=f"{shell} is not installed")


@needs("bash")
@pytest.mark.parametrize("typed", ["青石", "qingshi"])
def test_bash_itself(tmp_path: Path, typed: str) -> None:
    asked = f"""
        . {{script}}
        COMP_WORDS=(xzfacts {typed}) COMP_CWORD=1
        _xzfacts_completion xzfacts
        printf '%s\\n' "${{{{COMPREPLY[@]}}}}"
    """
    assert {"青石渡轮渡有限公司", "青石轮渡"} == set(completing("bash", tmp_path, asked))


@needs("zsh")
@pytest.mark.parametrize(
    ("typed", "function", "first"),
    [
        ("青石", "_arguments", "*: :"),
        ("qingshi", "compadd", "-U"),
        ("nothing-at-all", "_files", ""),
    ],
)
def test_zsh_itself(tmp_path: Path, typed: str, function: str, first: str) -> None:
    asked = f"""
        compdef() {{{{ }}}}
        for name in _arguments compadd _files; do
            functions[$name]="print -l -- $name \\"\\$@\\""
        done
        . {{script}}
        words=(xzfacts {typed}) CURRENT=2
        _xzfacts_completion
    """
    called, *arguments = completing("zsh", tmp_path, asked)
    assert called == function
    assert "".join(arguments).startswith(first)
    assert ("青石轮渡" in "".join(arguments)) == bool(first)


@needs("fish")
def test_fish_itself(tmp_path: Path) -> None:
    shown = completing("fish", tmp_path, "source {script}; complete -C 'xzfacts 青石'")
    assert {"青石渡轮渡有限公司", "青石轮渡"} == set(shown)


@needs("zsh")
def test_the_first_tab_completes_where_zsh_loads_the_script(tmp_path: Path) -> None:
    asked = f"""
        cp {{script}} {tmp_path}/_xzfacts
        fpath=({tmp_path} $fpath)
        autoload -Uz _xzfacts
        _arguments() {{{{ print -l -- called "$@" }}}}
        words=(xzfacts 青石) CURRENT=2
        _xzfacts
    """
    shown = completing("zsh", tmp_path, asked)
    assert shown.count("called") == 1
    assert "青石轮渡" in "".join(shown)


INSTALLED = {
    "bash": ".bash_completions/xzfacts.sh",
    "zsh": ".zfunc/_xzfacts",
    "fish": ".config/fish/completions/xzfacts.fish",
}


def install_from(shell: str, home: Path, language: str) -> subprocess.CompletedProcess[str]:
    """Install completion from within a shell, by whose name Typer chooses the script."""
    return subprocess.run(
        [shell, "-c", f"{' '.join(COMMAND)} --install-completion; exit"],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        timeout=60,
        env={**os.environ, "HOME": str(home), "LC_ALL": language, "LANGUAGE": ""},
    )


@pytest.mark.parametrize("shell", [pytest.param(name, marks=needs(name)) for name in INSTALLED])
def test_completion_is_installed_for_the_shell_that_runs(shell: str, tmp_path: Path) -> None:
    done = install_from(shell, tmp_path, "C.UTF-8")
    path = tmp_path / INSTALLED[shell]
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith(f"xzfacts: Installed completion for {shell} in {path}.")
    assert "_XZFACTS_COMPLETE" in path.read_text()


@needs("dash")
def test_a_shell_without_completion_is_named(tmp_path: Path) -> None:
    done = install_from("dash", tmp_path, "C.UTF-8")
    assert done.returncode in {1, 2}
    assert "Completion exists for bash, zsh, fish and PowerShell, not for dash." in done.stderr
    assert list(tmp_path.iterdir()) == []
