"""File names tell what is in a file, so no two modules have the same name."""

from collections import Counter

from tests.doc_examples import ROOT


def test_no_two_modules_have_the_same_file_name() -> None:
    names = Counter(path.name for path in (ROOT / "src").rglob("*.py"))
    assert len(names) > 100
    assert [name for name, count in names.items() if count > 1] == ["__init__.py"]
