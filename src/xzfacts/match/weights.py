"""Every weight and threshold of the matcher.

How an answer is scored. Each unit of the query (a character, a syllable; a letter or digit
counts half) has to be explained: by the name of the fact's subject, by its attribute, by
its value, or by what stands around it (what the subject is part of, the sentence, the
title). Filler (请问, 的, 吗) needs no explaining. A unit is explained the better, the more
surely what was typed is what was printed: an exact name explains its units wholly, a
homophone a little less, a word in the sentence least. The score of a fact is the weighted
mean over the units. Below THRESHOLD a fact is no answer, and it is none either where the
words beside the subject's name are explained by less than REST_THRESHOLD: they ask for
something that the store does not have.

A name that is part of a longer one is another's name: where a unit next to the mention, in
the same word, is left unexplained (中山大学|附属医院), the score is multiplied by BROKEN.

How they were measured. `python -m benchmarks.recall --sweep NAME FROM TO STEP` prints, over
the stores of `tests/data/matching/` (1,051 queries, 316 of them to be refused), which share is
answered and which refused as wanted. Both are flat around the values chosen: THRESHOLD from
0.5 to 0.65 answers 0.970 to 0.966 and refuses 0.991 to 1.000; REST_THRESHOLD from 0.5 to 0.7,
0.970 to 0.966 and 1.000; REST_THRESHOLD_QUESTION from 0.35 to 0.5, 0.970 to 0.969 and 0.984 to
1.000. A wrong answer costs more than none, so each stands where nothing that should be refused
is answered. The other weights order answers; they were set by hand on the same queries.
"""

# What was typed for a name, as a share of explaining it. `short` is a form that only its
# shape suggests, `part` a piece of the name that nobody declared.
NAME = {"name": 1.0, "alias": 1.0, "short": 0.97, "value": 0.93}
PART = 0.88
PART_OF = 0.9  # the factor for what is part of the subject that was typed
ABBREVIATED = 0.9  # 望丘农商行
PART_RARE = 3  # a piece that so many names share still points at one
PART_COMMON = 0.8  # the factor for a piece that many share

# The cost of typos in a name; a mention explains 1 - cost of its units.
TYPO_SAME_SOUND = 0.12
TYPO_NEAR_SOUND = 0.16
TYPO_ALIKE = 0.16
TYPO_SWAPPED = 0.18
TYPO_DOUBLED = 0.14
TYPO_DROPPED = 0.25
TYPO_PINYIN = 0.005
TYPO_INITIAL = 0.03
TYPOS_TWO = 6  # characters of a name that bears two typos, and of one that bears three
TYPOS_THREE = 10
TYPO_DROPPED_MIN = 4  # characters that a name has at least for one to be dropped
TYPO_DROPPED_MIN_LETTER = 6  # … for a letter

# Attributes.
ATTRIBUTE_EXACT = 1.0
ATTRIBUTE_ALIAS = 0.98
ATTRIBUTE_SOUND = 0.9
ATTRIBUTE_SYNONYM = 0.95
ATTRIBUTE_COVERED = 0.86  # 负责人 for 总经理
ATTRIBUTE_CUE = 0.9  # 多高 for 身高
ATTRIBUTE_TYPOS = 0.2  # what typos in an attribute may cost at least, however short it is
ATTRIBUTE_UNASKED = 0.04  # for each character of the attribute that was not asked for
ATTRIBUTE_BROKEN = 0.7  # factor where an unexplained unit hangs on to it (创办|者)
ATTRIBUTE_PART = 0.45  # a piece of the attribute's name, plus its share times …
ATTRIBUTE_PART_SHARE = 0.5
ATTRIBUTE_PART_MIN = 0.3

# What stands around a fact.
CONTEXT_NAME = 0.9
CONTEXT_VALUE = 0.8
CONTEXT_CLAUSE = 0.84  # between the same marks of punctuation as the value
CONTEXT_CHARACTER = 0.5
CONTEXT_SENTENCE = 0.62
CONTEXT_TITLE = 0.5
CONTEXT_KIND = 0.8
SURE_ATTRIBUTE = 0.85  # an attribute asked for so surely may be taken at its word
UNEXPLAINED_QUESTION = 0.5  # how much a word that nothing explains counts in a whole question

QUESTION = 2.0  # what a question word weighs where no attribute is asked for, and what it
QUESTION_WORTH = {True: 0.8, None: 0.4, False: 0.0}  # … gains by whether the kind agrees
QUESTION_ALONE = 0.9  # the factor where only the kind of value speaks for the fact
CONTEXT_UNIT = 0.9
KIND_DIFFERS = 0.6  # factor where the value is of another kind than asked for

# Attributes that the learned association proposes (`learned_association`).
ASSOCIATION_KIND = {True: 1000, None: 0, False: -1500}  # thousandths of log-odds by whether the
# value is of the kind that is asked for
ASSOCIATION_THRESHOLD = 0.5  # probability of an answer
ASSOCIATION_NEAR = 0.05  # … of one that is shown as close where nothing answers
ASSOCIATION_SURE = 0.9  # … that makes a look for typos needless
ASSOCIATION_DOUBT = 0.3  # … below which a value of the kind asked for is no answer by itself

BROKEN = 0.5
BROKEN_QUESTION = 0.8  # in a whole question the unit may be a verb: 沙眼|通过什么途径传播
THRESHOLD = 0.6
REST_THRESHOLD = 0.6
REST_THRESHOLD_QUESTION = 0.45
SURE = 0.9  # no need to look for typos
SETTLED = 0.8  # no need to look at names inside this one, its attribute being named
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
    """What the typos in a name of so many characters may cost together."""
    if length <= 2:
        return 0.13
    if length <= 3:
        return 0.18
    if length <= 5:
        return 0.32
    return 0.05 * length + 0.1


def most_typos(length: int) -> int:
    """How many typos a name of so many characters may bear at most."""
    return int(typo_budget(length) / TYPO_SAME_SOUND)
