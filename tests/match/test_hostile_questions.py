"""Questions that took long: of long words or words repeated, for long articles and many names."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from time import process_time

import pytest

from tests.growth import is_within
from tests.match.test_hostile_stores import declared, letter, opened, sentence
from xzfacts.app import open_store

PAIRS = [letter(200 * at) + letter(200 * at + 100) for at in range(60)]


def long_articles(folder: Path) -> None:
    """Articles of long sentences about a subject with long names."""
    text = "晨光" * 110 + "乙丙" * 50
    opened(folder, declared("subjects", "丙厂", ["晨光" * 490 + letter(at) for at in range(90)]))
    for number in range(8):
        source = f'[source]\nid = "s{number}"\ntitle = "题{number}"\n'
        content = "".join(
            sentence(f"晨光第{at}车间里现有的全部工人达到{at}人{text}", "丙厂", "人数", f"{at}人")
            for at in range(150)
        )
        (folder / f"s{number}.toml").write_text(source + content, encoding="utf-8")


def attributes_with_long_names(folder: Path) -> None:
    draw = Random(1)  # noqa: S311 - no secret
    content = "".join(
        sentence(
            f"晨光厂有{at}人。",
            "晨光厂",
            "".join(f"{pair}{'丙' * 12}" for pair in draw.sample(PAIRS, len(PAIRS))) + str(at),
            f"{at}人",
        )
        for at in range(60)
    )
    opened(folder, content)


def attributes_with_many_names(folder: Path) -> None:
    content = ""
    for at in range(250):
        own = letter(at + 999)
        content += declared(
            "attributes", f"工数{own}", [f"工{own}数{letter(more + 2999)}" for more in range(300)]
        )
        content += sentence(f"晨光厂有{at}人。", "晨光厂", f"工数{own}", f"{at}人")
    opened(folder, content)


def attributes_that_share_names(folder: Path) -> None:
    content = "".join(
        declared("attributes", f"工人{at}数", ["工人", "人数", "工人人数", "多少人"])
        + sentence(f"晨光厂{at}有工人{at}人。", "晨光厂", f"工人{at}数", f"{at}人")
        for at in range(2000)
    )
    opened(folder, content)


def facts_of_one_sentence(folder: Path) -> None:
    quote = "、".join(f"{at}人" for at in range(1800))
    stated = ", ".join(
        f'{{ subject = "晨光厂", attribute = "工{at}人数", value = "{at}人" }}' for at in range(600)
    )
    opened(folder, f'[[sentences]]\nquote = "晨光厂{quote}"\nfacts = [{stated}]\n')


@pytest.mark.parametrize(
    ("made", "question"),
    [
        (long_articles, f"晨光{'乙' * 150} 人数"),
        (long_articles, "丙厂男工人有多少人？"),
        (long_articles, f"{'晨光县' * 60} 工人"),
        (attributes_with_long_names, f"晨光厂 {'乙'.join(PAIRS)}"),
        (attributes_with_many_names, f"晨光厂{'工 人 数 量 ' * 20}"),
        (attributes_that_share_names, "几人" * 100),
        (attributes_that_share_names, "cg " * 66),
        (facts_of_one_sentence, f"晨光厂有哪些{'工人' * 80}"),
    ],
)
def test_a_question(made: Callable[[Path], None], question: str, tmp_path: Path) -> None:
    made(tmp_path / "facts")
    store = open_store(str(tmp_path / "facts"))
    store.ask("别厂")
    begin = process_time()
    store.ask(question[:200])
    assert is_within(5, begin)


def test_each_of_very_many_names_finds_an_attribute(tmp_path: Path) -> None:
    attributes_with_many_names(tmp_path / "facts")
    store = open_store(str(tmp_path / "facts"))
    own = letter(7 + 999)
    for name in (f"工数{own}", f"工{own}数{letter(2999)}", f"工{own}数{letter(2999 + 299)}"):
        assert store.ask(f"晨光厂 {name}").results[0].value == "7人"
