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

# Not fitted: set once before the fit, which weighs what they lead to.
# Closeness of a word to the stored amount: factors for each mark of punctuation between them, …
BREAK, STOP = 0.85, 0.7
FIGURE = 0.6  # … each other figure …
BEHIND = 0.3  # … and for either, where the word stands behind the amount.
LEAST = 0.15
CHARACTER = 0.7  # factor for a character of what is measured without its neighbour
IN_NAME, IN_TITLE = (
    0.9,
    0.5,
)  # closeness of a word that only a name of the subject has, or the title
NEAR = 0.5  # closeness from which a word counts as close
NO_WORDS = 0.6  # coverage where there is no word to cover
# What an alignment needs besides its probability: most of the words for what is measured that may
# be far from the stored amount if it refutes, and beside it of those left out if it supports.
FAR = 0.5
LEFT_OUT = 0.3
