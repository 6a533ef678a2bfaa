"""The demonstration, page by page, as each role meets it on a narrow phone."""

from io import StringIO
from types import SimpleNamespace
from urllib.parse import urlsplit

from django.core.management import call_command
from django.urls import Resolver404, resolve

from demonstration.actions import PASSWORD

WAYS = (
    "lead@hopewell.example",
    "coordinator@northshire.example",
    "board@northshire.example",
    "coordinator@elsewhere.example",
)
# Signing out, the admin, what is downloaded rather than shown, and messages, which
# lead to other pages; the e-mails of the demonstration hold those of other people.
NOT_FOLLOWED = {
    "account_logout",
    "admin",
    "audits:agency_briefing_pdf",
    "audits:briefing_pdf",
    "audits:proof",
    "audits:report_pdf",
    "audits:report_word",
    "audits:case_sheet",
    "audits:tool_sheet",
    "audits:tool_template",
    "notices:follow",
    "evidence:download",
    "partnership:import_template",
    "performance:populations_template",
    "performance:profile_pdf",
    "performance:put_in_template",
    "performance:shown_figures",
    "performance:spreadsheet",
    "response_tool:evidence",
    "response_tool:challenge_log",
    "response_tool:pdf",
    "response_tool:round_sheet",
    "response_tool:word",
    "strategies:download",
}


def kind(path: str) -> str:
    """One page of each kind is visited: the name of its address."""
    try:
        match = resolve(path)
    except Resolver404:
        return ""
    return "" if match.namespace in NOT_FOLLOWED else match.view_name


def links(visitor) -> list[str]:
    found = visitor.page.eval_on_selector_all(
        "a[href]", "links => links.map(link => link.href)"
    )
    here = urlsplit(visitor.address).netloc
    return [urlsplit(one).path for one in found if urlsplit(one).netloc == here]


def test_every_page_passes_axe_and_fits_a_phone(visitor, db, monkeypatch):
    # Loaded once for all of them: nobody changes anything.
    call_command("load_demonstration", stdout=StringIO())
    monkeypatch.setattr("tests.journeys.conftest.PASSWORD", PASSWORD)
    for email in WAYS:
        guest = visitor(width=320).signs_in(SimpleNamespace(email=email))
        met = walked(guest)
        assert len(met) > 8, (email, met)


def walked(guest) -> set[str]:
    """The kinds of page that somebody met, from their home page on."""
    waiting, met = ["/", *links(guest)], set()
    while waiting:
        path = waiting.pop(0)
        name = kind(path)
        if not name or name in met | NOT_FOLLOWED:
            continue
        met.add(name)
        answer = guest.page.goto(guest.address + path)
        assert answer is not None
        assert answer.status == 200, path
        guest.checks_the_page()
        waiting += links(guest)
    return met
