"""The words of extraction with their sorts, made from the vocabulary and cached beside it."""

from xzfacts.vocabulary import compiled

NO_WORD = "-"
LIST = "list "  # before the name of a table whose words are no words of a sort
_CACHE = "words"
# Table of `data/extraction_words.toml`, its sort, and whether no name reaches across its words.
_SORTS = (
    ("whole", "w", False),
    ("plain_in_names", "p", False),
    ("telling_in_names", "v", False),
    ("grammar_in_names", "g", False),
    ("grammar", "g", True),
    ("plain", "p", True),
    ("telling", "v", True),
)


def word_table() -> dict[str, str]:
    """The words and terms, separated by spaces, by their sort and kinds (`W people count`).

    The sort is in capitals if no name reaches across the words; that of a term that is no word is
    `NO_WORD`. A number is the length of the longest word that begins with each of its pairs. Other
    tables are there under their names, behind `LIST`.
    """
    key = compiled.source_key()
    table = compiled.read_table(_CACHE, key)
    if table is None:
        table = _table()
        compiled.write(_CACHE, key, table)
    return table


def _table() -> dict[str, str]:
    from xzfacts.text.normalize import compact
    from xzfacts.vocabulary.loader import load_vocabulary

    plain_verbs = ("创造", "提供", "举办", "开展", "新建", "建成", "拥有", "实现")
    sorts: dict[str, str] = {}
    terms: dict[str, set[str]] = {}
    vocabulary = load_vocabulary()
    for concept in vocabulary.concepts:
        for term in concept.terms:
            text = term if term.isalnum() else compact(term)  # the other terms are compact
            if len(text) > 1:
                terms.setdefault(text, set()).add(concept.kind)
                if len(text) > 2 and not text.startswith(plain_verbs):
                    sorts[text] = "w"
    tables = dict(vocabulary.word_lists)
    for key, sort, cuts in _SORTS:
        sorts.update(dict.fromkeys(tables[key], sort.upper() if cuts else sort))
    groups: dict[str, list[str]] = {}
    for text in dict.fromkeys((*sorts, *terms)):
        sort = sorts.get(text, NO_WORD)
        groups.setdefault(" ".join((sort, *sorted(terms.get(text, ())))), []).append(text)
    reach: dict[str, int] = {}
    for text in sorts:
        reach[text[:2]] = max(reach.get(text[:2], 2), len(text))
    for pair, length in reach.items():
        groups.setdefault(str(length), []).append(pair)
    groups.update({LIST + key: list(tables[key]) for key in tables.keys() - {s[0] for s in _SORTS}})
    return {told: " ".join(texts) for told, texts in groups.items()}
