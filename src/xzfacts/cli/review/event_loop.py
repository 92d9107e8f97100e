"""Event loop of a review: show a page, wait for a key, apply it."""

import sys

from xzfacts.app import Facts
from xzfacts.cli import streams
from xzfacts.cli.review.completions import StoreLookup
from xzfacts.cli.review.decision_writer import apply_decision
from xzfacts.cli.review.line_mode import answered, questions
from xzfacts.cli.review.review_reducer import step
from xzfacts.cli.review.review_state import Edit, ReviewItem, ReviewState
from xzfacts.cli.review.review_view import Page, page
from xzfacts.cli.review.terminal import terminal
from xzfacts.model.facts import Fact

_UNLIMITED = 1_000  # lines: in line mode a page is printed whole
_MIN_SIZE = (10, 1)  # columns and lines


class Review:
    """A review of drafts; `state` is its current state."""

    def __init__(self, facts: Facts, drafts: list[Fact], *, line_mode: bool) -> None:
        self.state = ReviewState(tuple(map(ReviewItem, drafts)))
        self._root = facts.root
        self._lookup = StoreLookup(facts)
        self._line_mode = line_mode

    def run(self) -> None:
        """Run until the user quits. Raises KeyboardInterrupt and TerminationSignal."""
        if self._line_mode:
            self._run_by_lines()
        else:
            self._run_by_keys()

    def _run_by_keys(self) -> None:
        with terminal() as screen:
            while not self.state.over:
                if not screen.busy:
                    screen.draw(self._page())
                key = screen.key()
                if key.name == "interrupt":
                    raise KeyboardInterrupt
                if key.name != "redraw":
                    self._apply(*step(self.state, key, self._lookup))

    def _page(self) -> Page:
        columns, lines = streams.terminal_size()
        resized = streams.screen()._replace(width=max(columns, _MIN_SIZE[0]))
        background = self._lookup.background(self.state)
        return page(self.state, background, resized, max(lines, _MIN_SIZE[1]))

    def _run_by_lines(self) -> None:
        while not self.state.over:
            background = self._lookup.background(self.state)
            streams.write(
                "\n".join(page(self.state, background, streams.screen(), _UNLIMITED).lines)
            )
            listed, prompt = questions(self.state)
            streams.write("".join(f"\n{line}" for line in listed) + f"\n{prompt}")
            streams.flush()
            answer = sys.stdin.readline()
            if not answer:
                streams.write("\n")
                return
            self._apply(*answered(self.state, answer, self._lookup))

    def _apply(self, state: ReviewState, edit: Edit | None) -> None:
        self.state = state if edit is None else apply_decision(state, edit, self._root)
