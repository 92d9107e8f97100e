"""Checks one sentence; its only context is the subject carried over from earlier ones.

What only some sentences need, such as quotations and posts, is imported for the first of them.
"""

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from xzfacts.check.claim_verdicts import (
    ClaimVerdict,
    covered,
    instead_of_open,
    may_change,
    ordered,
    unknown,
    unknown_near,
)
from xzfacts.check.coreference import Candidate, Topic, candidates, topic_of
from xzfacts.check.dependent_verdicts import from_same_sentence, of_time
from xzfacts.check.exact_quotes import QuotedSentences, quoted
from xzfacts.check.implicit_subjects import ImplicitSubjects
from xzfacts.check.near_quotes import check_near_quote
from xzfacts.check.place_variants import named_with_place
from xzfacts.check.quantity_claims import check_amount
from xzfacts.check.sentence_context import SentenceContext
from xzfacts.check.statements import is_statement, passages, unread_figures
from xzfacts.check.stored_sentences import StoredSentences
from xzfacts.check.subject_facts import SubjectFactCache
from xzfacts.check.whole_amounts import of_whole_amounts
from xzfacts.index.lookup.catalog import Catalog
from xzfacts.index.lookup.prefix_lookup import PrefixIndex
from xzfacts.language.amounts import find_amounts
from xzfacts.language.frame import is_time_of_others
from xzfacts.language.job_titles import may_have_post
from xzfacts.language.known_names import NameMention, named
from xzfacts.language.sentence import Reading, Stated, plain, read, strict
from xzfacts.model.verdicts import Reason, Verdict
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.numeric_chars import VULGAR

if TYPE_CHECKING:
    from xzfacts.check.quotations import Quotations

_NUMERALS = frozenset(
    "0123456789０１２３４５６７８９〇零一二两兩三四五六七八九十百千万萬亿億半几幾数數首对對廿卅"
    f"壹贰貳叁參肆伍陆陸柒捌玖拾{VULGAR}"
)
_QUOTE = lazy_pattern('[“「"]|[说示出调称绍言露忆为道][:：]')
_CACHED = 2048  # sentences; drafts repeat captions and notices
_ALIGNED_LENGTH = 300  # characters of a sentence that is aligned with stored ones


def has_numeral(text: str) -> bool:
    """Whether a text contains a character of an amount."""
    return not _NUMERALS.isdisjoint(text)


class SentenceResult(NamedTuple):
    """The verdicts on a sentence and the topic that it leaves to the next one.

    found: the verdicts on its statements.
    subjects: the topic; empty if the sentence names no subject.
    clear: whether the topic is unambiguous.
    """

    found: tuple[ClaimVerdict, ...]
    subjects: tuple[int, ...]
    clear: bool


class SentenceChecker:
    """Checks sentences; the last results are cached.

    prefixes: finds names and words in running text.
    quoted_sentences: recognises stored sentences.
    implicit_subjects: recognises parts of a subject that its attributes mention.
    similar: finds the stored sentences most similar to one of a draft.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.prefixes = PrefixIndex(catalog)
        self._fact_cache = SubjectFactCache(catalog, self.prefixes)
        self.quoted_sentences = QuotedSentences(catalog)
        self.implicit_subjects = ImplicitSubjects(catalog, self.prefixes)
        self.similar = StoredSentences(self._fact_cache, self.quoted_sentences).similar
        self.check = lru_cache(maxsize=_CACHED)(self._check)

    def check_unnamed(
        self, sentence: str, chars: str, *, numeral: bool
    ) -> tuple[ClaimVerdict, ...]:
        """The verdicts on a sentence without a known subject.

        chars: its `plain` characters. numeral: whether they contain one.
        All have not enough evidence, unless a stored sentence contains it or has its words.
        """
        posts = self._open_posts(sentence, chars)
        found: list[ClaimVerdict] = []
        if numeral:
            beside = self.quoted_sentences.beside
            near: list[str] = []
            for start, end, quantity, _word in find_amounts(sentence):
                if is_statement(sentence, start, end, quantity):
                    ids = beside(sentence, start, end)
                    found.append(unknown_near(start, end, Reason.UNKNOWN_SUBJECT, ids))
                    near += found[-1].nearest
            rows = self.quoted_sentences.holding(strict(sentence), near) if near else []
            if rows:
                reading = read(sentence)
                own = quoted(reading, rows, self._fact_cache, _amounts(reading))
                found, posts = (found, posts) if own is None else (own, [])
        found = _with_unread(sentence, self._aligned(sentence, found)) if numeral else found
        found += posts
        if _QUOTE.search(sentence):
            found = self._with_quotations(sentence, found)
        return ordered(of_whole_amounts(sentence, found))

    @staticmethod
    def _open_posts(sentence: str, chars: str) -> list[ClaimVerdict]:
        if not may_have_post(chars):
            return []
        from xzfacts.check.persons import open_posts

        return open_posts(sentence, chars)

    @cached_property
    def _quotations(self) -> "Quotations":
        from xzfacts.check.quotations import Quotations

        return Quotations(self._fact_cache, self.quoted_sentences)

    def _with_quotations(self, sentence: str, found: list[ClaimVerdict]) -> list[ClaimVerdict]:
        """The verdicts with those on quotations, which also support the figures in them."""
        quotations = self._quotations.check(sentence, passages(sentence))
        verbatim = [each for each in quotations if each.verdict is Verdict.SUPPORTED]
        for number, one in enumerate(found):
            holders = (each for each in verbatim if each.start <= one.start and one.end <= each.end)
            quotation = next(holders, None)
            if quotation is not None and one.verdict is Verdict.UNKNOWN:
                found[number] = quotation._replace(start=one.start, end=one.end)
        return found + quotations

    def _aligned(
        self, sentence: str, found: list[ClaimVerdict], names: tuple[NameMention, ...] = ()
    ) -> list[ClaimVerdict]:
        """The verdicts with those by aligned stored amounts where others are open."""
        if len(sentence) > _ALIGNED_LENGTH or not any(map(may_change, found)):
            return found
        similar = [*self.similar(plain(sentence))]
        if not similar:
            return found
        from xzfacts.check.claim_alignment import aligned

        return aligned(read(sentence), found, names, similar, self._fact_cache)

    def _check(self, sentence: str, topic: Topic | None) -> SentenceResult:
        """Check a sentence. topic: the carried-over subject, used if it names none."""
        reading = read(sentence)
        names = (
            named(self.prefixes, reading)
            or named_with_place(self.prefixes, reading)
            or self.implicit_subjects.found(reading)
        )
        numeral = has_numeral(reading.plain)
        every = reading.amounts() if numeral else ()
        amounts = _statements(reading, every)
        last = len(reading.chars) - 1
        whom = candidates(reading, names, last, topic, self._fact_cache)
        found = self._repeated(reading, whom, amounts, every)
        if not whom and not found:
            unnamed = self.check_unnamed(sentence, reading.plain, numeral=numeral)
            return SentenceResult(unnamed, (), clear=False)
        open_ = tuple(each for each in amounts if not covered(each, found))
        if whom:
            context = SentenceContext(reading, names, every, self._fact_cache)
            found += self._judged(context, names, open_, topic, whom, found)
        else:
            found += [
                unknown(each.raw_start, each.raw_end, Reason.UNKNOWN_SUBJECT) for each in open_
            ]
        found = _with_unread(sentence, self._aligned(sentence, found, names))
        if _QUOTE.search(sentence):
            found = self._with_quotations(sentence, found)
        told = ordered(of_whole_amounts(sentence, found))
        if not names:
            return SentenceResult(told, (), clear=False)
        return SentenceResult(told, *topic_of(reading, names))

    def _repeated(
        self,
        reading: Reading,
        whom: list[Candidate],
        amounts: tuple[Stated, ...],
        every: tuple[Stated, ...],
    ) -> list[ClaimVerdict]:
        """The verdicts on a sentence that repeats a stored one, possibly with other amounts.

        amounts: its amounts that are statements. every: all of its amounts.
        """
        rows = [row for one in whom if not one.subject.partial for row in one.subject.quoted_rows]
        alike = self.quoted_sentences.rows(reading.plain)
        words = strict(reading.text)
        values = {reading.text[each.raw_start : each.raw_end] for each in every}
        alike += [e.row for one in whom for e in self._fact_cache.valued(one.subject, values)]
        if alike or any(words in one.subject.wording for one in whom):
            own = quoted(reading, [*rows, *alike], self._fact_cache, amounts)
            if own is not None:
                return own
        if not amounts:
            return []
        found = check_near_quote(reading, every, rows, self._fact_cache, lone=False)
        if found is None and alike:
            found = check_near_quote(reading, every, alike, self._fact_cache, lone=True)
        places = {(each.raw_start, each.raw_end) for each in amounts}
        return [one for one in found or () if (one.start, one.end) in places]

    def _judged(
        self,
        context: SentenceContext,
        names: tuple[NameMention, ...],
        amounts: tuple[Stated, ...],
        topic: Topic | None,
        at_end: list[Candidate],
        found: list[ClaimVerdict],
    ) -> list[ClaimVerdict]:
        """The verdicts on the statements that no stored sentence decides.

        amounts: those without a verdict. at_end: the candidates at the end of the sentence.
        found: the other verdicts.
        """
        reading = context.reading
        judged: list[ClaimVerdict] = []
        times: list[Stated] = []
        for stated in amounts:
            if stated not in context.amounts:
                continue  # part of a name or of a word
            if is_time_of_others(reading, stated, context.amounts):
                times.append(stated)
                continue
            whom = at_end
            if _names_differ(reading, names, stated):
                whom = candidates(reading, names, stated.start, topic, self._fact_cache) or at_end
            judged.append(check_amount(context, stated, whom))
        judged = from_same_sentence(reading, context.amounts, judged)
        judged += [of_time(stated, [*found, *judged]) for stated in times]
        if may_have_post(reading.chars):
            from xzfacts.check.role_claims import check_roles

            roles = check_roles(reading, context, names, self._fact_cache)
            # Posts in a stored sentence are supported by it.
            judged += [one for one in roles if not found or one.verdict is not Verdict.UNKNOWN]
        if any(each.subject.described for each in at_end):
            judged = _with_words(context, names, at_end, judged, found)
        return judged


def _with_words(
    context: SentenceContext,
    names: tuple[NameMention, ...],
    at_end: list[Candidate],
    judged: list[ClaimVerdict],
    found: list[ClaimVerdict],
) -> list[ClaimVerdict]:
    """The verdicts with those on values that are words. Arguments as of `_judged`."""
    from xzfacts.check.named_values import check_named_values
    from xzfacts.check.text_claims import check_words

    judged = instead_of_open(judged, check_named_values(context, names, at_end))
    told = [(one.start, one.end) for one in (*found, *judged) if one.verdict is not Verdict.UNKNOWN]
    for one in check_words(context.reading, context, names, at_end):
        if not any(start < one.end and one.start < end for start, end in told):
            judged.append(one)
    return judged


def _with_unread(sentence: str, found: list[ClaimVerdict]) -> list[ClaimVerdict]:
    """The verdicts with open ones on figures that are no amounts."""
    places = unread_figures(sentence)
    if not places:
        return found
    read_ = [(each.start, each.end) for each in find_amounts(sentence)]
    return found + [
        unknown(start, end, Reason.UNKNOWN_ATTRIBUTE)
        for start, end in places
        if not any(first < end and start < last for first, last in read_)
    ]


def _names_differ(reading: Reading, names: tuple[NameMention, ...], stated: Stated) -> bool:
    """Whether an amount may be about another subject than the end of the sentence."""
    if not names:
        return False
    return names[-1].end > stated.start or reading.clauses[stated.start] != reading.clauses[-1]


def _amounts(reading: Reading) -> tuple[Stated, ...]:
    """The amounts of a sentence that are statements."""
    return _statements(reading, reading.amounts())


def _statements(reading: Reading, amounts: tuple[Stated, ...]) -> tuple[Stated, ...]:
    return tuple(
        each
        for each in amounts
        if is_statement(reading.text, each.raw_start, each.raw_end, each.quantity)
    )
