"""Names and marks of verdicts, and counts of them."""

from collections import Counter
from collections.abc import Iterable

from xzfacts.i18n import gettext as _, ngettext
from xzfacts.model.verdicts import CheckedSentence, Verdict
from xzfacts.render.wording import join_names

# Most severe first.
GRAVITY = (Verdict.REFUTED, Verdict.CONFLICTING, Verdict.UNKNOWN, Verdict.SUPPORTED)

# The order of the counts: what the store knows first.
_COUNTED = (Verdict.REFUTED, Verdict.CONFLICTING, Verdict.SUPPORTED, Verdict.UNKNOWN)

MARKS = {
    Verdict.REFUTED: "✗",
    Verdict.CONFLICTING: "≠",
    Verdict.UNKNOWN: "?",
    Verdict.SUPPORTED: "✓",
}


def verdict_name(verdict: Verdict) -> str:
    """The name of a verdict, translated."""
    names = {
        Verdict.REFUTED: _("refuted"),
        Verdict.CONFLICTING: _("conflicting evidence"),
        Verdict.UNKNOWN: _("not enough evidence"),
        Verdict.SUPPORTED: _("supported"),
    }
    return names[verdict]


def _counted_name(verdict: Verdict) -> str:
    return _("not found in the store") if verdict is Verdict.UNKNOWN else verdict_name(verdict)


class Tally:
    """Number of statements by verdict."""

    def __init__(self) -> None:
        self._counts: Counter[Verdict] = Counter()

    def add(self, sentences: Iterable[CheckedSentence]) -> None:
        """Counts the statements of these sentences."""
        for sentence in sentences:
            self._counts.update(each.verdict for each in sentence.assertions)

    def __getitem__(self, verdict: Verdict) -> int:
        return self._counts[verdict]

    @property
    def total(self) -> int:
        """Number of all statements."""
        return self._counts.total()

    def summary(self) -> str:
        """One line with the number of statements of each verdict."""
        if not self.total:
            return _("No checkable statements.")
        counted = ngettext("{count} statement", "{count} statements", self.total)
        parts = [
            _("{count} {verdict}").format(count=self[verdict], verdict=_counted_name(verdict))
            for verdict in _COUNTED
            if self[verdict]
        ]
        return _("{statements}: {verdicts}.").format(
            statements=counted.format(count=self.total), verdicts=join_names(parts)
        )

    def to_json(self) -> str:
        """One JSON object: how many statements there are, and how many of each verdict."""
        from xzfacts.render.json_ import dumps  # few ask for it

        counts = {verdict.value: self[verdict] for verdict in Verdict}
        return dumps({"statements": self.total, **counts})
