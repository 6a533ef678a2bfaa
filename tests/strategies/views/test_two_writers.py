"""Two people write one draft, or it is published meanwhile: no word is lost."""

import pytest

from partnership.models import PartnershipMember
from strategies.actions import delete_draft, publish_strategy, remove_part
from strategies.models import Strategy
from tests.factories import (
    ANYBODY,
    NOW,
    ObjectiveFactory,
    PartnershipFactory,
    partner_in,
)

EDIT = "/strategies/ours/edit/"


def stands(draft) -> Strategy:
    return Strategy.objects.get(pk=draft.pk)


def publish(draft) -> None:
    publish_strategy(strategy=stands(draft), by=ANYBODY, at=NOW)


def test_words_sent_after_publishing_are_shown_back(coordinator, draft):
    coordinator.go(f"{EDIT}aim/{draft.aims.get().pk}/")
    publish(draft)
    page = coordinator.press("Save this aim", {"text": "My careful words."})
    assert page.status == 409
    assert "published while you were writing" in page.text
    assert "My careful words." in page.text
    assert draft.aims.get().text == "As agreed."


def test_a_text_sent_after_publishing_is_shown_back(coordinator, draft):
    coordinator.go(f"{EDIT}text/")
    publish(draft)
    page = coordinator.press("Save the text", {"summary": "My careful words."})
    assert (page.status, stands(draft).summary) == (409, "")
    assert "My careful words." in page.text


def test_a_part_added_after_publishing_is_shown_back(coordinator, draft):
    coordinator.go(f"{EDIT}aim/add/")
    publish(draft)
    page = coordinator.press("Add this aim", {"text": "My careful words."})
    assert (page.status, draft.aims.count()) == (409, 1)
    assert "My careful words." in page.text


def test_moving_or_removing_after_publishing_changes_nothing(coordinator, draft):
    coordinator.go(EDIT)
    publish(draft)
    page = coordinator.press("Move down priority: 1. Do thing 1")
    assert "it can be read but not changed" in page.text
    aim = f"{EDIT}aim/{draft.aims.get().pk}/remove/"
    answer = coordinator.client.post(aim)
    assert b"cannot be changed" in answer.content
    assert (draft.aims.count(), draft.priorities.first().title) == (1, "Do thing 1")


def test_the_words_of_a_removed_part_are_shown_and_can_be_added_again(
    coordinator, draft, writer
):
    aim = draft.aims.get()
    coordinator.go(f"{EDIT}aim/{aim.pk}/")
    remove_part(part=aim, by=ANYBODY, at=NOW)
    page = coordinator.press("Save this aim", {"text": "My careful words."})
    assert page.status == 409
    assert "A colleague removed this while you were writing." in page.text
    assert "My careful words." in page.text
    page = coordinator.press("Add it again")
    assert page.path == EDIT
    assert [one.text for one in draft.aims.all()] == ["My careful words."]


def test_removing_what_a_colleague_removed_is_no_mistake(coordinator, draft):
    aim = draft.aims.get()
    coordinator.go(f"{EDIT}aim/{aim.pk}/remove/")
    remove_part(part=aim, by=ANYBODY, at=NOW)
    page = coordinator.press("Remove this aim")
    assert page.path == EDIT
    assert "a colleague may have removed it" in page.text


@pytest.fixture
def colleague(visit, writer):
    return visit(partner_in(writer.partnership, "coordinator"))


def test_what_a_colleague_wrote_while_one_decided_is_shown_before_it_goes(
    coordinator, colleague, draft
):
    one = f"{EDIT}priority/{draft.priorities.get(number=1).pk}/"
    coordinator.go(f"{one}remove/")
    colleague.go(one)
    colleague.press("Save this priority", {"guidance": "Name who was trained."})
    page = coordinator.press("Remove this priority")
    assert "A colleague changed this while you were deciding." in page.text
    assert "Name who was trained." in page.text
    assert draft.priorities.count() == 3
    assert coordinator.press("Remove this priority").path == EDIT
    assert draft.priorities.count() == 2


def test_a_priority_added_while_one_decided_does_not_go_with_its_objective(
    coordinator, colleague, draft
):
    pk = draft.objectives.get(title="Respond").pk
    page = coordinator.go(f"{EDIT}objective/{pk}/remove/")
    assert "1 priority goes with it" in page.text
    colleague.go(f"{EDIT}priority/add/?objective_id={pk}")
    words = {"title": "Hear children", "short_title": "Hear", "text": "They are heard."}
    colleague.press("Add this priority", words)
    page = coordinator.press("Remove this objective")
    assert "A colleague changed this while you were deciding." in page.text
    assert "2 priorities go with it" in page.text
    assert draft.priorities.count() == 4


def test_a_colleagues_words_are_shown_beside_ones_own(coordinator, colleague, draft):
    for person in (coordinator, colleague):
        person.go(f"{EDIT}aim/{draft.aims.get().pk}/")
    colleague.press("Save this aim", {"text": "Children are safe."})
    page = coordinator.press("Save this aim", {"text": "Children are heard."})
    assert len(page.problems) == 1
    assert "a colleague changed this while you were writing" in page.problems[0]
    sides = [one.get_text() for one in page.main.select(".np-compare__side")]
    assert "Children are safe." in sides[0]
    assert "Children are heard." in sides[1]
    assert page.field("text") == "Children are heard."
    assert draft.aims.get().text == "Children are safe."
    assert coordinator.press("Save this aim").path == EDIT
    assert draft.aims.get().text == "Children are heard."


def test_texts_of_two_people_meet_only_where_they_differ(coordinator, colleague, draft):
    for person in (coordinator, colleague):
        person.go(f"{EDIT}text/")
    colleague.press("Save the text", {"summary": "Theirs.", "governance": "The board."})
    page = coordinator.press(
        "Save the text", {"summary": "Mine.", "title": "New title"}
    )
    assert len(page.problems) == 1
    assert page.field("governance") == "The board."
    assert (page.field("summary"), page.field("title")) == ("Mine.", "New title")
    coordinator.press("Save the text")
    found = stands(draft)
    assert (found.summary, found.governance, found.title) == (
        "Mine.",
        "The board.",
        "New title",
    )


def test_a_priority_of_two_people_keeps_what_each_changed(
    coordinator, colleague, draft
):
    one = draft.priorities.get(number=1)
    for person in (coordinator, colleague):
        person.go(f"{EDIT}priority/{one.pk}/")
    other = draft.objectives.get(title="Respond")
    colleague.press("Save this priority", {"objective_id": str(other.pk)})
    assert coordinator.press("Save this priority", {"text": "Mine."}).path == EDIT
    one.refresh_from_db()
    assert (one.objective, one.text) == (other, "Mine.")


def test_an_objective_chosen_by_two_people_is_said_in_words(
    coordinator, colleague, draft
):
    one, more = draft.priorities.get(number=1), ObjectiveFactory(strategy=draft)
    for person in (coordinator, colleague):
        person.go(f"{EDIT}priority/{one.pk}/")
    other = draft.objectives.get(title="Respond")
    colleague.press("Save this priority", {"objective_id": str(other.pk)})
    page = coordinator.press("Save this priority", {"objective_id": str(more.pk)})
    sides = [side.get_text() for side in page.main.select(".np-compare__side")]
    assert "Respond" in sides[0]
    assert more.title in sides[1]


def pages_of(draft) -> dict[str, tuple[str, str, str]]:
    """Every page on which one writes: address, button, and a box to write in."""
    return {
        "text": ("text/", "Save the text", "summary"),
        "add": ("aim/add/", "Add this aim", "text"),
        "change": (f"aim/{draft.aims.get().pk}/", "Save this aim", "text"),
        "priority": ("priority/add/", "Add this priority", "guidance"),
    }


@pytest.mark.parametrize("name", ["text", "add", "change", "priority"])
def test_words_sent_to_a_deleted_draft_are_shown_back(coordinator, draft, name):
    path, button, box = pages_of(draft)[name]
    coordinator.go(f"{EDIT}{path}")
    delete_draft(strategy=draft, by=ANYBODY, at=NOW)
    page = coordinator.press(button, {box: "My careful words."})
    assert page.status == 404
    assert page.heading == "Your words could not be saved"
    assert "My careful words." in page.text


def test_words_sent_to_a_draft_that_is_no_longer_theirs_are_shown_back(
    coordinator, draft, writer
):
    coordinator.go(f"{EDIT}aim/add/")
    Strategy.objects.update(convenor=PartnershipFactory())
    page = coordinator.press("Add this aim", {"text": "My careful words."})
    assert (page.status, draft.aims.count()) == (404, 1)
    assert "My careful words." in page.text


def test_words_of_somebody_who_now_only_reads_the_draft_are_shown_back(
    coordinator, draft, writer
):
    coordinator.go(f"{EDIT}aim/add/")
    PartnershipMember.objects.filter(user=writer.person).update(role="board")
    partner = PartnershipFactory()
    PartnershipMember.objects.create(
        user=writer.person, partnership=partner, role="coordinator"
    )
    page = coordinator.press("Add this aim", {"text": "My careful words."})
    assert (page.status, draft.aims.count()) == (403, 1)
    assert "My careful words." in page.text


@pytest.mark.parametrize("path", ["text/", "aim/add/", "nonsense/add/"])
def test_a_page_of_a_deleted_draft_is_not_found(coordinator, draft, path):
    delete_draft(strategy=draft, by=ANYBODY, at=NOW)
    assert coordinator.go(f"{EDIT}{path}").heading != "Your words could not be saved"
    answer = coordinator.client.post(f"{EDIT}{path}", {"text": " "})
    assert answer.status_code == 404
