"""A piped query imports only what it needs, and each command starts on its own."""

import subprocess
import sys
from importlib.util import find_spec

import pytest

from tests.cli.process import COMMAND, FERRY
from xzfacts.cli.command_names import COMMANDS

# Third-party packages that every command needs: Typer and what it imports.
OTHERS = {"typer", "annotated_doc", "shellingham"}
# Modules that are too slow to import for a plain query.
HEAVY = {
    "csv",
    "importlib.metadata",
    "asyncio",
    "email",
    "http",
    "tomllib",
    "xzfacts.check",
    "xzfacts.extract",
    "xzfacts.index.builder.build",
    "xzfacts.render.table",
    "xzfacts.vocabulary.loader",
}


@pytest.mark.parametrize("module", sorted(HEAVY))
def test_what_is_not_to_be_imported_is_there(module: str) -> None:
    assert find_spec(module) is not None


@pytest.mark.parametrize("arguments", [["青石轮渡", "船员"], ["青石轮渡", "--json"], ["股价"]])
def test_a_piped_query_imports_nothing_heavy(arguments: list[str]) -> None:
    script = (
        "import sys; before = set(sys.modules);"
        "from xzfacts.cli.main import run; run(sys.argv[1:]);"
        "print(*(set(sys.modules) - before), sep='\\n', file=sys.stderr)"
    )
    command = [sys.executable, "-c", script, *arguments, "--store", FERRY]
    subprocess.run(command, capture_output=True, check=True)  # builds the index, if there is none
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    imported = set(done.stderr.splitlines())
    assert "xzfacts.match.engine" in imported
    assert not HEAVY & imported
    packages = {name.partition(".")[0] for name in imported if " " not in name}
    assert packages - sys.stdlib_module_names <= OTHERS | {"xzfacts"}


# Forks before anything of xzfacts is imported; Typer and Rich take most of the time.
_HELP = """
import os, sys
import typer.rich_utils

assert not any(name.startswith("xzfacts.") for name in sys.modules)
for command in sys.argv[1:]:
    if os.fork() == 0:
        sys.argv[1:] = [command, "--help"]
        from xzfacts.__main__ import main
        main()
        os._exit(9)
    print(f"[exit {os.waitstatus_to_exitcode(os.wait()[1])}]", flush=True)
"""


def test_each_command_starts_by_itself() -> None:
    """As a process that imports nothing before; most tests fork from one that has all."""
    script = [sys.executable, "-c", _HELP, *COMMANDS]
    done = subprocess.run(script, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    *pages, rest = done.stdout.split("[exit 0]\n")
    assert rest == ""
    for command, page in zip(COMMANDS, pages, strict=True):
        assert f"xzfacts {command}" in page


def test_a_command_starts_with_an_interpreter() -> None:
    done = subprocess.run([*COMMAND, "list", "--help"], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"xzfacts list" in done.stdout
