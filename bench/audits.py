"""What audits cost at their fullest: the queries of pages, and the board’s figures.

Twenty audits of thirty cases, of which twelve agencies each answer twenty-five
questions: 180,000 judgements. Pages make as many queries as for one small audit.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audits.figures import figures
from audits.models import (
    Audit,
    CaseReview,
    Criterion,
    Domain,
    Finding,
    Grade,
    Judgement,
    Part,
    Programme,
    Recommendation,
    Scale,
    TakingPart,
    Tool,
)
from bench import lean_audits
from bench.client import BACKEND
from bench.clock import medians, timed
from bench.report import Row
from bench.shape import Filler, analyse
from bench.stage import HOST
from partnership.models import Agency, Partnership, PartnershipMember

NAME = "Figures of audits for the board"
BY_HAND = "leanest SQL by hand and the mask"
GOAL = 2
ROWS = 5000  # written at once
GRADES = ("Outstanding", "Good", "Requires improvement", "Inadequate")
CONCERNS = GRADES[2:]
ODDS = (18, 48, 30, 4)
MODERATED = 12  # one judgement in so many
PAGES = {
    "Queries: list of audits": ("audits:audits", 6),
    "Queries: page of an audit": ("audits:audit", 13),
    "Queries: report of an audit": ("audits:report", 19),
}


@dataclass(frozen=True)
class Size:
    """How much was audited."""

    audits: int
    cases: int
    agencies: int
    domains: int
    questions: int  # of each domain


FULL = Size(audits=20, cases=30, agencies=12, domains=5, questions=5)
QUICK = Size(audits=5, cases=8, agencies=3, domains=2, questions=2)


def rows(times: int, *, quick: bool) -> list[Row]:
    """The queries of pages, and the figures beside those by hand."""
    at = timezone.now()
    with transaction.atomic():
        here = fill(QUICK if quick else FULL, at)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        counted = pages(here)
        lean_audits.check_same(here.pk, at)
        took, plain = medians(
            timed(lambda: figures(partnership_id=here.pk, strategy_id=0, as_at=at)),
            timed(lambda: lean_audits.figures(here.pk, timezone.localdate(at))),
            times=times,
        )
        transaction.set_rollback(True)
    if not quick:
        analyse()
    return [*counted, Row(NAME, "ms", took, BY_HAND, plain, goal=GOAL)]


def pages(here: Partnership) -> list[Row]:
    """How many queries each page makes, for somebody who sees every number."""
    reader = User.objects.create_user(
        "auditor@bench.example", name="Auditor", job_title="Auditor"
    )
    PartnershipMember.objects.create(user=reader, partnership=here, role="auditor")
    client = Client(SERVER_NAME=HOST)
    client.force_login(reader, backend=BACKEND)
    latest = Audit.objects.filter(partnership=here).latest("pk")
    found = []
    for name, (page, goal) in PAGES.items():
        about = [here.slug] if page == "audits:audits" else [here.slug, latest.pk]
        path = reverse(page, args=about)
        assert client.get(path).status_code == 200
        with CaptureQueriesContext(connection) as seen:
            client.get(path)
        found.append(Row(name, "queries", len(seen), goal=goal))
    return found


def fill(size: Size, at: datetime) -> Partnership:
    """A partnership, and everything that its audits graded, found and asked for."""
    here = Partnership.objects.create(name="audited", short_name="a", slug="audited")
    today, random = timezone.localdate(at), Random(7)
    agencies = Filler.seated(here, size.agencies, today - timedelta(days=999))
    tool = _tool(here, size)
    audits = _audits(here, tool, agencies, size, at)
    _judge(audits, tool, agencies, size, random, at)
    _find(audits, agencies, at)
    return here


def _tool(here: Partnership, size: Size) -> Tool:
    scale = Scale.objects.create(partnership=here, name="Four grades")
    Grade.objects.bulk_create(
        Grade(scale=scale, position=place, label=one, is_concern=one in CONCERNS)
        for place, one in enumerate(GRADES, 1)
    )
    tool = Tool.objects.create(
        partnership=here, title="Practice", scale=scale, state=Tool.State.READY
    )
    domains = Domain.objects.bulk_create(
        Domain(tool=tool, position=place, title=f"Domain {place}")
        for place in range(1, size.domains + 1)
    )
    Criterion.objects.bulk_create(
        Criterion(domain=domain, position=place, text=f"Question {place}")
        for domain in domains
        for place in range(1, size.questions + 1)
    )
    return tool


def _audits(
    here: Partnership, tool: Tool, agencies: list[Agency], size: Size, at: datetime
) -> list[Audit]:
    """All closed, one after the other; each repeats the one before the last."""
    today = timezone.localdate(at)
    programme = Programme.objects.create(
        partnership=here,
        title="The year",
        starts_on=today - timedelta(days=300),
        ends_on=today + timedelta(days=64),
    )
    audits: list[Audit] = []
    for number in range(size.audits):
        began = today - timedelta(days=280 - 10 * number)
        audits.append(
            Audit.objects.create(
                partnership=here,
                programme=programme,
                tool=tool,
                title=f"Audit {number:02}",
                theme="Neglect",
                kind=Audit.Kind.MULTI,
                state=Audit.State.CLOSED,
                sample_size=size.cases,
                period_from=began - timedelta(days=180),
                period_to=began,
                lead="Audit lead",
                collect_by=began + timedelta(days=14),
                moderate_by=began + timedelta(days=28),
                report_by=began + timedelta(days=42),
                again_of=audits[number - 2] if number > 1 else None,
                closed_at=at - timedelta(days=200 - number),
            )
        )
    TakingPart.objects.bulk_create(
        TakingPart(audit=audit, agency=agency)
        for audit in audits
        for agency in agencies
    )
    return audits


def _judge(
    audits: list[Audit],
    tool: Tool,
    agencies: list[Agency],
    size: Size,
    random: Random,
    at: datetime,
) -> None:
    cases = CaseReview.objects.bulk_create(
        CaseReview(audit=audit, position=place, reference=f"R{place}")
        for audit in audits
        for place in range(1, size.cases + 1)
    )
    parts = Part.objects.bulk_create(
        (
            Part(case=case, agency=agency, finished_at=at, finished_by="An agency")
            for case in cases
            for agency in agencies
        ),
        batch_size=ROWS,
    )
    Judgement.objects.bulk_create(_judgements(parts, tool, random, at), batch_size=ROWS)


def _judgements(
    parts: list[Part], tool: Tool, random: Random, at: datetime
) -> Iterator[Judgement]:
    questions = list(Criterion.objects.filter(domain__tool=tool).order_by("pk"))
    grades = list(tool.scale.grades.order_by("position"))
    for part in parts:
        given = random.choices(grades, ODDS, k=len(questions))
        for question, grade in zip(questions, given, strict=True):
            moderated = (
                random.choice(grades) if random.random() * MODERATED < 1 else None
            )
            yield Judgement(
                part=part,
                criterion=question,
                grade=grade,
                reason="Seen on file.",
                saved_at=at,
                saved_by="An agency",
                moderated=moderated,
                moderated_reason="The panel saw it otherwise." if moderated else "",
            )


def _find(audits: list[Audit], agencies: list[Agency], at: datetime) -> None:
    """Six findings of each audit, and a recommendation of every one to change."""
    kinds = (Finding.Kind.IMPROVE, Finding.Kind.SYSTEM, Finding.Kind.STRENGTH)
    findings = Finding.objects.bulk_create(
        Finding(
            audit=audit,
            position=place,
            kind=kinds[place % 3],
            theme=f"Theme {place % 4}",
            text="What was found.",
            severity=None if kinds[place % 3] == Finding.Kind.STRENGTH else 2,
            saved_at=at,
            saved_by="The moderator",
        )
        for audit in audits
        for place in range(1, 7)
    )
    wanted = [one for one in findings if one.severity]
    asked = Recommendation.objects.bulk_create(
        _recommended(one, place, agencies, at) for place, one in enumerate(wanted)
    )
    Recommendation.findings.through.objects.bulk_create(
        Recommendation.findings.through(recommendation=one, finding=of)
        for one, of in zip(asked, wanted, strict=True)
    )


def _recommended(
    of: Finding, place: int, agencies: list[Agency], at: datetime
) -> Recommendation:
    is_closed = place % 3 == 0
    told = "What came of it." if is_closed else ""
    return Recommendation(
        partnership=of.audit.partnership,
        audit=of.audit,
        agency=agencies[place % len(agencies)],
        owner="Head of service",
        text=f"What is to change {place}.",
        change="policy",
        due_on=timezone.localdate(at) + timedelta(days=place % 60 - 30),
        state="closed" if is_closed else "open",
        opened_at=at - timedelta(days=place % 90),
        output=told,
        impact=told,
        shown_by=told,
        asked_at=at if is_closed else None,
        asked_by="The owner" if is_closed else "",
        closed_at=at if is_closed else None,
        closed_by="The coordinator" if is_closed else "",
    )
