"""Which text a form makes of checked drafts; each formatter is imported when it is asked for."""

from collections.abc import Iterable, Iterator
from typing import Literal

from xzfacts.cli import output
from xzfacts.passages import Draft

Form = Literal["text", "json", "github", "sarif", "markdown", "html"]


def report(form: Form, drafts: Iterable[Draft], *, titled: bool) -> Iterator[str]:
    """The report, piece by piece; `titled` names each draft also where the form need not."""
    if form == "json":
        from xzfacts.render.draft import json_

        return json_.report(drafts)
    if form == "markdown":
        from xzfacts.render.draft import markdown

        return markdown.report(drafts)
    if form == "html":
        from xzfacts.render.draft import page

        return page.report(drafts)
    if form == "text":
        from xzfacts.render.draft import text

        return text.report(drafts, output.screen(wrap=False), titled=titled)
    return _annotations(form, drafts)


def _annotations(form: Form, drafts: Iterable[Draft]) -> Iterator[str]:
    from xzfacts.render.draft.annotations import annotations, rules

    if form == "github":
        from xzfacts.render import github

        return github.report(annotations(drafts))
    from importlib.metadata import version

    from xzfacts.render import sarif

    return sarif.report(annotations(drafts), rules(), version("xzfacts"))
