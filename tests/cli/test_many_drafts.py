"""Reviews of very many drafts of one file."""

from decimal import Decimal
from pathlib import Path

from tests.growth import grows_moderately
from xzfacts.app import open_store
from xzfacts.cli.review.batch_edits import accepted_above
from xzfacts.cli.review.completions import StoreLookup
from xzfacts.cli.review.decision_writer import write_batch
from xzfacts.cli.review.review_state import ReviewItem, ReviewState

_SOURCE = '[source]\nid = "a"\ntitle = "年报"\n'


def _store(root: Path, declared: str, facts: str) -> str:
    root.mkdir()
    (root / "store.toml").write_text(f'schema = 1\nname = "t"\n{declared}', encoding="utf-8")
    (root / "a.toml").write_text(_SOURCE + facts, encoding="utf-8")
    return str(root)


def test_drafts_of_one_file_are_accepted_in_linear_time(tmp_path: Path) -> None:
    states = {}
    for size in (20, 21, 160):
        text = "".join(
            f'[[sentences]]\nquote = "晨光{n}厂有{n}人。"\nfacts = [{{ subject = "晨光{n}厂", '
            f'attribute = "人数", value = "{n}人", status = "draft", confidence = 1 }}]\n'
            for n in range(1, size + 1)
        )
        facts = open_store(_store(tmp_path / str(size), "", text))
        state = ReviewState(tuple(map(ReviewItem, facts.facts(status="draft"))))
        states[size] = state, accepted_above(state, Decimal(1), StoreLookup(facts)), facts.root
    assert grows_moderately(lambda size: write_batch(*states[size]), 160)
    assert "draft" not in (tmp_path / "160" / "a.toml").read_text(encoding="utf-8")


def test_drafts_of_one_subject_are_compared_in_linear_time(tmp_path: Path) -> None:
    states = {}
    for size in (50, 51, 400):
        text = "".join(
            f'[[sentences]]\nquote = "晨光厂有{n}人。"\nfacts = [{{ subject = "晨光厂", '
            f'attribute = "人数{n}", value = "{n}人", status = "draft", confidence = 1 }}]\n'
            for n in range(1, size + 1)
        )
        facts = open_store(_store(tmp_path / str(size), "", text))
        states[size] = ReviewState(tuple(map(ReviewItem, facts.facts(status="draft")))), facts
    batches = {}

    def work(size: int) -> None:
        state, facts = states[size]
        batches[size] = accepted_above(state, Decimal(1), StoreLookup(facts))

    assert grows_moderately(work, 400)
    assert len(batches[400].edits) == 400
