"""What holds of every figure: none that was altered is supported, none is passed over."""

from functools import cache

import pytest
from hypothesis import assume, given, settings, strategies as st

from tests.check.claim_stores import STORES, opened
from tests.check.test_claims import CLAIMS
from tests.law_profiles import examples
from xzfacts.check.statements import is_statement
from xzfacts.language.known_names import named
from xzfacts.model.facts import Status
from xzfacts.model.verdicts import Assertion, Verdict
from xzfacts.quantity.model import Span
from xzfacts.quantity.parser import find_quantities, parse_quantity

PLAIN = [name for name in STORES if name not in {"rivals", "times"}]  # where no facts disagree
FULL_WIDTH = {ord(char): chr(ord(char) + 0xFEE0) for char in "0123456789"}
TRADITIONAL = str.maketrans("万亿厂员产业职", "萬億廠員產業職")


@cache
def _quotes(store: str) -> list[str]:
    facts = [fact for fact in opened(store).facts() if fact.status is Status.CURRENT]
    return list(dict.fromkeys(fact.sentence.quote for fact in facts))


@st.composite
def printed_figures(draw: st.DrawFn) -> tuple[str, str, Span]:
    """A store, a sentence of it, and one of its figures."""
    store = draw(st.sampled_from(PLAIN))
    quote = draw(st.sampled_from(_quotes(store)))
    spans = [
        span
        for span in find_quantities(quote)
        if any(map(str.isdecimal, span.quantity.text))
        and span.quantity.dimension not in {"date", "clock"}
        and is_statement(quote, *span)
    ]
    assume(spans)
    return store, quote, draw(st.sampled_from(spans))


def _other_digit(text: str, draw: st.DrawFn) -> str:
    places = [at for at, char in enumerate(text) if char.isdecimal()]
    at = draw(st.sampled_from(places))
    digit = draw(st.sampled_from([d for d in "123456789" if d != text[at]]))
    return text[:at] + digit + text[at + 1 :]


def _other_point(text: str, draw: st.DrawFn) -> str:
    if "." in text:
        whole, _, rest = text.partition(".")
        return f"{whole}{rest[0]}.{rest[1:]}" if rest[1:2].isdecimal() else whole + rest
    first = next(at for at, char in enumerate(text) if char.isdecimal())
    digits = len(text[first:]) - len(text[first:].lstrip("0123456789"))
    assume(digits > 1)
    at = first + draw(st.integers(1, digits - 1))
    return f"{text[:at]}.{text[at:]}"


def _other_sign(text: str, draw: st.DrawFn) -> str:
    del draw
    for sign in ("-", "−", "负", "零下", "±"):
        if text.startswith(sign):
            return text.removeprefix(sign)
    assume(text[0].isdecimal())
    return "-" + text


def _other_currency(text: str, draw: st.DrawFn) -> str:
    assume(text.endswith("元"))
    other = draw(st.sampled_from(["美元", "港元", "元（港币）", "元(日元)", "欧元"]))
    return text.removesuffix("元") + other


ALTERATIONS = [_other_digit, _other_point, _other_sign, _other_currency]


def _at(found: list[Assertion], base: int, start: int, end: int) -> list[Assertion]:
    return [each for each in found if base + each.start < end and start < base + each.end]


@given(printed_figures(), st.sampled_from(ALTERATIONS), st.data())
@settings(max_examples=examples(300))
def test_an_altered_figure_of_a_stored_sentence_is_never_supported(
    case: tuple[str, str, Span], alter: object, data: st.DataObject
) -> None:
    store, quote, span = case
    assert callable(alter)
    text = alter(span.quantity.text, data.draw)
    stated = parse_quantity(text)
    assume(stated is not None and text != span.quantity.text)
    assert stated is not None
    assume((stated.low, stated.high, stated.unit) != (*span.quantity[:2], span.quantity.unit))
    # 超6000万元 follows from 超6500万元, but a point moved in it is no support.
    exact = span.quantity.low == span.quantity.high
    assume(exact or alter is not _other_digit)
    draft = quote[: span.start] + text + quote[span.end :]
    read = [each for each in find_quantities(draft) if each.start == span.start]
    assume(read and read[0].quantity.text == text)
    for sentence in opened(store).check([draft]):
        there = _at(list(sentence.assertions), sentence.start, span.start, span.start + len(text))
        figures = [each for each in there if each.text == text]
        assert all(each.verdict is not Verdict.SUPPORTED for each in figures)
    every = [a.text for s in opened(store).check([draft]) for a in s.assertions]
    assert any(text in each or each in text for each in every)


def _verdicts(store: str, text: str) -> list[Verdict]:
    return [a.verdict for s in opened(store).check([text]) for a in s.assertions]


@given(
    st.sampled_from([claim for claim in CLAIMS if "“" not in claim.text]),
    st.sampled_from(["width", "script", "hidden"]),
    st.data(),
)
@settings(max_examples=examples(200))
def test_width_script_and_invisible_characters_change_no_verdict(
    claim: object, how: str, data: st.DataObject
) -> None:
    store, text = claim.store, claim.text  # type: ignore[attr-defined]
    if how == "width":
        folded = text.translate(FULL_WIDTH)
    elif how == "script":
        folded = text.translate(TRADITIONAL)
    else:
        at = data.draw(st.integers(0, len(text)))
        folded = text[:at] + data.draw(st.sampled_from("\u200b\u00ad\u2060\ufeff")) + text[at:]
    assert _verdicts(store, folded) == _verdicts(store, text)


@pytest.mark.parametrize(
    ("store", "text"),
    [
        ("shipped", "移民后续就业孵化基地共6层"),
        ("shipped", "一家制衣厂年产值900万元"),
        ("gazette", "晶达电子现有员工1 265人。"),
        ("resort", "芦影湿地公园游船票价最低60元"),
    ],
)
def test_an_invisible_character_anywhere_changes_no_verdict(store: str, text: str) -> None:
    for at in range(len(text) + 1):
        assert _verdicts(store, f"{text[:at]}\u200b{text[at:]}") == _verdicts(store, text), at


@given(st.sampled_from(CLAIMS), st.sampled_from(CLAIMS))
@settings(max_examples=examples(200))
def test_every_figure_of_a_draft_is_in_the_report(first: object, second: object) -> None:
    store = first.store  # type: ignore[attr-defined]
    text = f"{first.text}。{second.text}"  # type: ignore[attr-defined]
    places = [
        (s.start + a.start, s.start + a.end)
        for s in opened(store).check([text])
        for a in s.assertions
    ]
    for span in find_quantities(text):
        if is_statement(text, *span):
            held = any(start < span.end and span.start < end for start, end in places)
            assert held or _is_in_a_name(store, text, span), span


def _is_in_a_name(store: str, text: str, span: Span) -> bool:
    """Whether the figure is part of a name or a word of the store: 3号线, 12小时降雨量."""
    from xzfacts.index.lookup.prefix_lookup import PrefixIndex
    from xzfacts.language.sentence import read

    facts = opened(store)
    catalog = facts._index.run(facts._catalog_of)  # noqa: SLF001
    begins = PrefixIndex(catalog)
    reading = read(text)
    start, end = reading.units(span.start, span.end)
    names = named(begins, reading)
    if any(name.start < end and start < name.end for name in names):
        return True
    reach = range(max(0, start - 8), start + 1)
    terms = (term for at in reach for term in begins.terms_at(reading.chars, at))
    return any(len(term.text) > end - start and term.role == "attribute" for term in terms)


@pytest.mark.parametrize(
    ("draft", "figure"),
    [
        ("澄江队与渚湾队上半场以0-0互交白卷。", "0-0"),
        ("双方上半场0－0，下半场再战。", "0－0"),
        ("这种薄膜的厚度只有01.8毫米。", "01.8"),
        ("热线班组累计接听电话超过9万通。", "超过9万"),
    ],
)
def test_a_figure_that_is_no_amount_is_in_the_report(draft: str, figure: str) -> None:
    found = [each.text for one in opened("branches").check([draft]) for each in one.assertions]
    assert figure in found


@pytest.mark.parametrize("draft", ["咨询电话为010-123。", "图2-1是厂区。", "机型为A320-200。"])
def test_a_code_is_no_figure(draft: str) -> None:
    assert not list(opened("branches").check([draft]))
