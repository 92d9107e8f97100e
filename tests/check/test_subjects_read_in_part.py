"""Subjects with more facts than are read: none of the others is missed where it matters."""

import json
from collections.abc import Iterator

import pytest

from xzfacts.app import Facts, open_store
from xzfacts.model.verdicts import Verdict

TOWNS = 700


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """A county with the inhabitants of each of many villages."""
    folder = tmp_path_factory.mktemp("store") / "facts"
    folder.mkdir()
    (folder / "store.toml").write_text('schema = 1\nname = "试"\n')
    (folder / "a.toml").write_text('[source]\nid = "a"\ntitle = "题"\n' + "".join(sentences()))
    return open_store(str(folder))


def inhabitants(number: int) -> int:
    return 20_000 + 7 * number


def sentences() -> Iterator[str]:
    for number in range(TOWNS):
        quote = f"临江县第{number}村人口为{inhabitants(number)}人。"
        yield f"[[sentences]]\nquote = {json.dumps(quote, ensure_ascii=False)}\n"
        yield f'facts = [{{ subject = "临江县", attribute = "第{number}村人口", '
        yield f'value = "{inhabitants(number)}人" }}]\n'


@pytest.mark.parametrize("number", [0, 20, 599, 601, TOWNS - 1])
def test_a_stored_sentence_is_supported(store: Facts, number: int) -> None:
    text = f"临江县第{number}村人口为{inhabitants(number)}人。"
    assert set(verdicts(store, text)) == {Verdict.SUPPORTED}


@pytest.mark.parametrize("number", [601, TOWNS - 1])
@pytest.mark.parametrize("words", ["至少有{}人", "达到了{}人", "是{}人"])
def test_a_value_that_the_store_has_is_not_refuted(store: Facts, number: int, words: str) -> None:
    text = f"临江县第{number}村人口{words.format(inhabitants(number))}。"
    assert Verdict.REFUTED not in verdicts(store, text)


def test_a_village_that_was_not_read_is_not_compared_with_another(store: Facts) -> None:
    assert Verdict.REFUTED not in verdicts(store, f"临江县第{TOWNS - 1}村人口为5人。")


def verdicts(store: Facts, text: str) -> list[Verdict]:
    return [each.verdict for one in store.check(text) for each in one.assertions]
