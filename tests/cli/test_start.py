"""A piped query imports only what it needs."""

import subprocess
import sys

import pytest

from tests.cli.process import FERRY

# Modules that are too slow to import for a plain query.
HEAVY = {
    "rich",
    "pydantic",
    "pypinyin",
    "numpy",
    "jieba",
    "csv",
    "importlib.metadata",
    "asyncio",
    "email",
    "http",
    "tomli_w",
    "xzfacts.cli.commands.list_",
    "xzfacts.cli.batch",
    "xzfacts.render.table",
}


@pytest.mark.parametrize("arguments", [["青石轮渡", "船员"], ["青石轮渡", "--json"], ["股价"]])
def test_a_piped_query_imports_nothing_heavy(arguments: list[str]) -> None:
    script = (
        "import sys; from xzfacts.cli.main import run; run(sys.argv[1:]);"
        "print(*sys.modules, sep='\\n', file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments, "--store", FERRY],
        capture_output=True,
        text=True,
        check=True,
    )
    assert not HEAVY & set(done.stderr.splitlines())
