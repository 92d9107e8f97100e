"""Records as the JSON objects that the command line prints."""

from typing import TYPE_CHECKING, Any

from xzfacts.model.facts import Answer, Fact, Result, Source
from xzfacts.model.findings import Finding
from xzfacts.model.verdicts import CheckedSentence
from xzfacts.render import json_

if TYPE_CHECKING:
    from xzfacts.extract.reconcile import ComparedProposal

    Record = Answer | Result | Fact | Source | Finding | CheckedSentence | ComparedProposal


def to_dict(record: "Record") -> dict[str, Any]:
    """Return a record as the object that `--json` prints for it.

    Only strings, numbers, booleans, None, lists and dictionaries; exact numbers are strings.
    Raises TypeError for anything else than an answer, result, fact, source, finding, checked
    sentence or proposal.
    """
    match record:
        case Answer():
            return json_.envelope(record)
        case Result():
            return json_.result(record)
        case Fact():
            return json_.fact(record)
        case Source():
            return json_.source(record)
        case Finding():
            return json_.finding(record)
        case CheckedSentence():
            from xzfacts.render.report.json_report import sentence

            return sentence(record)
    from xzfacts.extract.reconcile import ComparedProposal

    if isinstance(record, ComparedProposal):
        return json_.proposal(record.fact, record.mark, record.against)
    raise TypeError(f"not a record of xzfacts: {type(record).__name__}")
