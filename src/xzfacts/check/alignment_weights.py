"""Weights and thresholds of the alignment of statements with stored amounts.

Fitted by `tools.fit_claim_alignment` on 1,386 claims about 126 articles of our own wording, each a
store of all that `extract` proposes, in 2,816 forms. In folds of articles, an amount is chosen with
a probability of at least 0.8 for 576 of 1,026 claims as written (4 wrong), for 588 of 824 with a
slip (2 wrong), for 151 of 606 with another figure of the article (15 wrong, which supports them),
and for 56 of 360 whose figure the article does not give; `alignment_differences` is for those.
"""

# Thousandths of log-odds for a whole feature, in the order of `alignment_features.Features`.
ALIGNMENT = {
    "same_value": 1316,
    "similar_digits": 4264,
    "same_unit": 1296,
    "coverage": 1340,
    "clause_coverage": 1252,
    "head_coverage": 563,
    "far_measure": -1131,
    "left_out": -888,
    "shared_figures": 1632,
    "near_figures": 2001,
    "other_date": -20,  # it also bars refutations
    "incomparable": -1241,
}
UNALIGNED = 1078  # the same for no stored amount at all
SUPPORTED = 0.8  # probability of stored amounts that support a statement, …
REFUTED = 0.8  # … and of one that refutes it
