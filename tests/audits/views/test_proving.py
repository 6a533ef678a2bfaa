"""Files that show what became of a recommendation, in the browser."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from evidence import inspection
from evidence.models import File
from tests.audits import steps
from tests.evidence.files import NHS, pdf
from tests.evidence.inline import judged
from tests.response_tool.evidence import file_of
from tests.response_tool.pages import Page


@pytest.fixture(autouse=True)
def _judged_here(monkeypatch):
    monkeypatch.setattr(inspection, "_judged", judged)


@pytest.fixture
def one(northshire, hopewell):
    return steps.recommendation(steps.audit(northshire, hopewell), hopewell)


@pytest.fixture
def lead(cast, visit):
    return visit(cast.lead)


@pytest.fixture
def upload(lead, one):
    """upload(content) sends a file and gives the page that comes back."""

    def post(content: bytes, **typed: str) -> Page:
        data = {"file": SimpleUploadedFile("june.pdf", content), **typed}
        url = f"/recommendations/{one.pk}/evidence/add/"
        lead.page = Page(lead.client.post(url, data, follow=True))
        return lead.page

    return post


def test_a_file_is_uploaded_and_read_by_the_partnership(
    upload, lead, one, cast, signed_in
):
    lead.go(f"/recommendations/{one.pk}/")
    lead.follow("Attach a file")
    page = upload(pdf(), name="Audit of June")
    assert "Audit of June" in page.links
    url = page.links["Audit of June"]
    for role in ("board", "viewer", "coordinator"):
        answer = signed_in(getattr(cast, role)).get(url)
        assert answer.headers["Content-Disposition"].startswith("attachment")
    assert signed_in(cast.other_lead).get(url).status_code == 404


def test_a_file_that_the_agency_keeps_is_chosen(lead, one, hopewell):
    file_of(hopewell, "Policy")
    lead.go(f"/recommendations/{one.pk}/evidence/add/")
    page = lead.press("Attach this file")
    assert page.problems == ["Choose one of your agency’s files"]
    file = File.objects.get()
    page = lead.press("Attach this file", {"chosen": str(file.pk)})
    assert "Policy" in page.links
    assert one.proofs.get().file == file


def test_a_file_with_personal_data_is_asked_about_first(upload, lead, one):
    page = upload(pdf(NHS))
    assert page.heading == "This file may identify a child or family"
    assert not one.proofs.exists()
    page = lead.press("Keep the file as it is", {"because": "A made-up number."})
    assert page.path == f"/recommendations/{one.pk}/"
    assert one.proofs.count() == 1


def test_a_file_is_taken_off_after_asking(lead, one):
    steps.proof(one, "Audit of June")
    lead.go(f"/recommendations/{one.pk}/")
    page = lead.follow("Take off the file Audit of June")
    assert "Your agency keeps the file" in page.text
    lead.press("Take it off")
    assert not one.proofs.exists()
    assert File.objects.exists()


def test_nothing_is_attached_once_closing_was_asked_for(lead, one, hopewell):
    file = file_of(hopewell, "Policy")
    lead.go(f"/recommendations/{one.pk}/evidence/add/")
    asked = steps.recommendation(one.audit, hopewell, state="asked")
    one.output, one.impact = asked.output, asked.impact
    one.asked_at, one.state = asked.asked_at, "asked"
    one.save()
    page = lead.press("Attach this file", {"chosen": str(file.pk)})
    assert "Closing it was asked for meanwhile" in page.text
    assert not one.proofs.exists()
