"""Which characters look alike: what a typist, a scanner or a reader takes for another."""

from os.path import dirname, join

_SHAPES = join(dirname(__file__), "data", "shapes.txt")

_alike: dict[str, str] = {}


def alike(a: str, b: str) -> bool:
    """Whether two simplified characters may be taken for one another by form.

    The pairs are precomputed (tools/build_shapes.py says how) and precision comes first: the
    threshold is the score that 0.04 % of random pairs of the 3,500 commonest characters
    reach, nearly all of them look-alikes indeed. There it finds 78 % of 231 known pairs
    (five-fold cross-validation) and 65 % of 135 others (tests/data/shape/alike.txt), and none
    of the unlike ones. The 231 are in the table in any case, and 457 more, of which it finds
    half. Real neighbours, such as numerals and directions, are never alike; a character is
    not like itself.
    """
    if not _alike:
        _load()
    if a == b:
        return False
    if a > b:
        a, b = b, a
    return b in _alike.get(a, "")


def _load() -> None:
    with open(_SHAPES, encoding="utf-8") as file:
        _alike.update((line[0], line[1:]) for line in file.read().splitlines())
