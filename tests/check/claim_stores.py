"""Stores to check drafts against, each opened once."""

from functools import cache
from pathlib import Path

from xzfacts.app import Facts

ROOT = Path(__file__).parent.parent.parent
DATA = ROOT / "tests" / "data"

STORES = {
    "shipped": ROOT / "facts",
    "harvest": DATA / "matching" / "harvest",
    "hospital": DATA / "matching" / "hospital",
    "ferry": DATA / "ferry",
    "rivals": DATA / "claims" / "rivals",
    "times": DATA / "times",
    "outbreak": DATA / "claims" / "outbreak",
    "annual": DATA / "claims" / "annual",
    "figures": DATA / "claims" / "figures",
    "gazette": DATA / "claims" / "gazette",
    "estuary": DATA / "claims" / "estuary",
    "county": DATA / "claims" / "county",
    "resort": DATA / "claims" / "resort",
    "harbour": DATA / "claims" / "harbour",
    "newsroom": DATA / "claims" / "newsroom",
    "seaport": DATA / "claims" / "seaport",
    "gorge": DATA / "claims" / "gorge",
    "customs": DATA / "claims" / "customs",
    "branches": DATA / "claims" / "branches",
    "contrasts": DATA / "claims" / "contrasts",
    "labels": DATA / "claims" / "labels",
}


@cache
def opened(name: str) -> Facts:
    """Return the store with this name."""
    return Facts(str(STORES[name]))
