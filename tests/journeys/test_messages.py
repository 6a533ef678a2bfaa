"""An answer is returned; its agency hears of it, and chooses what to hear by e-mail."""

import time
from datetime import timedelta

from celery import current_app

from notices.actions import tell
from notices.models import LEASE, Kind, Mail, MailOff, Notice
from notices.tasks import owe_week
from response_tool.actions.telling import about
from tests.conftest import submit

PATIENCE = 20  # seconds
SUBJECT = "1 new message this week"


def returns_an_answer(coordinator, response, today) -> None:
    page = coordinator.page
    coordinator.goes_to(f"/responses/{response.pk}/review/northshire/")
    page.get_by_label("Return priority 1 for a change").check()
    page.get_by_label("What should they change in priority 1?").fill("In which teams?")
    on = today + timedelta(days=7)
    for part, number in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
        page.get_by_label(part, exact=True).fill(str(number))
    with page.expect_navigation():
        coordinator.presses("Return what is ticked, accept the rest")
    coordinator.sees("one answer is returned")


def finds_it_and_turns_it_off(lead) -> None:
    page = lead.page
    with page.expect_navigation():
        lead.follows("Messages")
    lead.sees("1 message is unread.").sees("In which teams?").checks_the_page()
    with page.expect_navigation():
        lead.follows("returned 1 answer for a change")
    lead.sees("In which teams?").checks_the_page()
    lead.goes_to("/messages/")
    assert page.get_by_text("unread").count() == 0
    with page.expect_navigation():
        lead.follows("Turn off e-mails about answers that were returned")
    lead.checks_the_page()
    with page.expect_navigation():
        lead.presses("Turn these e-mails off")
    lead.sees("These e-mails are turned off").checks_the_page()
    with page.expect_navigation():
        lead.follows("Choose what you get by e-mail")
    lead.checks_the_page()
    box = page.get_by_label("Answers that were returned for a change")
    assert not box.is_checked()


def until_the_email_is_there(guest, address: str) -> None:
    deadline = time.monotonic() + PATIENCE
    page = guest.goes_to("/demonstration/mail/").page
    while page.get_by_text(f"To {address}").count() == 0:
        assert time.monotonic() < deadline, "The e-mail of the week did not come."
        time.sleep(0.2)
        page.reload()
    guest.sees(SUBJECT)


def test_a_returned_answer_is_heard_of_in_the_portal_and_by_email(
    visitor, cast, response, today
):
    submit(response)
    Notice.objects.all().delete()  # of the opening
    coordinator = visitor(width=320).signs_in(cast.coordinator)
    returns_an_answer(coordinator, response, today)
    lead = visitor(width=320).signs_in(cast.lead)
    finds_it_and_turns_it_off(lead)
    assert MailOff.objects.get().kind == Kind.RETURNED

    # Ten days later; the contributor has not looked, and did not turn it off.
    for notice in Notice.objects.all():
        told_at = notice.told_at - timedelta(days=10)
        Notice.objects.filter(pk=notice.pk).update(told_at=told_at)
    current_app.send_task(owe_week.name)
    until_the_email_is_there(coordinator, cast.contributor.email)
    coordinator.sees("In which teams?")
    coordinator.checks_the_page()


def test_a_message_that_holds_a_very_long_word_fits_a_phone(
    visitor, cast, response, now
):
    long = f"https://example.org/{'w' * 330}"
    message = about(
        response, now, kind=Kind.RETURNED, title=long[:200], text=f"Look at {long}"
    )
    tell(people=[cast.lead], message=message, at=now)
    lead = visitor(width=320).signs_in(cast.lead)
    lead.goes_to("/messages/").sees(long).checks_the_page()


def test_a_coordinator_sees_what_did_not_arrive_and_sends_it_again(
    visitor, cast, northshire, now
):
    failed = {
        "partnership": northshire,
        "kind": Kind.CHASED,
        "address": "a.very.long.address.of.somebody@safeguarding.hopewell.example",
        "subject": "Please answer",
        "text": "Could you help?",
        "owed_at": now,
        "next_try_at": now,
    }
    why = "ConnectionRefusedError: [Errno 111] Connection refused"
    Mail.objects.create(
        **failed, key="1", given_up_at=now, attempts=6, failed_because=why
    )
    Mail.objects.create(**failed, key="2", handed_over_at=now - LEASE)
    coordinator = visitor().signs_in(cast.coordinator)
    with coordinator.page.expect_navigation():
        coordinator.follows("Messages")
    with coordinator.page.expect_navigation():
        coordinator.follows("E-mails that did not arrive")
    coordinator.sees("refused it, 6 times").sees("We do not know whether")
    coordinator.checks_the_page()
    for _ in range(2):
        with coordinator.page.expect_navigation():
            coordinator.page.get_by_role("button", name="Send again").first.click()
        coordinator.sees("is on its way").checks_the_page()
    coordinator.sees("Every e-mail to the people of your partnerships")
