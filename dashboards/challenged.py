"""Challenges on the board page: what was asked and what came of it, in words."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from response_tool.figures.challenges import AgencyChallenges
from ui.templatetags.words import and_list, in_words

# “Two are closed: one answered, one with an action agreed.”
HOW = {
    "answered": "answered",
    "action_agreed": "with an action agreed",
    "to_board": "taken to the board",
    "withdrawn": "withdrawn",
}


class Challenged:
    """What the board page says about challenges, from the figures of a snapshot."""

    def __init__(self, figures: Mapping[str, Any]) -> None:
        self.figures = figures

    @property
    def is_known(self) -> bool:
        """Whether there are figures; a snapshot may be older than this part."""
        return "agencies" in self.figures

    @cached_property
    def agencies(self) -> list[AgencyChallenges]:
        """Those that were asked."""
        return [AgencyChallenges(*row) for row in self.figures["agencies"]]

    @cached_property
    def sentence(self) -> str:
        """Everything in words, before the table."""
        if not self.agencies:
            return "Nobody has asked an agency about an answer yet."
        return f"{self._open()} {self._closed()}"

    def _open(self) -> str:
        waiting, late = self.figures["waiting"], self.figures["late"]
        replied = self.figures["replied"]
        if not waiting + replied:
            return "No question is open."
        told = []
        if waiting:
            told.append(f"{in_words(waiting)} {_waits(waiting)}{_late(late, waiting)}")
        if replied:
            have = "has" if replied == 1 else "have"
            told.append(f"{in_words(replied)} {have} been replied to and not closed")
        if waiting + replied == 1:
            return f"One question is open: it {told[0].removeprefix('one ')}."
        many = in_words(waiting + replied).capitalize()
        return f"{many} questions are open: {'; '.join(told)}."

    def _closed(self) -> str:
        closed = self.figures["closed"]
        number = sum(closed.values())
        if not number:
            return "None is closed yet."
        if number == 1:
            return f"One is closed, {HOW[next(iter(closed))]}."
        told = [f"{in_words(closed[how])} {said}" for how, said in _in_order(closed)]
        return f"{in_words(number).capitalize()} are closed: {and_list(told)}."


def _in_order(closed: Mapping[str, int]) -> list[tuple[str, str]]:
    return [(how, said) for how, said in HOW.items() if closed.get(how)]


def _waits(number: int) -> str:
    return "waits for a reply" if number == 1 else "wait for a reply"


def _late(late: int, waiting: int) -> str:
    if not late:
        return ""
    if late == waiting:
        return ", late" if late == 1 else ", all late"
    return f", {in_words(late)} of them late"
