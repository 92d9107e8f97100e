"""Build the character tables in `src/xzfacts/text/data` from published data.

Run by hand, in an environment with `pypinyin` and `opencc`, when a table has to change:

    python -m tools.build_tables UNIHAN_DIR

UNIHAN_DIR holds the Unihan database's `Unihan_*.txt`, plain or as `.bz2` (Debian's package
`unicode-data` puts them under `/usr/share/unicode`). The same input gives the same bytes.

traditional.txt
    Two lines of equal length: characters, and what OpenCC's t2s makes of each alone.
sounds.dat
    Line 1: every class of syllables that sound alike. Line 2: every set of readings in use,
    joined by commas, most common first, separated by spaces; the first is empty. Line 3: pairs
    of a character outside the dense range and the number of its set. Then, in UTF-16-LE, one
    code unit a character from U+3400 to U+9FFF: the number of its set.
"""

import re
import sys
import unicodedata
from pathlib import Path

import opencc  # type: ignore[import-not-found, unused-ignore]
from pypinyin.constants import PINYIN_DICT  # type: ignore[import-not-found, unused-ignore]

from tools.unihan import Fields, read_unihan
from xzfacts.text.pinyin import sound_class

DATA = Path(__file__).resolve().parent.parent / "src" / "xzfacts" / "text" / "data"

HAN = (*range(0x3400, 0xA000), *range(0xF900, 0xFB00), *range(0x20000, 0x323B0))
DENSE = range(0x3400, 0xA000)
TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0304\u030c"))

# The dictionaries order readings by the running word, or do not order them. In names and
# news these come first: 佛山, 长江, 番禺, 厦门, 成都, 似乎, 地方, 曾 as a surname, 湖泊, 薄弱….
FIRST = {
    "佛": "fo",
    "长": "chang",
    "番": "pan",
    "厦": "xia",
    "都": "du",
    "似": "si",
    "伺": "si",
    "地": "di",
    "曾": "zeng",
    "泊": "bo",
    "薄": "bo",
    "卜": "bu",
    "勒": "le",
    "咳": "ke",
    "嚼": "jiao",
    "囤": "tun",
    "琢": "zhuo",
    "茄": "qie",
    "藉": "jie",
    "轧": "zha",
}

# Living in names of places only, so that the list of general use lacks them.
ALSO = {"六": "lu"}  # 六安, 六合


def simplifications() -> dict[str, str]:
    """Traditional character -> simplified, chains followed to their end."""
    convert = opencc.OpenCC("t2s").convert
    table = {char: convert(char) for char in map(chr, HAN)}
    table = {char: simple for char, simple in table.items() if simple != char}
    for char in table:
        while table[char] in table:
            table[char] = table[table[char]]
    # Compatibility forms are normalised away before the table is asked.
    return {c: s for c, s in table.items() if unicodedata.normalize("NFKC", c) == c}


def toneless(reading: str) -> str:
    """`lǜ` -> `lv`."""
    bare = unicodedata.normalize("NFD", reading).translate(TONES)
    return unicodedata.normalize("NFC", bare).replace("ü", "v")


def listed(value: str) -> list[str]:
    """Readings in a field such as `0117.100:chán 0207.100:dān` or `dān(603)`, in its order."""
    bare = re.sub(r"[\d.*]+:|\(\d+\)", "", value)
    return list(dict.fromkeys(toneless(part) for part in re.split(r"[ ,]+", bare)))


def living_readings(fields: Fields, simple: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Modern readings of every character, most common first.

    A reading counts when the list of general-use characters (kTGHZ2013) gives it, or, for
    a character that the list lacks, the dictionary of 1983 does, or else the usual one.
    """
    table: dict[str, tuple[str, ...]] = {}
    syllables = {s for value in fields["kTGHZ2013"].values() for s in listed(value)}
    syllables = {s for s in syllables if re.search("[aeiouv]", s) and "ê" not in s}
    for char in map(chr, HAN):
        usual = fields["kMandarin"].get(char, "").split(" ")[:1]
        living = listed(fields["kTGHZ2013"].get(char) or fields["kXHC1983"].get(char) or usual[0])
        if char in ALSO:
            living.append(ALSO[char])
        counted = listed(fields["kHanyuPinlu"].get(char, ""))
        common = [toneless(part) for part in PINYIN_DICT.get(ord(char), "").split(",")]
        order = [FIRST.get(char, ""), *counted, *common, *listed(usual[0])]
        order += living
        kept = [s for s in dict.fromkeys(order) if s in living and s in syllables]
        if kept:
            table[char] = tuple(kept)
    for char, to in simple.items():
        # A traditional character is read as the one it stands for, most common first.
        own = table.get(char, ())
        theirs = table.get(to, ())
        if own and theirs:
            table[char] = tuple([s for s in theirs if s in own] or own)
        elif theirs:
            table[char] = theirs
    table["〇"] = ("ling",)
    targets = {*fields["kTGHZ2013"], *simple.values()}
    return {c: kept for c, kept in table.items() if ord(c) in DENSE or c in targets or c == "〇"}


def write_sounds(table: dict[str, tuple[str, ...]]) -> None:
    """Write sounds.dat."""
    # Sorted, so that every process assigns the same codes.
    syllables = {syllable for readings in table.values() for syllable in readings}
    classes = sorted(set(map(sound_class, syllables)))
    sets = sorted(set(table.values()), key=lambda readings: (len(readings), readings))
    numbers: dict[tuple[str, ...], int] = {(): 0}
    numbers |= {readings: number for number, readings in enumerate(sets, 1)}
    dense = "".join(chr(numbers[table.get(chr(code), ())]) for code in DENSE)
    others = " ".join(
        f"{char}{numbers[readings]}"
        for char, readings in sorted(table.items())
        if ord(char) not in DENSE
    )
    written = " ".join(",".join(readings) for readings in numbers)
    head = f"{' '.join(classes)}\n{written}\n{others}\n"
    (DATA / "sounds.dat").write_bytes(head.encode("utf-8") + dense.encode("utf-16-le"))


def write_traditional(simple: dict[str, str]) -> None:
    """Write traditional.txt."""
    chars = sorted(simple)
    text = "".join(chars) + "\n" + "".join(simple[char] for char in chars) + "\n"
    (DATA / "traditional.txt").write_text(text, encoding="utf-8")


def main() -> None:
    """Read the sources, write every table."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    wanted = {"kTGHZ2013", "kXHC1983", "kMandarin", "kHanyuPinlu"}
    fields = read_unihan(Path(sys.argv[1]), wanted)
    simple = simplifications()
    write_traditional(simple)
    write_sounds(living_readings(fields, simple))


if __name__ == "__main__":
    main()
