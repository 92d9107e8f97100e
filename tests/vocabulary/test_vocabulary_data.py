"""The vocabulary's files: what they say once, and that their order decides nothing."""

from collections import Counter
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from tests import recall
from xzfacts.model.facts import Answer
from xzfacts.vocabulary import loader
from xzfacts.vocabulary.loader import Vocabulary, load_vocabulary

FILES = sorted(Path(loader.DATA, "vocabulary").glob("*.toml"))
ENTRIES = loader.read_entries()
COVERS = {slug: entry.get("covers", "").split() for slug, entry in ENTRIES.items()}
SETS = loader.read_cue_sets()
MOST_LINES = 500
EVERY = 4  # one query of so many is asked with shuffled concepts


def test_no_file_is_long_and_no_id_is_written_twice() -> None:
    texts = {path.name: path.read_text("utf-8").splitlines() for path in FILES}
    assert len(texts) > 1
    assert not {name for name, lines in texts.items() if len(lines) > MOST_LINES}
    heads = [line for lines in texts.values() for line in lines if line.startswith("[")]
    ids = Counter(line.strip("[]").partition(".")[2] for line in heads)
    assert ids.keys() == ENTRIES.keys()
    assert not [slug for slug, times in ids.items() if times > 1]


def test_what_is_covered_exists_and_is_not_implied_by_the_rest() -> None:
    assert not {other for covered in COVERS.values() for other in covered} - COVERS.keys()
    implied = [
        (slug, other)
        for slug, covered in COVERS.items()
        for other in covered
        if other
        in loader.covered_concepts(
            slug, {**COVERS, slug: [each for each in covered if each != other]}
        )
    ]
    assert not implied


def test_what_others_cover_is_covered_too_but_nothing_covers_itself() -> None:
    covers = {"a": ["b"], "b": ["c", "d"], "c": ["a"], "d": []}
    assert loader.covered_concepts("a", covers) == ("b", "c", "d")
    assert loader.covered_concepts("c", covers) == ("a", "b", "d")
    assert loader.covered_concepts("d", covers) == ()


def test_each_cue_of_a_concept_is_written_once_and_each_set_is_shared() -> None:
    named = Counter(
        cue[1:]
        for entry in ENTRIES.values()
        for cue in entry.get("cues", "").split()
        if cue.startswith("@")
    )
    assert named.keys() == SETS.keys()
    assert min(named.values()) > 1
    for slug, entry in ENTRIES.items():
        cues = Counter(loader.expand_cues(entry.get("cues", ""), SETS))
        assert not [(slug, cue) for cue, times in cues.items() if times > 1]


def answers(name: str, vocabulary: Vocabulary, folder: Path) -> list[Answer]:
    """What a store of the recall cases answers where it is indexed with the vocabulary."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XZFACTS_CACHE", str(folder / "cache"))
        patch.setattr("xzfacts.vocabulary.loader.load_vocabulary", lambda: vocabulary)
        facts = recall.open_matching_store(name, folder)
        return [facts.ask(case.query, limit=5) for case in recall.read_cases(name)[::EVERY]]


@pytest.mark.parametrize("name", ["asking", "people"])
def test_the_order_of_concepts_changes_no_answer(name: str, tmp_path: Path) -> None:
    sorted_ = load_vocabulary()
    concepts = sorted(sorted_.concepts, key=lambda each: sha256(each.id.encode()).digest())
    shuffled = replace(sorted_, concepts=tuple(concepts))
    assert shuffled != sorted_
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    wanted = answers(name, sorted_, tmp_path / "one")
    assert any(answer.results for answer in wanted)
    assert answers(name, shuffled, tmp_path / "other") == wanted
