"""Which facts may answer a question by their sentence: those about what it asks for."""

from xzfacts.index.lookup.catalog import FactRow
from xzfacts.language import qualifiers
from xzfacts.language.calendar_periods import holds_on
from xzfacts.language.frame import Frame
from xzfacts.language.modality import says_achieved
from xzfacts.language.qualifiers import WHEN
from xzfacts.language.stored_quotes import quote_of
from xzfacts.match.answer_type_check import contradicts, in_other_unit
from xzfacts.match.question_request import Request
from xzfacts.match.stated_differences import says_otherwise
from xzfacts.match.statement import Statement
from xzfacts.match.substituted_words import has_another_word
from xzfacts.model.facts import NO_EVIDENCE, Mode
from xzfacts.quantity.compare import comparable
from xzfacts.quantity.model import CALENDAR, COUNTED, Quantity
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.normalize import compact
from xzfacts.text.short_forms import PLACE_ENDINGS

_DAY = lazy_pattern("哪一?天|几月几[日号]|几号")
# Begins the attribute of what was so before; 原油产量 is none.
_FORMERLY = lazy_pattern("过去|[以此]前|原[先来]?(?![材料油煤盐木粮奶糖酒浆创著籍产始子文价])")
IS_SCORE = lazy_pattern(r"\d+[-:：比]\d+|(?:\d+[金银铜胜平负]){2,3}")


def may_answer(request: Request, row: FactRow) -> bool:
    """Whether the value of a fact may be what is asked for."""
    frame, quantity = request.parsed.frame(request.parsed.all), row.read_quantity()
    if quantity is None and not (
        IS_SCORE.fullmatch(row.value) and (request.score or not frame.unit)
    ):
        return False
    if contradicts(frame, row.value, quantity) or in_other_unit(frame, quantity):
        return False
    text = request.parsed.query.chars
    if compact(row.value) in text or is_given(request, row):
        return False
    if quantity and _DAY.search(text) and not _is_day(quantity):
        return False
    name = request.parsed.catalog.attribute(row.attribute).name
    return not _FORMERLY.match(name) or qualifiers.FORMER.search(text) is not None


def is_given(request: Request, row: FactRow) -> bool:
    """Whether a query states the amount itself: 23名患者中女性几例, 晨南服饰 100人 员工.

    That is a condition in a whole question. Key words claim it, and another of its kind is no
    answer; a date is a condition there too.
    """
    quantity = row.read_quantity()
    if quantity is None:
        return False
    if not request.parsed.frame(request.parsed.all).whole:
        stated = [
            e.quantity for e in request.parsed.amounts if e.quantity.dimension not in CALENDAR
        ]
        return any(comparable(each, quantity) for each in stated)
    return any(
        (each.quantity.low, each.quantity.high) == (quantity.low, quantity.high)
        and (
            each.quantity.dimension == quantity.dimension
            or {each.quantity.dimension, quantity.dimension} <= COUNTED
        )
        for each in request.parsed.amounts
    )


def _is_day(quantity: Quantity) -> bool:
    """Whether a value may be a day: no year, month or span."""
    return quantity.dimension != "date" or quantity.low == quantity.high


def is_about(request: Request, stated: Statement) -> bool:
    """Whether the article of a fact, or its subject, may be what the question begins with.

    It has to have the place that a whole question begins with. Of a first key word it has to have
    more than half in pieces, one from the beginning: 刘正楠 of 刘正楠案. A subject with a longer
    name that begins with that is another one, 谭有田 for 谭有福 or 石潭镇产业园 for 石潭镇, unless
    that is also one of its names.
    """
    lead, whole = request.lead, request.parsed.frame(request.parsed.all).whole
    # A key word is to be in the sentence if others name the subject.
    article = stated.quote if request.subjects and not whole else stated.article
    known = stated.names
    text = "\0".join((article, *known))
    if whole or (lead in text and not lead.endswith(PLACE_ENDINGS)):
        return lead in text
    begin = lead[: _longest(lead, 0, text)]
    others = [name for name in known if name.startswith(begin) and name != begin]
    if any(begin not in known or len(name) == len(lead) for name in others):
        return False
    if len(begin) < len(lead) and begin[-1:].isascii():
        return False  # X5 is not X6
    return len(begin) > 1 and 2 * _shared(lead, text) > len(lead)


def is_named_for_another(request: Request, stated: Statement) -> bool:
    """Whether a question is just a subject and an attribute, and the fact is another subject's.

    The sentence has to name that one. Further words of the question would be evidence by
    themselves that it is about what is asked for.
    """
    row, parsed = stated.row, request.parsed
    if not request.subjects or row.subject in request.subjects:
        return False
    asked = parsed.asked(parsed.catalog.attribute(row.attribute), request.content)
    left = request.content & ~request.named & ~(asked.mask if asked else 0)
    return asked is not None and not left and any(name in stated.quote for name in stated.names)


def _shared(lead: str, text: str) -> int:
    """The number of characters in the longest pieces of key words that a text has."""
    at = found = 0
    while at < len(lead):
        size = _longest(lead, at, text)
        found += size if size > 1 else 0
        at += size or 1
    return found


def _longest(lead: str, at: int, text: str) -> int:
    """The length of the longest piece of key words from `at` that a text has."""
    end = at
    while end < len(lead) and lead[at : end + 1] in text:
        end += 1
    return end - at


def tells_of_another(request: Request, stated: Statement) -> bool:
    """Whether a sentence tells of a neighbour or another time, or gives no evidence.

    This also holds for a fact whose attribute the question names.
    """
    frame = stated.frame
    if frame is not None and (
        _is_of_other_mode(request, stated.row, frame) or _is_of_other_time(request, frame)
    ):
        return True
    return says_otherwise(request, stated) or has_another_word(request, stated)


def _is_of_other_mode(request: Request, row: FactRow, frame: Frame) -> bool:
    """Whether a sentence gives no evidence, or a plan where what was achieved is asked for."""
    if frame.mode in NO_EVIDENCE and _is_doubted(row.quote, frame):
        return True
    return frame.mode is Mode.PLANNED and says_achieved(request.parsed.query.chars)


def _is_of_same_time(request: Request, frame: Frame) -> bool:
    """Whether a question and a statement name one time."""
    if request.time and request.time == frame.time.word:
        return True
    return any(
        holds_on(one, other) or holds_on(other, one)
        for one in request.periods
        for other in frame.time.dates
    )


def _is_of_other_time(request: Request, frame: Frame) -> bool:
    """Whether a question and a statement name different times."""
    asked, known = request.time, frame.time.word
    if asked and known and asked[-1] == known[-1] and _meanings(asked).isdisjoint(_meanings(known)):
        return True
    return bool(request.periods and frame.time.dates) and not _is_of_same_time(request, frame)


def _meanings(time: str) -> set[str]:
    """The times that a word names: 第二季度 is 二季度."""
    return {each.removeprefix("第") for each in WHEN.meanings(time)}


def _is_doubted(quote: str, frame: Frame) -> bool:
    """Whether a value is doubted up to the end of its clause: 不存在质押 behind it is of others."""
    reading = quote_of(quote)
    return qualifiers.DOUBTED.search(reading.chars, 0, reading.clause(frame.start)[1]) is not None
