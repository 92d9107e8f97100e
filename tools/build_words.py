"""Build `src/xzfacts/language/data/words.txt`: `python -m tools.build_words DICT`.

DICT: `dict.txt` of jieba (MIT licence), one `word frequency tag` a line. Kept are words of up to
six characters and a frequency of at least 5; names of persons only if they are frequent. Tags
are reduced to a letter, see `language/segmentation.py`.
"""

import math
import sys
from collections import defaultdict
from itertools import accumulate
from pathlib import Path

from xzfacts.language.segmentation import BLOCK, FIRST, WORDS

_LONGEST, _LEAST, _LEAST_PERSON = 6, 5, 50
_WIDTH = 8  # characters of a place, with a space in front
_TAGS = {"vn": "w", "nr": "h", "nrt": "h", "nrfg": "h", "ns": "g", "nt": "o", "nz": "n", "j": "n"}
_KEPT = frozenset("nvadmqpcurtfsbz")


def _letter(tag: str) -> str:
    if tag in _TAGS:
        return _TAGS[tag]
    return tag[0] if tag[0] in _KEPT and tag != "zg" else "x"


def main() -> None:
    """Read the dictionary and write the table, one line for each first character."""
    total = 0
    words: defaultdict[str, list[str]] = defaultdict(list)
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        word, written, tag = line.split()
        frequency, letter = int(written), _letter(tag)
        total += frequency
        least = _LEAST_PERSON if letter == "h" else _LEAST
        if "一" <= word[0] <= "鿿" and len(word) <= _LONGEST and frequency >= least:
            code = chr(ord("A") + round(2 * math.log2(frequency)))
            words[word[0]].append(f"{word[1:]}{letter}{code}")
    rows = [f"{first}\t{' '.join(sorted(ends))}\n" for first, ends in sorted(words.items())]
    head = _head(round(2 * math.log2(total)), rows)
    Path(WORDS).write_text(head + "".join(rows), encoding="utf-8", newline="\n")


def _head(total: int, rows: list[str]) -> str:
    """The first line: the total, and where the rows of each block of characters begin, and end."""
    sizes = [0] * (len(range(FIRST, ord(rows[-1][0]) + 1, BLOCK)))
    for row in rows:
        sizes[(ord(row[0]) - FIRST) // BLOCK] += len(row.encode())
    width = _WIDTH * (len(sizes) + 1)
    places = accumulate(sizes, initial=len(f"#{total}\n") + width)
    return f"#{total}" + "".join(f"{place:{_WIDTH}}" for place in places) + "\n"


if __name__ == "__main__":
    main()
