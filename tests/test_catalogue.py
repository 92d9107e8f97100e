"""Every message has its Chinese, with the same places to fill in, and the .mo holds it."""

import re
from collections.abc import Iterator
from gettext import GNUTranslations

import pytest
from babel.messages.catalog import Message

from tools import catalogue
from xzfacts import i18n

_FIELD = re.compile(r"\{(\w*)[^{}]*\}|%\((\w+)\)[sd]")
_MEND = "run: python tools/catalogue.py update, translate, then compile"


def _messages() -> Iterator[Message]:
    return (message for message in catalogue.catalogue() if message.id)


def _forms(text: object) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)  # type: ignore[arg-type]


def test_the_catalogue_holds_the_messages_of_the_source_and_no_others() -> None:
    source = {_forms(message)[0] for _, message in catalogue.own_messages()}
    held = {_forms(message.id)[0] for message in _messages()}
    # What Typer says is in its own hands; the transcripts show it in Chinese.
    typers = {
        _forms(message.id)[0]
        for message in _messages()
        if all(file.startswith("typer/") for file, _ in message.locations)
    }
    assert (source - held, held - source - typers) == (set(), set()), _MEND


def test_what_is_written_as_a_message_is_one() -> None:
    source = """
_("a", b); gettext("b" "c"); mark('d'); ngettext("one", "many", n); i18n.gettext("e")
_(f"{x}"); _(NEEDED["x"]); _(y + "z"); _(); ngettext("one", n); other("f")
"""
    found = list(catalogue.marked(source))
    assert found == ["a", "bc", "d", ("one", "many"), "e"]


def test_every_message_is_translated() -> None:
    assert catalogue.missing(catalogue.catalogue()) == [], _MEND


def test_a_translation_has_the_fields_of_its_message() -> None:
    for message in _messages():
        wanted = set(_FIELD.findall(_forms(message.id)[-1]))
        for form in _forms(message.string):
            assert set(_FIELD.findall(form)) == wanted, message.id


def test_the_compiled_catalogue_is_up_to_date() -> None:
    with catalogue.MO.open("rb") as file:
        compiled = GNUTranslations(file)
    for message in _messages():
        singular, *plural = _forms(message.id)
        said = compiled.ngettext(singular, plural[0], 1) if plural else compiled.gettext(singular)
        assert said == _forms(message.string)[0], _MEND


@pytest.mark.parametrize(
    ("variables", "chinese"),
    [
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LANG": "zh_TW.UTF-8"}, True),
        ({"LANG": "zh-Hans"}, True),
        ({"LANG": "en_GB.UTF-8"}, False),
        ({"LANG": "de_DE.UTF-8"}, False),
        ({"LANG": ""}, False),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, True),
        ({"LC_MESSAGES": "zh_CN.UTF-8", "LC_ALL": "C"}, False),
        ({"LC_ALL": "C.UTF-8", "LANGUAGE": "zh_CN:en"}, True),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "en:zh_CN"}, False),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "de:zh_CN"}, True),
    ],
)
def test_the_first_variable_that_is_set_decides(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], chinese: bool
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert i18n.wants_chinese() is chinese
