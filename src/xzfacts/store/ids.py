"""The id of a fact that does not spell one."""

import re
from base64 import b32encode
from hashlib import blake2b

from xzfacts.model.facts import Fact

_LENGTH = 12  # 60 bits: among a million facts, two meet once in two million stores
_DERIVED = re.compile(f"[a-z2-7]{{{_LENGTH}}}")


def fact_id(
    source: str, subject: str, attribute: str, value: str, quote: str, as_of: str | None = None
) -> str:
    """A short id that stays the same as long as the statement and its quote do.

    It depends on what is said and where it was printed, not on file, line, order, note or
    status. `as_of` counts where it is given: it makes another statement.
    """
    parts = [source, subject, attribute, value, quote]
    if as_of is not None:
        parts.append(as_of)
    # Lengths first, so that no two lists of parts run together to one text.
    text = "".join([f"{len(part)}:{part}" for part in parts])
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return b32encode(digest)[:_LENGTH].decode("ascii").lower()


def may_be_derived(id_: str) -> bool:
    """Whether an id looks as `fact_id` makes them."""
    return _DERIVED.fullmatch(id_) is not None


def statement_id(fact: Fact) -> str:
    """The id that a fact has by what it says, whatever id its file spells."""
    return fact_id(
        fact.source.id,
        fact.subject,
        fact.attribute,
        fact.value,
        fact.sentence.quote,
        fact.as_of,
    )
