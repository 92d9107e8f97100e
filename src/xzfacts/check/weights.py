"""Weights and thresholds of the alignment of statements with stored amounts."""

# `alignment_features.Features`: thousandths of log-odds for a whole feature.
ALIGNMENT = {
    "same_value": 1260,
    "similar_digits": 3290,
    "same_unit": 1310,
    "coverage": 3200,
    "clause_coverage": 1090,
    "head_coverage": 410,
    "far_measure": -1240,
    "left_out": -1580,
    "shared_figures": 2210,
    "near_figures": 2100,
    "other_date": -860,
    "incomparable": -1340,
}
UNALIGNED = 1010  # the same of no stored amount at all
SUPPORTED = 0.8  # probability of stored amounts that support a statement, …
REFUTED = 0.8  # … and of one that refutes it
