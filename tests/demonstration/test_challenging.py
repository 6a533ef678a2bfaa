"""The demonstration's challenges: in every state, the same every time."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.utils import timezone

from demonstration.actions import load_demonstration
from demonstration.content import challenges
from privacy import identifiers
from response_tool.models import Challenge, ChallengeReply, Response
from tests.demonstration.test_content import texts_of

# The day that breaks careless dates.
LEAP_DAY = date(2028, 2, 29)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(around) -> Iterator[date]:
    """The demonstration as loaded on a day; no test here changes anything in it."""
    with around():
        at = timezone.make_aware(timezone.datetime(2028, 2, 29, 16))
        load_demonstration(today=LEAP_DAY, at=at)
        yield LEAP_DAY


def test_they_are_in_every_state_in_both_partnerships_and_several_rounds(loaded):
    found = Challenge.objects.told()
    assert {one.state for one in found} == set(Challenge.State.values)
    assert {one.closed_how for one in found if one.is_closed} == set(
        Challenge.How.values
    )
    slugs = {one.partnership.slug for one in found}
    assert slugs == {"northshire", "castlebourne"}
    assert len({one.response.round_id for one in found}) > 1
    assert any(one.is_late(loaded) for one in found)
    assert any(one.replies.count() > 2 for one in found)


def test_nothing_happens_before_its_cause(loaded):
    for one in Challenge.objects.told():
        assert one.response.state == Response.State.SUBMITTED
        moments = [one.response.submitted_at, one.asked_at]
        moments += [each.written_at for each in one.thread()]
        moments += [one.closed_at] if one.closed_at else []
        assert moments == sorted(moments), one.question
        assert moments[-1].date() <= loaded
        assert one.reply_by > one.asked_at.date()


def test_the_lead_and_the_board_member_have_one_in_hand(loaded):
    waiting = Challenge.objects.waiting()
    assert waiting.filter(
        answer__response__agency__slug="hopewell-family-support"
    ).exists()
    assert Challenge.objects.filter(asked_by_id=None).count() == 0


def test_no_text_holds_personal_data():
    for text in texts_of(challenges()):
        assert identifiers.find(text) == [] or "@" in text, text


def test_it_is_the_same_every_time(loaded):
    assert Challenge.objects.count() == len(challenges())
    entries = sum(len(one.get("thread", [])) for one in challenges())
    assert ChallengeReply.objects.count() == entries
