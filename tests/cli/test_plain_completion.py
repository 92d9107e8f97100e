"""A plain completion gives the same bytes and status with Typer and without."""

import os
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st

from tests.cli.process import FERRY, run
from tools import build_parameters
from xzfacts.cli.parameter_table import TABLE
from xzfacts.cli.plain_completion import PlainCompletion, plain_completion
from xzfacts.cli.typer_application import invoke

SHELLS = ["bash", "zsh", "fish", "fish?", "powershell", "pwsh"]
ACCEPTED = [
    "xzfacts 青石",
    "xzfacts 青石轮渡 船",
    "xzfacts 青石轮渡 ",
    "xzfacts 青石轮渡  船员人数\t",
    "xzfacts qingshi",
    "xzfacts 青石轮渡 chuan",
    "xzfacts 船员 轮",
    "xzfacts zzz",
    "xzfacts 青石轮渡 show",
    "xzfacts query 轮",
    "xzfacts query ",
    "xzfacts browse 轮",
    "xzfacts show bht",
    "xzfacts show ",
    "xzfacts edit 青石轮渡 船",
    "xzfacts retract qsl",
    "xzfacts supersede 轮",
    "xzfacts alias 轮",
    "xzfacts 青石=",
    "xzfacts ",
    "xzfacts li",
    "xzfacts q",
    "xzfacts show",
    "xzfacts browsing",
    "xzfacts -",
    "xzfacts --",
    "xzfacts --j",
    "xzfacts --zzz",
    "xzfacts 青石轮渡 --",
    "xzfacts query 青石轮渡 --json 船",
    "xzfacts query --json --",
    "xzfacts check --only refuted --o",
    "xzfacts check --only ",
    "xzfacts check ",
    "xzfacts list --subject 轮",
    "xzfacts list --attribute ",
    "xzfacts list --subject 青石轮渡 --attribute ",
    "xzfacts list --status d",
    "xzfacts list --status unknown --format ",
    "xzfacts list --limit",
    "xzfacts list so",
    "xzfacts list facts ",
    "xzfacts alias 轮渡公司 轮",
    "xzfacts alias 轮渡公司 轮渡 轮",
    "xzfacts archive ",
    "xzfacts archive check ",
    "xzfacts add --source ",
    "xzfacts add --sou",
    "xzfacts add 轮 --subject 轮",
    "xzfacts show 青石轮渡 --store",
    "xzfacts show --store nowhere 青",
    "xzfacts supersede 青石轮渡 --mode ",
    "xzfacts index ",
    "xzfacts index --",
]
LEFT_TO_TYPER = [
    "xzfacts --store facts 船",
    "xzfacts --json 船",
    "xzfacts query --unknown 船",
    "xzfacts query -- 船",
    "xzfacts query - 船",
    "xzfacts query --limit -1 船",
    "xzfacts list --status=",
    "xzfacts list --json=1 fa",
    "xzfacts '青石",
    'xzfacts "青石轮渡" 船',
    "xzfacts 青\\ 石",
    "xzfacts 青石轮渡 =",
]


def asked(shell: str, line: str) -> dict[str, str]:
    """The variables with which the script of a shell asks for completions."""
    if shell == "bash":
        words = line.split(" ")
        return {
            "_XZFACTS_COMPLETE": "complete_bash",
            "COMP_WORDS": line.replace(" ", "\n"),
            "COMP_CWORD": str(len(words) - 1),
        }
    last = "" if line.endswith((" ", "\t")) else line.rsplit(" ", maxsplit=1)[-1]
    return {
        "_XZFACTS_COMPLETE": f"complete_{shell.removesuffix('?')}",
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": last,
        "_TYPER_COMPLETE_FISH_ACTION": "is-args" if shell.endswith("?") else "get-args",
    }


def read(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]) -> PlainCompletion | None:
    for name in [name for name in os.environ if "COMP" in name]:
        monkeypatch.delenv(name)
    for name, text in {**variables, "XZFACTS_STORE": FERRY}.items():
        monkeypatch.setenv(name, text)
    return plain_completion([])


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("line", ACCEPTED)
def test_both_ways_print_the_same(
    shell: str, line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = read(monkeypatch, asked(shell, line))
    assert plain is not None
    without = plain.answer(), *capsys.readouterr()
    assert without == (invoke([]), *capsys.readouterr())
    assert without[2] == ""


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("line", LEFT_TO_TYPER)
def test_every_other_form_is_left_to_typer(
    shell: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read(monkeypatch, asked(shell, line)) is None


PARTS = [
    "青石轮渡",
    "船",
    "bht",
    "qs",
    "list",
    "show",
    "e",
    "-",
    "--",
    "--json",
    "--store",
    "--subject",
    "--only",
    "--format",
    "--no",
    "js",
    "check",
    "alias",
    "archive",
    "=",
    "'",
    "\t",
    "\u3000",
]
LINES = st.lists(st.sampled_from(PARTS), max_size=4).map(
    lambda parts: " ".join(["xzfacts", *parts])
)


@given(st.sampled_from(SHELLS), LINES)
@example("zsh", "xzfacts 青石轮渡\u3000船")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_line_is_completed_as_typer_does_or_left_to_it(
    capsys: pytest.CaptureFixture[str], shell: str, line: str
) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        plain = read(monkeypatch, asked(shell, line))
        if plain is not None:
            without = plain.answer(), capsys.readouterr()
            assert without == (invoke([]), capsys.readouterr())


@pytest.mark.parametrize(
    "change",
    [
        {"_XZFACTS_COMPLETE": "complete_tcsh"},
        {"_XZFACTS_COMPLETE": "source_zsh"},
        {"_XZFACTS_COMPLETE": "complete"},
        {"_XZFACTS_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "other"},
        {"_XZFACTS_COMPLETE": "complete_bash"},
        {"_XZFACTS_COMPLETE": "complete_bash", "COMP_WORDS": "xzfacts 青", "COMP_CWORD": "x"},
        {"_XZFACTS_COMPLETE": "complete_bash", "COMP_WORDS": "xzfacts 青", "COMP_CWORD": "0"},
        {"_TYPER_COMPLETE_ARGS": ""},
    ],
    ids=str,
)
def test_other_calls_are_left_to_typer(
    change: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read(monkeypatch, {**asked("zsh", "xzfacts 青"), **change}) is None


def test_the_table_of_parameters_is_that_of_the_application() -> None:
    made = build_parameters.table()
    with open(TABLE, encoding="utf-8") as file:
        assert file.read() == made, "run: python -m tools.build_parameters"


@pytest.mark.parametrize("line", ["xzfacts 青石", "xzfacts list --status d", "xzfacts add --"])
def test_it_imports_no_typer(line: str) -> None:
    script = (
        "import sys; from xzfacts.cli import main; status = main.run([]);"
        "assert 'typer' not in sys.modules; sys.exit(status)"
    )
    variables = {**os.environ, **asked("bash", line), "XZFACTS_STORE": FERRY}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, check=True, env=variables)
    assert done.stdout.strip()


@pytest.mark.parametrize("word", ["9" * 5000, "-1", "x", "1e5", "", None])
def test_a_number_of_a_word_that_is_none(word: str | None) -> None:
    env = {**os.environ, "_XZFACTS_COMPLETE": "complete_bash", "XZFACTS_STORE": FERRY}
    env |= {"COMP_WORDS": "xzfacts 青石"} | ({} if word is None else {"COMP_CWORD": word})
    done = run([], env=env)
    assert done.returncode in {0, 2}
    assert b"bug" not in done.stderr


def test_variables_of_completion_that_are_missing() -> None:
    for shell in ("bash", "zsh", "fish", "powershell", "pwsh"):
        done = run([], env={**os.environ, "_XZFACTS_COMPLETE": f"complete_{shell}"})
        assert done.returncode in {0, 1, 2}
        assert b"bug" not in done.stderr
