"""The one path everything else hangs on: answered by an agency, seen by the board."""

from datetime import timedelta

import pytest

from response_tool.models import Response, Round

WITHIN_A_MINUTE = 60_000


@pytest.fixture
def seated(cast, hopewell, harbour, strategy):
    """The cast with one coordinator for both partnerships."""
    strategy_partnerships = [seat.partnership for seat in hopewell.seats.all()]
    for partnership in strategy_partnerships:
        partnership.members.get_or_create(user=cast.coordinator, role="coordinator")
    return cast


def opens_a_round(visitor, strategy, today) -> None:
    page = visitor.page
    visitor.follows("Rounds").checks_the_page()
    visitor.presses("Open a round").checks_the_page()
    visitor.presses("Open this round").sees("There is a problem").checks_the_page()
    page.get_by_label("Strategy").select_option(str(strategy.pk))
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_label("Name").fill("autumn 2026")
    for name, days in (("Opens", 0), ("Due", 30), ("Closes", 45)):
        day = today + timedelta(days=days)
        group = page.get_by_role("group", name=name)
        group.get_by_label("Day").fill(str(day.day))
        group.get_by_label("Month").fill(str(day.month))
        group.get_by_label("Year").fill(str(day.year))
    visitor.presses("Open this round").sees("who has answered").checks_the_page()


def answers_priority(visitor, number: int, today) -> None:
    page = visitor.page
    visitor.sees(f"priority {number} of 4").checks_the_page()
    visitor.presses("Add an action").checks_the_page()
    visitor.presses("Add this action").sees("Say what will be done").checks_the_page()
    page.get_by_label("What will be done").fill(f"Train team {number} to spot neglect")
    page.get_by_label("Who will do it").fill("Family support manager")
    when = page.get_by_role("group", name="By when")
    when.get_by_label("Day").fill("28")
    when.get_by_label("Month").fill("2")
    when.get_by_label("Year").fill(str(today.year + 1))
    page.get_by_label("On track").check()
    visitor.presses("Add this action").sees(f"Train team {number} to spot neglect")
    page.get_by_label("What have you done").fill(f"We trained {number}0 workers.")
    page.get_by_label("What difference has this made").fill(
        f"Workers name neglect sooner, in {number}0 families since April."
    )


def says_whom_to_contact(visitor) -> None:
    visitor.follows("Who we can contact").checks_the_page()
    visitor.page.get_by_label("Role or team").fill("Safeguarding lead")
    visitor.page.get_by_label("E-mail address").fill("team@hopewell.example")
    visitor.presses("Save and go back to the list")


def answers_everything(visitor, today) -> None:
    page = visitor.page
    visitor.checks_the_page().follows("Start your Response Tool")
    visitor.checks_the_page().presses("Start now").checks_the_page()
    for number in (1, 2, 3):
        page.get_by_role("group", name=f"{number}.").get_by_label("Yes, ours").check()
    visitor.presses("Save and continue")
    visitor.sees("Choose whether priority 4 is yours").checks_the_page()
    page.get_by_role("group", name="4.").get_by_label("Not relevant").check()
    page.get_by_label("Not relevant to us because").last.fill("We work with adults.")
    visitor.presses("Save and continue").sees("1 of 4 answered")
    visitor.checks_the_page().follows("1. Do thing 1")
    for number, then in ((1, "priority 2"), (2, "priority 3"), (3, "")):
        answers_priority(visitor, number, today)
        visitor.presses(
            f"Save and go to {then}" if then else "Save and go back to the list"
        )
    visitor.sees("All 4 answered")
    says_whom_to_contact(visitor)


def submits(visitor) -> None:
    visitor.sees("Ready to submit").checks_the_page()
    visitor.presses("Check your answers and submit")
    visitor.sees("Check your answers").checks_the_page()
    visitor.presses("Submit").sees("Confirm that the answers are true")
    visitor.checks_the_page()
    visitor.page.get_by_label("I confirm, for my agency").check()
    visitor.presses("Submit").sees("Response Tool submitted").checks_the_page()


def test_an_agency_answers_and_the_board_sees_it_without_reloading(
    visitor, seated, strategy, today
):
    # Given a coordinator who opens a round for both partnerships
    coordinator = visitor().signs_in(seated.coordinator)
    opens_a_round(coordinator, strategy, today)

    # and a board member who has the dashboard open
    board = visitor().signs_in(seated.board).checks_the_page()
    board.follows(f"Northshire: {strategy.title}").sees("has not answered yet")
    board.checks_the_page()

    # When the lead answers every priority and submits
    lead = visitor().signs_in(seated.lead)
    answers_everything(lead, today)
    submits(lead)

    # Then the board's page shows it, and nobody has touched it
    board.page.get_by_text("Workers name neglect sooner").first.wait_for(
        timeout=WITHIN_A_MINUTE
    )
    board.sees("The one agency that was asked has answered").checks_the_page()

    # and everybody can read what was sent
    board.follows("Hopewell Family Support").sees("Submitted").checks_the_page()
    lead.follows("Read what you sent").checks_the_page()
    lead.follows("Who changed what, and when").sees("submitted").checks_the_page()
    coordinator.goes_to(f"/rounds/{Round.objects.get().pk}/").checks_the_page()
    assert Response.objects.get(agency__slug="hopewell").is_submitted


def test_the_same_path_needs_no_javascript(visitor, seated, round_, today):
    # Given a lead whose browser runs no script
    lead = visitor(javascript=False, width=320).signs_in(seated.lead)
    # When they answer and submit
    answers_without_script(lead, today)
    # Then it is sent
    assert Response.objects.get(agency__slug="hopewell").is_submitted
    # and the dashboard shows it to a board member without script too
    board = visitor(javascript=False).signs_in(seated.board)
    board.goes_to(f"/dashboards/northshire/{round_.strategy.slug}/")
    for _ in range(60):
        if board.page.get_by_text("has answered, and").count():
            break
        board.page.wait_for_timeout(1000)
        board.page.reload()
    board.sees("Workers name neglect sooner")


def answers_without_script(visitor, today) -> None:
    visitor.checks_the_page = lambda: visitor  # axe is a script
    answers_everything(visitor, today)
    submits(visitor)
