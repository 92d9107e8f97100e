"""Options and fixtures that every test may use."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent

# No deadline: a slow machine is no fault in the code. The same examples in every run, so that
# a red run can be seen again.
settings.register_profile("xzfacts", deadline=None, derandomize=True)
settings.load_profile("xzfacts")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite",
        action="store_true",
        help="write what the commands print now into the transcripts; review the diff",
    )


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--rewrite"))


@pytest.fixture(autouse=True)
def _surroundings(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Each test speaks English and has a cache of its own, whoever runs it."""
    for name in [name for name in os.environ if name.startswith("XZFACTS_")]:
        monkeypatch.delenv(name)
    for name in (
        "LANGUAGE",
        "LC_ALL",
        "LC_MESSAGES",
        "COLUMNS",
        "LINES",
        "NO_COLOR",
        "FORCE_COLOR",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.getbasetemp() / "state"))
