"""Report as one HTML page without scripts or external resources; all text is escaped.

Each statement links to its evidence in a `details` element, which browsers open on navigation.
The filter is made of radio buttons and CSS.
"""

import os
from collections.abc import Iterable, Iterator
from html import escape

from xzfacts.i18n import gettext as _, wants_chinese
from xzfacts.model.facts import Result, Source
from xzfacts.model.paragraphs import CheckedDocument, Passage
from xzfacts.model.verdicts import Verdict
from xzfacts.render.escape import visible
from xzfacts.render.highlights import segments
from xzfacts.render.report.assertion_views import Statement, brief, left_out, pieces, statements
from xzfacts.render.verdict_labels import GRAVITY, MARKS, Tally, verdict_name
from xzfacts.render.wording import DIVIDER, place, remarks, source_line

_STYLE = os.path.join(os.path.dirname(__file__), "style")
_SHEETS = ("frame.css", "passages.css", "media.css")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_WEB = ("https://", "http://")
# Word joiner: keeps a mark on the line of its statement; a short statement is not wrapped.
_GLUE = "\u2060"
_SHORT = 12
# Verdicts with evidence that is initially open.
_OPEN = (Verdict.REFUTED, Verdict.CONFLICTING)
_CLASSES = {
    Verdict.REFUTED: "refuted",
    Verdict.CONFLICTING: "conflicting",
    Verdict.UNKNOWN: "unknown",
    Verdict.SUPPORTED: "supported",
}


def report(documents: Iterable[CheckedDocument]) -> Iterator[str]:
    """The page, in pieces. All documents are read first, as the summary is at the top."""
    body = _Body()
    sections = [body.section(document) for document in documents]
    names = [_text(name) for name in body.names]
    heading = names[0] if len(names) == 1 else _("{count} texts").format(count=len(names))
    summary = _text(body.tally.summary())
    language = "zh-CN" if wants_chinese() else "en"
    style = "\n".join(map(_read, _SHEETS))
    skip, kind = _html(_("Skip to the text")), _html(_("Fact check"))
    footer = _(
        "Made with xzfacts. Each statement is checked against the facts of one "
        "store; what the store does not cover is not judged."
    )
    yield (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="generator" content="xzfacts">\n'
        f"<title>{heading}{DIVIDER}{summary}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#draft">{skip}</a>\n'
        f'<header>\n<p class="kind">{kind}</p>\n<h1>{heading}</h1>\n'
        f'<p class="summary">{summary}</p>\n{_bar(body.tally)}{_filter(body.tally)}</header>\n'
        '<main id="draft" tabindex="-1">\n'
    )
    for name, section in zip(names, sections, strict=True):
        title = f"<h2>{name}</h2>\n" if len(names) > 1 else ""
        yield f"<section>\n{title}{section}</section>\n"
    yield f"</main>\n<footer>{_html(footer)}</footer>\n</body>\n</html>\n"


def _read(sheet: str) -> str:
    with open(os.path.join(_STYLE, sheet), encoding="utf-8") as file:
        return file.read()


def _bar(tally: Tally) -> str:
    """The shares of the verdicts as a bar; decorative, the summary has the numbers."""
    parts = "".join(
        f'<span class="{_CLASSES[verdict]}" style="flex-grow:{tally[verdict]}"></span>'
        for verdict in GRAVITY
        if tally[verdict]
    )
    return f'<div class="bar" aria-hidden="true">{parts}</div>\n' if parts else ""


def _filter(tally: Tally) -> str:
    """The choice of statements to show: all, or those of one verdict."""
    everything = _choice("all", "", tally.total, _("all statements"), "checked")
    choices = [
        _choice(
            _CLASSES[verdict],
            MARKS[verdict],
            tally[verdict],
            verdict_name(verdict),
            "" if tally[verdict] else "disabled",
        )
        for verdict in GRAVITY
    ]
    legend = _html(_("Show"))
    return f"<fieldset>\n<legend>{legend}</legend>\n{everything}{''.join(choices)}</fieldset>\n"


def _choice(kind: str, mark: str, count: int, name: str, state: str) -> str:
    shown = f'<span class="mark" aria-hidden="true">{mark}</span>' if mark else ""
    return (
        f'<label class="{kind}"><input type="radio" name="show" id="show-{kind}" {state}>'
        f'<b>{count}</b> <span class="name">{shown}{_html(name)}</span></label>\n'
    )


class _Body:
    """Renders the sections and counts their statements."""

    def __init__(self) -> None:
        self.tally = Tally()
        self.names: list[str] = []
        self._shown = 0  # number of statements; the numbers link text and evidence

    def section(self, document: CheckedDocument) -> str:
        """The passages and faults of a document."""
        self.names.append(_("standard input") if document.name == "-" else document.name)
        passages = "".join(self._passage(passage) for passage in document.passages)
        faults = (
            f'<p class="fault" role="alert">{_text(fault)}</p>\n' for fault in document.faults
        )
        return passages + "".join(faults)

    def _passage(self, passage: Passage) -> str:
        self.tally.add(passage.sentences)
        paragraph = passage.paragraph
        before = ""
        if passage.left_out:
            before = f'<p class="left-out">{_html(left_out(passage.left_out))}</p>\n'
        if not paragraph.text.strip():
            return before
        found = statements(passage)
        first, self._shown = self._shown + 1, self._shown + len(found)
        text = "".join(
            _text(part) if owner is None else _link(part, found[owner], first + owner)
            for part, owner in pieces(paragraph.text, found)
        )
        kinds = dict.fromkeys(_CLASSES[each.verdict] for each in found)
        number = _text(str(paragraph.number))
        spoken = _html(_("line {number}").format(number=number))
        cards = "".join(_card(each, first + at) for at, each in enumerate(found))
        evidence = f'<div class="cards">\n{cards}</div>\n' if cards else ""
        return (
            f'{before}<article class="{" ".join(["passage", *kinds])}">\n'
            f'<p class="text" lang="zh"><span class="number" title="{spoken}">{number}</span>'
            f"{text}</p>\n{evidence}</article>\n"
        )


def _link(part: str, statement: Statement, number: int) -> str:
    verdict = statement.verdict
    kinds = f"statement {_CLASSES[verdict]}" + " short" * (len(part) <= _SHORT)
    return (
        f'<a class="{kinds}" href="#e{number}" title="{_text(verdict_name(verdict))}">'
        f'<span class="mark" aria-hidden="true">{MARKS[verdict]}{_GLUE}</span>'
        f'{_text(part)}<span class="spoken"> ({_text(verdict_name(verdict))})</span></a>'
    )


def _card(statement: Statement, number: int) -> str:
    """The verdict on a statement with its reason, and the evidence in a disclosure element."""
    verdict, stated = statement.verdict, statement.assertion
    kind = _CLASSES[verdict]
    head = (
        f'<span class="verdict"><span class="mark" aria-hidden="true">{MARKS[verdict]}</span>'
        f"{_text(verdict_name(verdict))}</span> "
        f'<span class="stated" lang="zh">{_text(stated.text)}</span> '
        f'<span class="reason">{_text(stated.reason)}</span>'
    )
    if statement.nearest is not None:
        near = f'<span lang="zh">{_text(brief(statement.nearest))}</span>'
        head += f'<span class="nearest">{_html(_("closest in the store: {fact}"))}</span>'.format(
            fact=near
        )
    if not statement.evidence:
        return f'<div class="card {kind}" id="e{number}">\n<div class="head">{head}</div>\n</div>\n'
    evidence = "".join(_evidence(each) for each in statement.evidence)
    state = " open" if verdict in _OPEN else ""
    return (
        f'<details class="card {kind}"{state}>\n<summary class="head">{head}</summary>\n'
        f'<div class="evidence" id="e{number}">\n{evidence}</div>\n</details>\n'
    )


def _evidence(result: Result) -> str:
    fact = result.fact
    quote = "".join(
        f"<mark>{_text(text)}</mark>" if role == "value" else _text(text)
        for text, role in segments(fact.sentence.quote, fact.value)
    )
    notes = "".join(f'<p class="remark">{_html(remark)}</p>\n' for remark in remarks(fact))
    name = _text(f"{fact.subject}{DIVIDER}{fact.attribute}")
    cited = _linked(source_line(fact), fact.source)
    return (
        f'<figure>\n<p class="fact" lang="zh"><b>{_text(fact.value)}</b> <span>{name}</span></p>\n'
        f'<blockquote lang="zh">{quote}</blockquote>\n{notes}'
        f'<figcaption lang="zh"><cite>{cited}</cite> <code>{_html(place(fact.place))}</code>'
        "</figcaption>\n</figure>\n"
    )


def _linked(text: str, source: Source) -> str:
    """The citation; a link if the source has a web address."""
    if source.url and source.url.lower().startswith(_WEB):
        return f'<a href="{_text(source.url)}" rel="noreferrer">{_html(text)}</a>'
    return _html(text)


def _text(text: str) -> str:
    """Untrusted text, escaped for HTML and made visible."""
    return _html(visible(text))


def _html(text: str) -> str:
    """Text that is already made visible, escaped for HTML and for CI that shows the report."""
    return escape(text).replace("::", "&#58;&#58;").replace("##", "&#35;&#35;")
