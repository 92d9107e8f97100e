"""Ids derived from statements, for facts without a written id."""

import re
from base64 import b32encode
from hashlib import blake2b

from xzfacts.model.facts import Fact

_LENGTH = 12  # 60 bits: P(collision) among a million facts is about 4e-7
_DERIVED = re.compile(f"[a-z2-7]{{{_LENGTH}}}")


def fact_id(
    source: str, subject: str, attribute: str, value: str, quote: str, as_of: str | None = None
) -> str:
    """A short id that depends on the statement and its source only.

    It does not depend on file, line, order, note or status. `as_of` is part of the statement.
    """
    parts = [source, subject, attribute, value, quote]
    if as_of is not None:
        parts.append(as_of)
    # Length prefixes make the concatenation unambiguous.
    text = "".join([f"{len(part)}:{part}" for part in parts])
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return b32encode(digest)[:_LENGTH].decode("ascii").lower()


def may_be_derived(id_: str) -> bool:
    """Whether an id has the form of those of `fact_id`."""
    return _DERIVED.fullmatch(id_) is not None


def statement_id(fact: Fact) -> str:
    """The derived id of a fact, whatever id is written in its file."""
    return fact_id(
        fact.source.id, fact.subject, fact.attribute, fact.value, fact.sentence.quote, fact.as_of
    )
