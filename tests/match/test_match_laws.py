"""What holds of every name and attribute, whatever the store."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given, settings, strategies as st

from tests import recall
from tests.law_profiles import examples
from xzfacts.app import Facts, open_store
from xzfacts.match.spelling_substitution import is_slip
from xzfacts.model.facts import Fact
from xzfacts.text import lookalikes, pinyin
from xzfacts.text.normalize import compact
from xzfacts.text.short_forms import LEGAL_ENDINGS

ROOT = Path(__file__).parent.parent.parent
STORES = (ROOT / "facts", recall.STORES / "hospital", recall.STORES / "harvest")
# Common characters of many sounds and shapes, to put into names in place of others.
CHARACTERS = "云山石木金田风雷星河海江湖波松竹梅兰菊春秋冬夏青红蓝紫国中大来时年得生会家学心天"
EXAMPLES = 60
LONGEST = 12  # characters; a longer name is a phrase, and typed short

pytestmark = pytest.mark.usefixtures("_cache")


@pytest.fixture(scope="module", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One cache for the module: the stores stay open from one example to the next."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield
    opened.cache_clear()


@cache
def opened(root: Path) -> tuple[Facts, list[Fact]]:
    """A store and all its facts."""
    facts = open_store(str(root))
    return facts, list(facts.facts())


@st.composite
def known_facts(draw: st.DrawFn, longest: int | None = None) -> tuple[Facts, Fact]:
    """A store and a fact of it; with `longest`, one whose subject has a name of so many Han
    characters at most, and of three at least."""
    facts, every = opened(draw(st.sampled_from(STORES)))
    if longest is not None:
        every = [fact for fact in every if _is_plain(compact(fact.subject), longest)]
    return facts, draw(st.sampled_from(every))


def _is_plain(name: str, longest: int) -> bool:
    return 2 < len(name) <= longest and all(map(pinyin.is_han, name))


def asked(facts: Facts, query: str) -> list[Fact]:
    return [result.fact for result in facts.ask(query, limit=20).results]


@given(known_facts())
@settings(max_examples=examples(EXAMPLES))
def test_subject_and_attribute_find_the_fact_in_any_order_spaced_or_not(
    known: tuple[Facts, Fact],
) -> None:
    facts, fact = known
    for query in (
        f"{fact.subject} {fact.attribute}",
        f"{fact.attribute} {fact.subject}",
        f"{fact.subject}{fact.attribute}",
        f"{fact.subject}的{fact.attribute}是什么？",
    ):
        found = asked(facts, query)
        assert fact.id in {other.id for other in found}, query
        assert (found[0].subject, found[0].attribute) == (fact.subject, fact.attribute), query


@cache
def homophones(char: str) -> list[str]:
    """Other characters of news text with the same first reading."""
    first = pinyin.readings(char)[:1]
    text = {c for root in STORES for fact in opened(root)[1] for c in fact.sentence.quote}
    return [c for c in sorted(text) if c != char and pinyin.readings(c)[:1] == first]


@given(known_facts(longest=LONGEST), st.data())
@settings(max_examples=examples(EXAMPLES))
def test_a_name_is_found_by_how_it_sounds(known: tuple[Facts, Fact], data: st.DataObject) -> None:
    facts, fact = known
    name = compact(fact.subject)
    typos = [(i, other) for i, char in enumerate(name) for other in homophones(char)]
    assume(typos)
    place, other = data.draw(st.sampled_from(typos))
    typed = name[:place] + other + name[place + 1 :]
    assert fact.id in {other.id for other in asked(facts, f"{typed} {fact.attribute}")}, typed


@given(known_facts(longest=LONGEST), st.data())
@settings(max_examples=examples(EXAMPLES))
def test_a_name_with_another_character_is_another_name(
    known: tuple[Facts, Fact], data: st.DataObject
) -> None:
    facts, fact = known
    name = compact(fact.subject)
    assume(len(name) > 2 and all(pinyin.is_han(char) for char in name))
    # What kind of company it is tells no two apart.
    telling = next((name.removesuffix(e) for e in LEGAL_ENDINGS if name.endswith(e)), name)
    typos = [
        (i, other)
        for i, char in enumerate(telling)
        for other in CHARACTERS
        if other not in name
        and not pinyin.near_sound(other, char)
        and not lookalikes.alike(other, char)
        and not is_slip(name, i, other)
    ]
    place, other = data.draw(st.sampled_from(typos))
    typed = name[:place] + other + name[place + 1 :]
    answers = facts.ask(f"{typed} {fact.attribute}", limit=20).results
    assert fact.id not in {answer.fact.id for answer in answers}, typed


@given(known_facts(longest=LONGEST))
@settings(max_examples=examples(EXAMPLES))
def test_pinyin_finds_what_characters_find(known: tuple[Facts, Fact]) -> None:
    facts, fact = known
    name = compact(fact.subject)
    assume(len(name) <= 10 and all(pinyin.is_han(char) for char in name))
    query = " ".join(pinyin.syllables(name)) + " " + fact.attribute
    assert fact.id in {other.id for other in asked(facts, query)}, query
