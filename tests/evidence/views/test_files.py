"""An agency’s files: looked after, handed over, and nobody else’s."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from evidence import storing
from evidence.models import File
from evidence.uses import Use
from tests.evidence.conftest import PERSONAL
from tests.evidence.files import pdf
from tests.factories import NOW
from tests.response_tool.pages import Page, day, query_count


def url(name: str, *args: object) -> str:
    return reverse(f"evidence:{name}", args=args)


@pytest.fixture
def lead(cast, signed_in):
    return signed_in(cast.lead)


def of_uses(file_ids):
    sent_ = File.objects.filter(pk__in=file_ids, name__startswith="Sent")
    return [Use(one.pk, "Priority 1, autumn", "/", is_sent=True) for one in sent_]


@pytest.fixture
def some_are_sent(settings):
    settings.FILE_USES = [f"{__name__}.of_uses"]


def test_a_file_is_handed_over_to_be_saved_and_never_run(lead, keep):
    file = keep('Plan "2027" für alle')
    answer = lead.get(url("download", file.pk))
    assert answer.content == pdf(file.name)
    assert answer["Content-Type"] == "application/pdf"
    name = quote('Plan "2027" für alle.pdf', safe="!#$&+^`|")
    assert answer["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "no-store"


def test_a_held_or_removed_file_is_not_handed_over(lead, keep):
    held, gone = keep("Held", findings=PERSONAL), keep("Gone")
    File.objects.filter(pk=gone.pk).update(removed_at=NOW)
    for file in (held, gone):
        assert lead.get(url("download", file.pk)).status_code == 404


def test_content_that_is_missing_is_not_found_and_logged(lead, keep, caplog):
    file = keep()
    storing.path_of(file.stored_as).unlink()
    assert lead.get(url("download", file.pk)).status_code == 404
    assert f"The content of file {file.pk} is missing" in caplog.text


@pytest.mark.parametrize("name", ["file", "check", "remove", "download"])
def test_a_file_of_another_agency_cannot_be_found(cast, signed_in, keep, name):
    assert signed_in(cast.other_lead).get(url(name, keep().pk)).status_code == 404


def test_a_viewer_reads_and_changes_nothing(cast, signed_in, keep):
    file = keep()
    page = Page(signed_in(cast.viewer).get(url("files")))
    assert url("download", file.pk) in page.links.values()
    assert not {"Add a file", f"Change {file.name}"} & set(page.links)


def test_a_file_is_renamed_and_given_another_date(visit, cast, keep, today):
    file = keep()
    guest = visit(cast.contributor)
    guest.go(url("file", file.pk))
    on = today + timedelta(days=30)
    typed = {"name": "Plan 2027", **day("expires_on", on.strftime("%d %m %Y"))}
    assert "“Plan 2027” is saved." in guest.press("Save", typed).text
    file.refresh_from_db()
    assert (file.name, file.expires_on) == ("Plan 2027", on)


def test_two_people_who_rename_it_lose_neither_name(visit, cast, keep):
    file = keep()
    first, second = visit(cast.lead), visit(cast.contributor)
    for guest in (first, second):
        guest.go(url("file", file.pk))
    first.press("Save", {"name": "Theirs"})
    page = second.press("Save", {"name": "Mine"})
    assert "A colleague changed this to “Theirs”" in page.problems[0]
    assert page.field("name") == "Mine"
    second.press("Save")
    file.refresh_from_db()
    assert file.name == "Mine"


def test_a_file_is_removed_after_asking(visit, cast, keep):
    file = keep()
    guest = visit(cast.lead)
    guest.go(url("remove", file.pk))
    assert "is removed." in guest.press("Remove this file").text
    file.refresh_from_db()
    assert file.removed_at


@pytest.mark.usefixtures("some_are_sent")
def test_evidence_for_what_was_submitted_cannot_be_removed(lead, keep):
    file = keep("Sent plan")
    page = Page(lead.get(url("remove", file.pk)))
    assert "It cannot be removed" in page.text
    assert "Remove this file" not in page.text
    page = Page(lead.post(url("remove", file.pk)))
    assert "evidence for what was submitted: Priority 1, autumn" in page.text


@pytest.mark.usefixtures("some_are_sent")
def test_the_list_says_where_each_is_used_and_what_has_expired(lead, keep, today):
    keep("Sent plan", expires_on=today - timedelta(days=1))
    keep("Spare plan")
    page = Page(lead.get(url("files")))
    assert "Priority 1, autumn" in page.links
    assert "Nothing yet" in page.text
    assert "Expired" in page.text


def of_many(file_ids):
    (pk,) = file_ids
    return [Use(pk, f"round {n}", "/", is_sent=False) for n in range(9)]


def test_a_file_that_is_used_very_often_says_how_often(lead, keep, settings):
    settings.FILE_USES = [f"{__name__}.of_many"]
    keep()
    page = Page(lead.get(url("files")))
    assert "Round 5" in page.links
    assert "Round 6" not in page.links
    assert "and 3 more" in page.text


def test_a_held_file_is_decided_about_before_anything_else(lead, keep):
    held = keep("Held", findings=PERSONAL)
    for name in ("file", "remove"):
        answer = lead.get(url(name, held.pk))
        assert answer.headers["Location"] == url("check", held.pk)


def test_long_lists_have_pages_and_need_no_more_queries(lead, keep):
    keep()
    few = query_count(lead, url("files"))
    for number in range(30):
        keep(f"Plan {number:02}")
    assert query_count(lead, url("files")) == few
    page = Page(lead.get(url("files")))
    assert "Page 1 of 2" in page.text
    assert "Plan 29" in Page(lead.get(url("files") + "?page=2")).text


def test_an_empty_list_says_what_to_do(lead):
    soup = BeautifulSoup(lead.get(url("files")).text, "html.parser")
    assert "There are no files yet." in soup.main.text
