"""Names of persons right behind a post: 总经理曾昭亮."""

from xzfacts.check.claim_verdicts import ClaimVerdict, unknown
from xzfacts.language.job_titles import POST, post_ends
from xzfacts.language.sentence import Reading, read
from xzfacts.language.surnames import looks_like_person
from xzfacts.model.verdicts import Reason
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.numeric_chars import is_han

NAME_SIZES = (4, 3, 2)  # characters of a person's name, the longest first
# What follows a person in running text.
_BEHIND_NAME = lazy_pattern(
    "[说表介出指告认在向与和率主致参宣透带等先女就对为是的担将日今昨称强到前亲曾还也]|$"
)
_ADVERBS = frozenset("又再还也均已曾都即便仍正一同共专特代应并则才不未没率随携受陪")


def open_posts(sentence: str, chars: str) -> list[ClaimVerdict]:
    """The posts of a sentence without a known subject: all have not enough evidence.

    chars: the `plain` characters of the sentence.
    """
    if not any(person_behind(chars[end:]) for end in post_ends(chars)):
        return []
    reading = read(sentence)
    return [
        unknown(*reading.raw(*post.span()), Reason.UNKNOWN_SUBJECT)
        for post in POST.finditer(reading.chars)
        if person_behind(reading.chars[post.end() :])
    ]


def name_goes_on(reading: Reading, end: int) -> bool:
    """Whether the name has another character: 王伟 in 总经理王伟民出席."""
    chars, words = reading.chars, reading.words
    if end >= len(chars) or words[end] != words[end - 1] or not is_han(chars[end]):
        return False
    if _BEHIND_NAME.match(chars, end) or chars[end] in _ADVERBS:
        return False
    return end + 1 < len(chars) and _BEHIND_NAME.match(chars, end + 1) is not None


def person_behind(behind: str) -> str | None:
    """The name of a person at the start of a text, by surname and following word."""
    for size in NAME_SIZES[1:]:
        name = behind[:size]
        if looks_like_person(name) and _BEHIND_NAME.match(behind, size):
            return name
    return None
