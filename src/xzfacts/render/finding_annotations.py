"""Findings of a store as annotations."""

import os
from collections.abc import Iterable, Iterator

from xzfacts.i18n import gettext
from xzfacts.model.finding_catalogue import STORE_RULES, Level
from xzfacts.model.findings import Finding
from xzfacts.render.annotation import Annotation, Place, Rule

# Its place is the path of a text as given by the user; every other place is in the store.
_CODE_OF_GIVEN_TEXT = "text-of-no-source"


def annotations(findings: Iterable[Finding], folder: str) -> Iterator[Annotation]:
    """The annotations; `folder` is the path of the store's parent folder, as places name it."""
    for finding in findings:
        file = finding.place.file
        if finding.code != _CODE_OF_GIVEN_TEXT:
            file = os.path.normpath(os.path.join(folder, file))
        yield Annotation(
            code=finding.code,
            level=level(finding.code),
            message=finding.message,
            place=Place(file, finding.place.line),
            details=(finding.remedy,) if finding.remedy else (),
        )


def rules() -> dict[str, Rule]:
    """The rule of each code that a finding of a store may have, translated."""
    return {
        code: Rule(rule.level, gettext(rule.meaning), gettext(rule.remedy))
        for code, rule in STORE_RULES.items()
    }


def level(code: str) -> Level:
    """The severity of a finding with this code; a note is not a fault."""
    return STORE_RULES[code].level
