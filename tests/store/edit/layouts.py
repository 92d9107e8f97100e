"""Store files as all sorts of people would write them: the same data, laid out at random."""

import random
from dataclasses import dataclass, field
from typing import Any

from xzfacts.store.render_toml import quoted

Keys = dict[str, Any]


@dataclass
class Sentence:
    quote: str
    line: int | None
    facts: list[Keys]


@dataclass
class File:
    source: str
    subjects: list[Keys] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)


class Layout:
    """Renders one file; each comment on a line of its own has a number of its own."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.newline = chance.choice(["\n", "\n", "\r\n"])
        self.comments = 0
        self.indent = chance.choice(["", "", "  ", "\t"])

    def text(self, file: File) -> str:
        one = self.chance
        parts = [self.source(file)] + [self.subject(keys) for keys in file.subjects]
        if file.sentences and one.random() < 0.2:
            inline = [self.inline_sentence(sentence) for sentence in file.sentences]
            parts.insert(0, self.gap() + f"sentences{self.equals()}{self.array(inline)}\n")
        else:
            parts += [self.headed_sentence(sentence) for sentence in file.sentences]
        if parts[0].lstrip().startswith("[source]") and one.random() < 0.3:
            parts.append(parts.pop(0))
        text = "".join(parts) + one.choice(["", "", self.comment(), "\n", "\n\n"])
        if one.random() < 0.2:
            text = text.rstrip("\n")
        bom = "\ufeff" if one.random() < 0.1 else ""
        return bom + text.replace("\n", self.newline)

    def source(self, file: File) -> str:
        about = {"id": file.source, "title": "题"}
        if self.chance.random() < 0.2:
            return self.gap() + "".join(
                f"source . {key}{self.equals()}{self.value(value)}{self.end()}"
                for key, value in about.items()
            )
        return self.gap() + "[source]" + self.end() + self.pairs(about)

    def subject(self, keys: Keys) -> str:
        header = self.chance.choice(["[[subjects]]", '[["subjects"]]', "[[ subjects ]]"])
        return self.gap() + self.indent + header + self.end() + self.pairs(keys)

    def headed_sentence(self, sentence: Sentence) -> str:
        about: Keys = {"quote": sentence.quote}
        if sentence.line is not None:
            about["line"] = sentence.line
        header = self.gap() + self.indent + "[[sentences]]" + self.end()
        if self.chance.random() < 0.3:
            facts = "".join(
                self.gap() + self.indent + "[[sentences.facts]]" + self.end() + self.pairs(fact)
                for fact in sentence.facts
            )
            return header + self.pairs(about) + facts
        facts = f"{self.indent}facts{self.equals()}"
        facts += self.array([self.inline(fact) for fact in sentence.facts]) + self.end()
        return header + "".join(self.chance.sample([self.pairs(about), facts], 2))

    def inline_sentence(self, sentence: Sentence) -> str:
        facts = ", ".join(self.inline(fact) for fact in sentence.facts)
        line = "" if sentence.line is None else f"line = {sentence.line}, "
        return f"{{ {line}quote = {quoted(sentence.quote)}, facts = [{facts}] }}"

    def inline(self, keys: Keys) -> str:
        space = self.chance.choice(["", " ", " "])
        comma = self.chance.choice([", ", ",", " , "])
        pairs = comma.join(
            f"{self.key(key)}{self.equals()}{self.value(value, long=False)}"
            for key, value in self.shuffled(keys)
        )
        return f"{{{space}{pairs}{space}}}"

    def pairs(self, keys: Keys) -> str:
        text = ""
        for key, value in self.shuffled(keys):
            if self.chance.random() < 0.1:
                text += self.comment()
            text += f"{self.indent}{self.key(key)}{self.equals()}{self.value(value)}{self.end()}"
        return text

    def array(self, items: list[str]) -> str:
        one = self.chance
        style = one.randrange(5)
        if style == 0:
            return "[" + ", ".join(items) + one.choice(["", ",", " , "]) + "]"
        if style == 1:  # commas first
            return "[ " + "\n, ".join(items) + "\n]"
        if style == 2:  # two on a line
            rows = [", ".join(items[at : at + 2]) for at in range(0, len(items), 2)]
            return "[\n  " + ",\n  ".join(rows) + "\n]"
        lines = ["["]
        for number, item in enumerate(items):
            comma = "," if style == 3 or number < len(items) - 1 else ""
            if one.random() < 0.2:
                lines += ["", self.comment().rstrip("\n")]
            lines.append(f"  {item}{comma}{one.choice(['', '', '  # ,]}'])}")
        closing = one.choice(["]", "  ]"])
        if one.random() < 0.15 and "#" not in lines[-1]:
            return "\n".join(lines) + " ]"
        return "\n".join([*lines, closing])

    def key(self, key: str) -> str:
        return self.chance.choice([key, key, key, f'"{key}"', f"'{key}'"])

    def value(self, value: object, *, long: bool = True) -> str:
        if isinstance(value, list):
            return self.array([quoted(one) for one in value]) if long else str(value)
        if not isinstance(value, str):
            return str(value)
        forms = [quoted(value), quoted(value)]
        if not value.isprintable():
            return forms[0]
        if "'" not in value:
            forms.append(f"'{value}'")
        if long and '"' not in value and "\\" not in value:
            forms.append(f'"""\n{value}"""')
            forms.append(f'"""{value[:1]}\\\n   {value[1:]}"""')
        return self.chance.choice(forms)

    def equals(self) -> str:
        return self.chance.choice([" = ", " = ", "=", "  =\t"])

    def end(self) -> str:
        return self.chance.choice(["", "", "", " ", ' # [x] = "', "\t#"]) + "\n"

    def gap(self) -> str:
        return "".join(
            self.chance.choice(["\n", "\n", self.comment()])
            for _ in range(self.chance.choice([0, 1, 1, 1, 2, 3]))
        )

    def comment(self) -> str:
        self.comments += 1
        return f"{self.chance.choice(['', '  '])}# {self.comments}: [[no]] {{ = '\"\n"

    def shuffled(self, keys: Keys) -> list[tuple[str, Any]]:
        pairs = list(keys.items())
        if self.chance.random() < 0.5:
            self.chance.shuffle(pairs)
        return pairs
