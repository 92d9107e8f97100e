"""Verdicts on a sentence with the facts of the store that they are based on."""

from functools import lru_cache

from xzfacts.check.claim_verdicts import ClaimVerdict, ComparedFact
from xzfacts.index.lookup.catalog import Catalog
from xzfacts.model.facts import Fact, Match, Result
from xzfacts.model.verdicts import Assertion, CheckedSentence, Verdict

_CACHED = 1024  # facts
_ORDER = (Verdict.SUPPORTED, Verdict.UNKNOWN, Verdict.CONFLICTING, Verdict.REFUTED)
_GRAVITY = {verdict: gravity for gravity, verdict in enumerate(_ORDER)}


class SentenceReporter:
    """Attaches facts to verdicts; the last facts are cached."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._fact = lru_cache(maxsize=_CACHED)(catalog.fact)
        self._fact_called = lru_cache(maxsize=_CACHED)(self._called)

    def checked(
        self, line: int, start: int, sentence: str, found: tuple[ClaimVerdict, ...]
    ) -> CheckedSentence:
        """The sentence, which begins at `start` of the line, with the verdicts on it."""
        return CheckedSentence(
            line=line,
            start=start,
            sentence=sentence,
            verdict=max([each.verdict for each in found], key=_GRAVITY.__getitem__),
            evidence=self._evidence(found) if any(each.facts for each in found) else (),
            assertions=tuple([_assertion(sentence, each) for each in found]),
            nearest=self._nearest(found),
        )

    def _evidence(self, found: tuple[ClaimVerdict, ...]) -> tuple[Result, ...]:
        results: dict[int, Result] = {}
        for one in found:
            for compared in one.facts:
                results.setdefault(compared.known.row.id, self._result(compared))
        return tuple(results.values())

    def _nearest(self, found: tuple[ClaimVerdict, ...]) -> tuple[Fact, ...]:
        """The nearest fact of each statement that has one."""
        ids = dict.fromkeys(each.nearest[0] for each in found if each.nearest)
        return tuple(filter(None, map(self._fact_called, ids)))

    def _called(self, fid: str) -> Fact | None:
        row = self._catalog.fact_called(fid)
        return self._fact(row) if row else None

    def _result(self, compared: ComparedFact) -> Result:
        return Result(
            fact=self._fact(compared.known.row),
            score=round(compared.quality, 4),
            match=Match(
                subject=compared.subject,
                attribute=compared.attribute,
                value="exact" if compared.exact else None,
            ),
        )


def _assertion(sentence: str, found: ClaimVerdict) -> Assertion:
    return Assertion(
        text=sentence[found.start : found.end],
        start=found.start,
        end=found.end,
        verdict=found.verdict,
        fact=found.facts[0].known.row.fid if found.facts else None,
        reason=found.reason,
        reason_code=found.code,
        nearest=found.nearest,
    )
