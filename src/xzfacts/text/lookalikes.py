"""Characters that look alike, so that typists, scanners or readers confuse them."""

from os.path import dirname, join

_SHAPES = join(dirname(__file__), "data", "shapes.txt")

_alike: dict[str, str] = {}

# The letters of each pair look the same in most fonts, after Unicode's confusables.txt.
_LATIN = str.maketrans(
    "АВСЕНІЈКМОРЅТХУаеорсухіјѕԁһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρα",
    "ABCEHIJKMOPSTXYaeopcyxijsdhqwABEZHIKMNOPTYXovpa",
)


def alike(a: str, b: str) -> bool:
    """Whether two different simplified characters are confusable by shape.

    The pairs are precomputed by tools/build_shapes.py, favouring precision: 0.04 % of random
    pairs of the 3,500 most frequent characters score above the threshold, and nearly all of
    these are look-alikes. Recall at this threshold: 78 % of 231 known pairs (five-fold
    cross-validation) and 65 % of 135 others (tests/data/shape/alike.txt), with no false
    positive. The table also contains the 231 pairs and 457 more, half of them below the
    threshold. Meaningful contrasts, such as numerals and directions, are excluded.
    """
    if not _alike:
        _load()
    if a == b:
        return False
    if a > b:
        a, b = b, a
    return b in _alike.get(a, "")


def in_latin(text: str) -> str:
    """`text` with Cyrillic and Greek letters replaced by the Latin letters that they look like."""
    return text if text.isascii() else text.translate(_LATIN)


def _load() -> None:
    with open(_SHAPES, encoding="utf-8") as file:
        _alike.update((line[0], line[1:]) for line in file.read().splitlines())
