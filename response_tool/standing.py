"""How far an answer is. Computed from what it holds, never ticked by hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from privacy import identifiers
from response_tool.models import LONGEST, Action, Answer, Response
from strategies.models import Objective, Preset

CALLED = {
    "progress": "what you have done",
    "difference": "what difference this has made",
}


class Stage(Enum):
    """How far one answer is; the value is the word on the task list."""

    NOT_STARTED = "Not started"
    IN_PROGRESS = "In progress"
    ANSWERED = "Answered"
    NOT_RELEVANT = "Not relevant"


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one answer is, and what it still needs, in words."""

    stage: Stage
    to_do: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether it could be submitted as it is."""
        return self.stage in (Stage.ANSWERED, Stage.NOT_RELEVANT)


@dataclass(frozen=True)
class Line:
    """One line of the Response Tool: an answer and its actions."""

    answer: Answer
    actions: Sequence[Action]

    @cached_property
    def standing(self) -> Standing:
        """How far the answer is; worked out when it is asked for."""
        return standing(self.answer, self.actions)

    @property
    def number(self) -> int:
        """The number of its priority."""
        return self.answer.priority.number


@dataclass(frozen=True, slots=True)
class Band:
    """The lines under one objective."""

    objective: Objective
    lines: Sequence[Line]


def standing(answer: Answer, actions: Sequence[Action]) -> Standing:
    """How far an answer is."""
    if answer.is_not_relevant:
        return Standing(Stage.NOT_RELEVANT)
    if not answer.is_ours:
        return Standing(Stage.NOT_STARTED, ("whether this priority is yours",))
    to_do = tuple(_missing(answer, actions))
    if not to_do:
        return Standing(Stage.ANSWERED)
    # Words that were carried on are nobody's yet.
    said = answer.since_last or not answer.began_from_last
    written = bool(said and (answer.progress or answer.difference))
    begun = written or any(action.status for action in actions)
    return Standing(Stage.IN_PROGRESS if begun else Stage.NOT_STARTED, to_do)


def _missing(answer: Answer, actions: Sequence[Action]) -> Iterable[str]:
    if answer.began_from_last and not answer.since_last:
        yield "whether what you said last round is still true"
    if answer.is_finished:
        left = sum(not action.is_finished for action in actions)
        if left:
            yield f"final status of {_actions(left)}"
    elif without := sum(not action.status for action in actions):
        yield f"status of {_actions(without)}"
    yield from _missing_words(answer)


def _missing_words(answer: Answer) -> Iterable[str]:
    for field, called in CALLED.items():
        if not getattr(answer, field).strip():
            yield called
    for field, called in CALLED.items():
        if len(getattr(answer, field)) > LONGEST[field]:
            yield f"{called} in {LONGEST[field]:,} characters or fewer"
    if any(found_in(answer, field) for field in ("progress", "difference")):
        yield "words that could identify a child or family"


def _actions(number: int) -> str:
    return "one action" if number == 1 else f"{number} actions"


def found_in(answer: Answer, field: str) -> list[identifiers.Found]:
    """Personal data in one text of an answer that nobody has said may stay."""
    found = identifiers.find(getattr(answer, field))
    return [one for one in found if one.text not in answer.may_stay]


def lines(response: Response) -> list[Line]:
    """Every line of a response in the order of its priorities. Two queries."""
    answers = (
        response.answers.select_related("priority__objective")
        .prefetch_related("actions")
        .order_by("priority__number")
    )
    return [line(answer) for answer in answers]


def line(answer: Answer) -> Line:
    """One line, from an answer whose actions are read or about to be."""
    # Sorted here so that a prefetch serves; the page shows them as they were added.
    actions = sorted(answer.actions.all(), key=lambda action: action.pk)
    return Line(answer, actions)


def bands(all_lines: Iterable[Line]) -> list[Band]:
    """Lines under their objectives."""
    found: dict[int, tuple[Objective, list[Line]]] = {}
    for one in all_lines:
        objective = one.answer.priority.objective
        found.setdefault(objective.pk, (objective, []))[1].append(one)
    return [Band(objective, under) for objective, under in found.values()]


def usually_asked(response: Response) -> set[int]:
    """The priorities that agencies of this sector are usually asked about.

    By the partnerships that receive the response. One query.
    """
    presets = Preset.objects.filter(
        sector=response.agency.sector,
        adoption__strategy_id=response.round.strategy_id,
        adoption__partnership__in=response.recipients.values("partnership"),
    )
    return set(presets.order_by().values_list("priority_id", flat=True))
