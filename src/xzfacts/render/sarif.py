"""Annotations as a SARIF 2.1.0 log.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote
from urllib.request import pathname2url

from xzfacts.render.annotation import Annotation, Place, Rule
from xzfacts.render.escape import visible
from xzfacts.render.json_ import dumps

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def report(
    annotations: Iterable[Annotation], rules: Mapping[str, Rule], version: str
) -> Iterator[str]:
    """The log, in pieces.

    `rules` must have all codes that may occur; `version` is that of this program.
    """
    driver = {
        "name": "xzfacts",
        "version": version,
        "rules": [_rule(code, rule) for code, rule in rules.items()],
    }
    yield f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [{{\n'
    yield f'"tool": {dumps({"driver": driver})},\n'
    yield '"columnKind": "unicodeCodePoints",\n"results": ['
    indexes = {code: index for index, code in enumerate(rules)}
    divider = "\n"
    for each in annotations:
        yield divider + dumps(_result(each, indexes))
        divider = ",\n"
    yield "\n]}]}\n"


def _rule(code: str, rule: Rule) -> dict[str, Any]:
    descriptor: dict[str, Any] = {"id": code, "shortDescription": {"text": rule.text}}
    if rule.help:
        descriptor["help"] = {"text": rule.help}
    descriptor["defaultConfiguration"] = {"level": rule.level}
    return descriptor


def _result(annotation: Annotation, indexes: Mapping[str, int]) -> dict[str, Any]:
    lines = (annotation.message, *annotation.details)
    result: dict[str, Any] = {
        "ruleId": annotation.code,
        "ruleIndex": indexes[annotation.code],
        "level": annotation.level,
        "message": {"text": "\n".join(visible(line) for line in lines)},
    }
    if annotation.place:
        result["locations"] = [_location(annotation.place)]
    if annotation.related:
        result["relatedLocations"] = [
            {"id": number, **_location(place), "message": {"text": visible(text)}}
            for number, (place, text) in enumerate(annotation.related)
        ]
    return result


def _location(place: Place) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.file)}}
    if place.line is not None:
        physical["region"] = _region(place)
    return {"physicalLocation": physical}


def _region(place: Place) -> dict[str, int]:
    region = {"startLine": place.line or 1}
    if place.start is not None and place.end is not None:
        region |= {"startColumn": place.start + 1, "endColumn": place.end + 1}
    return region


def _uri(path: str) -> str:
    """A path as a URI reference; relative paths stay relative to the working directory."""
    if os.path.isabs(path):
        return f"file://{pathname2url(path) if os.name == 'nt' else _quoted(path)}"
    # Quoting the colon keeps a first segment from being read as a URI scheme.
    return _quoted(path.replace(os.sep, "/"))


def _quoted(path: str) -> str:
    """A path with all but plain characters as bytes in hexadecimal; it may not be valid UTF-8."""
    return quote(path, safe="/~", errors="surrogateescape")
