"""One case as a moderator sees it: every agency's grade of every question, together.

What an agency has not finished is not shown: it may still change, and nobody has
looked for personal data in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from audits.judging import Question, grades_of, questions_of
from audits.models import CaseReview, Domain, Grade, Judgement, Part


@dataclass(frozen=True, slots=True)
class Cell:
    """What one agency says of one question, and what was made of it."""

    part: Part
    judgement: Judgement | None = None

    @property
    def own(self) -> Grade | None:
        """The agency's own grade, as it was given."""
        return self.judgement.grade if self.judgement else None

    @property
    def is_moderated(self) -> bool:
        """Whether a moderator has settled on a grade."""
        return bool(self.judgement and self.judgement.moderated_id)

    @property
    def is_confirmed(self) -> bool:
        """Whether that is the one the agency gave."""
        one = self.judgement
        return bool(one and one.moderated_id and one.moderated_id == one.grade_id)


@dataclass(frozen=True)
class Line:
    """One question, as every agency of the case graded it."""

    question: Question
    cells: Sequence[Cell]

    @property
    def number(self) -> int:
        """By what it is found."""
        return self.question.number

    @cached_property
    def given(self) -> list[Grade]:
        """The grades that agencies gave, each once, the best first."""
        found = {cell.own.pk: cell.own for cell in self.cells if cell.own}
        return sorted(found.values(), key=lambda one: one.position)

    @property
    def differs(self) -> bool:
        """Whether agencies gave different grades."""
        return len(self.given) > 1

    @property
    def judged(self) -> list[Cell]:
        """What can be moderated."""
        return [cell for cell in self.cells if cell.judgement]

    @property
    def settled(self) -> int:
        """How many of them a moderator has settled."""
        return sum(cell.is_moderated for cell in self.cells)


@dataclass(frozen=True)
class Together:
    """A case with all its parts, side by side."""

    case: CaseReview
    parts: Sequence[Part]
    grades: Sequence[Grade]
    lines: Sequence[Line]

    @property
    def waiting(self) -> list[Part]:
        """Those of agencies that are not done."""
        return [one for one in self.parts if not one.is_finished]

    @property
    def uninvolved(self) -> list[Part]:
        """Those of agencies that had nothing to grade."""
        return [one for one in self.parts if one.is_finished and one.not_involved]

    @property
    def noted(self) -> list[Part]:
        """Those in which something stood out."""
        return [one for one in self.parts if one.is_finished and one.note]

    @cached_property
    def differing(self) -> list[Line]:
        """Where agencies gave different grades."""
        return [one for one in self.lines if one.differs]

    def line(self, number: int) -> Line | None:
        """One question by its number."""
        return next((one for one in self.lines if one.number == number), None)

    def domains(self, *, only_differing: bool) -> Iterator[tuple[Domain, list[Line]]]:
        """The questions under their domains."""
        some = self.differing if only_differing else self.lines
        found = groupby(some, key=lambda one: one.question.criterion.domain)
        return ((domain, list(lines)) for domain, lines in found)


def together(case: CaseReview) -> Together:
    """Everything that was said about a case. Four queries."""
    tool = case.audit.tool
    rows = Part.objects.filter(case=case).select_related("agency")
    parts = list(rows.order_by("agency__name", "pk"))
    shown = [one for one in parts if one.is_finished and not one.not_involved]
    judged = Judgement.objects.filter(part__in=shown).order_by("pk")
    by_place = {
        (one.part_id, one.criterion_id): one
        for one in judged.select_related("grade", "moderated")
    }
    lines = [
        Line(one, [Cell(part, by_place.get((part.pk, one.pk))) for part in shown])
        for one in questions_of(tool)
    ]
    return Together(case, parts, grades_of(tool), lines)
