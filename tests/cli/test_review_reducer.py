"""Effects of keys on drafts in the store; each is written at once and undone exactly."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from tests.cli.drafts import contents, make_store, opened
from tests.law_profiles import examples
from xzfacts.cli.main import run
from xzfacts.cli.review.completions import StoreLookup
from xzfacts.cli.review.decision_writer import apply_decision
from xzfacts.cli.review.key_decoder import Key
from xzfacts.cli.review.review_reducer import step
from xzfacts.cli.review.review_state import Outcome, ReviewItem, ReviewState
from xzfacts.model.facts import Fact, Status
from xzfacts.store.render_toml import init_store
from xzfacts.store.schema.reader import read_store

NAMED = {"\r": "enter", "\t": "tab", "\x1b": "escape", "<": "left", ">": "right"}


class Review:
    """A review of a store, driven by keys."""

    def __init__(self, root: Path) -> None:
        facts = opened(root)
        self.root = root
        self.known = StoreLookup(facts)
        self.state = ReviewState(tuple(map(ReviewItem, facts.facts(status="draft"))))

    def press(self, keys: str) -> "Review":
        for char in keys:
            key = Key(NAMED[char]) if char in NAMED else Key("text", char)
            self.state, edit = step(self.state, key, self.known)
            if edit is not None:
                self.state = apply_decision(self.state, edit, str(self.root))
        return self

    def article(self) -> list[Fact]:
        """Return the facts of the new article in the store, which must have no findings."""
        store, findings = read_store(str(self.root))
        assert findings == ()
        return [fact for fact in store.facts if fact.source.id == "dongan"]

    def facts(self) -> dict[str, Fact]:
        """Return the same facts by value."""
        return {fact.value: fact for fact in self.article()}

    def stored(self) -> set[tuple[str, str, str, str, bool]]:
        """Return the facts of the new article as stored, and whether they are drafts."""
        return {_summary(fact, fact.status is Status.DRAFT) for fact in self.article()}

    def shown(self) -> set[tuple[str, str, str, str, bool]]:
        """Return the same facts as the review shows them."""
        return {
            _summary(draft.fact, draft.outcome is Outcome.OPEN)
            for draft in self.state.drafts
            if draft.outcome is not Outcome.REJECTED
        }


def _summary(fact: Fact, draft: bool) -> tuple[str, str, str, str, bool]:
    return fact.id, fact.subject, fact.attribute, fact.value, draft


@pytest.fixture
def review(tmp_path_factory: pytest.TempPathFactory) -> Review:
    return Review(make_store(tmp_path_factory.getbasetemp()))


@pytest.mark.parametrize(
    ("before", "after"),
    [("confidence=0.82", "confidence=0.12"), ("confidence=0.82", 'confidence=0.82, as_of="2001"')],
)
def test_a_draft_that_changed_after_it_was_shown_is_not_accepted(
    review: Review, before: str, after: str
) -> None:
    file = review.root / "dongan.toml"
    changed = file.read_text(encoding="utf-8").replace(before, after, 1)
    file.write_text(changed, encoding="utf-8")
    review.press("a")
    assert file.read_text(encoding="utf-8") == changed
    assert "Accepted" not in review.state.message


def test_accepting_removes_only_the_draft_keys(review: Review) -> None:
    before = contents(review.root)["dongan.toml"].decode()
    review.press("a")
    expected = before.replace(', status = "draft", confidence=0.82 }', " }", 1)
    assert contents(review.root)["dongan.toml"].decode() == expected
    assert (review.facts()["18条"].status, review.state.at) == (Status.CURRENT, 1)
    assert review.state.message == "Accepted: 青石渡公司 · 渡船数 · 18条"


def test_rejecting_removes_the_draft_from_its_file(review: Review) -> None:
    review.press("xr")
    assert set(review.facts()) == {"3200万元", "3元"}
    assert review.state.count(Outcome.REJECTED) == 2


def test_a_proposed_subject_is_removed_with_its_last_draft(review: Review) -> None:
    """Its aliases are removed too; a subject of another fact stays."""
    before = contents(review.root)["dongan.toml"].decode()
    review.press("xnx")
    after = contents(review.root)["dongan.toml"].decode()
    assert "渡口公司" in before
    assert "[[subjects]]" not in after
    assert "船员120余人" in after
    assert "# ArticleProposals in on a Monday." in after
    review.press("u")
    assert 'name = "东岸码头"' in contents(review.root)["dongan.toml"].decode()
    review.press("uu")
    assert contents(review.root)["dongan.toml"].decode() == before


def test_a_subject_is_completed_from_the_store(review: Review) -> None:
    review.press("s青石渡轮\t\r")
    fact = review.facts()["18条"]
    assert (fact.subject, fact.status) == ("青石渡轮渡有限公司", Status.DRAFT)
    assert fact.confidence == Decimal("0.82")
    assert review.state.draft is not None
    assert review.state.draft.fact.id == fact.id
    review.press("a")
    assert review.facts()["18条"].status is Status.CURRENT


def test_an_attribute_and_a_value_are_changed(review: Review) -> None:
    review.press("t船数\rv<\ra")
    fact = review.facts()["18"]
    assert (fact.attribute, fact.status) == ("船数", Status.CURRENT)


def test_a_value_that_is_not_in_the_sentence_is_refused(review: Review) -> None:
    before = contents(review.root)
    review.press("v19条\r")
    assert review.state.message == "“19条” does not occur in the sentence."
    assert contents(review.root) == before
    review.press("\x1ba")
    assert review.facts()["18条"].status is Status.CURRENT


def test_a_value_cut_out_of_a_number_is_refused(review: Review) -> None:
    before = contents(review.root)
    review.press("v8条\r")
    assert review.state.message == "“8条” is cut out of a longer number in the quote: “18条”."
    assert contents(review.root) == before


def test_a_merged_subject_becomes_an_alias(review: Review) -> None:
    review.press("m青石渡轮\t\ra")
    assert review.facts()["18条"].subject == "青石渡轮渡有限公司"
    facts = opened(review.root)
    for name in ("青石渡公司", "渡口公司"):
        assert facts.canonical_name(name) == "青石渡轮渡有限公司"


def test_merging_needs_another_subject_that_is_known(review: Review) -> None:
    before = contents(review.root)
    review.press("m天边公司\r")
    assert review.state.message == "No subject is called “天边公司”."
    review.press("\x1bm青石渡公司\r")
    assert review.state.message == "This is the same subject."
    assert contents(review.root) == before


def test_an_alias_cannot_be_merged_again(review: Review) -> None:
    before = contents(review.root)
    review.press("nm东岸\t\r")
    assert "is already an alias of “青石渡轮渡有限公司”" in review.state.message
    assert contents(review.root) == before
    store = review.root / "store.toml"
    text = store.read_text(encoding="utf-8") + '\n[[subjects]]\nname = "青石渡公司"\n'
    store.write_text(text, encoding="utf-8")
    again = Review(review.root).press("m青石轮渡\r")
    assert "is declared in store.toml" in again.state.message


def test_skipped_drafts_are_shown_again(review: Review) -> None:
    before = contents(review.root)
    review.press("n a ")
    assert review.state.at == 4
    assert contents(review.root) != before
    review.press("n")
    assert review.state.at == 0
    assert review.state.count(Outcome.OPEN) == 3
    review.press("uuuuu")
    assert review.state.message == "Nothing to undo."
    assert (review.state.at, contents(review.root)) == (0, before)


def test_unknown_keys_change_nothing(review: Review) -> None:
    before = contents(review.root)
    state = review.state
    review.press("\r\t<>b1zAXＡ；渡")
    assert (review.state, contents(review.root)) == (state, before)
    review.press("ａ")
    assert review.facts()["18条"].status is Status.CURRENT


def test_changes_of_others_are_not_undone(review: Review) -> None:
    review.press("a")
    file = review.root / "dongan.toml"
    file.write_text(file.read_text(encoding="utf-8") + "# by hand\n", encoding="utf-8")
    changed = contents(review.root)
    review.press("u")
    assert contents(review.root) == changed
    assert "changed" in review.state.message
    assert review.state.count(Outcome.ACCEPTED) == 1
    review.press("x")
    assert "120余人" not in review.facts()
    assert b"# by hand" in contents(review.root)["dongan.toml"]


def test_a_draft_that_is_gone_is_skipped(review: Review) -> None:
    file = review.root / "dongan.toml"
    text = file.read_text(encoding="utf-8").replace('18条", status', '18", status')
    file.write_text(text, encoding="utf-8")
    before = contents(review.root)
    review.press("a")
    assert contents(review.root) == before
    assert (review.state.at, review.state.count(Outcome.GONE)) == (1, 1)
    assert "no longer" in review.state.message
    review.press("a")
    assert review.facts()["120余人"].status is Status.CURRENT


# Escape closes a prompt that is still open.
DECISIONS = st.lists(
    st.sampled_from(
        [f"{name}\r\x1b" for name in ("s新公司", "s青石渡轮\t", "t人员\t", "t新属性", "v<", "v船")]
        + [f"m{name}\t\r\x1b" for name in ("青石渡轮", "东岸", "新公司")]
        + ["a", "a", "x", "n", "u", "u"]
    ),
    max_size=14,
)


def test_undo_after_any_decisions_restores_every_byte(review: Review) -> None:
    before, state = contents(review.root), review.state

    @settings(max_examples=examples(25))
    @given(DECISIONS)
    def law(decisions: list[str]) -> None:
        review.state = state
        for keys in decisions:
            review.press(keys)
            assert review.shown() == review.stored()
        review.press("u" * (len(decisions) + 1))
        assert contents(review.root) == before
        assert review.state.drafts == state.drafts

    law()


def test_all_drafts_from_a_confidence_are_accepted_and_undone_at_once(review: Review) -> None:
    before = contents(review.root)
    review.press("o0.8\r")
    assert review.state.message == "1 draft fact changed."
    assert [fact.value for fact in review.article() if fact.status is Status.CURRENT] == ["18条"]
    assert review.state.at == 1
    review.press("u")
    assert contents(review.root) == before
    assert review.state.count(Outcome.OPEN) == 4


@pytest.mark.parametrize(
    ("typed", "message"),
    [("0.9", "No draft fact has this confidence."), ("2", "“2” is not a number from 0 to 1.")],
)
def test_a_confidence_that_accepts_nothing_says_so(
    review: Review, typed: str, message: str
) -> None:
    before = contents(review.root)
    review.press(f"o{typed}\r")
    assert review.state.message == message
    assert contents(review.root) == before


def test_a_draft_that_contradicts_the_store_is_not_accepted_with_others(review: Review) -> None:
    file = review.root / "dongan.toml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("青石轮渡票价3元。", "青石轮渡票价4元。").replace(
        'attribute = "票价", value = "3元", status = "draft" }]',
        'attribute = "票价", value = "4元", status = "draft", confidence = 0.99 }]',
    )
    file.write_text(text, encoding="utf-8")
    changed = Review(review.root).press("o0.8\r")
    assert [d.fact.value for d in changed.state.drafts if d.outcome is Outcome.ACCEPTED] == ["18条"]


def test_a_subject_is_changed_for_all_drafts_that_have_it(review: Review) -> None:
    before = contents(review.root)
    review.press("ng青石渡轮\t\r")
    assert {fact.value for fact in review.article() if fact.subject == "青石渡轮渡有限公司"} == {
        "120余人",
        "3元",
    }
    assert review.stored() == review.shown()
    review.press("u")
    assert contents(review.root) == before
    assert review.stored() == review.shown()


def test_a_whole_article_is_rejected(review: Review) -> None:
    before = contents(review.root)
    review.press("d")
    assert review.article() == []
    assert (review.state.draft, review.state.count(Outcome.REJECTED)) == (None, 4)
    review.press("u")
    assert contents(review.root) == before


def test_decided_drafts_can_be_seen_again_and_are_not_decided_twice(review: Review) -> None:
    review.press("ax")
    after = contents(review.root)
    review.press("bb")
    assert review.state.at == 0
    for key in "axrdstvgm":
        review.press(key)
        assert (review.state.at, review.state.line, contents(review.root)) == (0, None, after)
    review.press("<>>>>>>>>b")
    assert review.state.at == 3


@pytest.mark.parametrize("keys", ["a", "x", "t船数\r", "s东岸\r", "m青石渡轮\t\r", "v<\r"])
@pytest.mark.parametrize("decided", ["a", "t船只数\ra", "v<\r"])
def test_what_another_reviewer_decided_is_not_undone(
    review: Review, keys: str, decided: str
) -> None:
    other = Review(review.root)
    other.press(decided)
    after = contents(review.root)
    review.press(keys)
    assert contents(review.root) == after
    assert review.state.drafts[0].outcome is Outcome.GONE


def test_a_batch_leaves_alone_what_another_reviewer_decided(review: Review) -> None:
    other = Review(review.root)
    other.press("a")
    review.press("d")
    assert [(fact.value, fact.status) for fact in review.article()] == [("18条", Status.CURRENT)]
    assert review.state.message == "3 draft facts changed."


def test_the_paragraph_comes_from_the_archived_text(tmp_path: Path) -> None:
    root = init_store(str(tmp_path))
    article = tmp_path / "a.txt"
    text = "渡口换新船\n\n白桥渡口昨日换船。白桥渡口有船员96人。票价不变。\n\n另一段。\n"
    article.write_text(text, encoding="utf-8")
    assert run(["extract", str(article), "--store", root]) == 0
    review = Review(Path(root)).press("c")
    background = review.known.background(review.state)
    assert background is not None
    assert background.paragraph == "白桥渡口昨日换船。白桥渡口有船员96人。票价不变。"
