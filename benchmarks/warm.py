"""Queries in a process that has the store open: times and recall by kind."""

import random
import time

from benchmarks.measure import share
from benchmarks.questions import KINDS, Question, questions
from benchmarks.synthetic import subject_name
from xzfacts.app import open_store
from xzfacts.model.facts import Result


def report(stores: dict[str, tuple[str, int]], each: int) -> None:
    """Print a table of all stores and kinds."""
    print("warm, CPU time: p50 / p95 in ms, then the share answered right first / among ten\n")
    print("| store | " + " | ".join(KINDS) + " | all |")
    print("| --- " * (len(KINDS) + 2) + "|")
    for name, (path, subjects) in stores.items():
        facts = open_store(path)
        chance = random.Random(3)  # noqa: S311 - test data
        picked = [subject_name(chance.randrange(subjects), 1) for _ in range(each)]
        known = {subject: facts.attributes_of(subject) for subject in picked}
        times: dict[str, list[float]] = {kind: [] for kind in KINDS}
        right: dict[str, list[tuple[bool, bool]]] = {kind: [] for kind in KINDS}
        for question in questions(picked, known, each):
            start = time.process_time()
            answer = facts.ask(question.text, limit=10)
            times[question.kind].append((time.process_time() - start) * 1000)
            right[question.kind].append(_judged(question, answer.results))
        cells = [_cell(times[kind], right[kind]) for kind in KINDS]
        every = [taken for kind in KINDS for taken in times[kind]]
        cells.append(f"{share(every, 0.5):.2f} / {share(every, 0.95):.2f}")
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)
    print()


def _judged(question: Question, results: tuple[Result, ...]) -> tuple[bool, bool]:
    if question.absent:
        return not results, not results
    hits = [
        result.fact.attribute == question.attribute
        and question.subject in {None, result.fact.subject}
        for result in results
    ]
    return any(hits[:1]), any(hits)


def _cell(times: list[float], right: list[tuple[bool, bool]]) -> str:
    first = sum(one for one, _ in right) / len(right)
    ten = sum(any_ for _, any_ in right) / len(right)
    return f"{share(times, 0.5):.2f} / {share(times, 0.95):.2f}, {first:.2f} / {ten:.2f}"
