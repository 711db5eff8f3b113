"""What is learnt of a text or a page is kept on it, and is gone with it."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Subject = TypeVar("Subject")
Answer = TypeVar("Answer")


class Text(str):
    """A text that keeps what was learnt of it: the answer of each question."""

    __slots__ = ("learnt",)

    def __init__(self, _text: str) -> None:
        """Begin with nothing learnt."""
        self.learnt: dict[Callable[..., Any], Any] = {}


def learnt(question: Callable[[Subject], Answer]) -> Callable[[Subject], Answer]:
    """Ask a question about a subject once: its answer is kept on the subject.

    A subject without a place for answers, such as a plain str, is asked anew each time.
    """

    @wraps(question)
    def answer(subject: Subject) -> Answer:
        known: dict[Callable[..., Any], Any] | None = getattr(subject, "learnt", None)
        if known is None:
            return question(subject)
        if question not in known:
            known[question] = question(subject)
        kept: Answer = known[question]
        return kept

    return answer


def tell(question: Callable[[Subject], Answer], subject: Subject, answer: Answer) -> None:
    """Give the answer to a question of `learnt` about a subject before anybody asks."""
    subject.learnt[question.__wrapped__] = answer  # type: ignore[attr-defined]  # of a page
