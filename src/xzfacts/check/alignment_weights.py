"""Weights and thresholds of the alignment of statements with stored amounts.

Fitted by `tools.fit_claim_alignment` on 1,386 claims about 126 articles of our own wording, each a
store of all that `extract` proposes, in 2,816 forms. In folds of articles, an amount is chosen with
a probability of at least 0.8 for 617 of 1,026 claims as written (2 wrong), for 638 of 824 with a
slip (1 wrong), for 154 of 606 with another figure of the article (13 wrong: it supports them), and
for 61 of 360 whose figure the article does not give; those are what `alignment_differences` is for.
"""

# Thousandths of log-odds for a whole feature, in the order of `alignment_features.Features`.
ALIGNMENT = {
    "same_value": 1302,
    "similar_digits": 4214,
    "same_unit": 1322,
    "coverage": 2255,
    "clause_coverage": 941,
    "head_coverage": 285,
    "far_measure": -1138,
    "left_out": -906,
    "shared_figures": 1786,
    "near_figures": 2240,
    "other_date": 0,  # it bars refutations, which the claims do not show to be wrong
    "incomparable": -1256,
}
UNALIGNED = 1157  # the same for no stored amount at all
SUPPORTED = 0.8  # probability of stored amounts that support a statement, …
REFUTED = 0.8  # … and of one that refutes it
