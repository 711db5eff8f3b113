"""together: documents are cleaned side by side, so that their pages are judged at once.

A cleaning is a generator. It gives the page that is to be judged next, and goes on when that may
have happened; so it is the same whether others are cleaned beside it.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from cleanup.model import Outcome
from cleanup.page.page import Page
from cleanup.page.signs import judge_together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Cleaning = Generator[Page, None, Outcome]
Thing = TypeVar("Thing")
MOST_DOCUMENTS, MOST_SIZE = 16, 1 << 18  # documents, bytes or code points: side by side


def few(things: Iterable[Thing], size_of: Callable[[Thing], int]) -> Iterator[list[Thing]]:
    """Documents in their order, so many as are cleaned side by side; alone what is too large."""
    held: list[Thing] = []
    total = 0
    for thing in things:
        size = size_of(thing)
        if held and (len(held) == MOST_DOCUMENTS or total + size > MOST_SIZE):
            yield held
            held, total = [], 0
        held.append(thing)
        total += size
    if held:
        yield held


def only(cleaning: Cleaning) -> Outcome:
    """The outcome of one document, cleaned by itself. Raises what its cleaning raises."""
    (outcome,) = unraised(together([cleaning]))
    return outcome


def unraised(outcomes: Iterable[Outcome | Exception]) -> tuple[Outcome, ...]:
    """The outcomes themselves. Raises the first that is an exception."""
    found = []
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            raise outcome
        found.append(outcome)
    return tuple(found)


def together(cleanings: Iterable[Cleaning]) -> list[Outcome | Exception]:
    """The outcome of each document, or what its cleaning raised; one does not harm the others."""
    found: dict[int, Outcome | Exception] = {}
    running = dict(enumerate(cleanings))
    while running:
        pages: list[Page] = []
        for number, cleaning in [*running.items()]:
            try:
                pages.append(next(cleaning))
            except StopIteration as end:
                found[number] = end.value
            except Exception as error:  # noqa: BLE001  # it is that document's
                found[number] = error
            if number in found:
                del running[number]
        with suppress(Exception):  # then each is judged by itself, and it is met again there
            judge_together(pages)
    return [found[number] for number in sorted(found)]
