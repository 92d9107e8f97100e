"""Annotations as GitHub workflow commands, escaped as by GitHub's own toolkit."""

from collections.abc import Iterable, Iterator

from xzfacts.render.annotation import Annotation, Place
from xzfacts.render.escape import visible

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def report(annotations: Iterable[Annotation]) -> Iterator[str]:
    """One command per line."""
    for each in annotations:
        properties = _properties(each.place) | {"title": each.code}
        listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        message = "\n".join(visible(line) for line in (each.message, *each.details))
        yield f"::{_COMMANDS[each.level]} {listed}::{_data(message)}\n"


def _properties(place: Place | None) -> dict[str, str]:
    if place is None:
        return {}
    named = {"file": visible(place.file)}
    if place.line is not None:
        named["line"] = str(place.line)
        if place.start is not None and place.end is not None:
            named |= {"col": str(place.start + 1), "endColumn": str(place.end)}
    return named


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
