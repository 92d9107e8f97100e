"""docs/store-format.md says what the store takes."""

from pathlib import Path

import pytest
from tests.doc_examples import blocks

from xzfacts.store.bulk import rows
from xzfacts.store.schema import table_schemas
from xzfacts.verify import verify_store

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "store-format.md").read_text(encoding="utf-8")


def test_the_example_is_a_sound_store(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    for block in blocks(DOCUMENT, "toml"):
        name = block.text.partition("\n")[0].removeprefix("# ")
        (tmp_path / name).write_text(block.text, encoding="utf-8")
    store, findings = verify_store(str(tmp_path / "facts"), strict=True)
    assert (len(store.facts), findings) == (2, ())


@pytest.mark.parametrize(
    "keys",
    [
        table_schemas.STORE_FILE,
        table_schemas.SOURCE_FILE,
        table_schemas.SOURCE,
        table_schemas.SENTENCE,
        table_schemas.FACT,
        table_schemas.SUBJECT,
        table_schemas.ATTRIBUTE,
        rows.ROW,
    ],
)
def test_every_key_is_explained(keys: table_schemas.TableSchema) -> None:
    for key in keys.keys:
        assert f"`{key}`" in DOCUMENT or f"[{key}]" in DOCUMENT
