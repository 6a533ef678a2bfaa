"""The demonstration's agencies keep files as real ones would."""

import pytest
from django.utils import timezone

from accounts.models import User
from demonstration.content import evidence
from demonstration.paper import paper
from evidence import storing
from evidence.figures import waiting
from evidence.judging.judge import judge
from evidence.kinds import Kind
from evidence.models import File
from partnership.membership import access_of
from response_tool.models import Attachment, Response

pytestmark = pytest.mark.usefixtures("loaded", "db")


def test_every_file_is_kept_with_its_content_and_used():
    assert File.objects.kept().count() == len(evidence())
    for file in File.objects.all():
        content = storing.path_of(file.stored_as).read_bytes()
        assert judge(content).kind == Kind(file.kind)
        assert len(content) < 60_000
        assert file.attachments.exists()


def test_evidence_stands_beside_answers_that_are_the_agencys():
    for one in Attachment.objects.select_related("answer__response", "file"):
        assert one.answer.is_ours, one.answer
        assert one.answer.response.agency_id == one.file.agency_id
        assert one.added_at < timezone.now()
    assert Attachment.objects.filter(answer__response__state="draft").exists()
    assert Attachment.objects.filter(answer__response__state="submitted").exists()


def test_a_returned_answer_has_its_evidence_with_it():
    draft = Response.objects.get(corrects__isnull=False)
    assert Attachment.objects.filter(answer__response=draft).exists()


def test_one_file_expires_soon_and_one_has_long_expired():
    lead = User.objects.get(email="lead@hopewell.example")
    (item,) = waiting(access=access_of(lead), today=timezone.localdate())
    assert item.title == "Renew “Trainer’s certificate”"
    assert File.objects.filter(expires_on__lt=timezone.localdate()).exists()


def test_what_looks_personal_in_one_may_stay_for_a_reason():
    (file,) = File.objects.exclude(may_stay_because="")
    assert file.findings[0]["kind"] == "a phone number"
    assert Kind.PNG.value in File.objects.values_list("kind", flat=True)


@pytest.mark.parametrize("one", evidence(), ids=lambda one: one["name"])
def test_the_same_file_is_made_to_the_byte_each_time(one):
    made = [paper(Kind(one["kind"]), one["name"], one["lines"]) for _ in range(2)]
    assert made[0] == made[1]
