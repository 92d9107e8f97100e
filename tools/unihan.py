"""Read fields of the Unihan database."""

import bz2
import sys
from pathlib import Path

Fields = dict[str, dict[str, str]]


def read_unihan(folder: Path, wanted: set[str]) -> Fields:
    """The wanted fields of every character: field -> character -> value.

    The files may be plain or compressed by bzip2. Ends the program if a field is missing.
    """
    fields: Fields = {name: {} for name in wanted}
    for path in sorted(folder.glob("Unihan_*.txt*")):
        raw = path.read_bytes()
        if path.suffix == ".bz2":
            raw = bz2.decompress(raw)
        for line in raw.decode("utf-8").splitlines():
            if line.startswith("U+"):
                code, name, value = line.split("\t")
                if name in wanted:
                    fields[name][chr(int(code.removeprefix("U+"), 16))] = value
    missing = [name for name, values in fields.items() if not values]
    if missing:
        sys.exit(f"{folder} has no {', '.join(sorted(missing))}")
    return fields
