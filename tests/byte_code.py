"""Byte code of one run of the tests: a folder for it, and who of several workers compiles what."""

import os
import sys
import sysconfig
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pytest

_SUFFIX = f".{sys.implementation.cache_tag}.pyc"
_SKIPPED = {"__pycache__", "site-packages", "test", "tests"}
# Tools, which the tests run as programs or not at all.
_SKIPPED |= {"pip", "setuptools", "pkg_resources", "mypy", "mypyc", "idlelib", "lib2to3"}


def make_folder() -> str:
    """Create a folder for PYTHONPYCACHEPREFIX, with links to the byte code that exists.

    Where that variable is set, Python does not look for the byte code beside the files of the
    standard library and of installed packages, and would compile them again.
    """
    folder = tempfile.mkdtemp(prefix="xzfacts-bytecode-")
    names = ("stdlib", "platstdlib", "purelib", "platlib")
    for root in {sysconfig.get_path(name) for name in names}:
        for parent, folders, files in os.walk(root):
            cached = "__pycache__" in folders
            folders[:] = [name for name in folders if name not in _SKIPPED]
            if cached:
                _link(os.path.join(parent, "__pycache__"), folder + parent, files, leaf=not folders)
    return folder


def _link(cache: str, folder: str, files: list[str], *, leaf: bool) -> None:
    """Link the byte code of the files of a package, which is in `cache`, from another folder."""
    compiled = [entry for entry in os.scandir(cache) if entry.name.endswith(_SUFFIX)]
    names = {entry.name.removesuffix(_SUFFIX) for entry in compiled}
    if leaf and names >= {name[:-3] for name in files if name.endswith(".py")}:
        os.makedirs(os.path.dirname(folder), exist_ok=True)
        os.symlink(cache, folder)  # nothing is missing, so nothing will be written there
        return
    os.makedirs(folder, exist_ok=True)
    for entry in compiled:
        os.symlink(entry.path, os.path.join(folder, entry.name))


def import_in_turn(root: Path, paths: Iterable[Path], number: int, count: int) -> None:
    """Import the tests under some paths, as one of `count` workers that do so at the same time.

    Each begins elsewhere, and finds the byte code of what the others have imported. Without,
    all of them would compile all tests, and rewrite their assertions, at the same time.
    """
    files = sorted(
        file for path in paths for file in ([path], path.rglob("test_*.py"))[path.is_dir()]
    )
    begin = number * len(files) // count
    for file in files[begin:] + files[:begin]:
        name = ".".join(file.relative_to(root).with_suffix("").parts)
        with suppress(Exception, pytest.skip.Exception):  # raised again when it is collected
            import_module(name)
