"""The lines at which a quote starts in its text, in texts that repeat it."""

from hashlib import sha256

import pytest
from hypothesis import given, strategies as st

from tests.growth import grows_moderately
from xzfacts.model.declarations import Store
from xzfacts.model.facts import Fact, Place, Sentence, Source
from xzfacts.text.unwrap import quote_lines
from xzfacts.verify import SourceText, quotes
from xzfacts.verify.quotes import quote_findings


def _codes(text: str, quotes: list[tuple[str, int | None]]) -> list[str]:
    digest = sha256(text.encode()).hexdigest()
    source = Source("a", "题", sha256=digest)
    facts = tuple(
        Fact("", "甲", "乙", "", None, Sentence(quote, line), source, Place("a.toml", 1, f"s[{n}]"))
        for n, (quote, line) in enumerate(quotes)
    )
    found = quote_findings(Store("", (), (), (source,), facts), [SourceText("t", digest, text)])
    return [finding.code for finding in found]


@given(
    st.text("甲a。\n ", max_size=30),
    st.text("甲a。 ", min_size=1, max_size=4),
    st.integers(1, 9) | st.none(),
)
def test_the_finding_agrees_with_the_lines_of_the_quote(
    text: str, quote: str, line: int | None
) -> None:
    lines = quote_lines(text, quote)
    if not lines:
        wanted = ["quote-not-in-text"]
    elif line is None:
        wanted = ["ambiguous-quote"] * (len(lines) > 1)
    else:
        wanted = ["wrong-line"] * (line not in lines)
    assert _codes(text, [(quote, line)]) == wanted


def test_a_quote_that_the_text_consists_of_takes_linear_time() -> None:
    def work(size: int) -> None:
        quotes: list[tuple[str, int | None]] = [("8人", line) for line in range(1, size)]
        assert _codes("8人\n" * size * 10, quotes) == []
        assert _codes("8人" * size * 10, [("8人", None)] * size + quotes[:1]) == []

    assert grows_moderately(work, 1600)


def test_many_quotes_without_their_line_are_not_looked_for_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(quotes, "_MAX_SEARCHED", 1000)
    text = "".join(f"有{number}人。\n" for number in range(100, 150))
    lost = [(f"无{number}人。", None) for number in range(100)]
    named = [(f"有{number}人。", number - 99) for number in range(100, 150)]
    codes = _codes(text, [*lost, *named, ("有149人。", 1)])
    assert codes[-1] == "too-many-quotes"
    assert set(codes[:-1]) == {"quote-not-in-text"}
    assert len(codes) < 20
