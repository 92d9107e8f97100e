"""Entry point of `python -m xzfacts` and of the installed `xzfacts` command."""

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def main() -> "NoReturn":
    """Run the command line in `sys.argv` and exit the process with its status."""
    if os.environ.get("PYTHONUTF8") == "0" and sys.getfilesystemencoding() == "ascii":
        # The locale is C or not installed: arguments and names of files would not be text.
        os.environ["PYTHONUTF8"] = "1"
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - this program
    # Start-up creates no garbage, nor does one query; looking for it would take 7 % of a short run.
    # What may take longer enables it.
    gc.disable()
    try:
        from xzfacts.cli.main import run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:  # while modules were imported or the output was written
        from xzfacts.errors import INTERRUPTED

        status = INTERRUPTED
    # All output is flushed and all files are closed; the interpreter's orderly shutdown would
    # take another 18 %.
    os._exit(status)


if __name__ == "__main__":
    main()
