"""Verdicts on statements about no known subject or attribute, asked as questions.

For 晨南服饰售出8万套 the question is 晨南服饰售出多少套. Where a stored sentence answers it and
leaves few words unexplained, the statement is compared with its value, whatever the fact is named.
"""

from xzfacts.check.claim_verdicts import ClaimVerdict
from xzfacts.check.quote_alignment import stands_at_another
from xzfacts.check.sentence_evidence import by_value, leaves_out_words, unshared, without_amounts
from xzfacts.check.similar_sentences import pairs_of
from xzfacts.check.stored_quotes import amounts_of, quote_of
from xzfacts.check.subject_facts import PreparedFact, SubjectFactCache, is_evidence
from xzfacts.index.lookup.catalog import Catalog, FactRow
from xzfacts.language.frame import read_frame
from xzfacts.language.frame_comparison import Comparability, compare
from xzfacts.language.qualifiers import filler_end
from xzfacts.language.sentence import Reading, Stated
from xzfacts.match import weights
from xzfacts.match.question_evidence import evidence_for
from xzfacts.model.temporal import mode_class
from xzfacts.model.verdicts import Verdict
from xzfacts.quantity.compare import completed, of_one_kind, same
from xzfacts.quantity.model import Quantity
from xzfacts.text.lazy_pattern import lazy_pattern

_TIME = lazy_pattern("[前去今明后上本下][年月周]|[前昨今明后][日天]")
_ALIKE = 2  # pairs of characters that a longer name shares with a statement
_FOREIGN = 4  # maximum of characters before the value in its clause that a statement lacks
_HEAD = 2  # characters at the start, which name the subject
_UNIT = lazy_pattern(r"[^\d.,，%〇零一二两三四五六七八九十百千万亿多余]+$")


def judged_as_question(
    reading: Reading,
    stated: Stated,
    amounts: tuple[Stated, ...],
    rows: list[FactRow],
    facts: SubjectFactCache,
) -> ClaimVerdict | None:
    """The verdict on an amount by the sentence that answers the question for it, if one does.

    rows: the facts of similar sentences.
    """
    quantity = stated.quantity
    found = evidence_for(facts.catalog, _question(reading, stated), filter(is_evidence, rows))
    known = facts.known(found[0].row) if found and found[0].complete else None
    if known is None or known.quantity is None or known.frame is None:
        return None
    amount = completed(quantity, known.quantity)
    if not of_one_kind(amount, known.quantity):
        return None
    # A figure that none of the sentences has is nobody else's either.
    elsewhere = not same(amount, known.quantity) and _has(rows, quantity)
    least = weights.CLAIM_COVERAGE_ELSEWHERE if elsewhere else weights.CLAIM_COVERAGE
    if found[0].coverage < least or found[0].measure < weights.CLAIM_MEASURE:
        return None
    frame = read_frame(reading, (stated.start, stated.end), quantity, amounts)
    comparability = compare(frame, known.stored, named=True).comparability
    if comparability is not Comparability.FULL or stands_at_another(reading, stated, known):
        return None
    if mode_class(frame.mode) is not mode_class(known.frame.mode):
        return None
    clause = quote_of(known.row.quote).clause(known.frame.start)
    own = quote_of(known.row.quote).chars[clause[0] : known.frame.start]
    if not _names_subject(reading, amounts, known, own, facts.catalog):
        return None
    judged = by_value(stated, known, known.quantity)
    refuted = judged is not None and judged.verdict is Verdict.REFUTED
    return None if refuted and _fits_another(reading, stated, known, clause) else judged


def _question(reading: Reading, stated: Stated) -> str:
    """The sentence with a question word instead of the number of an amount."""
    text = reading.text
    unit = _UNIT.search(text[stated.raw_start : stated.raw_end])
    word = f"多少{unit[0] if unit else ''}"
    if stated.quantity.dimension == "percent":
        word = "百分之多少"
    return f"{text[: stated.raw_start]}{word}{text[stated.raw_end :]}"


def _names_subject(
    reading: Reading,
    amounts: tuple[Stated, ...],
    known: PreparedFact,
    own: str,
    catalog: Catalog,
) -> bool:
    """Whether a statement begins with whom the quote is about, and leaves no word of a name out.

    own: the characters before the value in its clause.
    """
    figures = tuple(each for each in amounts if each.quantity.dimension != "ordinal")
    chars = without_amounts(reading, figures)  # 3号线 keeps its number
    quote = quote_of(known.row.quote)
    head = chars[filler_end(chars) :][:_HEAD]
    begins = (at for at in range(len(quote.chars)) if quote.chars.startswith(head, at))
    if not any(_begins_phrase(quote, at) for at in begins):
        return False
    if not all(time[0] in quote.chars for time in _TIME.finditer(chars)):
        return False
    names = catalog.names_of(known.row.subject)
    pairs = pairs_of(reading.plain)
    longer = any(
        name in quote.chars and len(pairs_of(name) & pairs) >= _ALIKE and pairs_of(name) - pairs
        for name in names
    )
    if longer and not any(name in reading.chars for name in names):
        return False
    if unshared(own, chars) > _FOREIGN:
        return False  # its clause has a subject of its own
    return not leaves_out_words(reading, chars, known.row.quote, across=False)


def _begins_phrase(quote: Reading, at: int) -> bool:
    """Whether a clause or what follows 的 begins at a place, but for filler."""
    start = quote.clause(at)[0]
    return quote.chars[at - 1 : at] == "的" or filler_end(quote.chars, start, at) >= at


def _fits_another(
    reading: Reading, stated: Stated, known: PreparedFact, clause: tuple[int, int]
) -> bool:
    """Whether an equal amount of the quote has words of the statement that the value lacks.

    For 城东区52例 of 溪州市219例，其中城东区52例 that is 城东. clause: of the value in the quote.
    """
    quote, amounts = quote_of(known.row.quote), amounts_of(known.row.quote)
    equal = [each for each in amounts if same(each.quantity, stated.quantity)]
    missing = pairs_of(reading.plain) - pairs_of(quote.chars[slice(*clause)])
    clauses = (quote.clause(each.start) for each in equal)
    return any(missing & pairs_of(quote.chars[first:last]) for first, last in clauses)


def _has(rows: list[FactRow], quantity: Quantity) -> bool:
    """Whether one of the sentences has an amount."""
    quotes = {row.quote for row in rows}
    return any(same(each.quantity, quantity) for quote in quotes for each in amounts_of(quote))
