"""Articles that nobody wrote: any text is read in bounded time, and every proposal verifies."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


HOSTILE = {
    "one long sentence": "，".join(map(firm, range(2000))),
    "many names": "。".join(map(firm, range(400))),
    "quotation marks": "“" * 100_000,
    "brackets": "（" * 50_000 + "）" * 50_000,
    "titles": "《" * 100_000,
    "one character": "甲" * 30_000,
    "control characters": "甲\x1b[2J有8人。\x85" * 1000,
    "blanks": " \u3000" * 50_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_is_bounded(store: Facts, name: str) -> None:
    before = time.process_time()
    store.extract(HOSTILE[name])
    assert time.process_time() - before < 15


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
