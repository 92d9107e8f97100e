"""Checking drafts: `python -m benchmarks.check`.

How much text a second one core checks, and two ratios that ought to hold anywhere: twice
the text takes twice the time, and a store ten times as large takes little more than the same.
Drafts are made up, seeded, and no two sentences of them are alike: news prose with figures
of nobody known, in which every tenth sentence, or every one, states a figure of a subject.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence

from benchmarks.synthetic import ATTRIBUTES, subject_name, write_store
from xzfacts.app import Facts, open_store

_NAMED = 200  # subjects that a draft talks about
_MEGABYTE = 1_000_000
_SHIPPED = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "facts")
_KINDS = ((10**9, "nobody named"), (10, "a tenth named"), (1, "all named"))
_PROSE = (
    "近年来当地持续推进产业结构调整，群众生活水平稳步提高",
    "截至目前，全线累计完成投资{}万元，占年度计划的{}%",
    "记者在现场看到，工作人员正忙着整理资料、接待来访群众",
    "据统计，前三季度共接待游客{}万人次，同比增长{}%",
    "专家表示，这一做法值得总结，也有需要完善的地方",
    "项目建成后，预计可带动{}人就业，年产值达到{}万元",
    "走进展厅，一件件展品讲述着过去的故事，令人印象深刻",
    "当天共有{}名代表参加会议，收到提案{}件",
    "为方便群众办事，窗口实行预约服务，周末也照常办理",
    "这条道路全长{}公里，设计时速{}公里，沿途风景秀丽",
)


def draft(size: int, subjects: Sequence[str], every: int, seed: int) -> Iterator[str]:
    """Lines of about `size` bytes; every so many sentences one states a figure of a subject."""
    chance = random.Random(seed)  # noqa: S311 - test data
    measured = [(name, unit) for name, unit in ATTRIBUTES.items() if unit]
    written = number = 0
    while written < size:
        sentences = []
        for _ in range(5):
            number += 1
            if number % every == 0:
                name, unit = chance.choice(measured)
                value = chance.randint(2, 9999)
                sentences.append(f"{chance.choice(subjects)}的{name}为{value}{unit}。")
            else:
                told = chance.choice(_PROSE).format(chance.randint(2, 9999), chance.randint(2, 99))
                sentences.append(f"{told}，编号{number}。")
        line = "".join(sentences)
        written += len(line.encode()) + 1
        yield line


def seconds(facts: Facts, lines: Sequence[str]) -> float:
    """CPU time to check the lines."""
    start = time.process_time()
    for _ in facts.check(lines):
        pass
    return time.process_time() - start


def _rate(facts: Facts, subjects: Sequence[str], every: int, size: int) -> float:
    seconds(facts, list(draft(size // 10, subjects, every, 1)))
    lines = list(draft(size, subjects, every, 2))
    return sum(len(line.encode()) + 1 for line in lines) / seconds(facts, lines) / _MEGABYTE


def _shipped(size: int) -> None:
    facts = open_store(_SHIPPED)
    subjects = [subject.name for subject in facts.subjects()]
    print("shipped store, MB of text a second on one core:")
    for every, kind in _KINDS:
        print(f"  {kind}: {_rate(facts, subjects, every, size):.2f}")
    once, twice = (list(draft(size * n, subjects, 10, 3)) for n in (1, 2))
    ratio = seconds(facts, twice) / seconds(facts, once)
    print(f"  twice the text takes {ratio:.2f} × the time")


def _synthetic(sizes: Sequence[int], size: int) -> None:
    print("synthetic stores, a tenth named, MB of text a second on one core:")
    for count in sizes:
        path = os.path.join(tempfile.gettempdir(), f"xzfacts-bench-check-{count}")
        if not os.path.exists(os.path.join(path, "store.toml")):
            write_store(path, count, count // 20)
        subjects = [subject_name(n, 1) for n in range(0, count // 20, count // 20 // _NAMED)]
        print(f"  {count:,} facts: {_rate(open_store(path), subjects, 10, size):.2f}")


_TIMED = """
import sys, time
from xzfacts.app import open_store
facts = open_store(sys.argv[1])
other, text = sys.stdin.read().split("\\f")
lines = text.split("\\n")
for _ in facts.check(other.split("\\n")):
    pass
start = time.process_time()
for _ in facts.check(lines):
    pass
print(time.process_time() - start)
"""


def _compare(peer: str, store: str, size: int, rounds: int) -> None:
    """CPU time as a multiple of that of another installation; both take turns."""
    facts = open_store(_SHIPPED)
    subjects = [subject.name for subject in facts.subjects()]
    print(f"shipped store, CPU time as a multiple of {peer}:")
    for every, kind in _KINDS:
        warm_up, timed = (draft(each, subjects, every, each) for each in (size // 10, size))
        text = "\f".join(map("\n".join, (warm_up, timed)))
        times: dict[str, list[float]] = {sys.executable: [], peer: []}
        for _ in range(rounds):
            for python, each in times.items():
                root = _SHIPPED if python == sys.executable else store
                command = [python, "-c", _TIMED, root]
                done = subprocess.run(  # noqa: S603 - ours
                    command, input=text, capture_output=True, text=True, check=True
                )
                each.append(float(done.stdout))
        print(f"  {kind}: {min(times[sys.executable]) / min(times[peer]):.2f}", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=_MEGABYTE, help="bytes of a draft")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--peer", help="the Python of another installation to compare with")
    parser.add_argument("--peer-store", default=_SHIPPED, help="its copy of the shipped store")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each")
    given = parser.parse_args()
    if given.peer:
        _compare(given.peer, given.peer_store, given.size, given.rounds)
        return
    _shipped(given.size)
    _synthetic(given.sizes, given.size)


if __name__ == "__main__":
    main()
