"""Commands whose packages are not installed say which extra brings them."""

import json

import pytest

from tests.cli.process import FERRY, piped
from xzfacts.cli.extras import MissingPackageError, extra


def test_a_missing_package_is_named_by_its_extra() -> None:
    with pytest.raises(MissingPackageError, match=r"xzfacts\[xlsx\]"), extra("xlsx", "no_such"):
        import no_such.part  # type: ignore[import-not-found]  # noqa: F401


def test_another_missing_module_is_no_missing_extra() -> None:
    with pytest.raises(ModuleNotFoundError), extra("xlsx", "xlsxwriter"):
        import no_such.part  # noqa: F401


def test_an_explanation_in_json_is_a_line() -> None:
    done = piped("query", "青石轮渡", "船员", "--explain", "--json", "--store", FERRY)
    (line,) = done.stdout.decode().splitlines(keepends=True)
    assert line.endswith("\n")
    assert json.loads(line)["explain"]
