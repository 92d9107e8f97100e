"""Every weight and threshold of the matcher.

How an answer is scored. Each unit of the query (a character or a syllable; a letter or digit
counts half) is to be explained by the name of the fact's subject, its attribute, its value, or
its context (the whole that the subject is part of, the sentence, the title). Filler (请问, 的, 吗)
is ignored. The explanation of a unit has a weight: 1 for an exact name, a little less for a
homophone, least for a word of the sentence. The score of a fact is the weighted mean over the
units. A fact is no answer if its score is below THRESHOLD, or if the units outside the
subject's name have a mean below REST_THRESHOLD: they ask for something that the store lacks.

A unit next to the mention, in the same word, that stays unexplained (中山大学|附属医院) suggests a
longer, different name: the score is multiplied by BROKEN.

How they were measured. `python -m benchmarks.recall --sweep NAME FROM TO STEP` prints, over
the stores of `tests/data/matching/` (1,051 queries, 316 of them to be refused), which share is
answered and which refused as wanted. Both are flat around the values chosen: THRESHOLD from
0.5 to 0.65 answers 0.970 to 0.966 and refuses 0.991 to 1.000; REST_THRESHOLD from 0.5 to 0.7,
0.970 to 0.966 and 1.000; REST_THRESHOLD_QUESTION from 0.35 to 0.5, 0.970 to 0.969 and 0.984 to
1.000. A wrong answer costs more than none, so each is set where nothing that should be refused
is answered. The other weights order answers; they were set by hand on the same queries.
"""

# Weight of a mention by the kind of name. `short` is a short form derived from the shape of the
# name, `part` any other piece of it.
NAME = {"name": 1.0, "alias": 1.0, "short": 0.97, "value": 0.93}
PART = 0.88
PART_OF = 0.9  # factor for parts of the mentioned subject
ABBREVIATED = 0.9  # 望丘农商行
PART_RARE = 3  # names that may share a piece that still identifies one
PART_COMMON = 0.8  # factor for a piece that more names share

# The cost of typos in a name; a mention explains 1 - cost of its units.
TYPO_SAME_SOUND = 0.12
TYPO_NEAR_SOUND = 0.16
TYPO_ALIKE = 0.16
TYPO_SWAPPED = 0.18
TYPO_DOUBLED = 0.14
TYPO_DROPPED = 0.25
TYPO_PINYIN = 0.005
TYPO_INITIAL = 0.03
TYPO_UNLIKE = 0.25  # one unlike character in a name of at least …
SLIP_MIN = 5
SLIP_SIMILAR_MIN = 3  # … where both characters sound similar
TYPOS_TWO = 6  # length of a name that may have two typos, and of one that may have three
TYPOS_THREE = 10
TYPO_DROPPED_MIN = 4  # length of a name from which a character may be dropped
TYPO_DROPPED_MIN_LETTER = 6  # … for a letter

# Attributes.
ATTRIBUTE_EXACT = 1.0
ATTRIBUTE_ALIAS = 0.98
ATTRIBUTE_SOUND = 0.9
ATTRIBUTE_SYNONYM = 0.95
ATTRIBUTE_COVERED = 0.86  # 负责人 for 总经理
ATTRIBUTE_CUE = 0.9  # 多高 for 身高
ATTRIBUTE_TYPOS = 0.2  # lowest budget for typos in an attribute
ATTRIBUTE_UNASKED = 0.04  # per character of the attribute that the query lacks
ATTRIBUTE_BROKEN = 0.7  # factor for an adjacent unexplained unit (创办|者)
ATTRIBUTE_PART = 0.45  # a piece of the attribute's name, plus its share times …
ATTRIBUTE_PART_SHARE = 0.5
ATTRIBUTE_PART_MIN = 0.3

# Context of a fact.
CONTEXT_NAME = 0.9
CONTEXT_CLAUSE = 0.84  # between the same marks of punctuation as the value
CONTEXT_CHARACTER = 0.5
CONTEXT_SENTENCE = 0.62
CONTEXT_TITLE = 0.5
CONTEXT_KIND = 0.8
SURE_ATTRIBUTE = 0.85  # quality from which the query clearly names the attribute
UNEXPLAINED_QUESTION = 0.5  # weight of an unexplained word in a whole question

QUESTION = 2.0  # weight of a question word without an attribute, and its
QUESTION_WORTH = {True: 0.8, None: 0.4, False: 0.0}  # … gain by whether the answer type agrees
QUESTION_ALONE = 0.9  # factor where only the answer type supports the fact
CONTEXT_UNIT = 0.9
KIND_DIFFERS = 0.6  # factor for a value of another answer type

# `answer_scorer.Features`: thousandths of log-odds for a whole feature, fitted by
# `tools.fit_match_score` on questions of public corpora and on the stores above. Of 5,256 held-out
# questions with a certain subject, whose attribute stands beside similar ones, 0.893, 0.885, 0.876,
# 0.863 and 0.849 get it where 0.93, 0.95, 0.96, 0.97 and 0.98 of the same questions without it are
# refused. The threshold was chosen on 720 paraphrases of our own, of which 0.894 are answered, and
# on 360 questions for what their subjects lack, of which 0.978 are refused: from 0.10 to 0.15 these
# are 0.899 to 0.892 and 0.975 to 0.983. Without `other_named` it is worse, and without
# `less_explained` a longer name loses to a shorter one that it contains; the score of `scorer` as
# another feature changes nothing. Fitted on questions in other words than the attributes' names as
# well, and by trees instead, it is on the same curve. So it is with the nearest questions of our
# own, by pairs of characters, as another feature.
ANSWER = {
    "gap": 497,
    "margin": 486,
    "overlap": 1307,
    "agreed": 569,
    "asked": 526,
    "gap_asked": -444,
    "unexplained": -1755,
    "less_explained": -5436,
    "other_named": -1959,
}
ANSWER_BIAS = -297
ANSWER_THRESHOLD = 0.13  # probability of an answer
# Thousandths of `gap` from which an attribute answers that has not the noun that is counted; from
# 0 to 3,000 the same paraphrases but one are answered.
UNCOUNTED_GAP = 1_000
UNEXPLAINED_FEW = 500  # thousandths of the words, so few that no longer name is tried
# … of a near result where nothing answers: it has the right one for 28 of 44 questions that are not
# answered although the store could, and any for 41 of 235 for which the store has no answer; from
# 0.005 on 31 and 124, from 0.04 on 24 and 19.
NEAR_THRESHOLD = 0.02

# `question_features.Features`: thousandths of log-odds for a whole feature, fitted together with
# `lexical_evidence.bin` by `tools.fit_question_alignment` on 1,546 questions of ours about 96
# pieces of real news, each a store of all that `extract` proposes (1,166 that they answer, 380
# close to what they say); on 1,620 about 265 articles of our own wording, alone and with nine
# others, and on 532 close to what these say; and on the stores above. In folds of stores, of the
# 1,166 about news 530 get their answer from 0.45 on where names do not decide, 82 a wrong one, and
# 52 of the 380 get one (from 0.5 on 501, 70, 45; from 0.6 on 461, 53, 30). Without the lexical
# evidence the negative log-likelihood of 1,274 of them is 0.591 instead of 0.513. With names and
# sentences, and fitted on half of the articles, of 549 questions about the other half 320 are
# answered rightly and 69 wrongly, and 25 of 172 that the articles do not answer; 314, 80 and 38 by
# the features before, where an answer by names needed hardly any support of its sentence. Tried
# without gain: trees, the learned association with the words beside the value, the place of the
# sentence in the article, words that say when, nouns that the article lacks, and the weights before
# as a prior.
ALIGNMENT = {
    "agreed": 1165,
    "other_kind": -2295,
    "other_subject": -669,
    "behind_best": -1809,
    "measure": 1980,
    "margin": 550,
    "overlap": 771,
    "by_names": 1040,
    "left_out": -1228,
    "lexical": 1000,
    "measure_near": 742,
    "measure_clause": 736,
    "measure_behind": 1018,
    "measure_attribute": 773,
    "measure_names": 510,
    "measure_sentence": 259,
    "measure_context": -350,
    "measure_article": -1778,
    "measure_nowhere": -2,
    "name_near": 826,
    "name_clause": 472,
    "name_behind": 668,
    "name_attribute": 602,
    "name_names": 163,
    "name_sentence": 280,
    "name_context": -51,
    "name_article": -2112,
    "name_nowhere": -902,
    "other_near": 1142,
    "other_clause": 1062,
    "other_behind": 750,
    "other_attribute": 1361,
    "other_names": 660,
    "other_sentence": 527,
    "other_context": -291,
    "other_article": -1565,
    "other_nowhere": -683,
}
ALIGNMENT_NONE = 4256  # the same for no value at all
ALIGNMENT_THRESHOLD = 0.45  # probability of an answer, …
ALIGNMENT_NAMED = 0.1  # … and of one whose attribute or value the question names

# Not fitted: set once before the fit, which weighs what they lead to.
# Closeness of a word to the value: factors for each mark of punctuation between them, …
ALIGNMENT_BREAK, ALIGNMENT_PART = 0.85, 0.7
ALIGNMENT_FIGURE = 0.6  # … each other figure …
ALIGNMENT_BEHIND = 0.3  # … and for either, where the word stands behind the value.
ALIGNMENT_LEAST = 0.15
ALIGNMENT_FLAT = 0.5  # exponent of closeness for words that do not say what is measured
ALIGNMENT_ALONE = 0.7  # factor of a single character
ALIGNMENT_NAME = (0.9, 0.6)  # of a word in the subject's names; of one that says what is measured

BROKEN = 0.5
BROKEN_QUESTION = 0.8  # in a whole question the unit may be a verb: 沙眼|通过什么途径传播
THRESHOLD = 0.6
REST_THRESHOLD = 0.6
REST_THRESHOLD_QUESTION = 0.45
SURE = 0.9  # score from which typos are not searched
SETTLED = 0.8  # … names inside the mention are not tried, if its attribute is named
WINDOW = 0.15  # results that score this much below the best are not shown, …
WINDOW_EXACT = 0.03  # … or this much where the best has the attribute by its name

# Names that may be meant. On the stores above, 16 to 48 CANDIDATES answer the same, and so do all
# CANDIDATE_SHAREs from 0.4 to 0.9. On a million synthetic facts 600 to 2,000 SEEDS answer the
# same: with a character dropped 0.99 right first, 1.00 among ten (0.98 and 0.99 where the share
# is 0.8); 400 SEEDS 0.97 and 0.98.
CANDIDATES = 24  # names compared, those first that share most
CANDIDATE_SHARE = 0.6  # … until they share so much less than a subject's name that was found
SEEDS = 1_000  # names that the most telling grams bring in; the commoner ones only add to these
JOINED = 24  # mentions whose facts are joined


def probability(log_odds: float) -> float:
    """The probability that has these odds."""
    from math import exp

    return 1 / (1 + exp(-max(-30.0, min(30.0, log_odds))))


def typo_budget(length: int) -> float:
    """Return the highest total cost of typos in a name of that length."""
    if length <= 2:
        return 0.13
    if length <= 3:
        return 0.18
    if length <= 5:
        return 0.32
    return 0.05 * length + 0.1


def most_typos(length: int, least: float = 0.0) -> int:
    """The highest number of typos in a name of that length. least: lowest budget."""
    return int(max(typo_budget(length), least) / TYPO_SAME_SOUND)
