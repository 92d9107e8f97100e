"""Punctuation marks that end a clause."""

# Unless they are part of a number.
CLAUSE_MARKS = frozenset("，,；;：:。！？!?()（）【】[]…—\n")
