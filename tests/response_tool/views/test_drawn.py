"""Pages of a response that are kept: for whom, and until when."""

import pytest

from evidence.actions.keeping import change_file
from partnership.models import AgencyMember
from tests.factories import ANYBODY, NOW
from tests.response_tool.evidence import beside
from tests.response_tool.pages import address
from tests.response_tool.steps import answer_to, response_of, write
from ui import drawn
from ui.drawn import TOKEN
from ui.merging import Edit

PRIORITY = "response_tool/priority_body.html"
TASKS = "response_tool/tasks_body.html"


@pytest.fixture
def priority(response) -> str:
    return address("priority", response.pk, 1)


@pytest.fixture
def drawings(settings, monkeypatch) -> list[str]:
    """The templates that were really drawn, in order."""
    settings.CHECK_DRAWN = False
    made: list[str] = []
    draw = drawn._draw

    def counted(template, context):
        made.append(template)
        return draw(template, context)

    monkeypatch.setattr(drawn, "_draw", counted)
    return made


def token(html: str) -> str:
    return html.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]


def test_a_priority_is_drawn_once_until_its_response_moves(
    drawings, signed_in, cast, response, priority
):
    client = signed_in(cast.lead)
    first = client.get(priority).content.decode()
    assert client.get(priority).content.decode() != first  # another token
    assert drawings == [PRIORITY]
    write(answer_to(response, 1), progress="We met.")
    assert "We met." in client.get(priority).content.decode()
    assert drawings == [PRIORITY, PRIORITY]


def test_another_priority_is_drawn_for_itself(drawings, signed_in, cast, response):
    client = signed_in(cast.lead)
    pages = [
        client.get(address("priority", response.pk, number)).content
        for number in (1, 2)
    ]
    assert drawings == [PRIORITY, PRIORITY]
    assert pages[0] != pages[1]


def test_what_moves_elsewhere_leaves_it(
    drawings, signed_in, cast, response, hopewell, harbour, priority
):
    client = signed_in(cast.lead)
    client.get(priority)
    other = response_of(response.round, harbour)
    write(answer_to(other, 1), progress="Theirs.")
    client.get(priority)
    assert drawings == [PRIORITY]


def test_a_file_that_gets_another_name_is_shown_by_it(
    drawings, signed_in, cast, response, priority
):
    client = signed_in(cast.lead)
    held = beside(answer_to(response, 1), "Certificate").file
    assert "Certificate" in client.get(priority).content.decode()
    edits = [Edit("name", "Certificate", "Certificate 2027")]
    change_file(file=held, edits=edits, by=ANYBODY, at=NOW)
    assert "Certificate 2027" in client.get(priority).content.decode()


def test_who_may_submit_is_shown_another_list(drawings, signed_in, cast, response):
    signed_in(cast.lead).post(address("start", response.pk))
    path = address("tasks", response.pk)
    lead, contributor = signed_in(cast.lead), signed_in(cast.contributor)
    for client in (lead, contributor, lead, contributor):
        client.get(path)
    assert drawings == [TASKS, TASKS]


def test_who_has_left_is_shown_nothing(drawings, signed_in, cast, response):
    signed_in(cast.lead).post(address("start", response.pk))
    path = address("tasks", response.pk)
    client = signed_in(cast.lead)
    assert client.get(path).status_code == 200
    AgencyMember.objects.filter(user=cast.lead).delete()
    assert client.get(path).status_code == 403
    assert drawings == [TASKS]


def test_each_reader_gets_a_token_of_their_own(
    drawings, signed_in, cast, response, priority
):
    html = [
        client.get(priority).content.decode()
        for client in (signed_in(cast.lead), signed_in(cast.contributor))
        for _ in range(2)
    ]
    assert TOKEN not in "".join(html)
    tokens = {token(one) for one in html}
    assert len(tokens) == 4
    assert {len(one) for one in tokens} == {64}
