"""A folder for the byte code of one run of the tests."""

import os
import sys
import sysconfig
import tempfile

_SUFFIX = f".{sys.implementation.cache_tag}.pyc"
_SKIPPED = {"__pycache__", "site-packages", "test", "tests"}


def make_folder() -> str:
    """Create a folder for PYTHONPYCACHEPREFIX, with links to the byte code that exists.

    Where that variable is set, Python does not look for the byte code beside the files of the
    standard library and of installed packages, and would compile them again.
    """
    folder = tempfile.mkdtemp(prefix="xzfacts-bytecode-")
    names = ("stdlib", "platstdlib", "purelib", "platlib")
    for root in {sysconfig.get_path(name) for name in names}:
        for parent, folders, _files in os.walk(root):
            if "__pycache__" in folders:
                _link(os.path.join(parent, "__pycache__"), folder + parent)
            folders[:] = [name for name in folders if name not in _SKIPPED]
    return folder


def _link(cache: str, folder: str) -> None:
    os.makedirs(folder, exist_ok=True)
    for entry in os.scandir(cache):
        if entry.name.endswith(_SUFFIX):
            os.symlink(entry.path, os.path.join(folder, entry.name))
