"""Subjects with many facts: only those that a statement is probably about are weighed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.growth import grows_moderately
from xzfacts.app import Facts, open_store
from xzfacts.check import evidence
from xzfacts.model.verdicts import Verdict

FACTS = 400


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """A county with the number of workers and the area of each of many villages."""
    folder = tmp_path_factory.mktemp("store") / "facts"
    folder.mkdir()
    (folder / "store.toml").write_text('schema = 1\nname = "试"\n')
    (folder / "a.toml").write_text('[source]\nid = "a"\ntitle = "题"\n' + "".join(sentences()))
    return open_store(str(folder))


def village(number: int) -> str:
    return f"{chr(0x5000 + number % 50)}{chr(0x6000 + number // 50)}村"


def sentences() -> Iterator[str]:
    for number in range(FACTS):
        name = village(number)
        yield f'[[sentences]]\nquote = "临江县{name}现有工人{number + 1000}人。"\n'
        yield f'facts = [{{ subject = "临江县", attribute = "{name}工人人数", '
        yield f'value = "{number + 1000}人" }}]\n'


@pytest.mark.parametrize("number", [0, 77, FACTS - 1])
def test_the_fact_of_a_statement_is_found(store: Facts, number: int) -> None:
    name = village(number)
    assert verdicts(store, f"临江县{name}工人人数为{number + 1000}人。") == [Verdict.SUPPORTED]
    assert verdicts(store, f"临江县{name}工人人数为{number + 9000}人。") == [Verdict.REFUTED]


def test_few_facts_are_weighed(store: Facts, monkeypatch: pytest.MonkeyPatch) -> None:
    weighed = 0
    weigh = evidence.weigh

    def counted(*given: object, **named: object) -> object:
        nonlocal weighed
        weighed += 1
        return weigh(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr("xzfacts.check.quantity_claims.weigh", counted)
    places = "、".join(f"{village(at)}有职员{at + 20}人" for at in range(10))
    assert list(store.check(f"临江县{places}。"))
    assert 0 < weighed <= 10 * 100


def verdicts(store: Facts, text: str) -> list[Verdict]:
    return [one.verdict for each in store.check(text) for one in each.assertions]


def test_values_of_a_series_are_known_to_be_replaced(tmp_path: Path) -> None:
    def series(size: int) -> Facts:
        rows = "".join(
            f'[[sentences]]\nquote = "临江县第{at}天有工人{at + 1000}人。"\n'
            f'facts = [{{ subject = "临江县", attribute = "工人人数", value = "{at + 1000}人", '
            f'as_of = "{at + 1000}-05-05" }}]\n'
            for at in range(size)
        )
        folder = tmp_path / str(size)
        folder.mkdir()
        (folder / "store.toml").write_text('schema = 1\nname = "试"\n')
        (folder / "a.toml").write_text('[source]\nid = "a"\ntitle = "题"\n' + rows)
        return open_store(str(folder))

    size = 560
    made = {each: series(each) for each in (size + 1, size // 8 + 1, size // 8, size)}
    for store in made.values():
        next(iter(store.ask("临江县工人人数")), None)

    def check(size: int) -> None:
        assert verdicts(made[size], f"临江县有工人{size + 999}人。") == [Verdict.SUPPORTED]

    check(size + 1)  # reads the sentences that all of them have, which are kept
    assert grows_moderately(check, size)
