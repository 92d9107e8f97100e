"""Write the tables of fitted weights that `xzfacts.extract.fitted_weights` reads."""

from collections.abc import Iterator, Mapping


def render_weights(comment: str, weights: Mapping[str, int]) -> Iterator[str]:
    """Yield the lines of a table; rows by weight, features by name."""
    yield f"# {comment}\n"
    features: dict[int, list[str]] = {}
    for feature, weight in sorted(weights.items()):
        features.setdefault(weight, []).append(feature)
    for weight, sharing in sorted(features.items()):
        yield "\t".join((str(weight), *sharing)) + "\n"
