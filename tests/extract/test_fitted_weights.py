"""Tables of fitted weights keep every weight."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, strategies as st

from tools.weight_tables import render_weights
from xzfacts.extract.fitted_weights import read_weights, score

_FEATURES = st.text(st.sampled_from("词tag =|#^$-、”1"), min_size=1)


@given(st.dictionaries(_FEATURES, st.integers(-999, 999)))
def test_a_table_is_read_as_it_was_rendered(weights: dict[str, int]) -> None:
    with TemporaryDirectory() as folder:
        table = Path(folder, "weights.tsv")
        table.write_text("".join(render_weights("Weights", weights)), encoding="utf-8")
        assert read_weights(str(table)) == weights


def test_the_score_is_the_sum_of_the_known_weights() -> None:
    assert score({"near": 30, "far": -12}, ("near", "far", "far", "unknown")) == 6
    assert score({"near": 30}, ()) == 0
