"""How far an audit is, what its next step needs, and what has to be explained.

planned → collecting → moderating → reporting → closed, one step at a time; one step
back with a reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from audits.concerning import owners
from audits.models import Audit, Part, Recommendation, Tool
from audits.sending import drafts_of, not_sendable
from ui.templatetags.words import and_list, count

State = Audit.State
ORDER = tuple(State)
NO_CASES = "This audit has no cases yet. Add the references of its cases first."
NO_AGENCY = "No agency takes part yet. Say which agencies take part."


@dataclass(frozen=True, slots=True)
class Step:
    """A step to a state, in words."""

    button: str
    done: str
    verb: str
    note: str


STEPS = {
    State.PLANNED: Step("", "It is planned again.", "", ""),
    State.COLLECTING: Step(
        "Ask agencies to grade",
        "Agencies can grade now, and are told so.",
        "asked agencies to grade",
        "The agencies that take part are told, and can grade their parts. From then on "
        "the tool and who grades what stay as they are.",
    ),
    State.MODERATING: Step(
        "Begin moderating",
        "It is being moderated now.",
        "began moderating",
        "Agencies can no longer change their grades. You set a moderated grade beside "
        "theirs where you see it otherwise.",
    ),
    State.REPORTING: Step(
        "Begin writing up",
        "It is being written up now.",
        "began writing up",
        "Moderated grades stay as they are. You write down findings and "
        "recommendations.",
    ),
    State.CLOSED: Step(
        "Close the audit",
        "The audit is closed, and the agencies are told.",
        "closed",
        "The agencies that took part and the board can read what it found. Nothing of "
        "it changes any more. Recommendations that are not sent yet go to their "
        "owners.",
    ),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What there is of an audit, as far as its steps ask."""

    agencies: int
    cases: int
    unfinished: Sequence[tuple[str, int]]  # agencies by name, and how many parts
    findings: int
    drafts: Sequence[Recommendation]  # what is recommended and not sent yet


def after(state: str) -> State | None:
    """The state that follows; nothing after the last."""
    place = ORDER.index(State(state)) + 1
    return ORDER[place] if place < len(ORDER) else None


def before(state: str) -> State | None:
    """The state that it came from; nothing before the first."""
    place = ORDER.index(State(state))
    return ORDER[place - 1] if place else None


def due_on(audit: Audit) -> date | None:
    """By when what is being done should be done; nothing once it is closed."""
    return {
        State.PLANNED: audit.collect_by,
        State.COLLECTING: audit.collect_by,
        State.MODERATING: audit.moderate_by,
        State.REPORTING: audit.report_by,
    }.get(State(audit.state))


def takes_cases(audit: Audit) -> bool:
    """Whether cases and agencies may still come and go."""
    return audit.state in (State.PLANNED, State.COLLECTING)


def standing(audit: Audit) -> Standing:
    """What there is of it. Five queries."""
    left = (
        Part.objects.filter(case__audit=audit)
        .unfinished()
        .order_by("agency__name", "agency")
        .values_list("agency__name", "agency")
        .annotate(many=Count("pk"))
    )
    return Standing(
        agencies=audit.taking_part.count(),
        cases=audit.cases.count(),
        unfinished=[(name, many) for name, _, many in left],
        findings=audit.findings.count(),
        drafts=drafts_of(audit),
    )


def missing(audit: Audit, there: Standing, on: date) -> list[str]:
    """What has to be done before the next step; the first step asks for most."""
    found = []
    if audit.state == State.PLANNED and audit.tool.state != Tool.State.READY:
        found.append(
            f"The tool “{audit.tool}” cannot be used: it is "
            f"{audit.tool.get_state_display().lower()}. Choose another tool."
        )
    if not audit.is_closed:
        found += _nobody_or_nothing(audit, there)
    if audit.state == State.REPORTING and there.drafts:
        found += not_sendable(there.drafts, owners(audit.partnership, on=on), on)
    if audit.state == State.PLANNED and audit.collect_by < on:
        found.append(
            "The day until which agencies grade is past. Change the dates first."
        )
    return found


def _nobody_or_nothing(audit: Audit, there: Standing) -> list[str]:
    """An audit goes nowhere without an agency and something to look at."""
    found = [] if there.agencies else [NO_AGENCY]
    if audit.kind != Audit.Kind.SELF and not there.cases:
        found.append(NO_CASES)
    later = not takes_cases(audit)
    return [f"{one} Take a step back for that." for one in found] if later else found


def to_explain(audit: Audit, there: Standing) -> str:
    """What the next step goes on without, which takes a reason; mostly nothing."""
    if audit.state == State.COLLECTING and there.unfinished:
        self_assessed = audit.kind == Audit.Kind.SELF
        left = [
            name if self_assessed else f"{name} ({count(many, 'case')} to go)"
            for name, many in there.unfinished
        ]
        return f"Not every agency has finished: {and_list(left)}."
    if audit.state == State.REPORTING and not there.findings:
        return "Nothing that this audit found is written down."
    return ""
