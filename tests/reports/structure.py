"""What SARIF asks of a log."""

import re
from collections.abc import Iterator

LEVELS = {"none", "note", "warning", "error"}


def check_structure(document: object) -> Iterator[dict[str, object]]:
    """What SARIF 2.1.0 asks of a log, as far as one of ours can break it; yields the results."""
    assert isinstance(document, dict)
    assert document["version"] == "2.1.0"
    (run,) = document["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "xzfacts"
    assert run["columnKind"] in {"unicodeCodePoints", "utf16CodeUnits"}
    codes = [rule["id"] for rule in driver["rules"]]
    assert len(set(codes)) == len(codes)
    assert all(rule["shortDescription"]["text"] for rule in driver["rules"])
    assert {rule["defaultConfiguration"]["level"] for rule in driver["rules"]} <= LEVELS
    for result in run["results"]:
        assert codes[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in LEVELS
        assert result["message"]["text"]
        for location in [*result.get("locations", []), *result.get("relatedLocations", [])]:
            place = location["physicalLocation"]
            uri = place["artifactLocation"]["uri"]
            assert re.fullmatch(r"[A-Za-z0-9%/._~:-]+", uri)
            region = place.get("region", {"startLine": 1})
            assert region["startLine"] >= 1
            assert 1 <= region.get("startColumn", 1) < region.get("endColumn", 1 << 20)
        yield result
