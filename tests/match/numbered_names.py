"""A store that has one attribute of each of several names, with consecutive numbers."""

from pathlib import Path

from xzfacts.app import Facts, open_store


def store_of_names(
    root: Path, names: tuple[str, ...], attribute: str, said: str, unit: str, first: int
) -> Facts:
    """Write the store to a folder and open it. said: what the quotes have for the attribute."""
    root.mkdir()
    (root / "store.toml").write_text('schema = 1\nname = "names"\n', encoding="utf-8")
    lines = ['[source]\nid = "a"\ntitle = "甲"\n']
    for number, name in enumerate(names, start=first):
        fact = f'{{ subject = "{name}", attribute = "{attribute}", value = "{number}{unit}" }}'
        lines.append(f'[[sentences]]\nquote = "{name}{said}{number}{unit}。"\nfacts = [{fact}]\n')
    (root / "a.toml").write_text("\n".join(lines), encoding="utf-8")
    return open_store(str(root))
