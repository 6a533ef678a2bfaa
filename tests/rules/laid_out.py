"""What there is at the addresses: two neighbours, and one of everything they hold."""

from dataclasses import asdict
from types import SimpleNamespace

from django.utils import timezone

from evidence import storing
from evidence.models import File
from notices.actions import Message, tell
from notices.links import turn_off_path
from notices.models import Kind, Mail
from partnership.models import Agency, Partnership
from performance.actions.benchmarks import take_in
from performance.actions.populations import look_after
from performance.models import Mapped
from response_tool.comparing import words
from response_tool.models import (
    Challenge,
    HandedIn,
    OwnAnswer,
    OwnQuestion,
    Response,
)
from response_tool.word.shapes import Document, Row
from strategies.actions import revise_strategy
from strategies.models import Strategy
from tests.audits import steps as audits
from tests.cast import adopting, everybody, seated
from tests.conftest import make_round
from tests.factories import ANYBODY, NOW, TODAY, published_strategy
from tests.performance.published_files import repeats, repeats_file
from tests.performance.steps import QUARTER, ask, give, hear, measure, send

MESSAGE = Message(
    kind=Kind.LATE,
    title="Late",
    text="",
    href="/",
    reason="You get this because you answer.",
    key="a-message",
)


def lay_out() -> tuple[SimpleNamespace, dict[str, object]]:
    """Everybody, and what an address needs by the name that it needs it by."""
    strategy = published_strategy()
    northshire = adopting(strategy, "Northshire")
    castlebourne = adopting(strategy, "Castlebourne")
    hopewell = seated("Hopewell Family Support", "hopewell", northshire, castlebourne)
    harbour = seated("Harbour Service", "harbour", castlebourne)
    cast = everybody(northshire, hopewell, harbour)
    make_round(strategy, [northshire, castlebourne], timezone.localdate())
    response = Response.objects.with_round().get(agency=hopewell)
    return cast, one_of_each(cast, response, strategy, northshire, hopewell)


def one_of_each(
    cast: SimpleNamespace,
    response: Response,
    strategy: Strategy,
    northshire: Partnership,
    hopewell: Agency,
) -> dict[str, object]:
    """Make one of everything that has an address."""
    answer = response.answers.select_related("priority", "response").get(
        priority__number=1
    )
    action = answer.actions.create(
        what="A", who="B", by_when="2027-01-01", status="on_track"
    )
    file = File.objects.create(
        agency=hopewell,
        name="Plan",
        kind="pdf",
        size=4,
        stored_as=storing.put(b"%PDF"),
        uploaded_at=NOW,
    )
    attachment = answer.attachments.create(file=file, added_at=NOW, added_by="A")
    agreed = published_strategy()
    agreed.convenor = northshire
    agreed.save()
    tell(people=[cast.lead], message=MESSAGE, at=NOW)
    mail = Mail.objects.create(
        partnership=northshire,
        kind=Kind.CHASED,
        address=cast.lead.email,
        key="chased",
        owed_at=NOW,
        next_try_at=NOW,
        given_up_at=NOW,
    )
    holiday = northshire.holidays.create(name="A", from_on=TODAY, to_on=TODAY)
    draft = revise_strategy(strategy=agreed, by=ANYBODY, at=NOW)
    document = HandedIn.objects.create(
        response=response,
        partnership=northshire,
        name="back.docx",
        document=asdict(Document(rows=[Row(1, priority="Do thing 1")])),
        handed_in_at=NOW,
        handed_in_by="the coordinator",
    )
    asked = Challenge.objects.create(
        partnership=northshire,
        answer=answer,
        said=words(answer),
        question="In which teams?",
        asked_by_id=cast.board.pk,
        asked_by="the board",
        asked_at=NOW,
        reply_by=NOW.date(),
    )
    question = OwnQuestion.objects.create(
        round=response.round,
        partnership=northshire,
        text="What else?",
        asked_at=NOW,
        asked_by="the coordinator",
    )
    OwnAnswer.objects.create(
        response=response, question=question, text="Ours.", saved_at=NOW, saved_by="us"
    )
    counted = measure()
    commission = ask(northshire, hopewell, of=counted)
    give(hopewell, counted, 9, 64, period=QUARTER.before)
    figures = send(hopewell, QUARTER.before)
    new_mean = commission.rebases.create(
        from_on=QUARTER.starts_on, because="A", set_at=NOW, set_by="the analyst"
    )
    covered = look_after(
        partnership=northshire, code="E06999001", name="North", by=ANYBODY, at=NOW
    )
    published = repeats_file(repeats(301, 60, 15, 25))
    release = take_in(file_name="d3_a.csv", content=published, by=ANYBODY, at=NOW)
    return of_audits(northshire, hopewell) | {
        "asked_for_pk": counted.pk,
        "commission_pk": commission.pk,
        "rebase_pk": new_mean.pk,
        "figures_pk": figures.pk,
        "coverage_pk": covered.pk,
        "voice_pk": hear(northshire).pk,
        "frequency": QUARTER.frequency,
        "starts_on": QUARTER.starts_on,
        "release_pk": release.pk,
        "dataset": release.dataset.key,
        "measure_pk": Mapped.objects.filter(dataset=release.dataset)[0].measure_id,
        "question_pk": question.pk,
        "challenge_pk": asked.pk,
        "suffix": "csv",
        "draft": draft.slug,
        "handed_in_pk": document.pk,
        "kind": "objective",
        "part_pk": draft.objectives.first().pk,
        "pk": response.pk,
        "number": 1,
        "action_pk": action.pk,
        "partnership": northshire.slug,
        "strategy": strategy.slug,
        "slug": strategy.slug,
        "agency": hopewell.slug,
        "uidb36": "1",
        "key": "a-key",
        "round": response.round_id,
        "token": turn_off_path(cast.lead.pk, Kind.LATE).split("/")[-2],
        "notice_pk": cast.lead.notices.get(key="a-message").pk,
        "mail_pk": mail.pk,
        "holiday_pk": holiday.pk,
        "agency_pk": response.agency_id,
        "file_pk": file.pk,
        "attachment_pk": attachment.pk,
        "seat_pk": northshire.seats.get(agency=response.agency_id).pk,
    }


def of_audits(northshire: Partnership, hopewell: Agency) -> dict[str, object]:
    """An audit that is on, one that is closed, and a tool that is being built."""
    audited = audits.audit(northshire, hopewell, using=audits.tool())
    own_scale = audits.scale(name="Our grades", partnership=northshire)
    own_tool = audits.tool("Ours", on=own_scale, partnership=northshire, state="draft")
    closed = audits.audit(
        northshire, hopewell, using=audited.tool, state="closed", title="Last year"
    )
    shared = audits.briefing(closed).shared.create(
        agency=hopewell, with_whom="All", shared_on=NOW.date(), saved_at=NOW
    )
    recommended = audits.recommendation(audited, hopewell)
    return {
        "audit_pk": audited.pk,
        "case_pk": audited.cases.get().pk,
        "case_part_pk": audits.part_of(audited, hopewell).pk,
        "closed_pk": closed.pk,
        "criterion_pk": audits.questions(own_tool)[0].pk,
        "domain_pk": own_tool.domains.get(position=1).pk,
        "finding_pk": audits.finding(audited).pk,
        "programme_pk": audited.programme_id,
        "proof_pk": audits.proof(recommended).pk,
        "recommendation_pk": recommended.pk,
        "scale_pk": own_tool.scale_id,
        "shared_pk": shared.pk,
        "tool_key": "tool-use",
        "tool_pk": own_tool.pk,
    }
