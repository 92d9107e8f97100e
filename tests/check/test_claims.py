"""Claims, one a line of a data file, get the verdicts that a reader would give them."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.cases import for_each
from tests.check.claim_stores import DATA, STORES, opened
from xzfacts.model.verdicts import CheckedSentence, Verdict

_GRAVITY = [Verdict.SUPPORTED, Verdict.UNKNOWN, Verdict.CONFLICTING, Verdict.REFUTED]


class Claim(NamedTuple):
    store: str
    verdict: Verdict
    text: str
    cited: str


def _claims(folder: Path) -> Iterator[Claim]:
    for store in STORES:
        path = folder / f"{store}.tsv"
        if not path.exists():
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                verdict, text, cited = (*line.split("\t"), "")[:3]
                yield Claim(store, Verdict(verdict), text, cited)


CLAIMS = list(_claims(DATA / "claims"))
# No rule was made from these; how many of each verdict are right is all that was looked at.
# The floors only ever rise.
HELD = list(_claims(DATA / "claims" / "held"))
_HELD_FLOORS = {Verdict.SUPPORTED: 39, Verdict.REFUTED: 39, Verdict.UNKNOWN: 33}


def _checked(claim: Claim) -> list[CheckedSentence]:
    return list(opened(claim.store).check([claim.text]))


def _verdict(found: list[CheckedSentence]) -> Verdict:
    return max((s.verdict for s in found), key=_GRAVITY.index, default=Verdict.UNKNOWN)


@for_each(CLAIMS)
def test_a_claim_gets_its_verdict_and_its_sentence(claim: Claim) -> None:
    found = _checked(claim)
    assert _verdict(found) is claim.verdict
    cited = [result.fact.sentence.quote for sentence in found for result in sentence.evidence]
    assert not claim.cited or any(claim.cited in quote for quote in cited)
    for sentence in found:
        assert claim.text[sentence.start :].startswith(sentence.sentence)
        for each in sentence.assertions:
            assert sentence.sentence[each.start : each.end] == each.text
            assert each.reason
            assert (each.fact is None) == (each.verdict is Verdict.UNKNOWN)


def test_claims_that_no_rule_was_made_from_are_judged_as_well() -> None:
    given = Counter((claim.verdict, _verdict(_checked(claim))) for claim in HELD)
    assert {v: given[v, v] for v, least in _HELD_FLOORS.items() if given[v, v] < least} == {}
    decided = {Verdict.SUPPORTED, Verdict.REFUTED}
    wrong = [pair for pair in given if pair[0] != pair[1] and pair[1] in decided]
    assert not wrong  # rather no verdict than a false one


def test_claims_mean_the_same_as_one_draft() -> None:
    """Lines stand for themselves: who is named in one is not taken for the next."""
    for store in STORES:
        claims = [claim for claim in CLAIMS if claim.store == store]
        found: dict[int, list[CheckedSentence]] = {}
        for sentence in opened(store).check(claim.text for claim in claims):
            found.setdefault(sentence.line, []).append(sentence)
        for number, claim in enumerate(claims, start=1):
            assert _verdict(found.get(number, [])) is claim.verdict, claim
