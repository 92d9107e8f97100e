"""Weights and thresholds of the alignment of statements with stored amounts.

Fitted by `tools.fit_claim_alignment` on 1,386 claims about 126 articles of our own wording, each a
store of all that `extract` proposes, in 4,348 forms, and on 2,370 of these once more without the
figure that they restate. With these thresholds about 1.2 % of all forms have a false verdict, in
folds of articles, most of them statements of what the article does not say, with a figure of
it; the tool prints how many of each kind have which. It counts the most probable amount alone, and
none of the second looks at verdicts.
"""

# Thousandths of log-odds for a whole feature, in the order of `alignment_features.Features`.
ALIGNMENT = {
    "same_value": 1662,
    "similar_digits": 5172,
    "same_unit": 2150,
    "clause_coverage": 597,
    "far_measure": -933,
    "near_figures": 2641,
    "noun_coverage": 207,
    "nouns_elsewhere": -1184,
    "own_words": 447,
    "words_of_others": -773,
    "left_out": -1264,
    "others": -370,
    "less_similar": -5256,
    "other_name": -992,
    "other_holder": -1214,
    "other_groups": -591,
    "other_measure": -732,
    "other_period": -1769,
    "same_next": 866,
    "anchors": 1063,
    "figures": -1171,
    "told": -3803,
    "beside_another": -1344,
    "swapped": -942,
}
UNALIGNED = 2154  # the same for no stored amount at all
# Probabilities from which an alignment decides.
SUPPORTED = 0.82  # of stored amounts that support a statement, …
SUPPORTED_TOGETHER = 0.65  # … if their sentence has other figures of it too, …
SLIPPED = 0.6  # … of one that it has with a slip or in the same words, …
SWAPPED = 0.65  # … of another, where the stated one stands elsewhere in its sentence, …
SWAPPED_TOGETHER = 0.5  # … and has other figures of the statement, …
REFUTED = 0.85  # … of another, where the stated one does not stand in its sentence, …
REFUTED_TOGETHER = 0.83  # … if the sentence has other figures of the statement
# When a verdict by a fact is left open.
DOUBTFUL = 0.045  # probability of the amount of a fact below which it refutes nothing
NAMED = 0.5  # the same where the statement names another subject
RIVAL = 0.5  # lead in probability of an equal amount from which a fact refutes nothing
BESIDE = 0.25  # what that lead is raised by where the amount is in the sentence of the fact
ANOTHER = 0.4  # lead in probability of another value from which a fact supports nothing
COVERED = 0.3  # share of the nouns of a statement below which a fact decides nothing

# Not fitted: set once before the fit, which weighs what they lead to.
# Closeness of a word to the stored amount: factors for each mark of punctuation between them, …
BREAK, STOP = 0.85, 0.7
FIGURE = 0.6  # … each other figure …
BEHIND = 0.3  # … and for either, where the word stands behind the amount.
LEAST = 0.15
CHARACTER = 0.7  # factor for a character of what is measured without its neighbour
# Closeness of a word that only a name of the subject has, or the title.
IN_NAME, IN_TITLE = 0.9, 0.5
NEAR = 0.5  # closeness from which a word counts as close
NO_WORDS = 0.6  # coverage where there is no word to cover
NO_SHARED_WORDS = 0.5  # share of the shared words where there are none
