"""Stores in which a query took long: many aliases, attributes with one name, long articles."""

from pathlib import Path
from time import process_time

import pytest

from tests.growth import grows_moderately, is_within
from xzfacts.app import Facts, open_store

HEAD = '[source]\nid = "a"\ntitle = "题"\n'


def sentence(quote: str, subject: str, attribute: str, value: str) -> str:
    fact = f'{{ subject = "{subject}", attribute = "{attribute}", value = "{value}" }}'
    return f'[[sentences]]\nquote = "{quote}"\nfacts = [{fact}]\n'


def declared(table: str, name: str, aliases: list[str]) -> str:
    listed = ", ".join(f'"{alias}"' for alias in aliases)
    return f'[[{table}]]\nname = "{name}"\naliases = [{listed}]\n'


def opened(folder: Path, content: str) -> Facts:
    folder.mkdir()
    (folder / "store.toml").write_text('schema = 1\nname = "试"\n', encoding="utf-8")
    (folder / "a.toml").write_text(HEAD + content, encoding="utf-8")
    return open_store(str(folder))


def letter(at: int) -> str:
    return chr(0x4E00 + at)


def alike(size: int) -> str:
    """Attributes that share an alias, each with a fact of one subject."""
    return "".join(
        declared("attributes", f"{letter(at)}组工人人数", ["人数", "员工"])
        + sentence(
            f"晨光厂{letter(at)}组有{at + 9}人。",
            "晨光厂",
            f"{letter(at)}组工人人数",
            f"{at + 9}人",
        )
        for at in range(size)
    )


def test_a_subject_with_very_many_names(tmp_path: Path) -> None:
    """The last of them finds it, but its facts are not compared with each."""
    names = [letter(at % 5000) + letter(at // 50) + letter(at % 4999) for at in range(20_000)]
    facts = "".join(
        sentence(
            f"晨光厂{letter(at)}组有工人{at + 9}人。",
            "晨光厂",
            f"{letter(at)}组人数",
            f"{at + 9}人",
        )
        for at in range(300)
    )
    store = opened(tmp_path / "facts", declared("subjects", "晨光厂", names) + facts)
    begin = process_time()
    assert store.ask("晨光厂").results
    assert store.ask(names[-1]).results[0].subject == "晨光厂"
    assert is_within(5, begin)


def test_attributes_that_share_a_name(tmp_path: Path) -> None:
    stores = {size: opened(tmp_path / str(size), alike(size)) for size in (300, 301, 2400)}
    assert stores[2400].ask("晨光厂 丁组工人人数").results[0].value == "10人"
    assert grows_moderately(lambda size: stores[size].ask("哪个镇工人最多"), 2400)


def test_a_long_sentence_about_attributes_that_share_a_name(tmp_path: Path) -> None:
    store = opened(tmp_path / "facts", alike(700))
    begin = process_time()
    assert list(store.check("晨光厂工人人数有5人，" * 100))
    assert is_within(5, begin)


@pytest.mark.parametrize("draft", ["说第{}组人数为7.7%", "第{}组人数为7吨"])
def test_sentences_of_three_subjects_that_differ_only_in_figures(
    tmp_path: Path, draft: str
) -> None:
    """They are more than are kept in memory."""
    more = "，这里的人们今年一直都很高兴。"
    content = "".join(
        sentence(
            f"晨光{'甲乙丙'[at % 3]}厂第{at}组人数为{at}.5%{more}",
            f"晨光{'甲乙丙'[at % 3]}厂",
            f"第{at}组人数",
            f"{at}.5%",
        )
        for at in range(1800)
    )
    store = opened(tmp_path / "facts", content)
    assert list(store.check("".join(f"晨光{which}厂有7人。" for which in "甲乙丙")))
    begin = process_time()
    told = (f"晨光{'甲乙丙'[at % 3]}厂{draft.format(at)}{more}" for at in range(60))
    assert list(store.check("".join(told)))
    assert is_within(3, begin)


def test_an_article_with_very_long_sentences(tmp_path: Path) -> None:
    long = "".join(map(letter, range(9_800)))
    content = "".join(sentence(f"{long}{at}人。", "别厂", "人数", f"{at}人") for at in range(60))
    content += "".join(
        sentence(
            f"晨光厂今年全年在东部的{letter(at)}地工人人数有{at}人。",
            "晨光厂",
            f"{letter(at)}地工人人数",
            f"{at}人",
        )
        for at in range(100, 200)
    )
    store = opened(tmp_path / "facts", content)
    begin = process_time()
    store.ask(f"晨光厂{'富山县' * 60}有多少工人？")
    assert is_within(4, begin)


def days(count: int, more: str = "") -> str:
    """Values of one attribute, of a day each."""
    return "".join(
        sentence(f"晨光厂{at}天有工人{at}人。{more}", "晨光厂", "工人人数", f"{at}人").replace(
            " }]", f', as_of = "{1000 + at // 12}-{at % 12 + 1:02}" }}]'
        )
        for at in range(9, count)
    )


def test_the_latest_of_very_many_values_answers(tmp_path: Path) -> None:
    (result, *_) = opened(tmp_path / "facts", days(700)).ask("晨光厂 工人人数").results
    assert (result.value, result.fact.as_of) == ("699人", "1058-04")


def test_facts_of_a_subject_with_very_many_spellings(tmp_path: Path) -> None:
    """So many of all of them are compared, not of each."""
    names = [f"{letter(at)}厂" for at in range(3000)]
    facts = "".join(
        sentence(f"{name}有工人{at}人。", name, f"{letter(at)}工人人数", f"{at}人")
        for at, name in enumerate(names)
    )
    store = opened(tmp_path / "facts", declared("subjects", "晨光厂", names) + facts)
    assert store.ask(f"{names[-1]} {letter(2999)}工人人数").results[0].value == "2999人"
    article = "".join(f"晨光厂去年有工人{at}人，产值增长{at}%。" for at in range(100))
    begin = process_time()
    assert list(store.check(article))
    assert store.extract(article)
    assert is_within(5, begin)


def test_facts_that_many_others_replaced_one_after_the_other(tmp_path: Path) -> None:
    def replaced(subject: str, name: str, year: str, by: str) -> str:
        made = sentence(f"{subject}有9人。", subject, "人数", "9人")
        more = f', as_of = "{year}", id = "{name}", superseded_by = "{by}" }}]'
        return made.replace(" }]", more)

    size = 3000
    chain = (replaced("别厂", f"x{at}", "2024", f"x{at + 1}") for at in range(size))
    first = (replaced("晨光厂", f"y{at}", "1990", f"x{at % 7}") for at in range(size))
    last = replaced("晨光厂", "z", "1990", f"x{size}") + sentence(
        "晨光厂在。", "晨光厂", "在", "在"
    )
    last += sentence("别厂有8人。", "别厂", "人数", "8人").replace(
        " }]", f', id = "x{size}", as_of = "2024" }}]'
    )
    store = opened(tmp_path / "facts", "".join(chain) + "".join(first) + last)
    begin = process_time()
    assert [each.fact.id for each in store.ask("晨光厂 人数", as_of="1995").results] == ["z"]
    assert is_within(5, begin)


def test_a_sentence_that_very_many_facts_contradict(tmp_path: Path) -> None:
    """Some of them are listed with each sentence, not all."""
    folder = tmp_path / "facts"
    opened(folder, sentence("晨光厂有工人8人。", "晨光厂", "工人人数", "8人"))
    for at in range(100):
        fact = sentence(f"晨光厂有工人{at + 10}人。", "晨光厂", "工人人数", f"{at + 10}人")
        source = f'[source]\nid = "s{at}"\ntitle = "题"\n'
        (folder / f"s{at}.toml").write_text(source + fact, encoding="utf-8")
    (checked,) = open_store(str(folder)).check("晨光厂有工人77777人。")
    assert checked.assertions[0].verdict.value == "conflicting_evidence"
    assert 10 <= len(checked.evidence) <= 30


def test_a_subject_with_one_name_and_long_sentences(tmp_path: Path) -> None:
    """What qualifies a stored value is read once, however many sentences it is compared with."""
    long = "在东部新区的" * 600
    content = "".join(
        sentence(f"晨光厂{long}有工人{at}人。", "晨光厂", "工人人数", f"{at}人")
        for at in range(9, 200)
    )
    store = opened(tmp_path / "facts", content)
    article = "".join(f"晨光厂去年有工人{at}人，产值增长{at}%。" for at in range(100))
    begin = process_time()
    assert list(store.check(article))
    assert is_within(4, begin)


def test_a_sentence_that_very_many_facts_quote(tmp_path: Path) -> None:
    """Some of them are listed with each sentence, not all."""
    quote = "晨光厂有工人8人。"
    content = "".join(sentence(quote, f"{letter(at)}厂", "工人人数", "8人") for at in range(200))
    (checked,) = opened(tmp_path / "facts", content).check(quote)
    assert checked.assertions[0].verdict.value == "supported"
    assert 10 <= len(checked.evidence) <= 20
