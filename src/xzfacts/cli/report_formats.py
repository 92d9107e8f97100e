"""Report formats of `check` by name; each formatter is imported on use."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from xzfacts.cli import streams
from xzfacts.model.paragraphs import CheckedDocument

if TYPE_CHECKING:
    from xzfacts.render.annotation import Annotation, Rule

Form = Literal["text", "json", "csv", "github", "sarif", "markdown", "html"]


def report(form: Form, documents: Iterable[CheckedDocument], *, titled: bool) -> Iterator[str]:
    """Yield the report in pieces. titled: print the name of each text even if there is only one."""
    if form == "json":
        from xzfacts.render.report import json_report

        return json_report.report(documents)
    if form == "csv":
        from xzfacts.render.report import csv_report

        return csv_report.report(documents)
    if form == "markdown":
        from xzfacts.render.report import markdown_report

        return markdown_report.report(documents)
    if form == "html":
        from xzfacts.render.report import html_report

        return html_report.report(documents)
    if form == "text":
        from xzfacts.render.report import text_report

        return text_report.report(documents, streams.screen(wrap=False), titled=titled)
    from xzfacts.render.report.verdict_annotations import annotations, rules

    return annotated(form, annotations(documents), rules())


def annotated(
    form: Literal["github", "sarif"], found: "Iterable[Annotation]", rules: "Mapping[str, Rule]"
) -> Iterator[str]:
    """Yield a report of annotations in pieces. rules: the rule of each code."""
    if form == "github":
        from xzfacts.render import github

        return github.report(found)
    from importlib.metadata import version

    from xzfacts.render import sarif

    return sarif.report(found, rules, version("xzfacts"))
