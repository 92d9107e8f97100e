"""The facts of one subject or attribute, filtered by typed words."""

from functools import cached_property
from typing import NamedTuple

from xzfacts.cli.browse.browse_state import Scope
from xzfacts.cli.pinyin_prefix import spells
from xzfacts.model.facts import Fact
from xzfacts.text.normalize import compact

_NOWHERE = 2  # rank of a fact without one of the words


class _FactKeys(NamedTuple):
    """What words are compared with.

    names: subject, attribute and value, compact.
    attribute: the attribute.
    quote: the sentence, compact.
    """

    names: tuple[str, ...]
    attribute: str
    quote: str


class ScopedFacts:
    """The facts of a scope, kept for the next filter as one types."""

    def __init__(self, scope: Scope, facts: list[Fact]) -> None:
        self.scope = scope
        self._facts = facts

    def filtered(self, words: tuple[str, ...]) -> list[Fact]:
        """Return the facts that contain all words, those with them in names or value first."""
        if not words:
            return self._facts
        tests = [_WordTest(word) for word in words]
        ranks = [max(test.rank(keys) for test in tests) for keys in self._keys]
        return [
            fact
            for wanted in range(_NOWHERE)
            for fact, rank in zip(self._facts, ranks, strict=True)
            if rank == wanted
        ]

    @cached_property
    def _keys(self) -> list[_FactKeys]:
        return [
            _FactKeys(
                tuple(map(compact, (fact.subject, fact.attribute, fact.value))),
                fact.attribute,
                compact(fact.sentence.quote),
            )
            for fact in self._facts
        ]


class _WordTest:
    """Compares one word with facts."""

    def __init__(self, word: str) -> None:
        self._key = compact(word)
        self._start = NameStart(word)
        self._begun: dict[str, bool] = {}  # attributes, by whether they begin with the word

    def rank(self, keys: _FactKeys) -> int:
        """Return where a fact has the word: 0 for names and value, 1 for the sentence only."""
        if keys.attribute not in self._begun:
            self._begun[keys.attribute] = self._start.begins(keys.attribute)
        if self._begun[keys.attribute] or any(self._key in name for name in keys.names):
            return 0
        return 1 if self._key in keys.quote else _NOWHERE


class NameStart:
    """The beginning of a name, typed in characters or in pinyin."""

    def __init__(self, typed: str) -> None:
        self.key = compact(typed)
        letters = typed.lower()
        self._letters = letters if letters.isascii() and letters.isalpha() else ""

    def begins(self, name: str, key: str | None = None) -> bool:
        """Return whether the name starts so; `key` is the compact name, if it is known."""
        if not self.key:
            return False
        if (compact(name) if key is None else key).startswith(self.key):
            return True
        return bool(self._letters) and spells(name, self._letters)
