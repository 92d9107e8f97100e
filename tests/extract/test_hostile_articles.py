"""Articles that nobody wrote: any text is read in bounded time, and every proposal verifies."""

import tracemalloc
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings, strategies as st

from tests.growth import grows_moderately, is_within
from tests.index.index_stores import new_store, use_small_vocabulary
from tests.law_profiles import examples
from xzfacts.app import Facts, open_store
from xzfacts.extract.article.origin import Origin
from xzfacts.extract.entity.recognizer import Subjects
from xzfacts.index.cache.index_opener import open_in_memory
from xzfacts.index.lookup.catalog import Catalog
from xzfacts.model.declarations import Subject
from xzfacts.quantity.whole_amount import cut_amount
from xzfacts.store.schema.tables import is_date


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    folder = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patch:
        use_small_vocabulary(patch)
        patch.setenv("XZFACTS_CACHE", str(folder / "cache"))
        return open_store(str(new_store(Path(folder))))


def firm(number: int) -> str:
    return f"晨{chr(0x4E00 + number)}公司有职工{number}人"


_HAN = "".join(map(chr, range(0x4E00, 0x6E00)))
HOSTILE: dict[str, tuple[int, Callable[[int], str]]] = {
    "one sentence": (80, lambda size: "，".join(map(firm, range(size)))),
    "one sentence, too long": (3200, lambda size: "，".join(map(firm, range(size)))),
    "many names": (400, lambda size: "。".join(map(firm, range(size)))),
    "quotation marks": (100_000, lambda size: "“" * size),
    "brackets": (50_000, lambda size: "（" * size + "）" * size),
    "titles": (100_000, lambda size: "《" * size),
    "one character": (30_000, lambda size: "甲" * size),
    "control characters": (1000, lambda size: "甲\x1b[2J有8人。\x85" * size),
    "clauses with a subject each": (
        1000,
        lambda size: "".join(f"晨光{at}公司有职工{at}人，同比增长{at}%。\n" for at in range(size)),
    ),
    "firms pointed to": (
        1000,
        lambda size: "".join(
            map("晨{0}公司投产。该公司有{1}人。".format, _HAN[:size], range(size))
        ),
    ),
    "people who speak": (
        2400,
        lambda size: "".join(map("张{}说，晨光公司有职工8人。\n".format, _HAN[:size])),
    ),
    "ranks of writers": (20_000, lambda size: "本报" + "见习" * size + "\n晨光公司有职工8人。"),
    "digits in one another": (
        900,
        lambda size: "9" * (size // 3) + "½=1/3" + "9" * (size * 2 // 3) + "有5人。",
    ),
    "blanks": (50_000, lambda size: " \u3000" * size),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_is_bounded(store: Facts, name: str) -> None:
    size, text = HOSTILE[name]
    assert grows_moderately(lambda size: list(store.extract(text(size))), size)


@pytest.mark.parametrize(
    "text",
    [
        "驻" * 60 + "，晨光公司有职工8人。",
        "晨光公司投产\n\n（记者 " + "驻" * 60 + "）\n\n晨光公司有职工8人。",
        "本报" + "驻晨首席" * 24 + "\n\n晨光公司有职工8人。",
        "晨光公司职工和产值分别" + "达到" * 40 + "甲8人和9万元。",
        "晨光公司职工由8人增长至" + "每约近" * 60 + "甲9人。",
    ],
    ids=lambda text: str(text)[:12],
)
def test_words_that_repeat_are_read_in_one_way(store: Facts, text: str) -> None:
    begin = process_time()
    list(store.extract(text))
    assert is_within(5, begin)


_ALPHABET = "8８1①约近至-–.,，。：“”（）《》[]的、\n\t \u200b\u3000晨光公司李明省市人元万亿％年月日"


@settings(max_examples=examples(100), deadline=None)
@given(st.one_of(st.text(_ALPHABET, max_size=80), st.text(max_size=80)))
def test_any_text_is_read_and_what_is_proposed_verifies(store: Facts, text: str) -> None:
    if any("\ud800" <= char <= "\udfff" for char in text) or "\0" in text:
        return
    for article in store.extract(text):
        for each in article.marked:
            fact = each.fact
            assert fact.value in fact.sentence.quote
            assert cut_amount(fact.sentence.quote, fact.value) is None


_PERIODS = "去年 今年3月 前年 前三季度 5月6日 昨天 上月 2月30日 31日 国庆假期 780年".split()


@pytest.mark.parametrize(
    "published", "0001 0001-01 0001-01-01 0009-03-02 0999-12-31 2023-03-05 9999".split()
)
def test_periods_of_an_article_of_any_year_are_dates(store: Facts, published: str) -> None:
    text = "".join(f"晨光公司{when}有工人{at + 10}人。" for at, when in enumerate(_PERIODS))
    found = store.extract(text, origin=Origin(published=published))
    periods = [each.fact.as_of for article in found for each in article.marked]
    assert any(periods)
    assert all(is_date(period) for period in periods if period)


def test_of_very_many_names_of_earlier_articles_the_last_are_taken_over(tmp_path: Path) -> None:
    catalog = Catalog(open_in_memory(str(new_store(tmp_path))).db)
    before = [
        Subject(f"{_HAN[at % 5000]}{_HAN[at // 5000]}公司", kind="company") for at in range(200_000)
    ]
    begin = process_time()
    known = Subjects(catalog, before)
    known.learn(())
    assert before[-1].name in known.entities
    assert is_within(1, begin)


def test_memory_for_noun_phrases_that_overlap(store: Facts) -> None:
    """Each of the words of a long phrase begins some: only what is needed of them is kept."""
    text = f"晨光厂产品是{'晨光' * 30}。“{'晨光' * 100}”是产品。\n" * 20
    store.extract("晨光公司有职工8人。")
    tracemalloc.start()
    store.extract(text)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2_000 * len(text)
