"""What every agency of a round has sent, as tables for a spreadsheet."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from partnership.access import Access
from response_tool.models import Action, Answer, Response, Round
from ui.tables import Column, Table, csv_of, workbook

ABOUT = (
    "Only what agencies have submitted is in it. Drafts belong to their agency.",
    "Statuses are the agencies’ own. Overdue: its date has passed, it is not complete.",
)
WHERE = (
    Column("agency", "Agency", "Who answers", 34),
    Column("sector", "Sector", "What kind of work the agency does", 18),
    Column("objective", "Objective", "The objective of the strategy", 24),
    Column("number", "Number", "The number of the priority", 9),
    Column("priority", "Priority", "The priority, in short", 40),
)
ACTIONS = (
    *WHERE,
    Column("action", "Action", "What the agency does", 60),
    Column("who", "Who", "Who does it", 28),
    Column("by_when", "By when", "The day by which it is to be done", 12),
    Column("status", "Status", "How it is, as the agency says", 22),
    Column("overdue", "Overdue", "Whether its date has passed, on the day above", 10),
    Column("began_in", "Carried on from", "The round it was carried on from", 20),
)
ANSWERS = (
    *WHERE,
    Column("relevance", "Theirs", "Whether the agency works on it", 20),
    Column("because", "Not relevant because", "Why it is not theirs", 40),
    Column("since_last", "Since last round", "Still true, changed, finished", 16),
    Column("progress", "What was done", "In the agency’s words", 70),
    Column("difference", "Difference for children", "In the agency’s words", 70),
    Column("submitted_at", "Submitted", "When it was last sent", 18),
)


def round_workbook(
    round_: Round, access: Access, words: Mapping[str, str], *, on: date
) -> bytes:
    """Every submitted action and answer that a person may read, as a workbook.

    Four queries, however many agencies there are.
    """
    about = (f"As at {on:%d/%m/%Y}.", *ABOUT)
    title = f"{round_.strategy}, {round_}"
    return workbook(title, about, tables(round_, access, words, on=on))


def actions_csv(
    round_: Round, access: Access, words: Mapping[str, str], *, on: date
) -> Iterator[str]:
    """The submitted actions alone, as CSV."""
    actions, _ = tables(round_, access, words, on=on)
    return csv_of(actions)


def tables(
    round_: Round, access: Access, words: Mapping[str, str], *, on: date
) -> tuple[Table, Table]:
    """The two tables, whose rows are read as they are asked for."""
    sent = Response.objects.visible_to(access).filter(
        round=round_, state=Response.State.SUBMITTED
    )
    actions = (
        Action.objects.filter(answer__response__in=sent)
        .select_related(
            "answer__priority__objective",
            "answer__response__agency",
            "carries_on_from__answer__response__round",
        )
        .order_by("answer__response__agency__name", "answer__priority__number", "pk")
    )
    answers = (
        Answer.objects.filter(response__in=sent)
        .select_related("priority__objective", "response__agency")
        .order_by("response__agency__name", "priority__number", "pk")
    )
    return (
        Table(
            "actions",
            "Actions",
            "One row for each action.",
            ACTIONS,
            (_action(one, words, on) for one in actions.iterator(chunk_size=500)),
        ),
        Table(
            "answers",
            "Answers",
            "One row for each agency and priority.",
            ANSWERS,
            (_answer(one) for one in answers.iterator(chunk_size=500)),
        ),
    )


def _where(answer: Answer) -> tuple[Any, ...]:
    agency, priority = answer.response.agency, answer.priority
    return (
        agency.name,
        agency.get_sector_display(),
        priority.objective.title,
        priority.number,
        priority.title,
    )


def _action(action: Action, words: Mapping[str, str], on: date) -> tuple[Any, ...]:
    before = action.carries_on_from
    return (
        *_where(action.answer),
        action.what,
        action.who,
        action.by_when,
        words.get(action.status, ""),
        action.is_overdue(on),
        before.answer.response.round.name if before else "",
    )


def _answer(answer: Answer) -> tuple[Any, ...]:
    return (
        *_where(answer),
        answer.get_relevance_display(),
        answer.not_relevant_because,
        answer.get_since_last_display(),
        answer.progress,
        answer.difference,
        answer.response.submitted_at,
    )
