"""Every address × every role × GET and POST, against the one written table."""

from dataclasses import asdict

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from evidence import storing
from evidence.models import File
from notices.actions import Message, tell
from notices.links import turn_off_path
from notices.models import Kind, Mail
from performance.actions.benchmarks import take_in
from performance.models import Mapped
from response_tool.comparing import words
from response_tool.models import Challenge, HandedIn, OwnAnswer, OwnQuestion
from response_tool.word.shapes import Document, Row
from strategies.actions import revise_strategy
from tests.conftest import submit
from tests.factories import ANYBODY, NOW, TODAY, published_strategy
from tests.performance.published_files import repeats, repeats_file
from tests.performance.steps import QUARTER, ask, give, hear, measure, send
from tests.rules.access_table import ROLES, TABLE

# Pages of Django's admin have rules of their own: administrators, and nobody else.
NOT_OURS = {"admin"}

# Pages about a draft that Northshire writes, which revises a version of its own.
OF_A_DRAFT = {
    f"strategies:{name}"
    for name in (
        *("add_part", "change_part", "changes", "delete", "edit", "edit_text"),
        *("move_part", "number", "publish", "remove_part", "revise"),
    )
}

# Pages about a round and not about a response.
OF_A_ROUND = {
    f"response_tool:{name}"
    for name in (
        *("round", "round_sheet", "chase", "change_dates", "extend", "put_in"),
        *("own_questions", "change_own_question"),
    )
}


# Pages about figures that were sent, about a measure that may be asked for, and about
# what somebody said.
OF_FIGURES = {
    "performance:review": "figures_pk",
    "performance:ask": "asked_for_pk",
    "performance:change_voice": "voice_pk",
    "performance:remove_voice": "voice_pk",
}

# Pages about what is published, which is the same for all.
OF_PUBLISHED_FIGURES = {
    f"performance:{name}" for name in ("benchmarks", "columns", "dataset", "release")
}


MESSAGE = Message(
    kind=Kind.LATE,
    title="Late",
    text="",
    href="/",
    reason="You get this because you answer.",
    key="a-message",
)


def addresses(resolver: URLResolver | None = None, space: str = "") -> set[str]:
    """The name of every address, with its namespace; unnamed ones by their pattern."""
    found: set[str] = set()
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            found.add(f"{space}{pattern.name or pattern.pattern}")
        elif pattern.namespace not in NOT_OURS:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            found |= addresses(pattern, inner)
    return found


def rows() -> list[tuple[str, str, dict[str, str]]]:
    """The table: address, method, and what each role gets."""
    found, address = [], ""
    for line in TABLE.strip().splitlines():
        if line.startswith(" "):
            method, *statuses = line.split()
            expected = dict(zip(ROLES, statuses, strict=True))
            found.append((address, method, expected))
        else:
            address = line
    return found


def answer_of(client: Client, method: str, url: str) -> str:
    """The status, or “in” where the answer is to sign in first."""
    response = getattr(client, method.lower())(url)
    if response.streaming:
        # A file that is handed over is closed once it is read to its end.
        b"".join(response.streaming_content)
    location = response.headers.get("Location", "")
    return "in" if location.startswith("/sign-in/?next=") else str(response.status_code)


@pytest.fixture
def world(cast, response, answer, strategy, northshire, hopewell, monkeypatch):
    """What the addresses are about."""
    # No worker runs here; what /health/ says without one has its own test.
    monkeypatch.setattr("health_check.contrib.celery.Ping.run", lambda self: None)
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
    published = repeats_file(repeats(301, 60, 15, 25))
    release = take_in(file_name="d3_a.csv", content=published, by=ANYBODY, at=NOW)
    return {
        "asked_for_pk": counted.pk,
        "commission_pk": commission.pk,
        "figures_pk": figures.pk,
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


def url_of(address: str, world: dict[str, object]) -> str:
    """The address with what it needs filled in."""
    name = address.removesuffix(" sent")
    needs = next((found[0][1] for found in _patterns(name)), [])
    kwargs = {need: world[need] for need in needs}
    if name in OF_A_DRAFT:
        kwargs["slug"] = world["draft"]
    if name.startswith("evidence:") and "pk" in kwargs:
        kwargs["pk"] = world["file_pk"]
    if name.startswith("performance:") and "pk" in kwargs:
        kwargs["pk"] = world[OF_FIGURES.get(name, "commission_pk")]
    if name in OF_PUBLISHED_FIGURES:
        there = {"pk": world["release_pk"], "key": world["dataset"]}
        kwargs |= {need: there[need] for need in there.keys() & kwargs.keys()}
    if name in OF_A_ROUND:
        kwargs["pk"] = world["round"]
    if name in ("ui:help", "ui:accessibility", "ui:privacy", "ui:cookies"):
        kwargs = {}
    return reverse(name, kwargs=kwargs)


def _patterns(name: str) -> list[list[tuple[str, list[str]]]]:
    resolver = get_resolver()
    *spaces, last = name.split(":")
    for space in spaces:
        resolver = resolver.namespace_dict[space][1]
    return [
        [(template, needs) for template, needs in possibilities]
        for possibilities, *_ in resolver.reverse_dict.getlist(last)
    ]


@pytest.mark.parametrize(
    ("address", "method", "expected"),
    rows(),
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_role_gets_what_the_table_says(
    address, method, expected, world, cast, response, signed_in
):
    if address.endswith(" sent"):
        submit(response)
    url = url_of(address, world)
    got = {}
    for role in ROLES:
        client = Client() if role == "stranger" else signed_in(getattr(cast, role))
        with transaction.atomic():
            got[role] = answer_of(client, method, url)
            transaction.set_rollback(True)
    assert got == expected


def unlisted(listed: set[str], existing: set[str]) -> set[str]:
    """Addresses that the table does not know, or that no longer exist."""
    return listed ^ existing


def test_every_address_is_in_the_table():
    listed = {address.removesuffix(" sent") for address, *_ in rows()}
    assert unlisted(listed, addresses()) == set()


def test_every_address_has_both_methods():
    asked = {(address, method) for address, method, _ in rows()}
    assert asked == {
        (address, method) for address, _ in asked for method in ("GET", "POST")
    }


def test_the_rule_notices_an_address_that_nobody_listed():
    assert unlisted({"a:page"}, {"a:page", "a:new_page"}) == {"a:new_page"}


def test_the_admin_is_for_administrators_alone(cast, signed_in):
    for role in ROLES[1:]:
        person = getattr(cast, role)
        status = signed_in(person).get("/admin/", follow=True).status_code
        assert (role, status) == (role, 200 if person.is_staff else 403)


def test_strangers_are_sent_to_sign_in_and_hold_no_session(world):
    client = Client()
    client.get(url_of("response_tool:tasks", world))
    assert SESSION_KEY not in client.session
