"""A review from the first draft to the last: shows a page, waits for a key, does what it says."""

import sys

from xzfacts.app import Facts
from xzfacts.cli import streams
from xzfacts.cli.review.completions import Known
from xzfacts.cli.review.effects import carried_out
from xzfacts.cli.review.line_mode import answered, questions
from xzfacts.cli.review.reducer import step
from xzfacts.cli.review.state import Draft, Edit, State
from xzfacts.cli.review.terminal import size, terminal
from xzfacts.cli.review.view import Page, page
from xzfacts.model.facts import Fact

_ENDLESS = 1_000  # lines: where lines scroll, all are printed
_LEAST = (10, 1)  # columns and lines for which a page is made


class Going:
    """The drafts of a store, gone through. `state` is where the review stands."""

    def __init__(self, facts: Facts, drafts: list[Fact], *, plain: bool) -> None:
        self.state = State(tuple(map(Draft, drafts)))
        self._root = facts.root
        self._known = Known(facts)
        self._plain = plain

    def go(self) -> None:
        """Until the person quits. Raises KeyboardInterrupt, and Stopped at a signal to end."""
        if self._plain:
            self._by_lines()
        else:
            self._by_keys()

    def _by_keys(self) -> None:
        with terminal() as screen:
            while not self.state.over:
                if not screen.busy:
                    screen.draw(self._page())
                key = screen.key()
                if key.name == "interrupt":
                    raise KeyboardInterrupt
                if key.name != "redraw":
                    self._do(*step(self.state, key, self._known))

    def _page(self) -> Page:
        columns, lines = size()
        made = streams.screen()._replace(width=max(columns, _LEAST[0]))
        background = self._known.background(self.state)
        return page(self.state, background, made, max(lines, _LEAST[1]))

    def _by_lines(self) -> None:
        while not self.state.over:
            background = self._known.background(self.state)
            streams.write("\n".join(page(self.state, background, streams.screen(), _ENDLESS).lines))
            listed, prompt = questions(self.state)
            streams.write("".join(f"\n{line}" for line in listed) + f"\n{prompt}")
            streams.flush()
            answer = sys.stdin.readline()
            if not answer:
                streams.write("\n")
                return
            self._do(*answered(self.state, answer, self._known))

    def _do(self, state: State, edit: Edit | None) -> None:
        self.state = state if edit is None else carried_out(state, edit, self._root)
