"""Where a clause ends."""

# Marks that end a clause wherever they are no part of a number.
CLAUSE_MARKS = frozenset("，,；;：:。！？!?()（）【】[]…—\n")
