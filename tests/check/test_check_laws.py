"""What holds of every fact and every draft, whatever the store."""

import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings, strategies as st

from tests.check.claim_stores import STORES, opened
from tests.check.test_claims import CLAIMS
from tests.law_profiles import examples
from xzfacts.app import Facts
from xzfacts.check.checker import REACH
from xzfacts.cli import parallel_check
from xzfacts.model.facts import Fact, Status
from xzfacts.model.verdicts import CheckedSentence, Verdict
from xzfacts.quantity.compare import disjoint
from xzfacts.quantity.parser import parse_quantity
from xzfacts.quantity.rounding import may_round
from xzfacts.text.normalize import compact

NUMBER = re.compile(r"[1-9]\d*(?:\.\d+)?")
PLAIN = [name for name in STORES if name not in {"rivals", "times"}]  # where no facts disagree


@cache
def _facts(store: str) -> list[Fact]:
    return [fact for fact in opened(store).facts() if fact.status is Status.CURRENT]


@cache
def _own(store: str, quote: str) -> list[CheckedSentence]:
    return list(opened(store).check([quote]))


@pytest.mark.parametrize("store", PLAIN)
def test_a_fact_is_borne_out_by_its_own_sentence(store: str) -> None:
    own = [f for f in _facts(store) if compact(f.value) in compact(f.sentence.quote)]
    assert own
    for fact in own:
        found = _own(store, fact.sentence.quote)
        borne_out = {
            result.fact.id
            for sentence in found
            if sentence.verdict is Verdict.SUPPORTED
            for result in sentence.evidence
        }
        assert fact.id in borne_out, fact


@st.composite
def shifted(draw: st.DrawFn) -> tuple[str, Fact, str, str]:
    """A store, a fact of it, another number for its value, and its sentence with that number."""
    store = draw(st.sampled_from(PLAIN))
    fact = draw(st.sampled_from([f for f in _facts(store) if f.quantity]))
    number = NUMBER.search(fact.value)
    assume(number is not None)
    assert number is not None
    assume(fact.sentence.quote.count(fact.value) == 1)
    old = Decimal(number.group())
    new = draw(st.integers(1, 10**6).map(Decimal)) if draw(st.booleans()) else old * 10
    value = fact.value[: number.start()] + f"{new:f}" + fact.value[number.end() :]
    stated = parse_quantity(value)
    assume(stated is not None and fact.quantity is not None)
    assert stated is not None
    assert fact.quantity is not None
    assume(disjoint(stated, fact.quantity) and not may_round(stated, fact.quantity))
    return store, fact, value, fact.sentence.quote.replace(fact.value, value)


@given(shifted())
@settings(max_examples=examples(300))
def test_another_number_in_its_own_sentence_is_never_borne_out(
    case: tuple[str, Fact, str, str],
) -> None:
    store, fact, value, sentence = case
    at = fact.sentence.quote.index(fact.value)
    there = [
        each
        for s in opened(store).check([sentence])
        for each in s.assertions
        if s.start + each.start < at + len(value) and at < s.start + each.end
    ]
    assert all(each.fact != fact.id or each.verdict is Verdict.REFUTED for each in there)
    # A date that no calendar has is no amount, and what no amount is said of is no claim.
    if fact.quantity is not None and fact.quantity.dimension not in {"date", "clock"}:
        assert Verdict.REFUTED in {each.verdict for each in there}


def _told(found: list[CheckedSentence]) -> list[tuple[object, ...]]:
    return [
        (s.line, s.start, s.verdict, each.start, each.end, each.verdict, each.fact, each.reason)
        for s in found
        for each in s.assertions
    ]


@pytest.mark.parametrize("store", STORES)
def test_the_order_of_files_and_facts_does_not_matter(store: str, tmp_path: Path) -> None:
    turned = tmp_path / "facts"
    shutil.copytree(STORES[store], turned)
    files = sorted(path for path in turned.glob("*.toml") if path.name != "store.toml")
    for number, path in enumerate(reversed(files)):
        text = path.read_text(encoding="utf-8")
        head, *sentences = text.split("\n[[sentences]]\n")
        path.unlink()
        turned_text = "\n[[sentences]]\n".join([head, *reversed([f"{s}\n" for s in sentences])])
        (turned / f"{number}.toml").write_text(turned_text, encoding="utf-8")
    draft = [claim.text for claim in CLAIMS if claim.store == store]
    assert _told(list(Facts(str(turned)).check(draft))) == _told(list(opened(store).check(draft)))


WORDS = [
    *("晨南服饰", "比弗丽", "曾昭亮", "该公司", "其中", "去年", "2023年", "88人", "180名", "工人"),
    *("年产值", "700余万元", "董事长", "总经理", "是", "有", "的", "，", "。", "（", "\u200b"),
    *("\x1b[31m", "１２", "一二三", "¥", "\ud800", "、", "“", "期", "二", "百分之"),
]


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=3)), max_size=40))
@example(["晨南服饰", "有", "工人", "88人"] * 80)
def test_any_draft_can_be_checked(parts: list[str]) -> None:
    text = "".join(parts)
    for sentence in opened("shipped").check(text.split("\n")):
        line = text.split("\n")[sentence.line - 1]
        assert line.startswith(sentence.sentence, sentence.start)
        assert sentence.assertions
        for each in sentence.assertions:
            assert sentence.sentence[each.start : each.end] == each.text != ""


def test_a_draft_is_taken_line_by_line() -> None:
    taken = 0

    def lines() -> Iterator[str]:
        nonlocal taken
        for claim in CLAIMS:
            taken += 1
            yield claim.text

    seen = 0
    for sentence in opened("shipped").check(lines()):
        assert taken == sentence.line
        seen += 1
    assert seen


def test_a_piece_of_a_draft_is_checked_as_in_the_whole() -> None:
    draft = ["晨南服饰是一家企业。", "今天多云。", "该公司现有工人108人。"] + ["今天多云。"] * REACH
    draft.append("该公司现有工人108人。")
    whole = _told(list(opened("shipped").check(draft)))
    assert [(each[0], each[5]) for each in whole] == [(3, Verdict.REFUTED), (12, Verdict.UNKNOWN)]
    piece = _told(list(opened("shipped").check(draft[2:], draft[:2])))
    assert piece == [(line, *each[1:]) for line, each in zip((1, 10), whole, strict=True)]


def test_several_processes_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel_check, "_PIECE", 1 << 10)
    claims = [claim.text for claim in CLAIMS if claim.store == "shipped"]
    draft = [line for number in range(3) for line in (*claims, f"今天是第{number}天。")]
    assert sum(map(len, draft)) > 3 << 10
    once = _told(list(opened("shipped").check(draft)))
    assert _told(list(parallel_check.check_in_parallel(str(STORES["shipped"]), draft, 2))) == once
