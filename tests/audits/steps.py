"""Rows for tests about audits. Each makes what it needs and nothing else."""

from collections.abc import Iterable
from datetime import date, timedelta

from audits.models import (
    SELF_ASSESSMENT,
    Audit,
    Briefing,
    CaseReview,
    Criterion,
    Finding,
    Grade,
    Judgement,
    Part,
    Programme,
    Proof,
    Recommendation,
    Scale,
    Tool,
)
from evidence import storing
from evidence.models import File
from partnership.models import Agency, Partnership
from tests.factories import NOW, TODAY

GRADES = ("Good", "Requires improvement", "Inadequate")


def scale(*labels: str, name: str = "Three grades", **more) -> Scale:
    """Grades, the best first; the last one is a concern."""
    made = Scale.objects.create(name=name, **more)
    words = labels or GRADES
    for place, label in enumerate(words, 1):
        made.grades.create(position=place, label=label, is_concern=place == len(words))
    return made


def tool(
    title: str = "Neglect practice",
    *,
    domains: int = 2,
    each: int = 2,
    on: Scale | None = None,
    state: str = "ready",
    **more,
) -> Tool:
    """A tool with domains “Domain 1” … and questions “Question 1.1” …"""
    made = Tool.objects.create(title=title, scale=on or scale(), state=state, **more)
    for number in range(1, domains + 1):
        domain = made.domains.create(position=number, title=f"Domain {number}")
        for place in range(1, each + 1):
            domain.criteria.create(position=place, text=f"Question {number}.{place}")
    return made


def programme(partnership: Partnership, title: str = "2026 to 2027") -> Programme:
    """The year that is on; the same one each time."""
    found, _ = Programme.objects.get_or_create(
        partnership=partnership,
        title=title,
        defaults={"starts_on": date(2026, 4, 1), "ends_on": date(2027, 3, 31)},
    )
    return found


def audit(
    partnership: Partnership,
    *agencies: Agency,
    using: Tool | None = None,
    state: str = "collecting",
    title: str = "Neglect in early years",
    cases: Iterable[str] = ("A1",),
    **more,
) -> Audit:
    """An audit with its cases, and a part in each for every agency."""
    references = list(cases)
    fields = {
        "theme": "Early years",
        "kind": Audit.Kind.MULTI,
        "sample_size": max(len(references), 1),
        "period_from": TODAY - timedelta(days=180),
        "period_to": TODAY - timedelta(days=30),
        "lead": "Audit lead",
        "collect_by": TODAY + timedelta(days=14),
        "moderate_by": TODAY + timedelta(days=28),
        "report_by": TODAY + timedelta(days=42),
        "closed_at": NOW if state == "closed" else None,
    }
    made = Audit.objects.create(
        partnership=partnership,
        programme=programme(partnership),
        tool=using or tool(),
        title=title,
        state=state,
        **(fields | more),
    )
    made.agencies.set(agencies)
    for reference in references:
        case(made, reference)
    return made


def case(of: Audit, reference: str = SELF_ASSESSMENT) -> CaseReview:
    """A case with a part for each agency that takes part."""
    made = of.cases.create(reference=reference, position=of.cases.count() + 1)
    for agency in of.agencies.order_by("pk"):
        made.parts.create(agency=agency)
    return made


def part_of(of: Audit, agency: Agency, reference: str | None = None) -> Part:
    """An agency's part of a case, by default of the first."""
    parts = Part.objects.filter(case__audit=of, agency=agency)
    if reference:
        parts = parts.filter(case__reference=reference)
    return parts.order_by("case__position", "pk")[0]


def questions(of: Tool) -> list[Criterion]:
    """All the questions of a tool, in order."""
    found = Criterion.objects.filter(domain__tool=of)
    return list(found.order_by("domain__position", "position", "pk"))


def grade(of: Tool, position: int) -> Grade:
    """A grade of a tool's scale; 1 is the best."""
    return of.scale.grades.get(position=position)


def judge(
    part: Part,
    criterion: Criterion,
    position: int | None = 1,
    *,
    moderated: int | None = None,
    **more,
) -> Judgement:
    """Grade one question; with `moderated` beside it."""
    of = criterion.domain.tool
    fields = {
        "grade": None if position is None else grade(of, position),
        "reason": "Seen on file.",
        "saved_at": NOW,
        "saved_by": "An agency",
    }
    if moderated is not None:
        fields |= {
            "moderated": grade(of, moderated),
            "moderated_reason": "The panel saw it otherwise.",
            "moderated_at": NOW,
            "moderated_by": "The moderator",
        }
    return Judgement.objects.create(part=part, criterion=criterion, **(fields | more))


def judge_all(of: Audit, position: int = 1) -> None:
    """Grade every question in every part alike, and finish the parts."""
    parts = Part.objects.filter(case__audit=of)
    fields = {"saved_at": NOW, "saved_by": "An agency", "reason": "Seen on file."}
    Judgement.objects.bulk_create(
        Judgement(part=part, criterion=one, grade=grade(of.tool, position), **fields)
        for part in parts.order_by("pk")
        for one in questions(of.tool)
    )
    finish(of)


def finish(of: Audit, *agencies: Agency) -> None:
    """Let agencies, or all of them, say that they are done with every case."""
    parts = Part.objects.filter(case__audit=of)
    if agencies:
        parts = parts.filter(agency__in=agencies)
    parts.update(finished_at=NOW, finished_by="An agency")


def finding(of: Audit, kind: str = "improve", **more) -> Finding:
    """What an audit found."""
    change = kind in ("improve", "system")
    fields = {
        "position": of.findings.count() + 1,
        "theme": "Chronology",
        "text": "Histories were not drawn together.",
        "severity": 2 if change else None,
        "saved_at": NOW,
        "saved_by": "The moderator",
    }
    return Finding.objects.create(audit=of, kind=kind, **(fields | more))


def recommendation(
    of: Audit, agency: Agency, *findings: Finding, state: str = "open", **more
) -> Recommendation:
    """What an agency is to change because of findings, by default of a new one."""
    fields = {
        "owner": "Head of service",
        "text": "Bring in a shared chronology.",
        "change": "policy",
        "due_on": TODAY + timedelta(days=90),
        "opened_at": None if state == "draft" else NOW,
    }
    if state in ("asked", "closed"):
        fields |= {
            "output": "A template is used by every team.",
            "impact": "Children were seen sooner.",
            "shown_by": "The dip sample of September.",
            "asked_at": NOW,
            "asked_by": "The owner",
        }
    if state == "closed":
        fields |= {"closed_at": NOW, "closed_by": "The coordinator"}
    made = Recommendation.objects.create(
        partnership=of.partnership,
        audit=of,
        agency=agency,
        state=state,
        **(fields | more),
    )
    made.findings.set(findings or [finding(of)])
    return made


def proof(of: Recommendation, name: str = "Audit of June") -> Proof:
    """A file of the owner's that shows what became of a recommendation."""
    file = File.objects.create(
        agency=of.agency,
        name=name,
        kind="pdf",
        size=4,
        sha256=name,
        stored_as=storing.put(b"%PDF"),
        uploaded_at=NOW,
    )
    return of.proofs.create(file=file, added_at=NOW, added_by="The owner")


def briefing(of: Audit, *, published: bool = True, **more) -> Briefing:
    """What staff are to learn from an audit."""
    fields = {
        "why": "To see how early neglect is recognised.",
        "went_well": "Health visitors asked again.",
        "learnt": "Histories stayed in files.",
        "do_next": "Begin a chronology at the first worry.",
        "questions": "Who keeps the chronology?",
        "published_at": NOW if published else None,
        "saved_at": NOW,
        "saved_by": "The coordinator",
    }
    return Briefing.objects.create(audit=of, **(fields | more))
