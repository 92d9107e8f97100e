"""Double each hostile input and print how the CPU time grows: `python -m benchmarks.growth`.

A factor near 2 is linear, near 4 quadratic. The times are of whole processes.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

DRAFT = "draft"
_HEAD = '[source]\nid = "a"\ntitle = "甲"\n'


class Input(NamedTuple):
    """An input that grows.

    store: the text of a store file with `n` parts.
    command: arguments of the command; DRAFT stands for a file with what is given.
    given: standard input with `n` parts, or the content of the draft.
    size: the first `n`.
    again: whether the command is measured after another run and a change of one fact.
    """

    store: Callable[[int], str]
    command: list[str]
    given: Callable[[int], str | bytes] = lambda _n: ""
    size: int = 1000
    again: bool = False


def _sentence(subject: str, value: str, more: str = "") -> str:
    fact = f'{{ subject = "{subject}", attribute = "人数", value = "{value}人"{more} }}'
    return f'[[sentences]]\nquote = "{subject}有{value}人。"\nfacts = [{fact}]\n'


def _facts(n: int) -> str:
    return _HEAD + "".join(_sentence(f"第{at}厂", str(at)) for at in range(1, n))


def _one_quote(n: int) -> str:
    fact = '{{ subject = "厂{}", attribute = "人数", value = "{}人" }}'
    facts = ",\n".join(fact.format(at, at % 900 + 100) for at in range(n))
    quote = "、".join(f"{at}人" for at in range(100, 1000))
    return f'{_HEAD}[[sentences]]\nquote = "{quote}"\nfacts = [\n{facts}\n]\n'


def _quotes_of_amounts(n: int) -> str:
    quote = "15人" * 2500
    fact = '{ subject = "晨光服饰", attribute = "人数", value = "5人" }'
    sentence = '[[sentences]]\nquote = "{0}，另有{1}台。"\nfacts = [{2}]\n'
    return _HEAD + "".join(sentence.format(quote, at, fact) for at in range(n))


def _chain(n: int) -> str:
    return _HEAD + "".join(
        _sentence("厂", str(at), f', id = "x{at}", superseded_by = "x{at + 1}"') for at in range(n)
    )


def _ranges(n: int) -> str:
    return _HEAD + "".join(_sentence("厂", f"1-{at}") for at in range(2, n))


def _long_names(n: int) -> str:
    return _HEAD + "".join(_sentence("晨光" * 400 + str(at), "8") for at in range(n // 10))


def _deep_key(n: int) -> str:
    return f"{_HEAD}{'a.' * n}a = 1\n"


def _unknown_keys(n: int) -> str:
    return _HEAD + "".join(f"a{at} = 1\n" for at in range(n))


def _small(_n: int) -> str:
    return _HEAD + _sentence("晨光服饰", "88")


def _joined_by(mark: str) -> Callable[[int], str]:
    return lambda n: mark.join(f"晨光服饰有{at}人" for at in range(n)) + "。"


def _html(n: int) -> str:
    return (
        "<html><body><article>" + "<p>晨光服饰现有工人88人。</p>\n" * n + "</article></body></html>"
    )


def _numbered(n: int) -> str:
    return "".join(
        f"晨光{at}服饰有限公司现有工人{at}人，记者张{at % 9}明报道。\n" for at in range(n)
    )


def _docx(content: str) -> Callable[[int], bytes]:
    def document(n: int) -> bytes:
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        body = f'<w:document xmlns:w="{space}"><w:body>{content * n}</w:body></w:document>'
        file = BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", body)
        return file.getvalue()

    return document


def _aliases(n: int) -> str:
    names = ", ".join(f'"晨光{at}"' for at in range(n))
    return f'{_HEAD}[[subjects]]\nname = "晨光"\naliases = [{names}]\n' + _sentence("晨光", "8")


def _like_figures(n: int) -> str:
    quote = "，".join(f"晨光服饰现有工人{at}人" for at in range(1000, 1080))
    fact = '{{ subject = "厂{0}", attribute = "人数", value = "1001人" }}'
    sentence = '[[sentences]]\nquote = "{1}{0}。"\nfacts = [{2}]\n'
    return _HEAD + "".join(sentence.format(at, quote, fact.format(at)) for at in range(n // 10))


def _many_figures(n: int) -> str:
    figures = "、".join(f"{at}人" for at in range(100, 100 + n))
    quotes = (f"晨光服饰第{at}厂现有工人{figures}。" for at in range(30))
    fact = '{ subject = "工厂", attribute = "人数", value = "100人" }'
    return _HEAD + "".join(f'[[sentences]]\nquote = "{q}"\nfacts = [{fact}]\n' for q in quotes)


def _repeated(n: int) -> str:
    quote = f"晨光服饰{'的地' * n}有88人。"
    return _HEAD + _sentence("晨光服饰", "88").replace("晨光服饰有88人。", quote)


def _long_sentences(n: int) -> str:
    text = "".join(chr(0x4E00 + at * 7 % 20_000) for at in range(9_000 + n))
    return _HEAD + "".join(
        _sentence("厂", str(at)).replace("厂有", f"厂{text[at : at + 9_000]}有") for at in range(n)
    )


def _of_one_attribute(n: int) -> str:
    return _HEAD + "".join(_sentence("晨光服饰", str(at)) for at in range(1, n))


def _with_aliases(n: int) -> str:
    """A subject with `n` aliases and hundreds of facts."""
    facts = "".join(
        _sentence("晨光", str(at)).replace("人数", f"{chr(0x4E00 + at)}厂人数")
        for at in range(100, 700)
    )
    return _aliases(n) + facts


def _alike_attributes(n: int) -> str:
    names = [f"{chr(0x4E00 + at % 5000)}{at // 5000}组人数" for at in range(n)]
    declared = "".join(f'[[attributes]]\nname = "{name}"\naliases = ["人数"]\n' for name in names)
    facts = (
        _sentence("晨光服饰", str(at + 9)).replace('"人数"', f'"{name}"')
        for at, name in enumerate(names)
    )
    return _HEAD + declared + "".join(facts)


def _spellings(n: int) -> str:
    """A subject with `n` aliases, a fact under each."""
    facts = (_sentence(f"晨光{at}", str(at)).replace('"人数"', f'"{at}组人数"') for at in range(n))
    return _aliases(n) + "".join(facts)


def _list_of_numbers(n: int) -> str:
    numbers = "1,\n" * n
    return f"{_HEAD}a = [{numbers}]\n" + _sentence("晨光服饰", "88")


def _declared_again(n: int) -> str:
    return _small(n) + '[[subjects]]\nname = "晨光服饰"\n' * n


def _declared_differently(n: int) -> str:
    return _small(n) + "".join(
        f'[[subjects]]\nname = "晨光服饰"\nkind = "k{at}"\naliases = ["a{at}"]\n' for at in range(n)
    )


def _rows_of_one_source(n: int) -> str:
    row = '{{"subject": "厂", "attribute": "数", "value": "8人", "sentence": "{0}有8人。", {1}}}\n'
    authors = ", ".join(['"者"'] * 1000)
    title = ', "title": "题"'
    about = [f'"source": "b"{title * (at % 2)}' for at in range(n)]
    about[0] += f', "authors": [{authors}]'
    return "".join(row.format(at, each) for at, each in enumerate(about))


def _comments(n: int) -> str:
    return _small(n) + "".join(f"# {at * at % 1009}\n" for at in range(n)) + _sentence("厂", "8")


def _similar_names(n: int) -> str:
    return _HEAD + "".join(_sentence(f"晨光第{chr(0x4E00 + at)}服饰公司", "8") for at in range(n))


INPUTS = {
    "facts in one file, first query": Input(_facts, ["query", "第3厂"], size=4000),
    "one changed fact in a file, query": Input(_facts, ["query", "第3厂"], size=4000, again=True),
    "facts in one quote, verify": Input(_one_quote, ["verify"], size=4000),
    "quotes of nothing but amounts, verify": Input(_quotes_of_amounts, ["verify"], size=100),
    "repeated lines, retract --dry-run": Input(
        _comments, ["retract", "厂", "--why", "误", "--dry-run"], size=40_000
    ),
    "chain of superseded facts, verify": Input(_chain, ["verify"], size=4000),
    "overlapping ranges, verify": Input(_ranges, ["verify"]),
    "long names, verify --strict": Input(_long_names, ["verify", "--strict"]),
    "names that differ by a character, verify --strict": Input(
        _similar_names, ["verify", "--strict"], size=2000
    ),
    "one subject declared again and again, list": Input(
        _declared_again, ["list", "subjects"], size=4000
    ),
    "one subject declared in many ways, verify": Input(
        _declared_differently, ["verify"], size=4000
    ),
    "key of many parts, verify": Input(_deep_key, ["verify"], size=16_000),
    "line of blanks, verify": Input(lambda n: _HEAD + " " * n + "x = 1", ["verify"], size=64_000),
    "unknown keys, verify": Input(_unknown_keys, ["verify"], size=4000),
    "clauses joined by full stops, check": Input(_small, ["check", "-"], _joined_by("。"), 200),
    "clauses joined by commas, check": Input(_small, ["check", "-"], _joined_by("，"), 200),
    "clauses joined by commas, check with sentences like them": Input(
        _like_figures, ["check", "-"], _joined_by("，"), 50
    ),
    "figures of a sentence and of sentences like it, check": Input(
        _many_figures,
        ["check", "-"],
        lambda n: (
            "晨光服饰第3厂现有工人" + "、".join(f"{at}人" for at in range(400, 400 + n // 10))
        ),
        50,
    ),
    "quotations of repeated characters, check": Input(
        _repeated,
        ["check", "-"],
        lambda n: "".join(f"“{'的地' * 90}得{'的地' * 90}{at}”。" for at in range(n // 10)),
        1000,
    ),
    "long sentences of a store, check": Input(
        _long_sentences, ["check", "--text", "某厂有“很多很多的工人在这里”77人。"], size=100
    ),
    "facts of one attribute, check": Input(
        _of_one_attribute,
        ["check", "-"],
        lambda n: "".join(f"晨光服饰{at}号有77人。" for at in range(n // 10)),
        1000,
    ),
    "list of numbers, query": Input(_list_of_numbers, ["query", "晨光服饰"], size=100_000),
    "one line without marks, check": Input(_small, ["check", "-"], lambda n: "晨光" * n, 4000),
    "one line of digits, check": Input(_small, ["check", "-"], lambda n: "8" * n, 16_000),
    "blank lines, check": Input(_small, ["check", "-"], lambda n: "\n" * n + "甲", 64_000),
    "one line of blanks, query --batch": Input(
        _small, ["query", "--batch", "-"], lambda n: " " * n + "甲", 64_000
    ),
    "aliases of one subject, query": Input(_aliases, ["query", "晨光"], size=2000),
    "aliases of one subject with many facts, query": Input(
        _with_aliases, ["query", "晨光"], size=2000
    ),
    "attributes with one alias, query": Input(
        _alike_attributes, ["query", "哪个镇的人数最多"], size=1000
    ),
    "attributes with one alias, check": Input(
        _alike_attributes, ["check", "-"], _joined_by("，"), size=500
    ),
    "facts under many names of one subject, check": Input(
        _spellings, ["check", "-"], lambda _n: "晨光有77人。" * 200, 2000
    ),
    "facts under many names of one subject, extract": Input(
        _spellings, ["extract", "-", "--json"], lambda _n: "晨光有77人。" * 200, 2000
    ),
    "sentences of one paragraph, check": Input(
        _small,
        ["check", DRAFT + ".html"],
        lambda n: f"<html><body><p>{'有5人。' * n}</p></body></html>",
        25_000,
    ),
    "Markdown comments that never end, check": Input(
        _small, ["check", DRAFT + ".md"], lambda n: "<!-- a\n" + "<!--" * n, 16_000
    ),
    "Markdown tags that never end, check": Input(
        _small, ["check", DRAFT + ".md"], lambda n: "<div\n" + "<" * n, 16_000
    ),
    "Markdown entities, check": Input(
        _small, ["check", DRAFT + ".md"], lambda n: "*&lt;&gt;&lt;*甲" * n, 4000
    ),
    "Markdown brackets, check": Input(_small, ["check", DRAFT + ".md"], lambda n: "[" * n, 4000),
    "Markdown emphasis, check": Input(
        _small, ["check", DRAFT + ".md"], lambda n: "**a *b " * n, 2000
    ),
    "HTML comments that never end, check": Input(
        _small, ["check", DRAFT + ".html"], lambda n: "<p>" + "<!--" * n, 16_000
    ),
    "HTML paragraphs, check": Input(_small, ["check", DRAFT + ".html"], _html, 500),
    "HTML attributes of one tag, check": Input(
        _small,
        ["check", DRAFT + ".html"],
        lambda n: "<p " + " ".join(f"a{at}" for at in range(n)) + ">",
        16_000,
    ),
    "HTML articles in articles, extract": Input(
        _small,
        ["extract", DRAFT + ".html", "--json"],
        lambda n: "<article>" * (n // 20) + "<p>晨光服饰</p>" * n,
        2000,
    ),
    "HTML article beside other text, extract": Input(
        _small,
        ["extract", DRAFT + ".html", "--json"],
        lambda n: (
            "".join(f"<p>晨光服饰第{at}家工厂，产量增长了很多。</p>" for at in range(n))
            + "<ul>"
            + "".join(f"<li><a>其他新闻链接的标题文字{at}</a></li>" for at in range(n))
        ),
        4000,
    ),
    "empty paragraphs, check of .docx": Input(
        _small, ["check", DRAFT + ".docx"], _docx("<w:p/>"), 50_000
    ),
    "equal paragraphs, extract of HTML": Input(
        _small, ["extract", DRAFT + ".html", "--json"], _html, 2000
    ),
    "equal paragraphs, extract of .docx": Input(
        _small,
        ["extract", DRAFT + ".docx", "--json"],
        _docx("<w:p><w:r><w:t>晨光服饰现有工人88人。</w:t></w:r></w:p>"),
        2000,
    ),
    "names, each once, extract": Input(_small, ["extract", "-", "--json"], _numbered, 500),
    "long article, extract": Input(_small, ["extract", "-", "--json"], _joined_by("。\n"), 200),
    "keys of a JSON row, import": Input(
        _small,
        ["import", DRAFT + ".jsonl", "--dry-run"],
        lambda n: "{" + ", ".join(f'"k{at}": 1' for at in range(n)) + ', "k0": 2}',
        20_000,
    ),
    "line of UTF-16 without an end, import": Input(
        _small,
        ["import", DRAFT + ".jsonl", "--dry-run"],
        lambda n: "\ufeff".encode("utf-16-le") + "\u0a0a".encode("utf-16-le") * n,
        100_000,
    ),
    "rows of one source with a long key, import": Input(
        _small, ["import", DRAFT + ".jsonl", "--dry-run"], _rows_of_one_source, 1000
    ),
    "faulty rows, import": Input(
        _small, ["import", DRAFT + ".jsonl", "--dry-run"], lambda n: "{}\n" * n, 20_000
    ),
    "columns of a CSV file, import": Input(
        _small,
        ["import", DRAFT + ".csv", "--dry-run"],
        lambda n: ",".join(f"k{at}" for at in range(n)) + "\n",
        8_000,
    ),
}


def main() -> None:
    """Measure each input at its size, doubled and doubled again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="only inputs with this in their name")
    parser.add_argument("--doublings", type=int, default=2)
    options = parser.parse_args()
    print("CPU seconds\tgrowth\tinput")
    for name, one in INPUTS.items():
        if options.only in name:
            sizes = [one.size << step for step in range(options.doublings + 1)]
            times = [_measure(one, size) for size in sizes]
            factors = [f"{now / before:.1f}" for before, now in pairwise(times)]
            print(" ".join(f"{time:.2f}" for time in times), " ".join(factors), name, sep="\t")
            sys.stdout.flush()


def _measure(one: Input, n: int) -> float:
    folder = Path(tempfile.mkdtemp(prefix="xzfacts-growth-"))
    try:
        store = folder / "facts"
        store.mkdir()
        (store / "store.toml").write_text('schema = 1\nname = "试"\n', encoding="utf-8")
        (store / "a.toml").write_text(one.store(n), encoding="utf-8")
        env = {**os.environ, "XDG_CACHE_HOME": str(folder), "XDG_STATE_HOME": str(folder)}
        for name in ("PYTHONDONTWRITEBYTECODE", "XZFACTS_CACHE", "XZFACTS_STORE"):
            env.pop(name, None)
        given = one.given(n)
        data = given if isinstance(given, bytes) else given.encode()
        command = [sys.executable, "-m", "xzfacts", *one.command, "--store", str(store)]
        for argument in one.command:
            if argument.startswith(DRAFT):
                (folder / argument).write_bytes(data)

        def run() -> None:
            with (folder / "in").open("w+b") as stdin:
                stdin.write(data)
                stdin.seek(0)
                silent = subprocess.DEVNULL
                subprocess.run(  # noqa: S603 - the program itself
                    command,
                    cwd=folder,
                    stdin=stdin,
                    env=env,
                    check=False,
                    stdout=silent,
                    stderr=silent,
                )

        if one.again:
            run()
            text = one.store(n).replace("第7厂有7人", "第7厂共有7人")
            (store / "a.toml").write_text(text, encoding="utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
