"""The sentences that explain a verdict.

How far a wrong amount is off, and by which typing error, is in `typo_explanations`.
"""

from collections.abc import Callable, Iterable
from functools import cache

from xzfacts.i18n import gettext as _
from xzfacts.model.verdicts import Reason
from xzfacts.quantity.model import Quantity

_OF_CODE: dict[Reason, Callable[[], str]] = {
    Reason.UNKNOWN_SUBJECT: lambda: _("The store has no fact about this subject."),
    Reason.UNKNOWN_ATTRIBUTE: lambda: _("The store does not say."),
    Reason.OTHER_MEASURE: lambda: _("The store has another measure."),
    Reason.OTHER_PERIOD: lambda: _("The store has another period."),
    Reason.OTHER_SCOPE: lambda: _("The store has another part or scope."),
    Reason.NOT_STATED: lambda: _("A plan, a denial or a rumour is not a statement."),
    Reason.NOT_COMPARABLE: lambda: _("The store has another unit, which cannot be compared."),
    Reason.LESS_EXACT: lambda: _("The store is less exact."),
    Reason.AMBIGUOUS: lambda: _(
        "It is not certain that the store has the same subject or measure."
    ),
    Reason.MISQUOTED: lambda: _("Not a verbatim quotation."),
}


@cache
def of_code(code: Reason) -> str:
    """Not enough evidence: what the reason code means."""
    return _OF_CODE[code]()


def rounded(value: str) -> str:
    """Not enough evidence: the amount may be the stored one, rounded."""
    return _("The store says {value}, which may be the same, rounded.").format(value=value)


def misquoted(marked: str) -> str:
    """Not enough evidence: a quotation differs from the stored sentence as marked."""
    return _("{explanation} The store has: {difference}").format(
        explanation=of_code(Reason.MISQUOTED), difference=marked
    )


def quotation_not_found() -> str:
    """Not enough evidence: no stored sentence is like the quotation."""
    return _("No such quotation in the store.")


def other_value(value: str) -> str:
    """Refuted, or left open: the store has another value."""
    return _("The store says {value}.").format(value=value)


def other_amount(stated: Quantity, known: Quantity | None, value: str) -> str:
    """Refuted: what the store says, how far the statement is off, and the likely typing error."""
    from xzfacts.check.typo_explanations import difference, likely_typo

    gap = difference(stated, known) if known else ""
    slip = likely_typo(stated, known) if known else ""
    if gap and slip:
        reason = _("The store says {value}; {difference}, perhaps {slip}.")
    elif slip:
        reason = _("The store says {value}; perhaps {slip}.")
    elif gap:
        reason = _("The store says {value}; {difference}.")
    else:
        return other_value(value)
    return reason.format(value=value, difference=gap, slip=slip)


def newer_value(value: str, old: str) -> str:
    """Refuted: the statement agrees with a fact that a newer source contradicts."""
    return _("A newer source says {value}; {old} was said before.").format(value=value, old=old)


def disagreement(values: Iterable[str]) -> str:
    """Conflicting evidence: current facts of the store exclude each other."""
    said = "; ".join(dict.fromkeys(values))
    return _("The store disagrees with itself: {values}.").format(values=said)


def same_value(value: str) -> str:
    """Supported: the store has the same value."""
    return _("The store also says {value}.").format(value=value)


def agreeing_value(value: str) -> str:
    """Supported: the store has a value that agrees with the stated one."""
    return _("The store says {value}, which agrees.").format(value=value)


def same_sentence(value: str) -> str:
    """Supported: a stored sentence has this figure beside the value of its fact."""
    return _("The sentence in the store also says {value}.").format(value=value)


def time_of_article(time: str) -> str:
    """Supported: the article says when before the sentence."""
    return _("The article in the store is about {time} there.").format(time=time)


def stored_sentence() -> str:
    """Supported: the sentence itself is in the store."""
    return _("The sentence is the store's own.")


def verbatim_quotation() -> str:
    """Supported: a stored sentence contains the quotation."""
    return _("Quoted verbatim from the store.")
