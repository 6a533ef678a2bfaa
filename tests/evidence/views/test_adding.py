"""A file is added, asked about, or refused beside its box."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from activity.models import Event
from evidence.models import File
from partnership.models import AgencyMember
from tests.evidence.clamd import EICAR, clamd
from tests.evidence.files import HTML, NHS, excel, jpeg, pdf, word
from tests.partnership.sheets import with_part
from tests.response_tool.pages import Page, day
from ui.templatetags.words import day as words_of


def url(name: str, *args: object) -> str:
    return reverse(f"evidence:{name}", args=args)


def sent(content: bytes, name: str = "plan.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def lead(cast, signed_in):
    return signed_in(cast.lead)


@pytest.fixture
def add(lead):
    """add(content) sends a file as the lead does."""

    def post(content: bytes, called: str = "plan.pdf", **typed: str) -> Page:
        data = {"file": sent(content, called), **typed}
        return Page(lead.post(url("add"), data, follow=True))

    return post


def test_a_file_is_added_with_its_name_and_date(add, today):
    on = today + timedelta(days=90)
    page = add(pdf(), name="Plan", **day("expires_on", on.strftime("%d %m %Y")))
    assert page.path == url("files")
    assert "“Plan” is kept." in page.text
    file = File.objects.get()
    assert (file.name, file.expires_on, file.kind) == ("Plan", on, "pdf")


def test_without_a_name_the_files_own_is_taken(add):
    add(word(), "Training programme.docx")
    assert File.objects.get().name == "Training programme"


def test_nobody_is_led_to_believe_that_a_picture_was_read(add):
    page = add(jpeg(), "photo.jpg")
    assert "We cannot read pictures." in page.text
    assert "Personal data: could not be read" in page.text


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "plan.pdf", "The file is empty"),
        (HTML, "plan.pdf", "must be a PDF, a Word document"),
        (b"%PDF-1.7 nothing", "plan.pdf", "damaged"),
        (pdf() + word(), "plan.pdf", "damaged"),
        (bytes(11 * 1024 * 1024), "plan.pdf", "must be 10 MB or smaller"),
        (with_part(word(), "word/vbaProject.bin", b"x"), "plan.docx", "macros"),
        (with_part(excel(), "a.bin", bytes(30_000_000)), "plan.xlsx", "unpacks"),
    ],
)
def test_what_cannot_be_kept_is_refused_beside_its_box(add, media, content, name, said):
    page = add(content, name, name="Typed name")
    assert said in page.problems[0]
    assert page.title.startswith("Error:")
    assert page.field("name") == "Typed name"
    assert not File.objects.exists()
    assert not list(media.rglob("*"))


def test_an_empty_form_asks_for_a_file(lead):
    page = Page(lead.post(url("add"), {}))
    assert page.problems == ["Choose a file"]


def test_a_name_or_date_that_cannot_be_is_refused(add, today):
    page = add(pdf(), name=f"About {NHS}", **day("expires_on", "1 1 2020"))
    assert "Take out what could identify" in page.problems[0]
    assert "must be between" in page.problems[1]
    assert not File.objects.exists()


def test_a_strange_name_does_no_harm(add, lead):
    add(pdf(), 'C:\\..\\a"b<script>\n' + "x" * 300 + ".pdf")
    file = File.objects.get()
    assert len(file.name) == 120
    page = lead.get(url("files"))
    assert "<script>" not in page.text.replace('<script type="module"', "")
    answer = lead.get(url("download", file.pk))
    assert "\n" not in answer["Content-Disposition"]
    assert answer["Content-Disposition"].startswith("attachment;")


def test_the_same_file_is_stored_once_and_the_one_there_is_shown(add):
    add(pdf(), name="First")
    page = add(pdf(), name="Second")
    assert "holds this file already" in page.text
    assert page.heading == "First"
    assert File.objects.count() == 1


def test_what_was_typed_of_a_file_that_is_there_is_not_dropped_without_a_word(
    add, today
):
    on, later = today + timedelta(days=90), today + timedelta(days=99)
    add(pdf(), name="First")
    page = add(pdf(), name="First", **day("expires_on", on.strftime("%d %m %Y")))
    assert f"It now expires on {words_of(on)}, as you typed." in page.text
    assert "You typed" not in page.text
    page = add(pdf(), name="Next", **day("expires_on", later.strftime("%d %m %Y")))
    said = f"You typed the name “Next” and the expiry date {words_of(later)}; the file"
    assert said in page.text
    file = File.objects.get()
    assert (file.name, file.expires_on) == ("First", on)
    assert page.links["Change its name or expiry date"] == (
        url("file", file.pk) + "#id_name"
    )


def test_another_file_that_is_there_says_what_was_typed_of_the_held_one(add, lead):
    add(pdf("Kept"), name="Kept")
    add(pdf(NHS), name="Plan")
    check = url("check", File.objects.get(name="Plan").pk)
    another = {"then": "another", "file": sent(pdf("Kept"))}
    page = Page(lead.post(check, another, follow=True))
    assert "You typed the name “Plan”; the file keeps" in page.text
    assert [one.name for one in File.objects.all()] == ["Kept"]


def test_what_looks_personal_is_shown_with_its_place_and_nothing_is_lost(add, today):
    on = today + timedelta(days=90)
    typed = day("expires_on", on.strftime("%d %m %Y"))
    page = add(pdf("One", f"Number {NHS}"), name="Plan", **typed)
    file = File.objects.get()
    assert page.path == url("check", file.pk)
    assert f"{NHS} is an NHS number: on page 2" in page.text
    assert (file.is_pending, file.name, file.expires_on) == (True, "Plan", on)


def test_a_reason_keeps_it_as_it_is(add, lead):
    add(pdf(NHS), name="Plan")
    check = url("check", File.objects.get().pk)
    page = Page(lead.post(check, {"then": "keep", "because": ""}))
    assert page.problems == ["Say why these words can stay, or choose another file"]
    data = {"then": "keep", "because": "It is a made-up number"}
    page = Page(lead.post(check, data, follow=True))
    assert "“Plan” is kept." in page.text
    assert "may stay, because “It is a made-up number”" in page.text
    assert Event.objects.get(verb="added the file").after["found"]
    # Sent twice, it is kept once.
    assert lead.post(check, data).status_code == 302
    assert Event.objects.count() == 1


def test_another_file_takes_its_place_with_what_was_typed(add, lead, today):
    on = today + timedelta(days=90)
    typed = day("expires_on", on.strftime("%d %m %Y"))
    add(pdf(NHS), name="Plan", **typed)
    check = url("check", File.objects.get().pk)
    another = {"then": "another", "file": sent(HTML)}
    page = Page(lead.post(check, another))
    assert "must be a PDF" in page.problems[0]
    another["file"] = sent(pdf("No numbers"), "newer.pdf")
    page = Page(lead.post(check, another, follow=True))
    assert "“Plan” is kept." in page.text
    file = File.objects.get()
    assert (file.original_name, file.name, file.expires_on) == ("newer.pdf", "Plan", on)


def test_another_file_with_its_own_findings_is_asked_about_in_turn(add, lead):
    add(pdf(NHS), f"{NHS}.pdf")
    check = url("check", File.objects.get().pk)
    another = {"then": "another", "file": sent(pdf(NHS, "More"), "newer.pdf")}
    page = Page(lead.post(check, another, follow=True))
    file = File.objects.get()
    assert page.path == url("check", file.pk)
    # The name of the first file was nobody's choice, and is not carried on.
    assert file.name == "newer"


def test_the_list_says_what_waits(add, lead):
    add(pdf(NHS), name="Plan")
    page = Page(lead.get(url("files")))
    assert "Waiting for you" in page.text
    assert url("check", File.objects.get().pk) in page.links.values()


def test_a_virus_is_refused_by_name_and_a_silent_scanner_too(add, settings):
    with clamd() as address:
        settings.CLAMAV_SOCKET = address
        page = add(EICAR)
        assert "“Win.Test.EICAR_HDB-1”" in page.problems[0]
        page = add(pdf())
        assert "No virus found" in page.text
        assert "no scanner is set up" not in page.text
    page = add(word())
    assert "Try again later" in page.problems[0]
    assert File.objects.count() == 1


def test_without_a_scanner_every_page_says_so(add, lead):
    for page in (add(pdf()), Page(lead.get(url("add")))):
        assert "Files are not checked for viruses: no scanner is set up." in page.text


def test_somebody_of_two_agencies_chooses_whose_it_is(lead, cast, harbour):
    AgencyMember.objects.create(user=cast.lead, agency=harbour, role="contributor")
    page = Page(lead.post(url("add"), {"file": sent(pdf())}))
    assert page.problems == ["Choose whose file it is"]
    data = {"file": sent(pdf()), "agency": harbour.pk}
    assert lead.post(url("add"), data).status_code == 302
    assert File.objects.get().agency == harbour
    assert "Harbour Service" in Page(lead.get(url("files"))).text


def test_nobody_adds_a_file_to_an_agency_they_only_read(lead, cast, harbour, hopewell):
    AgencyMember.objects.create(user=cast.lead, agency=harbour, role="viewer")
    data = {"file": sent(pdf()), "agency": harbour.pk}
    lead.post(url("add"), data)
    assert File.objects.get().agency == hopewell


def test_what_is_far_too_large_is_not_read_to_its_end(lead, monkeypatch):
    monkeypatch.setattr("ui.uploads.SENT_MAX", 1000)
    answer = lead.post(url("add"), {"file": sent(bytes(2000))})
    assert answer.status_code == 400
