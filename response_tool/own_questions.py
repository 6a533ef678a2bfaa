"""What partnerships ask of their own, beside what an agency says and said last."""

from collections.abc import Sequence
from dataclasses import dataclass

from response_tool.models import OwnAnswer, OwnQuestion, Response


@dataclass(frozen=True, slots=True)
class Asked:
    """One own question of a partnership, and what an agency says to it."""

    question: OwnQuestion
    text: str = ""
    last: str = ""

    @property
    def shown(self) -> str:
        """The words that an agency reads when it answers."""
        return self.question.in_full

    @property
    def is_answered(self) -> bool:
        """Whether anything is said."""
        return bool(self.text.strip())


def asked_of(
    response: Response, *, only: int | None = None, with_last: bool = False
) -> list[Asked]:
    """The own questions of those who receive a response, with its answers.

    `only` keeps those of one partnership. Two queries, and one more for what was said
    last to the same words; one where nothing is asked.
    """
    rows = OwnQuestion.objects.asked_of(response)
    questions = list(rows if only is None else rows.filter(partnership=only))
    if not questions:
        return []
    said = dict(
        OwnAnswer.objects.filter(
            response=response.whole_id, question__in=questions
        ).values_list("question_id", "text")
    )
    last = _last(response, questions) if with_last else {}
    return [
        Asked(one, said.get(one.pk, ""), last.get((one.partnership_id, one.text), ""))
        for one in questions
    ]


def by_partnership(asked: Sequence[Asked]) -> list[tuple[str, list[Asked]]]:
    """The questions under the short name of who asks."""
    found: dict[str, list[Asked]] = {}
    for one in asked:
        found.setdefault(one.question.partnership.short_name, []).append(one)
    return list(found.items())


def _last(
    response: Response, questions: Sequence[OwnQuestion]
) -> dict[tuple[int, str], str]:
    """What the agency said last to the same words of the same partnership."""
    earlier = OwnAnswer.objects.filter(
        response__agency=response.agency_id,
        response__state=Response.State.SUBMITTED,
        response__round__opens_on__lt=response.round.opens_on,
        question__partnership__in={one.partnership_id for one in questions},
        question__text__in=[one.text for one in questions],
    )
    rows = earlier.order_by("response__round__opens_on", "pk").values_list(
        "question__partnership_id", "question__text", "text"
    )
    return {(partnership, words): text for partnership, words, text in rows}
