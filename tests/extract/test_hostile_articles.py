"""Articles that nobody wrote: any text is read in bounded time, and every proposal verifies."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from tests.growth import grows_moderately
from tests.index.index_stores import new_store, use_small_vocabulary
from tests.law_profiles import examples
from xzfacts.app import Facts, open_store
from xzfacts.quantity.whole_amount import cut_amount


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    folder = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patch:
        use_small_vocabulary(patch)
        patch.setenv("XZFACTS_CACHE", str(folder / "cache"))
        return open_store(str(new_store(Path(folder))))


def firm(number: int) -> str:
    return f"晨{chr(0x4E00 + number)}公司有职工{number}人"


HOSTILE: dict[str, tuple[int, Callable[[int], str]]] = {
    "one sentence": (80, lambda size: "，".join(map(firm, range(size)))),
    "one sentence, too long": (3200, lambda size: "，".join(map(firm, range(size)))),
    "many names": (400, lambda size: "。".join(map(firm, range(size)))),
    "quotation marks": (100_000, lambda size: "“" * size),
    "brackets": (50_000, lambda size: "（" * size + "）" * size),
    "titles": (100_000, lambda size: "《" * size),
    "one character": (30_000, lambda size: "甲" * size),
    "control characters": (1000, lambda size: "甲\x1b[2J有8人。\x85" * size),
    "blanks": (50_000, lambda size: " \u3000" * size),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_is_bounded(store: Facts, name: str) -> None:
    size, text = HOSTILE[name]
    assert grows_moderately(lambda size: list(store.extract(text(size))), size)


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
