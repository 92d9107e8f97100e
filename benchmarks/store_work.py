"""What an index costs: to build, to recognise as fresh, to bring up to date after an edit."""

import os
import subprocess
import sys
import time
from statistics import median

from xzfacts.index.cache.index_opener import open_index
from xzfacts.index.file_states import list_store

_BUILD = """
import json, resource, sys, time
from xzfacts.index.builder import source_files
from xzfacts.index.cache.index_opener import open_index
spent = 0.0
read_store_file = source_files.read_store_file
def timed(*file):
    global spent
    start = time.process_time()
    try:
        return read_store_file(*file)
    finally:
        spent += time.process_time() - start
source_files.read_store_file = timed
start = time.process_time()
opened = open_index(sys.argv[1], rebuild=True)
whole = time.process_time() - start
print(whole, spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, opened.path)
"""


def report(stores: dict[str, tuple[str, int]]) -> None:
    """Print a row for each store."""
    print("the index, in CPU time\n")
    print(
        "| store | files | build s | of it reading TOML | peak MB | index MB | unchanged ms"
        " | one file changed ms | share of the build |"
    )
    print("| --- " * 9 + "|")
    for name, (path, _) in stores.items():
        whole, reading, memory, index = _built(path)
        size = os.path.getsize(index) >> 20
        edit = os.path.join(path, "article-00000.toml")
        _age(path)
        open_index(path)
        files = len(list_store(path).names)
        check = median(_check(path) for _ in range(21))
        updates = [_update(path, edit, number) for number in range(5)]
        update = median(updates)
        print(
            f"| {name} | {files:,} | {whole:.1f} | {reading / whole:.0%} | {memory:.0f}"
            f" | {size} | {check:.1f}"
            f" | {update:.0f} | {update / whole / 10:.2f} % |",
            flush=True,
        )
    print()


def _built(path: str) -> tuple[float, float, float, str]:
    """Build in a process of its own. An index that is there is built again all the same."""
    done = subprocess.run(  # noqa: S603 - ours
        [sys.executable, "-c", _BUILD, path], capture_output=True, text=True, check=True
    )
    whole, reading, memory, index = done.stdout.split(maxsplit=3)
    return float(whole), float(reading), int(memory) / 1024, index.strip()


def _age(path: str) -> None:
    """A file that changed two seconds ago is looked into; these are to be older."""
    past = time.time() - 3600
    for name in list_store(path).names:
        os.utime(os.path.join(path, name), (past, past))
    time.sleep(2.5)


def _check(path: str) -> float:
    start = time.process_time()
    open_index(path).db.close()
    return (time.process_time() - start) * 1000


def _update(path: str, edit: str, number: int) -> float:
    with open(edit, encoding="utf-8") as file:
        text = file.read()
    with open(edit, "w", encoding="utf-8") as file:
        file.write(
            f'{text.rstrip()}\n\n[[sentences]]\nquote = "新增第{number}句，共{number}人。"\n'
            f'facts = [{{ subject = "新增第{number}句", attribute = "工人人数",'
            f' value = "{number}人" }}]\n'
        )
    return _check(path)
