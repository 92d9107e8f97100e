"""Random inputs of every kind, made from a seed: stores, articles, drafts, rows, queries."""

import json
from random import Random

_WITHOUT_CACHE = 0.005  # share of stores for which each command builds its index, which is slow
# Pieces of text that have broken programs before.
PIECES = [
    *"甲乙丙丁88人万亿一二三十零。，；：“”（）\n\t \r",
    "晨光服饰",
    "工人人数",
    "现有工人88人。",
    "-5度",
    "−5",
    "零下5度",
    "1，234人",
    "约3-5人",
    "-3～5℃",
    "超103，855例",
    "数十人",
    "网传",
    "系谣言",
    "3.5万人",
    "百分之五十",
    "2024年5月17日",
    "８８人",
    "1/3",
    "\u200b",
    "\u202e",
    "\ufeff",
    "\u2028",
    "\x00",
    "\x1b[31m",
    "\x1b]0;x\x07",
    "\x85",
    "'",
    '"',
    "\\",
    "::error::x",
    "=1+1",
    "@",
    "[red]",
    "</script><b>",
    "<!--",
    "```",
    "|",
    "%s{0}",
    "../../outside/secret.txt",
    "A" * 300,
    "9" * 400,
    "．",
    "e\u0301",
    "𠮷",
    "🏭",
    "㈠",
    "ⅷ",
    "½",
    "\ud7ff",
]
STATUSES = ["current", "draft", "superseded", "retracted", "x", ""]
MODES = ["planned", "reported", "hypothetical", "rumoured", "denied", "x"]
NUMBERS = ["0", "-1", "1", "3", "99999999999999999999", "0x" + "f" * 4000, "1e999", "nan", "true"]
OTHER = ["[]", '["a"]', "{}", "[[1], {a = 1}]", "2024-05-17", "2024-05-17T00:00:00Z", '""', '" "']
SOURCE_KEYS = "id title publication authors published url page section sha256 retrieved".split()
FACT_KEYS = (
    "subject attribute value as_of note status superseded_by confidence why id said_by".split()
)


class Inputs:
    """A stream of inputs; the same seed gives the same inputs."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - not for secrets

    def text(self, most: int = 8) -> str:
        """A text of a few pieces."""
        return "".join(self.random.choices(PIECES, k=self.random.randint(0, most)))

    def flipped(self, data: bytes) -> bytes:
        """The data, now and then with a byte changed, removed or repeated."""
        if not data or self.random.random() < 0.6:
            return data
        at = self.random.randrange(len(data))
        kind = self.random.randrange(4)
        if kind == 0:
            return data[:at] + bytes([self.random.randrange(256)]) + data[at + 1 :]
        if kind == 1:
            return data[:at]
        if kind == 2:
            return data[:at] + data[at:] * 2
        return data[:at] + self.random.choice([b"\xff", b"\x00", b'"', b"]", b"."]) + data[at:]

    def toml_value(self) -> str:
        """A TOML value, of a wrong type in one case of five."""
        chosen = self.random.random()
        if chosen < 0.1:
            return self.random.choice(NUMBERS)
        if chosen < 0.2:
            return self.random.choice(OTHER)
        return json.dumps(self.text(), ensure_ascii=self.random.random() < 0.2)

    def _table(self, keys: list[str], **fixed: str) -> dict[str, str]:
        table = dict(fixed)
        for key in self.random.sample(keys, self.random.randint(0, min(3, len(keys)))):
            table[key] = self.toml_value()
        if self.random.random() < 0.1 and table:
            del table[self.random.choice(list(table))]
        return table

    def source_file(self, number: int) -> bytes:
        """A file with a source, a few declarations and sentences."""
        source = self._table(SOURCE_KEYS, id=f'"s{number}"', title='"晨光服饰投产"')
        parts = ["[source]", *(f"{key} = {value}" for key, value in source.items())]
        for _ in range(self.random.randint(0, 3)):
            parts += self._sentence()
        if self.random.random() < 0.5:
            what = self.random.choice(["subjects", "attributes"])
            table = self._table(["aliases", "kind", "part_of", "note"], name=self.toml_value())
            parts += [f"[[{what}]]", *(f"{key} = {value}" for key, value in table.items())]
        return self.flipped("\n".join(parts).encode("utf-8", "surrogatepass"))

    def _sentence(self) -> list[str]:
        value = self.random.choice(["88人", "5度", "500万元", "234人", "五十", self.text(3)])
        quote = (
            self.random.choice(["现有工人", "-", "约3-", "-3～", "1，", "数", "8\u200b", ""])
            + value
        )
        quoted = json.dumps(self.text(3) + quote + self.text(3), ensure_ascii=False)
        rows = []
        for _ in range(self.random.randint(0, 3)):
            fixed = {"subject": '"晨光服饰"', "attribute": '"工人人数"'}
            fixed["value"] = json.dumps(value, ensure_ascii=False)
            if self.random.random() < 0.3:
                fixed["subject"] = self.toml_value()
            if self.random.random() < 0.2:
                fixed["mode"] = f'"{self.random.choice(MODES)}"'
            pairs = self._table(FACT_KEYS, **fixed).items()
            rows.append("{ " + ", ".join(f"{key} = {value}" for key, value in pairs) + " }")
        more = [f"line = {self.random.choice(NUMBERS)}"] if self.random.random() < 0.3 else []
        return ["[[sentences]]", f"quote = {quoted}", *more, f"facts = [{', '.join(rows)}]"]

    def store_file(self) -> bytes:
        """A `store.toml`."""
        table = self._table(["schema", "name"], schema="1", name='"试"')
        text = "\n".join(f"{key} = {value}" for key, value in table.items())
        return self.flipped(f"{text}\n".encode())

    def article(self) -> bytes:
        """An article or a draft as text."""
        lines = [self.text(12) for _ in range(self.random.randint(0, 12))]
        lines.insert(0, self.random.choice(["晨光服饰投产", "# 标题", "---", "晚报 2024年5月17日"]))
        text = self.random.choice(["\n", "\n\n", "\r\n"]).join(lines)
        return self.flipped(text.encode("utf-8", "surrogatepass"))

    def report(self) -> bytes:
        """A report of `check --json`, in which some verdicts are confirmed."""
        lines = []
        for _ in range(self.random.randint(0, 3)):
            review: object = self.random.choice(
                [None, [], {}, "x", {"rating": self.text(), "url": "javascript:x", "author": "甲"}]
            )
            evidence: list[object] = [
                {"source": self.random.choice([None, {"url": self.text(2)}, []])}
            ]
            line: dict[str, object] = {"sentence": self.text(), "assertions": [{"review": review}]}
            lines.append(json.dumps(line | {"evidence": evidence}))
        return self.flipped("\n".join(lines).encode())

    def rows(self) -> tuple[str, bytes]:
        """Rows to import: the file extension and the content."""
        wanted = ("subject", "attribute", "value", "sentence", "source")
        rows = [
            {key: self.text(4) for key in self.random.sample([*wanted, *FACT_KEYS], 8)}
            | {"value": "88人", "sentence": self.text(2) + "88人" + self.text(2)}
            for _ in range(self.random.randint(1, 3))
        ]
        if self.random.random() < 0.5:
            lines = [",".join(wanted)]
            lines += [",".join(f'"{row.get(key, "a")}"' for key in wanted) for row in rows]
            return "csv", self.flipped("\n".join(lines).encode())
        known = {"subject": "甲", "attribute": "乙", "source": "新"}
        lines = [json.dumps(row | known)[:-1] + self._extra() + "}" for row in rows]
        return "jsonl", self.flipped("\n".join(lines).encode())

    def _extra(self) -> str:
        if self.random.random() < 0.5:
            return ""
        key = self.random.choice(["line", "page", "confidence", "authors", "source", "published"])
        value = self.random.choice([*NUMBERS, "[]", '["a"]', "{}", "null", '"\\ud800"', "9" * 5000])
        return f', "{key}": {value}'

    def environment(self) -> dict[str, str]:
        """Variables for the commands of a store: another language, width, editor or cache."""
        choices = {
            "LANG": ["zh_CN.UTF-8", "en_US.UTF-8", "C", "zh_TW", "../../outside", ""],
            "LANGUAGE": ["zh", "en:zh", "../../outside", ":", "zh_CN@x"],
            "LC_ALL": ["zh_CN.GBK", "POSIX", "x" * 999],
            "COLUMNS": ["1", "0", "-1", "9" * 30, "x"],
            "TERM": ["dumb", "", "xterm", "../../outside"],
            "NO_COLOR": ["1", ""],
            "XZFACTS_STORE": ["work/facts", "", "/dev/null", "outside"],
            "XDG_STATE_HOME": ["relative", "/dev/null"],
            "EDITOR": ["false", "no-such-program", "'", "sh -c 'echo x >> \"$0\"'"],
            "PAGER": ["cat", "'"],
        }
        names = self.random.sample(list(choices), self.random.randint(0, 2))
        if self.random.random() < _WITHOUT_CACHE:
            choices["XZFACTS_CACHE"] = ["work/cache", "outside/secret.txt/x", "/dev/null/x", ""]
            names.append("XZFACTS_CACHE")
        return {name: self.random.choice(choices[name]) for name in names}
