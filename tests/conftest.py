"""Options and fixtures that every test may use."""

import atexit
import gc
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests import byte_code, forking, known_terms, law_profiles  # noqa: F401 - registers the profiles

if TYPE_CHECKING:
    from tests.reports.browser import Browser

ROOT = Path(__file__).parent.parent

settings.load_profile("xzfacts")
known_terms.keep()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite",
        action="store_true",
        help="write what the commands print now into the transcripts; review the diff",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Let processes keep byte code, also where PYTHONDONTWRITEBYTECODE asks for none.

    Without, each of the many processes compiles all that it imports. It goes to a folder of
    this run, so that nothing is written where it is not wanted.
    Also keep the tests of a file together, and let Ctrl-C end processes.
    """
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
        os.environ["PYTHONPYCACHEPREFIX"] = folder = byte_code.make_folder()
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    # What the tests of a file share, be it a browser or extracted articles, is made by one worker.
    if config.getoption("dist", "no") == "load":
        config.option.dist = "loadfile"
    # A shell starts background jobs with Ctrl-C ignored, and the processes of tests inherit that.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Share the work of compiling the tests with the other workers, where there are any."""
    worker = getattr(session.config, "workerinput", None)
    if worker is not None:
        given = [argument.partition("::")[0] for argument in session.config.args]
        paths = [session.config.invocation_params.dir / name for name in given]
        number = int(worker["workerid"].removeprefix("gw"))
        byte_code.import_in_turn(ROOT, paths, number, worker["workercount"])


def pytest_collection_finish() -> None:
    """Do not look through what was imported whenever garbage is collected."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    forking.stop()


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--rewrite"))


@pytest.fixture(scope="session")
def _names() -> list[str]:
    """The names of the tests that had the folder, each with its number."""
    return []


@pytest.fixture
def tmp_path(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, _names: list[str]
) -> Path:
    """An empty folder, at the same place for each test.

    An index belongs to the place of its store. A store where there was another before has its
    index brought up to date, which takes a fiftieth of the time of building one.
    """
    folder = tmp_path_factory.getbasetemp() / "now"
    if folder.exists():  # keep it to be looked at
        folder.rename(folder.with_name(_names[-1]))
    name = "".join(char if char.isalnum() else "_" for char in request.node.name)[:30]
    _names.append(f"{name}{len(_names)}")
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def running() -> Iterator["Browser"]:
    """A browser."""
    from tests.reports.browser import launched

    yield from launched()


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where indexes are kept by default; the processes of one run of the tests share it."""
    folder = tmp_path_factory.getbasetemp()
    return (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "cache"


@pytest.fixture(autouse=True)
def _surroundings(
    monkeypatch: pytest.MonkeyPatch, shared_cache: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Each test speaks English and keeps nothing of whoever runs it."""
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
    monkeypatch.setenv("XDG_CACHE_HOME", str(shared_cache))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.getbasetemp() / "state"))
