"""The demonstration as it stands once it is loaded."""

from collections import Counter
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from accounts.models import User
from activity.models import Event
from audits.models import Audit, Finding, Recommendation
from demonstration.actions import PASSWORD
from demonstration.content import plan
from demonstration.held import HELD
from demonstration.models import Demonstration
from partnership.membership import access_of
from partnership.models import Agency, Partnership, Seat, Sector
from performance.models import Commission, Voice
from privacy import identifiers
from response_tool.actions import add_action, save_answer, submit_response
from response_tool.actions.own_questions import save_own_answers
from response_tool.earlier import last_answers
from response_tool.models import (
    Action,
    Answer,
    Challenge,
    ChallengeReply,
    Recipient,
    Response,
    Returned,
    Round,
)
from response_tool.own_questions import asked_of
from response_tool.standing import lines
from strategies.figures import REMINDED, figures
from strategies.models import Adoption, Preset, SignUp, Strategy
from ui.merging import Edit

CONTACT = {"email", "contact_email", "contact_phone", "senior_email"}

TYPED_IN = ("audits", "partnership", "performance", "strategies", "response_tool")

pytestmark = pytest.mark.usefixtures("loaded", "db")


def submitted():
    return Response.objects.filter(state=Response.State.SUBMITTED).order_by("pk")


def test_two_partnerships_share_a_strategy_and_four_others_are_adopted():
    taken_on = Adoption.objects.taken_on()
    adopted = Counter(taken_on.values_list("strategy__library_key", flat=True))
    assert adopted == {
        "nottingham": 2,
        "darlington": 1,
        "surrey": 1,
        "pan-bedfordshire": 3,
        "barking-and-dagenham": 2,
    }
    shared = Adoption.objects.filter(strategy__library_key="nottingham")
    slugs = sorted(one.partnership.slug for one in shared)
    assert slugs == ["castlebourne", "northshire"]
    assert all(one.is_published for one in Strategy.objects.all())


def test_most_agencies_have_signed_up_and_some_have_not(loaded):
    for adoption in Adoption.objects.in_force():
        subject = {
            "partnership_id": adoption.partnership_id,
            "strategy_id": adoption.strategy_id,
        }
        found = figures(**subject, as_at=timezone.now())
        assert found.signed > found.agencies / 2, adoption
    shared = SignUp.objects.filter(strategy__library_key="nottingham")
    assert not shared.filter(agency__slug="hopewell-family-support").exists()
    assert not SignUp.objects.filter(signed_on__gt=loaded.today).exists()
    told = Event.objects.filter(verb="signed up").values_list("subject_id", flat=True)
    assert set(told) == set(SignUp.objects.values_list("pk", flat=True))


def test_one_review_has_passed_one_is_near_and_one_version_is_proposed(loaded):
    reviews = Adoption.objects.to_review(loaded.today + REMINDED).order_by("review_on")
    passed, near = reviews
    assert passed.review_on < loaded.today < near.review_on
    assert near.partnership.slug == "castlebourne"
    proposed = Adoption.objects.get(status=Adoption.Status.DRAFT)
    assert proposed.partnership.slug == "northshire"


def test_some_sectors_have_what_they_are_usually_asked():
    sectors = set(Preset.objects.values_list("sector", flat=True))
    assert {"schools", "charity"} <= sectors


def test_a_dozen_agencies_and_more_some_of_them_in_both(loaded):
    seats = Seat.objects.held(loaded.today).filter(
        partnership__slug__in=["northshire", "castlebourne"]
    )
    held = Counter(seats.values_list("agency__slug", flat=True))
    assert len(held) >= 12
    assert sum(many == 2 for many in held.values()) >= 3
    assert sum(many == 1 for many in held.values()) >= 3
    sectors = Agency.objects.filter(slug__in=held).values_list("sector", flat=True)
    assert set(sectors) == set(Sector.values) - {Sector.GP, Sector.OTHER}
    assert Agency.objects.count() > 30


def test_every_agency_says_whom_to_ask(loaded):
    for agency in Agency.objects.all():
        assert agency.contact_role
        assert agency.contact_email.endswith(f"@{agency.slug}.example")
        assert agency.contact_phone.startswith("01632 960 ")
        assert agency.contact_name == ""


def test_the_neighbours_have_three_past_rounds_and_an_open_one(loaded):
    rounds = Round.objects.filter(strategy__library_key="nottingham")
    *past, last = rounds.order_by("opens_on")
    assert [one.has_closed(loaded.today) for one in past] == [True] * 3
    assert last.is_open(loaded.today)
    assert last.partnerships.count() == 2


@pytest.mark.parametrize("board", [one["strategy"] for one in plan()["boards"]])
def test_every_other_board_has_a_past_round_and_an_open_one(loaded, board):
    past, last = Round.objects.filter(strategy__library_key=board).order_by("opens_on")
    assert past.has_closed(loaded.today)
    assert last.is_open(loaded.today)
    states = Counter(last.responses.values_list("state", flat=True))
    assert states["submitted"] > 0
    assert states["draft"] > 0


def test_what_was_submitted_passes_the_portals_own_check():
    found = list(submitted())
    assert len(found) > 60
    for response in found:
        assert response.has_contact
        unfinished = [
            (line.number, line.standing.to_do)
            for line in lines(response)
            if not line.standing.is_complete
        ]
        assert unfinished == [], response


def test_everything_happened_in_its_order(loaded):
    for response in submitted().select_related("round"):
        asked = response.round
        sent_on = timezone.localdate(response.submitted_at)
        assert asked.opens_on <= timezone.localdate(response.started_at)
        assert response.started_at <= response.submitted_at
        assert sent_on <= min(asked.closes_on, loaded.today)
    saved = Answer.objects.exclude(saved_at=None)
    assert not saved.filter(saved_at__gt=timezone.now()).exists()
    assert not saved.filter(saved_at__gt=models.F("response__submitted_at")).exists()
    assert not saved.filter(saved_at__lt=models.F("response__started_at")).exists()


def test_every_row_is_one_that_a_form_would_take():
    for model in (*HELD, User):
        foreign = [one.name for one in model._meta.fields if one.is_relation]
        for row in models.QuerySet(model):
            # Keys, uniqueness and checks the database has seen to already.
            row.full_clean(
                exclude=foreign, validate_unique=False, validate_constraints=False
            )


def test_every_response_asks_about_every_priority_and_goes_where_the_agency_sits():
    responses = Response.objects.asked_for().prefetch_related(
        "answers", "recipients", "agency__seats", "round__strategy__priorities"
    )
    for response in responses:
        seats = {one.partnership_id for one in response.agency.seats.all()}
        assert {one.partnership_id for one in response.recipients.all()} == seats
        asked = {one.pk for one in response.round.strategy.priorities.all()}
        assert {one.priority_id for one in response.answers.all()} == asked


def test_the_answers_are_varied():
    statuses = Counter(Action.objects.values_list("status", flat=True))
    # Those without a status are carried on in drafts, and nobody has said it yet.
    assert set(statuses) == {"", *Action.Status.values}
    answers = Answer.objects.filter(response__in=submitted())
    assert answers.filter(relevance="not_relevant").count() > 10
    assert answers.filter(difference__istartswith="too early").count() > 5
    assert answers.filter(relevance="ours", actions=None).exists()
    told = answers.exclude(progress="").values_list("progress", flat=True)
    assert len(set(told)) == len(told)


def test_some_actions_are_overdue_and_most_are_not(loaded):
    current = Action.objects.filter(
        answer__response__round__opens_on__gt=loaded.today - timedelta(days=60)
    )
    late = sum(one.is_overdue(loaded.today) for one in current)
    assert 0 < late < current.count() / 2


def test_an_action_carries_on_from_the_same_one_of_an_earlier_round():
    rows = Action.objects.filter(answer__response__corrects=None)
    carried = rows.exclude(carries_on_from=None).select_related(
        "answer__response__round", "carries_on_from__answer__response__round"
    )
    assert len(carried) > 50
    for one in carried:
        before = one.carries_on_from
        then, now = before.answer.response, one.answer.response
        assert then.agency_id == now.agency_id
        assert before.answer.priority_id == one.answer.priority_id
        assert before.what == one.what
        assert then.round.opens_on < now.round.opens_on
        assert not before.is_finished


def test_a_response_begins_with_what_starting_it_would_carry_on():
    compared = 0
    for response in Response.objects.asked_for().exclude(started_at=None):
        last = last_answers(response)
        for answer in response.answers.select_related("priority"):
            before = last.get(answer.priority.number)
            carries = bool(before and before.is_ours and answer.is_ours)
            assert answer.began_from_last == carries
            if carries:
                compared += 1
                texts = {n: getattr(before, n) for n in ("progress", "difference")}
                assert answer.last_said == texts
                left = {a.what for a in before.actions.all() if not a.is_finished}
                carried = answer.actions.exclude(carries_on_from=None)
                assert {one.what for one in carried} == left
    assert compared > 200


def test_past_rounds_are_accepted_and_one_answer_is_returned(loaded):
    past = Recipient.objects.filter(
        response__round__closes_on__lt=loaded.today, response__state="submitted"
    )
    assert set(past.values_list("review", flat=True)) == {"accepted"}
    open_ = Recipient.objects.exclude(response__in=past.values("response"))
    reviews = Counter(open_.filter(response__state="submitted").values_list("review"))
    assert min(reviews["waiting",], reviews["accepted",]) > 3
    returned = Returned.objects.get()
    assert returned.recipient.review == "returned"
    correction = Response.objects.get(corrects__isnull=False)
    assert correction.answers.get().priority_id == returned.answer.priority_id


def test_the_history_tells_of_every_start_answer_and_submission():
    elsewhere = models.Q(subject_kind__startswith="performance.")
    elsewhere |= models.Q(subject_kind__startswith="audits.")
    told = Event.objects.exclude(elsewhere)
    verbs = Counter(told.values_list("verb", flat=True))
    begun = Response.objects.asked_for().exclude(started_at=None)
    assert verbs["started"] == begun.count()
    assert verbs["submitted"] == submitted().count()
    assert verbs["opened"] == Round.objects.count()
    for response in submitted()[:5]:
        told = Event.objects.about("response_tool.response", response.pk)
        assert told[0].verb == "accepted"
        changed = {one.subject_id for one in told if one.verb == "changed"}
        assert changed == set(response.answers.values_list("pk", flat=True))


def test_no_text_holds_personal_data():
    texts = set()
    for model in apps.get_models():
        if model._meta.app_label in TYPED_IN:
            texts |= texts_in(model, but=CONTACT)
    texts |= texts_in(User, but=CONTACT | {"password"})
    texts |= {str(one) for one in Event.objects.values_list("after", flat=True)}
    assert len(texts) > 2000
    found = [one.words for text in texts for one in identifiers.find(text)]
    assert found == []


def texts_in(model, *, but) -> set[str]:
    kinds = (models.CharField, models.TextField)
    names = [
        one.name
        for one in model._meta.fields
        if isinstance(one, kinds) and one.name not in but
    ]
    rows = model._base_manager.values_list(*names) if names else ()
    return {text for row in rows for text in row}


def test_contacts_lead_to_nobody():
    # .example is reserved (RFC 2606), and so are these numbers (Ofcom, for drama).
    for response in submitted():
        assert response.contact_email.endswith(".example")
        assert response.contact_phone.startswith("01632 960 ")
        assert response.contact_name == ""


def test_the_lead_can_finish_the_draft_and_submit_it(now):
    lead = access_of(User.objects.get(email="lead@hopewell.example"))
    draft = Response.objects.get(
        agency__slug="hopewell-family-support", state=Response.State.DRAFT
    )
    left = [line for line in lines(draft) if not line.standing.is_complete]
    assert 0 < len(left) < 10
    words = {"progress": "We have begun.", "difference": "Too early to say."}
    for line in left:
        edits = [
            Edit(name, getattr(line.answer, name), text) for name, text in words.items()
        ]
        if line.answer.began_from_last:
            edits.append(Edit("since_last", "", "changed"))
        statuses = {one.pk: Edit("status", "", "on_track") for one in line.actions}
        save_answer(answer=line.answer, edits=edits, statuses=statuses, by=lead, at=now)
        add_action(
            answer=line.answer,
            what="Ask families what helped",
            who="Family support manager",
            by_when=timezone.localdate(now),
            status="not_started",
            by=lead,
            at=now,
        )
    edits = {
        one.question.pk: Edit("text", "", "A number to ring.")
        for one in asked_of(draft)
    }
    assert save_own_answers(response=draft, edits=edits, by=lead, at=now).is_whole
    draft.contact_role, draft.contact_email = "Manager", "team@hopewell.example"
    draft.save()
    assert submit_response(response=draft, by=lead, at=now).is_submitted
    served = Adoption.objects.filter(evidence_changed_at=now)
    assert {one.partnership.slug for one in served} == {"northshire", "castlebourne"}


def test_every_account_has_the_roles_of_the_plan():
    for one in plan()["accounts"]:
        user = User.objects.get(email=one["email"])
        assert user.check_password(PASSWORD)
        agencies = dict(user.agency_memberships.values_list("agency__slug", "role"))
        boards = user.partnership_memberships.values_list("partnership__slug", "role")
        assert agencies == one.get("agencies", {})
        assert dict(boards) == one.get("partnerships", {})
        administrator = one.get("administrator", False)
        assert user.is_staff is user.is_superuser is administrator


def test_every_button_of_the_sign_in_page_signs_in(client):
    for one in plan()["accounts"]:
        page = client.get("/sign-in/").content.decode()
        assert f'name="login" value="{one["email"]}"' in page
        form = {"login": one["email"], "password": PASSWORD}
        assert client.post("/sign-in/", form)["Location"] == "/", one["email"]
        assert client.get("/").wsgi_request.user.email == one["email"]
        client.post("/sign-out/")


def test_loading_never_asks_answer_by_answer(loaded):
    about = ("response_tool_answer", "response_tool_action")
    touching = [one for one in loaded.queries if any(n in one for n in about)]
    assert Answer.objects.count() > 900
    # One reading for each response, a few for each challenge, and a few writings of
    # many at once.
    asked = Challenge.objects.count() + ChallengeReply.objects.count()
    assert len(touching) < 1.5 * Response.objects.count() + 5 * asked
    # Whoever opens, accepts or returns asks once who is to be told of it.
    # Files are taken in one by one and measures asked for so, as the portal does.
    # Voices are written down one by one as well, and published files come in so.
    bound = 2500 + 30 * asked + 50 * Commission.objects.count()
    bound += 30 * Voice.objects.count()
    # So are audits, their findings and recommendations; grades are written in sets.
    bound += 100 * (Audit.objects.count() + Finding.objects.count())
    bound += 100 * Recommendation.objects.count()
    assert len(loaded.queries) < bound


def test_the_database_says_that_it_is_a_demonstration(loaded):
    assert Demonstration.objects.get().loaded_on == loaded.today
    assert Partnership.objects.count() == 9
