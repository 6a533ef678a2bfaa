"""A lead and a coordinator each take a copy of everything away."""

from zipfile import ZipFile

from tests.conftest import submit
from tests.holdings.copies import OF_HOPEWELL, OF_NORTHSHIRE, Copy


def test_each_takes_away_what_is_theirs(visitor, cast, response, harbour, tmp_path):
    # Given one response that is submitted, and a neighbour's that is not
    submit(response)
    # When the lead goes from the list of responses to the copy
    lead = visitor(width=320).signs_in(cast.lead)
    lead.goes_to("/responses/").sees("A copy for yourselves").checks_the_page()
    lead.follows("Take a copy of everything").sees("You get one file")
    lead.checks_the_page()
    # Then everything of the agency comes in one file
    copy = takes_it(lead, tmp_path / "agency.zip")
    assert "Progress on 1." in copy.column("answers", "progress")
    assert [name for name in copy.names if name.endswith(".docx")]
    # and the files page leads there as well
    lead.goes_to("/files/").follows("Take a copy of everything")
    assert lead.page.url.endswith(OF_HOPEWELL)
    # When the coordinator does the same for the partnership
    coordinator = visitor().signs_in(cast.coordinator)
    coordinator.goes_to("/partnerships/northshire/").checks_the_page()
    coordinator.follows("Take a copy of everything").sees("You get one file")
    coordinator.checks_the_page()
    assert coordinator.page.url.endswith(OF_NORTHSHIRE)
    # Then it has what was submitted
    copy = takes_it(coordinator, tmp_path / "partnership.zip")
    assert copy.column("responses", "agency") == ["Hopewell Family Support"]
    assert "partnership.csv" in copy.readme


def takes_it(guest, place) -> Copy:
    with guest.page.expect_download() as taken:
        guest.page.get_by_role("button", name="Take a copy of everything").click()
    taken.value.save_as(place)
    assert ZipFile(place).testzip() is None
    return Copy(place.read_bytes())
