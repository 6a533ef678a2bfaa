"""Which files stand beside which answers and actions, for pages that show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from response_tool.models import Action, Answer, Attachment
from response_tool.standing import Line


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands beside one line, and what of last round has expired since."""

    of_answer: Sequence[Attachment]
    expired: Sequence[Attachment]


def with_evidence(all_lines: Iterable[Line]) -> list[Line]:
    """The same lines, each answer and action with its evidence. One query."""
    found = list(all_lines)
    rows = Attachment.objects.filter(answer__in=[one.answer.pk for one in found])
    put_beside(found, rows.standing())
    return found


def beside(line: Line, last: Answer | None, *, on: date) -> Evidence:
    """What stands beside one line, put there too, and what expired. One query."""
    before = sources(last) if last else ()
    rows = Attachment.objects.filter(answer__in=[line.answer.pk, *before])
    found = list(rows.standing())
    now = [one for one in found if one.answer_id == line.answer.pk]
    put_beside([line], now)
    files = {one.file_id for one in now}
    gone = {
        one.file_id: one
        for one in found
        if one.file_id not in files and one.file.has_expired(on)
    }
    return Evidence(line.answer.evidence, list(gone.values()))


def sources(answer: Answer) -> Sequence[int]:
    """The rows behind an answer: itself, or where several were merged all of them."""
    return answer.joined_answers or [answer.pk]


def put_beside(all_lines: Iterable[Line], rows: Iterable[Attachment]) -> None:
    """Give every answer and action what is evidence for it."""
    of_answers: dict[int, list[Attachment]] = {}
    of_actions: dict[int, list[Attachment]] = {}
    for one in rows:
        if one.action_id:
            of_actions.setdefault(one.action_id, []).append(one)
        else:
            of_answers.setdefault(one.answer_id, []).append(one)
    for line in all_lines:
        line.answer.evidence = of_answers.get(line.answer.pk, ())
        _put_on_actions(line.actions, of_actions)


def _put_on_actions(
    actions: Iterable[Action], of_actions: dict[int, list[Attachment]]
) -> None:
    for action in actions:
        action.evidence = of_actions.get(action.pk, ())
