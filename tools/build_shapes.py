"""Build `src/xzfacts/text/data/shapes.txt`: which characters are taken for one another.

Run by hand, in an environment with `numpy` and `pillow`, when the table has to change:

    python -m tools.build_shapes UNIHAN_DIR FONT [FONT]

UNIHAN_DIR is as for build_tables.py. The fonts are only looked at: nothing of them is kept.
The table was made with WenQuanYi Micro Hei and AR PL SungtiL GB (Debian's packages
`fonts-wqy-microhei` and `fonts-arphic-gbsn00lp`).

Two characters of the list of general use (kTGH) are scored by a logistic regression on what
measures likeness of form: Cangjie codes (parts shared at the head, at the tail, in order),
four-corner codes, counts of strokes, and how well their pictures agree, whole and by halves
(characters that share a part agree in a half). The weights are fitted on the first part of
known_shapes.txt against random pairs; a pair is alike from the score that SHARE of the random
pairs of the 3,500 commonest characters reach. Most of those are look-alikes indeed. All of
known_shapes.txt is alike in any case.

shapes.txt has one line a character: it, then the characters of a higher code point that it
is taken for.
"""

import re
import sys
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np  # type: ignore[import-not-found, unused-ignore]
from PIL import (  # type: ignore[import-not-found, unused-ignore]
    Image,
    ImageDraw,
    ImageFilter,
    ImageFont,
)

from tools.unihan import Fields, read_unihan

Array = Any  # numpy's arrays; numpy is not there where types are checked

TABLE = Path(__file__).resolve().parent.parent / "src" / "xzfacts" / "text" / "data" / "shapes.txt"
KNOWN = Path(__file__).with_name("known_shapes.txt")
SHARE = 4e-4
SAMPLE = 600_000
COMMON = 3500
SIDE = 40  # of a picture, in pixels
BLUR = 1.3
KNOWN_WEIGHT = 20.0  # of a known pair, where a random one counts 1
FLOORS = (0.35, 0.75, 0.75, 0.75, 0.75)  # agreement, of whole and halves, worth a closer look
PENALTY = 0.3  # on the squared weights

# Real neighbours in names and tables: whoever writes one of these means it.
MEANT = (
    "一二三四五六七八九十百千万亿两半零",
    "甲乙丙丁戊己庚辛壬癸",
    "子丑寅卯辰巳午未申酉戌亥",
    "东西南北上中下左右前后内外",
    "金木水火土日月年时分秒",
    "男女父母兄弟姐妹爷奶",
    "省市县区乡镇村州旗",
    # What tells two places apart: 湖州 and 潮州, 海州 and 梅州, 普宁 and 晋宁, 龙溪 and 尤溪.
    *("湖潮", "海梅", "普晋", "龙尤", "滨宾", "江汪", "江红", "闽闻"),
)
# Known for looking alike though they stand in one of the rows above.
NOT_MEANT = ("己巳", "戌戊", "午未", "日月")


def known_pairs() -> tuple[list[str], list[str]]:
    """The pairs of known_shapes.txt to fit on, and the further ones."""
    parts = re.split(r"(?:^#.*\n)+", KNOWN.read_text(encoding="utf-8"), flags=re.MULTILINE)
    fitted, further = (part.split() for part in parts[1:])
    return fitted, further


class Shapes:
    """What is measured of every character, and of pairs of them."""

    def __init__(self, fields: Fields, fonts: list[str]) -> None:
        level = {char: int(value.split(":")[1]) for char, value in fields["kTGH"].items()}
        listed = [char for char in sorted(level, key=level.__getitem__) if char <= "\uffff"]
        self.cangjie = fields["kCangjie"]
        self.corners = {c: v.split()[0] for c, v in fields["kFourCornerCode"].items()}
        self.strokes = {c: int(v.split()[0]) for c, v in fields["kTotalStrokes"].items()}
        self.radicals = {c: v.split(".")[0].strip("'") for c, v in fields["kRSUnicode"].items()}
        self.series = series(fields)
        pictures = [draw(listed, font) for font in fonts]
        drawn = np.any([ink for _, ink in pictures], axis=0)
        self.chars = [char for char, there in zip(listed, drawn, strict=True) if there]
        self.place = {char: index for index, char in enumerate(self.chars)}
        self.agree = agreements([(shown[drawn], ink[drawn]) for shown, ink in pictures])

    def measure(self, pairs: list[tuple[str, str]]) -> Array:
        """A row of features a pair."""
        codes = np.array([self.compare_codes(a, b) for a, b in pairs], dtype=float)
        one = [self.place[a] for a, _ in pairs]
        two = [self.place[b] for _, b in pairs]
        whole, left, right, top, bottom = (matrix[one, two] for matrix in self.agree)
        sides = np.maximum(left, right)
        half = np.maximum(sides, np.maximum(top, bottom))
        other = np.maximum(np.minimum(left, right), np.minimum(top, bottom))
        kin = np.array([self.radicals[a] == self.radicals[b] for a, b in pairs], dtype=float)
        seen = (
            kin,
            kin * other,
            kin * half,
            whole,
            left,
            right,
            sides,
            half,
            other,
            half**4,
            whole**3,
        )
        return np.hstack([codes, np.stack(seen, axis=1), np.ones((len(pairs), 1))])

    def compare_codes(self, a: str, b: str) -> list[float]:
        """What Cangjie, four-corner codes and strokes say of a pair."""
        x, y = self.cangjie.get(a, ""), self.cangjie.get(b, "")
        longest, shortest = max(len(x), len(y), 1), min(len(x), len(y))
        head = next((i for i in range(shortest) if x[i] != y[i]), shortest)
        rest = shortest - head
        tail = next((i for i in range(rest) if x[-1 - i] != y[-1 - i]), rest)
        p, q = self.corners.get(a, ""), self.corners.get(b, "")
        if p and q:
            corners = sum(map(str.__eq__, p[:4], q[:4]))
            point = float(p[5] == q[5]) if len(p) == len(q) == len("1234.5") else 0.3
        else:
            corners, point = 1, 0.3
        most = max(self.strokes[a], self.strokes[b])
        apart = abs(self.strokes[a] - self.strokes[b])
        return [
            common_length(x, y) / longest,
            (head + tail) / longest,
            tail / longest,
            tail >= 3,
            x == y,
            longest / 5,
            corners,
            corners == 4,
            point,
            apart / most,
            apart <= 1,
            min(most, 10) / 10,
            not self.series.get(a, set()).isdisjoint(self.series.get(b, ())),
        ]


def series(fields: Fields) -> dict[str, set[str]]:
    """Phonetic series (kPhonetic) of each character, those of its traditional forms too."""
    table = {
        char: {part.rstrip("*x") for part in value.split()}
        for char, value in fields["kPhonetic"].items()
    }
    for char, value in fields["kTraditionalVariant"].items():
        for code in value.split():
            found = table.get(chr(int(code.removeprefix("U+"), 16)), set())
            table.setdefault(char, set()).update(found)
    return table


def draw(chars: list[str], path: str) -> tuple[Array, Array]:
    """Blurred pictures of the characters, and which of them the font has."""
    font = ImageFont.truetype(path, 36)

    def picture(char: str) -> Array:
        image = Image.new("L", (SIDE, SIDE), 0)
        ImageDraw.Draw(image).text((SIDE // 2, SIDE // 2), char, font=font, fill=255, anchor="mm")
        return np.asarray(image.filter(ImageFilter.GaussianBlur(BLUR)), dtype=np.float32)

    nothing = picture("\ufffe")
    shown = np.stack([picture(char) for char in chars])
    return shown, np.array([bool((one != nothing).any()) for one in shown])


def agreements(pictures: list[tuple[Array, Array]]) -> list[Array]:
    """Correlation of every two pictures: whole, left, right, upper and lower half."""
    middle = SIDE * 9 // 20  # the left part of a character is the narrow one
    cuts = (
        np.s_[:, :, :],
        np.s_[:, :, :middle],
        np.s_[:, :, middle - 1 :],
        np.s_[:, :middle, :],
        np.s_[:, middle:, :],
    )
    matrices = []
    for cut in cuts:
        total, fonts = 0.0, 0.0
        for shown, ink in pictures:
            part = shown[cut].reshape(len(shown), -1)
            part = part - part.mean(axis=1, keepdims=True)
            part = part / (np.linalg.norm(part, axis=1, keepdims=True) + 1e-6)
            both = np.outer(ink, ink).astype(np.float32)
            total, fonts = total + (part @ part.T) * both, fonts + both
        matrices.append(total / np.maximum(fonts, 1))
    return matrices


def common_length(x: str, y: str) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(y) + 1)
    for mark in x:
        corner = 0
        for index, other in enumerate(y):
            above = row[index + 1]
            row[index + 1] = corner + 1 if mark == other else max(above, row[index])
            corner = above
    return row[-1]


def fit(rows: Array, known: Array, weights: Array) -> Array:
    """Logistic regression by Newton's method; the weights of the features."""
    found = np.zeros(rows.shape[1])
    for _ in range(60):
        chance = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (weights * (known - chance)) - PENALTY * found
        bend = (rows * (weights * chance * (1 - chance))[:, None]).T @ rows
        found = found + np.linalg.solve(bend + PENALTY * np.eye(len(found)), slope)
    return found


def fit_and_cut(known: Array, common: Array, kin: Array) -> tuple[Array, float]:
    """Weights from half of the random pairs and all kin, the threshold from the other half."""
    half = len(common) // 2
    rows = np.vstack([known, common[:half], kin])
    is_known = np.arange(len(rows)) < len(known)
    found = fit(rows, is_known.astype(float), np.where(is_known, KNOWN_WEIGHT, 1.0))
    return found, float(np.quantile(common[half:] @ found, 1 - SHARE))


def meant_pairs() -> set[frozenset[str]]:
    """Pairs that are never alike."""
    rows = {frozenset(pair) for row in MEANT for pair in combinations(row, 2)}
    return rows - {frozenset(pair) for pair in NOT_MEANT}


def main() -> None:
    """Measure, fit, report the recall of five-fold cross-validation, write the table."""
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    wanted = {"kTGH", "kCangjie", "kFourCornerCode", "kTotalStrokes", "kRSUnicode"}
    wanted |= {"kPhonetic", "kTraditionalVariant"}
    shapes = Shapes(read_unihan(Path(sys.argv[1]), wanted), sys.argv[2:])
    random = np.random.default_rng(3)
    drawn = random.integers(0, COMMON, (SAMPLE, 2))
    pairs = [(shapes.chars[i], shapes.chars[j]) for i, j in drawn if i != j]
    known, further = known_pairs()
    common = shapes.measure(pairs)
    kin = common[[shapes.radicals[a] == shapes.radicals[b] for a, b in pairs]]
    rows = shapes.measure([(pair[0], pair[1]) for pair in known])
    order = random.permutation(len(known))
    hits = 0
    for fold in range(5):
        held = order[fold::5]
        weights, least = fit_and_cut(np.delete(rows, held, axis=0), common, kin)
        hits += int((rows[held] @ weights >= least).sum())
    print(f"five-fold recall {hits / len(known):.3f} at {SHARE:.2%} of random pairs")

    weights, least = fit_and_cut(rows, common, kin)
    alike = {frozenset(pair) for pair in (*known, *further)}
    for index, char in enumerate(shapes.chars):
        near = np.zeros(len(shapes.chars), dtype=bool)
        for matrix, floor in zip(shapes.agree, FLOORS, strict=True):
            near |= matrix[index] > floor
        others = [shapes.chars[i] for i in np.flatnonzero(near) if i > index]
        if others:
            scores = shapes.measure([(char, other) for other in others]) @ weights
            alike |= {frozenset((char, others[i])) for i in np.flatnonzero(scores >= least)}
    spelled = sorted("".join(sorted(both)) for both in alike - meant_pairs())
    table: dict[str, str] = {}
    for pair in spelled:
        table[pair[0]] = table.get(pair[0], "") + pair[1]
    lines = "".join(f"{first}{rest}\n" for first, rest in table.items())
    TABLE.write_text(lines, encoding="utf-8")
    print(f"{len(spelled)} pairs, {len(lines.encode())} bytes")


if __name__ == "__main__":
    main()
