"""Alignments are left out only where none of them would decide anything."""

import pytest

from tests.check.claim_stores import opened
from tests.check.test_claims import CLAIMS, HELD
from xzfacts.check import alignment_candidates
from xzfacts.model.verdicts import CheckedSentence

_STORES = ("estuary", "gazette", "resort", "harbour", "rivals")


@pytest.mark.parametrize("store", _STORES)
def test_alignments_that_are_left_out_change_no_verdict(
    store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [claim.text for claim in (*CLAIMS, *HELD)][::7]
    left_out = _checked(store, texts)
    monkeypatch.setattr(alignment_candidates, "_may_decide", lambda *_: True)
    assert _checked(store, texts) == left_out


def _checked(store: str, texts: list[str]) -> list[CheckedSentence]:
    """The claims of all stores, most of which this one does not tell of."""
    facts = opened(store)
    facts._checker = None  # noqa: SLF001 - with caches of an earlier check
    return [each for text in texts for each in facts.check([text])]
