"""Questions that compare the amounts of very many subjects, or read very long sentences."""

from pathlib import Path
from time import process_time

from tests.growth import is_within
from tests.match.test_hostile_stores import letter, opened, sentence
from xzfacts.app import open_store

_SIZE = 450


def _name(at: int) -> str:
    return f"{letter(at)}{letter(at * 7 + 3)}镇"


def _towns(value: str = "{at}人") -> str:
    return "".join(
        sentence(f"{_name(at)}有{said}。", _name(at), "工人人数", said)
        for at in range(9, _SIZE)
        for said in [value.format(at=at)]
    )


def test_the_most_and_the_least_of_very_many_subjects(tmp_path: Path) -> None:
    store = opened(
        tmp_path / "facts", _towns() + sentence("乙镇有7人。", "乙镇", "工人人数", "7人")
    )
    most = [result.value for result in store.ask("哪个镇工人最多", limit=3).results]
    assert most == [f"{_SIZE - at}人" for at in (1, 2, 3)]
    assert store.ask("哪个镇工人最少").results[0].value == "7人"


def test_amounts_of_another_dimension_are_not_compared(tmp_path: Path) -> None:
    money = "".join(
        sentence(f"{name}有{at}万元。", name, "工人人数", f"{at}万元")
        for at in range(1, 150)
        for name in [f"丙{letter(at)}镇"]
    )
    store = opened(tmp_path / "facts", money + _towns())
    assert store.ask("哪个镇工人最多").results[0].value == f"{_SIZE - 1}人"


def test_what_was_not_yet_known_is_not_the_most(tmp_path: Path) -> None:
    opened(tmp_path / "facts", _towns())
    later = '[source]\nid = "b"\ntitle = "题"\npublished = "2024"\n'
    first = tmp_path / "facts" / "a.toml"
    text = first.read_text(encoding="utf-8").replace('"题"\n', '"题"\npublished = "2020"\n', 1)
    first.write_text(text, encoding="utf-8")
    new = sentence("乙镇有9999人。", "乙镇", "工人人数", "9999人")
    (tmp_path / "facts" / "b.toml").write_text(later + new, encoding="utf-8")
    store = open_store(str(tmp_path / "facts"))
    assert store.ask("哪个镇工人最多").results[0].value == "9999人"
    assert store.ask("哪个镇工人最多", as_of="2021").results[0].value == f"{_SIZE - 1}人"


def test_two_of_very_many_subjects_are_compared(tmp_path: Path) -> None:
    store = opened(tmp_path / "facts", _towns())
    names = _name(_SIZE - 1), _name(_SIZE - 9)
    results = store.ask(f"{names[1]}和{names[0]}哪个工人多").results
    assert [result.subject for result in results] == [*names]


def test_sentences_full_of_amounts(tmp_path: Path) -> None:
    """Only the part around the value is read of a sentence that is very long."""
    many = "".join(
        f"2023年{at % 12 + 1}月{at % 28 + 1}日工人{at + 10}人，增长{at % 90 + 1}%，"
        for at in range(400)
    )[:9_900]
    facts = "".join(
        sentence(f"{many}丙{at}厂。", "晨光厂", name, value)
        for at in range(80)
        for name, value in (("工人人数", f"{at + 10}人"), ("增长率", f"{at % 90 + 1}%"))
    )
    store = opened(tmp_path / "facts", facts)
    store.ask("别厂")
    begin = process_time()
    assert store.ask("晨光厂").results
    assert is_within(5, begin)
