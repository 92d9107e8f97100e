"""Confirmed verdicts as ClaimReview (schema.org), from a report of `xzfacts check --json`.

A person confirms a verdict by adding to its assertion, in the report,
`"review": {"rating": "…", "url": "…", "author": "…"}`: the rating in words, the page of the review,
and who reviewed. `published` (ISO date) and `author_url` may be added. No rating is ever derived
from a verdict, and assertions without a review are left out.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from xzfacts.errors import XzfactsError
from xzfacts.export.text_fragment import is_web_address
from xzfacts.i18n import gettext as _, mark

_REQUIRED = ("rating", "url", "author")
_OPTIONAL = ("published", "author_url")
_ADDRESSES = {"url", "author_url"}
# Characters that the reviews of a line may repeat of its claim and its sources: so many times the
# size of the line.
_MAX_RATIO = 20


class ReportError(XzfactsError):
    """A line of a report cannot be used."""

    template = mark("Line {line} of the report: {fault}.")
    line: int
    fault: str


def claim_reviews(report: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """Yield a ClaimReview for each reviewed assertion of a report. Raises ReportError."""
    for number, line in enumerate(report, 1):
        if not line.strip():
            continue
        try:
            sentence = json.loads(line)
            assertions = sentence["assertions"]
            claim = sentence["sentence"]
            reviews = [each["review"] for each in assertions if each.get("review") is not None]
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise ReportError(number, _("not a line that `check --json` prints")) from None
        cited = list(dict.fromkeys(_addresses(sentence.get("evidence"))))
        claim = str(claim)
        if len(reviews) * (len(claim) + sum(map(len, cited))) > _MAX_RATIO * len(line):
            raise ReportError(number, _("it has too many reviews with too many sources"))
        for review in reviews:
            yield _claim_review(claim, _checked(review, number), cited)


def _checked(review: object, line: int) -> dict[str, str]:
    """Return a review whose keys are known and hold text. Raises ReportError."""
    if not isinstance(review, dict):
        raise ReportError(line, _("“review” is not an object"))
    for key in _REQUIRED:
        if not (isinstance(review.get(key), str) and review[key].strip()):
            raise ReportError(line, _("the review needs “{key}”").format(key=key))
    for key in _ADDRESSES & review.keys():
        if not (isinstance(review[key], str) and is_web_address(review[key])):
            raise ReportError(line, _("“{key}” is not a web address").format(key=key))
    for key, value in review.items():
        if key not in {*_REQUIRED, *_OPTIONAL} or not isinstance(value, str):
            raise ReportError(line, _("the review cannot have “{key}”").format(key=key))
    return review


def _claim_review(claim: str, review: dict[str, str], cited: list[str]) -> dict[str, Any]:
    author = {"@type": "Organization", "name": review["author"]}
    if "author_url" in review:
        author["url"] = review["author_url"]
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": review["url"],
        "claimReviewed": claim,
        "author": author,
        "reviewRating": {"@type": "Rating", "alternateName": review["rating"]},
    }
    if "published" in review:
        found["datePublished"] = review["published"]
    if cited:
        found["citation"] = cited
    return found


def _addresses(evidence: object) -> Iterator[str]:
    for each in evidence if isinstance(evidence, list) else ():
        source = each.get("source") if isinstance(each, dict) else None
        url = source.get("url") if isinstance(source, dict) else None
        if isinstance(url, str) and is_web_address(url):
            yield url
