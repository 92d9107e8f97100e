"""Which facts may answer a question by their sentence: those about what it asks for."""

from xzfacts.index.lookup.catalog import FactRow
from xzfacts.language import qualifiers
from xzfacts.language.calendar_periods import holds_on
from xzfacts.language.frame import Frame
from xzfacts.language.modality import says_achieved
from xzfacts.language.qualifiers import WHEN
from xzfacts.language.stored_quotes import frame_of, quote_of
from xzfacts.language.surnames import looks_like_person
from xzfacts.match.answer_type_check import contradicts, in_other_unit
from xzfacts.match.answer_types import FORMER
from xzfacts.match.context_overlap import FactContext
from xzfacts.match.question_request import Request, needs_measure
from xzfacts.match.substituted_words import has_another_word
from xzfacts.model.facts import NO_EVIDENCE, Mode
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.normalize import compact

IS_SCORE = lazy_pattern(r"\d+[-:：比]\d+")


def may_answer(request: Request, row: FactRow) -> bool:
    """Whether the value of a fact may be what is asked for."""
    frame, quantity = request.parsed.frame(request.parsed.all), row.read_quantity()
    if quantity is None and not IS_SCORE.fullmatch(row.value):
        return False
    if contradicts(frame, row.value, quantity) or in_other_unit(frame, quantity):
        return False
    text = request.parsed.query.chars
    if compact(row.value) in text:
        return False
    name = request.parsed.catalog.attribute(row.attribute).name
    if name.startswith(FORMER) and not any(word in text for word in FORMER):
        return False
    names = request.parsed.catalog.names_of(row.subject)
    stated = "\0".join((compact(row.quote), *names))
    return all(each in stated for each in request.numbered)


def tells_of_another(request: Request, row: FactRow) -> bool:
    """Whether a sentence tells of a neighbour or another time, or gives no evidence.

    This also holds for a fact whose attribute the question names.
    """
    return has_another_word(request, row) or _is_of_other_time_or_mode(request, row)


def _is_of_other_time_or_mode(request: Request, row: FactRow) -> bool:
    quantity = row.read_quantity()
    name = compact(request.parsed.catalog.attribute(row.attribute).name)
    frame = frame_of(row.quote, row.value, quantity, name)
    if frame is None:
        return False
    if frame.mode in NO_EVIDENCE and _is_doubted(row.quote, frame):
        return True
    if frame.mode is Mode.PLANNED and says_achieved(request.parsed.query.chars):
        return True
    asked, known = request.time, frame.time.word
    if (
        asked
        and known
        and asked[-1] == known[-1]
        and WHEN.meanings(asked).isdisjoint(WHEN.meanings(known))
    ):
        return True
    dates = request.periods
    return bool(dates and frame.time.dates) and not any(
        holds_on(one, other) or holds_on(other, one) for one in dates for other in frame.time.dates
    )


def _is_doubted(quote: str, frame: Frame) -> bool:
    """Whether a value is doubted up to the end of its clause: 不存在质押 behind it is of others."""
    reading = quote_of(quote)
    return qualifiers.DOUBTED.search(reading.chars, 0, reading.clause(frame.start)[1]) is not None


def begins_like(
    request: Request, row: FactRow, context: FactContext, article: str, persons: str
) -> bool:
    """Whether the article of a fact, or its subject, has what the question begins with.

    Key words begin with what they are about, which has to be spelled in full.
    article: its text in compact characters. persons: their names among all candidates.
    """
    query = request.parsed.query
    if not request.parsed.frame(request.parsed.all).whole and not _has_first(request, row, article):
        return False
    if not request.lead:
        return True
    mask = sum(3 << unit for unit, _ in request.lead)
    named = context.named(query, row.subject, mask) if request.subjects else 0
    found = [
        not 3 << unit & ~named
        or (pair in article and (bool(request.subjects) or pair not in persons))
        for unit, pair in request.lead
    ]
    if needs_measure(request):
        return found[0]
    return any(found if request.subjects else found[:2])


def _has_first(request: Request, row: FactRow, article: str) -> bool:
    """Whether a fact is about the first of the key words, or its article has it."""
    query, quote = request.parsed.query, compact(row.quote)
    size = query.words.count(query.words[0])
    first = query.chars[:size]
    end = max((end for start, end in query.runs(request.named) if not start), default=0)
    if row.subject in request.subjects and (end >= size or size == query.size):
        return True
    if not end and not looks_like_person(first):
        return first in article
    other = any(name in quote for name in request.parsed.catalog.names_of(row.subject))
    return first[: max(end, 1) if size == query.size else size] in quote and not other
