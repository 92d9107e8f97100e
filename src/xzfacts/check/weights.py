"""Weights and thresholds of the alignment of statements with stored amounts."""

# Thousandths of log-odds for a whole feature of `alignment_features.Features`.
ALIGNMENT = {
    "same_value": 1310,
    "similar_digits": 4370,
    "same_unit": 1240,
    "coverage": 1890,
    "clause_coverage": 940,
    "head_coverage": 330,
    "far_measure": -1040,
    "left_out": -1430,
    "shared_figures": 1860,
    "near_figures": 2210,
    "other_date": -70,
    "incomparable": -1260,
}
UNALIGNED = 680  # the same of no stored amount at all
SUPPORTED = 0.8  # probability of stored amounts that support a statement, …
REFUTED = 0.8  # … and of one that refutes it
