"""A store with drafts to review."""

from pathlib import Path
from shutil import rmtree

from xzfacts.app import Facts, open_store

STORE = """\
schema = 1
name = "渡口晚报"

[[subjects]]
name = "青石渡轮渡有限公司"
aliases = ["青石轮渡"]
kind = "company"
"""
REVIEWED = """\
[source]
id = "qingshidu"
title = "青石渡换新船"
publication = "渡口晚报"

[[sentences]]
quote = "青石渡轮渡有限公司现有渡船14条，船员96人，票价3元。"
line = 5
facts = [
  { subject = "青石渡轮渡有限公司", attribute = "渡船数", value = "14条" },
  { subject = "青石渡轮渡有限公司", attribute = "船员人数", value = "96人" },
  { subject = "青石渡轮渡有限公司", attribute = "票价", value = "3元" },
]
"""
DRAFTED = """\
# ArticleProposals in on a Monday.
[source]
id = "dongan"
title = "东岸码头扩建"
publication = "渡口晚报"

[[subjects]]
name = "青石渡公司"
aliases = ["渡口公司"]

[[subjects]]
name = "东岸码头"

[[sentences]]
quote = "青石渡公司渡船增至18条，船员120余人，东岸码头投入3200万元，票价仍为3元。"
line = 3
facts = [
  # the boats
  { subject = "青石渡公司", attribute="渡船数", value = "18条", status = "draft", confidence=0.82 },
  { subject = "青石轮渡", attribute = "船员人数", value = "120余人", status = "draft" }, # sure?
  { subject = "东岸码头", attribute = "投入", value = "3200万元", status = "draft" },
]

[[sentences]]
quote = "青石轮渡票价3元。"
line = 9
facts = [{ subject = "青石轮渡", attribute = "票价", value = "3元", status = "draft" }]
"""


def make_store(temporary: Path) -> Path:
    """Create the store as it is before any review.

    All tests of a process use the same folder, so that they share the index.
    """
    root = temporary / "drafts" / "facts"
    rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    for name, text in (("store", STORE), ("qingshidu", REVIEWED), ("dongan", DRAFTED)):
        (root / f"{name}.toml").write_text(text, encoding="utf-8")
    return root


def contents(root: Path) -> dict[str, bytes]:
    """Return the bytes of every file of the store."""
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def opened(root: Path) -> Facts:
    return open_store(str(root))
