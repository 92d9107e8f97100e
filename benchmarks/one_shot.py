"""One query as a whole process, beside other programs that look for the same text."""

import os
import shutil
import sys
from collections.abc import Sequence

from benchmarks.measure import compare
from xzfacts.app import open_store

_NOTHING = """
import typer

app = typer.Typer()

@app.command()
def run(words: list[str]) -> None:
    print(words)

app()
"""
_DRAFT = """\
晨南服饰现有工人96人，年产校服28万套。
厂房建在青石镇工业园内，2018年投产。
去年，该厂销售额达到2600万元，同比增长13%。
据了解，厂里打算年内再投入1500万元，添置生产线三条。
黄埔区今年前两个月完成进出口总额410亿元，比去年同期多12亿元。
区人社局副局长周立平说，累计已有5200人次参加培训。
其中电工班6期，养老护理班4期，学员来自7个乡镇。
三都县收到捐款48万元、图书3000册。
“要让乡亲们在家门口就能上班。”该负责人表示。
截至6月底，全区新增就业1900人，完成全年目标的62%。
"""
_TRIGRAM = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
query = "SELECT rowid FROM fact WHERE fact MATCH ? ORDER BY rank LIMIT 10"
words = " OR ".join('"' + w[i:i + 3] + '"' for w in sys.argv[2:] for i in range(max(len(w) - 2, 1)))
print(db.execute(query, (words,)).fetchall())
"""


def report(stores: dict[str, str], rounds: int) -> None:
    """Print the costs of whole processes as multiples of a Typer program that does nothing."""
    folder = os.path.dirname(os.environ["XZFACTS_CACHE"])
    nothing = os.path.join(folder, "nothing.py")
    with open(nothing, "w", encoding="utf-8") as file:
        file.write(_NOTHING)
    commands: dict[str, tuple[Sequence[str], dict[str, str], str | None]] = {
        "python -c pass": ([sys.executable, "-c", "pass"], {}, None),
        "Typer, nothing": ([sys.executable, nothing, "晨南服饰", "人数"], {}, None),
    }
    ask = [sys.executable, "-m", "xzfacts"]
    open_store(None)
    commands["xzfacts, shipped store"] = ([*ask, "晨南服饰", "人数"], {}, None)
    commands["xzfacts, shipped store, --json"] = ([*ask, "晨南服饰", "人数", "--json"], {}, None)
    draft = os.path.join(folder, "draft.txt")
    with open(draft, "w", encoding="utf-8") as file:
        file.write("\n".join(_DRAFT.splitlines(keepends=True)))
    sentence = ["--text", _DRAFT.partition("\n")[0]]
    commands["xzfacts check, a sentence"] = ([*ask, "check", *sentence], {}, None)
    commands["xzfacts check, ten lines"] = ([*ask, "check", draft], {}, None)
    for name, path in stores.items():
        fact = next(open_store(path).facts())
        words = [fact.subject, fact.attribute]
        commands[f"xzfacts, {name}"] = ([*ask, *words], {"XZFACTS_STORE": path}, None)
        for peer, command, given in _peers(path, words):
            commands[f"{peer}, {name}"] = (command, {}, given)
    costs = compare(commands, rounds)
    base = costs["Typer, nothing"].cpu
    print("one query, whole process\n")
    print("| | CPU ms | × Typer | peak MB |\n| --- | --- | --- | --- |")
    for name, cost in costs.items():
        print(f"| {name} | {cost.cpu * 1000:.0f} | {cost.cpu / base:.2f} | {cost.memory:.0f} |")
    print(flush=True)


def _peers(path: str, words: list[str]) -> list[tuple[str, list[str], str | None]]:
    """Programs that are there, with what they read: the TOML tree, lines, or an index."""
    found: list[tuple[str, list[str], str | None]] = []
    lines = f"{path}.tsv"
    if not os.path.exists(lines):
        with open(lines, "w", encoding="utf-8") as file:
            for fact in open_store(path).facts():
                row = (fact.subject, fact.attribute, fact.value, fact.sentence.quote)
                file.write("\t".join(row) + "\n")
    if shutil.which("rg"):
        pattern = ".*".join(words)
        found.append(("ripgrep over the TOML tree", ["rg", "-N", pattern, path], None))
        found.append(("ripgrep over lines", ["rg", "-N", pattern, lines], None))
    if shutil.which("fzf"):
        found.append(("fzf --filter over lines", ["fzf", "--filter", " ".join(words)], lines))
    trigrams = f"{path}.trigrams"
    _build_trigrams(trigrams, lines)
    found.append(("FTS5 trigram", [sys.executable, "-c", _TRIGRAM, trigrams, *words], None))
    return found


def _build_trigrams(path: str, lines: str) -> None:
    import sqlite3

    if os.path.exists(path):
        return
    db = sqlite3.connect(path)
    db.execute("CREATE VIRTUAL TABLE fact USING fts5(subject, attribute, value, tokenize=trigram)")
    with open(lines, encoding="utf-8") as file:
        db.executemany(
            "INSERT INTO fact VALUES (?,?,?)", (line.split("\t", 3)[:3] for line in file)
        )
    db.commit()
    db.close()
