"""`python -m xzfacts`, and what the installed `xzfacts` command runs."""

import sys


def main() -> int:
    """Run the command that the process was started with; returns its exit status."""
    from xzfacts.cli.boundary import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
