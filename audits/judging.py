"""One case before those who grade it: its questions, what is said of each, what lacks.

What is said of a question is a mark and a reason. A mark is the number of a grade, or
that the question does not apply; it is empty where nothing is said yet.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby

from audits.models import Criterion, Domain, Grade, Judgement, Part, Tool
from audits.models.audits import Audit
from partnership.models import Agency
from privacy import identifiers
from ui.merging import Clash, Edit, Merge, merge

NOT_APPLICABLE = "na"
DOES_NOT_APPLY = "Does not apply here"
ABOUT = ("note", "not_involved")


@dataclass(slots=True)
class Words:
    """What somebody says of one question."""

    mark: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the tool, by its number on the page."""

    number: int
    criterion: Criterion
    judgement: Judgement | None = None

    @property
    def pk(self) -> int:
        """By what boxes and links name it."""
        return self.criterion.pk

    @property
    def said(self) -> Words:
        """What the agency says of it."""
        return own(self.judgement) if self.judgement else Words()

    @property
    def lacks(self) -> str:
        """What is missing before the case can be finished: a grade or a reason."""
        said = self.said
        if not said.mark:
            return "grade"
        lacks_reason = said.mark != NOT_APPLICABLE and not said.reason
        return "reason" if lacks_reason else ""


@dataclass(frozen=True)
class Sheet:
    """An agency's part of a case, with every question of the tool."""

    part: Part
    grades: Sequence[Grade]
    questions: Sequence[Question] = field(default_factory=list)

    @property
    def audit(self) -> Audit:
        """What it belongs to."""
        return self.part.case.audit

    @property
    def domains(self) -> Iterator[tuple[Domain, list[Question]]]:
        """The questions under their domains, in order."""
        found = groupby(self.questions, key=lambda one: one.criterion.domain)
        return ((domain, list(some)) for domain, some in found)

    @property
    def is_open(self) -> bool:
        """Whether its agency may change it."""
        return self.audit.is_collecting and not self.part.is_finished

    @cached_property
    def missing(self) -> list[Question]:
        """What stands in the way of finishing; nothing where it was not involved."""
        if self.part.not_involved:
            return []
        return [one for one in self.questions if one.lacks]

    @property
    def said(self) -> int:
        """How many questions are graded, or do not apply."""
        return sum(bool(one.said.mark) for one in self.questions)

    @cached_property
    def found(self) -> dict[str, list[identifiers.Found]]:
        """Personal data that nobody has said may stay, by the name of its box."""
        texts = {name: getattr(self.part, name) for name in ABOUT}
        texts |= {f"reason-{one.pk}": one.said.reason for one in self.questions}
        return {
            name: some for name, text in texts.items() if (some := self._personal(text))
        }

    def _personal(self, text: str) -> list[identifiers.Found]:
        stay = self.part.may_stay
        return [one for one in identifiers.find(text) if one.text not in stay]


def own(judgement: Judgement) -> Words:
    """What the agency says."""
    if judgement.does_not_apply:
        return Words(NOT_APPLICABLE, judgement.reason)
    return Words(str(judgement.grade_id or ""), judgement.reason)


def moderated(judgement: Judgement) -> Words:
    """What the moderator says."""
    return Words(str(judgement.moderated_id or ""), judgement.moderated_reason)


def merge_said(said: Words, edits: Sequence[Edit]) -> Merge:
    """Put a grade and its reason on what is said, not yet saved: they belong together.

    Where a colleague changed either of them meanwhile, and this person either, nothing
    changes: what stands otherwise than on the page comes back as clashes.
    """
    stands = {one.field: getattr(said, one.field) for one in edits}
    differ = [one for one in edits if one.now != stands[one.field]]
    theirs = any(one.was != stands[one.field] for one in edits)
    if theirs and any(one.now != one.was for one in differ):
        return Merge(
            clashes=[Clash(one.field, stands[one.field], one.now) for one in differ]
        )
    return merge(said, edits)


def questions_of(tool: Tool, judged: Iterable[Judgement] = ()) -> list[Question]:
    """Every question of a tool in order, with what is said of it. One query."""
    by_criterion = {one.criterion_id: one for one in judged}
    rows = Criterion.objects.filter(domain__tool=tool).select_related("domain")
    ordered = rows.order_by("domain__position", "domain__pk", "position", "pk")
    return [
        Question(number, one, by_criterion.get(one.pk))
        for number, one in enumerate(ordered, start=1)
    ]


def how_many_asked(tool: Tool) -> int:
    """The number of questions of a tool."""
    return Criterion.objects.filter(domain__tool=tool).count()


def sheet_of(part: Part) -> Sheet:
    """A part of a case as it stands. Three queries beside those of the part itself."""
    tool = part.case.audit.tool
    judged = part.judgements.select_related("grade", "moderated").order_by("pk")
    return Sheet(part, grades_of(tool), questions_of(tool, judged))


def sheets_of(audit: Audit, agency: Agency) -> list[Sheet]:
    """All of an agency's parts in an audit. Four queries, however many there are."""
    rows = Part.objects.filter(case__audit=audit, agency=agency)
    rows = rows.select_related("agency", "case__audit__tool")
    parts = list(rows.order_by("case__position", "case_id"))
    judged: dict[int, dict[int, Judgement]] = defaultdict(dict)
    for one in Judgement.objects.filter(part__in=parts).order_by("pk"):
        judged[one.part_id][one.criterion_id] = one
    asked, grades = questions_of(audit.tool), grades_of(audit.tool)
    return [
        Sheet(
            part,
            grades,
            [replace(one, judgement=judged[part.pk].get(one.pk)) for one in asked],
        )
        for part in parts
    ]


def grades_of(tool: Tool) -> list[Grade]:
    """The grades of a tool's scale, the best first."""
    return list(Grade.objects.filter(scale=tool.scale_id).order_by("position", "pk"))


def marks_of(grades: Iterable[Grade]) -> dict[str, str]:
    """Every mark that may be given, in words."""
    return {str(one.pk): one.label for one in grades} | {NOT_APPLICABLE: DOES_NOT_APPLY}
