"""Beginning, publishing, revising, comparing and deleting, in the coordinator."""

from datetime import timedelta

import pytest
from django.utils import timezone

from partnership.models import PartnershipMember
from strategies import library
from strategies.actions import add_part, publish_strategy, revise_strategy
from strategies.kinds import KINDS
from strategies.models import Strategy
from tests.factories import (
    ANYBODY,
    NOW,
    AdoptionFactory,
    ObjectiveFactory,
    PartnershipFactory,
    PriorityFactory,
    access,
    partner_in,
)
from tests.response_tool.pages import query_count
from tests.strategies.conftest import one_of_everything

NEW, BEGIN = "/strategies/new/", "Begin this draft"


@pytest.fixture
def revision(published) -> Strategy:
    return revise_strategy(strategy=published, by=ANYBODY, at=NOW)


def test_a_coordinator_begins_from_blank(coordinator, writer):
    coordinator.go("/strategies/")
    coordinator.follow("Write a strategy")
    page = coordinator.press(BEGIN, {"start": "blank", "title": "Neglect in 2030"})
    assert page.path == "/strategies/neglect-in-2030/edit/"
    assert Strategy.objects.get().convenor == writer.partnership


@pytest.mark.parametrize("start", ["blank", "library-surrey", "copy-{}"])
def test_a_page_sent_twice_begins_one_draft(coordinator, draft, start):
    key = coordinator.go(NEW).field("form_key")
    typed = {
        "start": start.format(draft.pk),
        "title": "Neglect in 2030",
        "convenor": str(draft.convenor_id),
        "form_key": key,
    }
    first, second = (coordinator.client.post(NEW, typed) for _ in "12")
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert Strategy.objects.filter(title="Neglect in 2030").count() == 1
    assert coordinator.go(NEW).field("form_key") != key


def test_a_page_gone_back_to_and_changed_begins_another_draft(coordinator):
    shown = coordinator.go(NEW)
    for title in ("One", "Another"):
        coordinator.page = shown
        coordinator.press(BEGIN, {"start": "blank", "title": title})
    assert {one.title for one in Strategy.objects.all()} == {"One", "Another"}


def test_a_blank_strategy_needs_a_title(coordinator):
    coordinator.go(NEW)
    page = coordinator.press(BEGIN, {"start": "blank"})
    assert page.problems == ["Enter a title"]
    assert not Strategy.objects.exists()


def test_what_to_begin_with_must_be_chosen(coordinator):
    coordinator.go(NEW)
    page = coordinator.press(BEGIN, {"title": "Kept"})
    assert page.problems == ["Choose what you begin with"]
    assert page.field("title") == "Kept"


@pytest.mark.parametrize("name", library.names())
def test_every_document_of_the_library_can_be_begun_with(coordinator, name):
    coordinator.go(NEW)
    page = coordinator.press(BEGIN, {"start": f"library-{name}"})
    assert page.status == 200
    made = Strategy.objects.get()
    assert (made.title, made.is_published) == (library.read(name)["title"], False)
    assert "Nothing stands in the way of publishing." in page.text


def test_a_strategy_that_one_can_see_can_be_copied(coordinator, published):
    page = coordinator.go(NEW)
    assert "A copy of “Our strategy”, version 1" in page.text
    page = coordinator.press(
        BEGIN, {"start": f"copy-{published.pk}", "title": "Theirs"}
    )
    made = Strategy.objects.get(title="Theirs")
    assert page.path == f"/strategies/{made.slug}/edit/"
    assert (made.priorities.count(), made.is_published) == (3, False)


@pytest.mark.parametrize("start", ["copy-{}", "copy-x", "library-none", "other"])
def test_what_one_cannot_see_cannot_be_copied(coordinator, start):
    hidden = one_of_everything(PartnershipFactory(), title="Hidden words")
    coordinator.go(NEW)
    assert "Hidden words" not in coordinator.page.text
    typed = {"start": start.format(hidden.pk), "title": "Mine"}
    answer = coordinator.client.post(NEW, typed | {"convenor": "1"})
    assert answer.status_code == 200
    assert not Strategy.objects.filter(title="Mine").exists()


def test_only_partnerships_that_one_writes_for_are_offered(visit, writer):
    partner = PartnershipFactory(short_name="Read only")
    PartnershipMember.objects.create(
        user=writer.person, partnership=partner, role="board"
    )
    page = visit(writer.person).go(NEW)
    assert writer.partnership.name in page.text
    assert partner.name not in page.text


def test_the_preview_is_marked_and_leads_back(coordinator, draft):
    page = coordinator.go("/strategies/ours/")
    assert "Draft, not published" in page.text
    assert page.links["Change this draft"] == "/strategies/ours/edit/"


def test_a_board_member_reads_the_draft_without_the_way_to_change_it(visit, draft):
    page = visit(partner_in(draft.convenor, "board")).go("/strategies/ours/")
    assert "Draft, not published" in page.text
    assert "Change this draft" not in page.links


def test_the_list_marks_drafts_and_leads_to_them(coordinator, visit, draft):
    page = coordinator.go("/strategies/")
    assert page.links["Change the draft Our strategy, version 1"] == (
        "/strategies/ours/edit/"
    )
    page = visit(partner_in(draft.convenor, "board")).go("/strategies/")
    assert "Draft" in page.text
    assert "Write a strategy" not in page.links
    assert "Change the draft Our strategy, version 1" not in page.links


def test_publishing_says_what_it_means_and_then_does_it(coordinator, draft):
    coordinator.go("/strategies/ours/edit/")
    page = coordinator.follow("Publish this version")
    assert "Nobody can change this version any more." in page.text
    page = coordinator.press("Publish version 1")
    assert page.path == "/strategies/ours/"
    assert "“Our strategy”, version 1, is published." in page.text
    assert Strategy.objects.get().is_published


def test_publishing_lists_what_stands_in_the_way(coordinator, draft):
    empty = ObjectiveFactory(strategy=draft, title="Reflect", position=9)
    page = coordinator.go("/strategies/ours/publish/")
    link = "Objective “Reflect” has no priorities. Add one or remove it."
    assert page.links[link] == f"/strategies/ours/edit/#objective-{empty.pk}"
    assert not page.buttons
    answer = coordinator.client.post("/strategies/ours/publish/", follow=True)
    assert "“Reflect” has no priorities" in answer.content.decode()
    assert not Strategy.objects.get().is_published


def test_publishing_again_shows_what_is_published(coordinator, published):
    page = coordinator.go("/strategies/ours/publish/")
    assert page.path == "/strategies/ours/"


def test_a_published_strategy_is_revised(coordinator, published):
    coordinator.go("/strategies/ours/")
    coordinator.follow("Revise this strategy")
    page = coordinator.press("Begin the new version")
    made = Strategy.objects.get(previous=published)
    assert page.path == f"/strategies/{made.slug}/edit/"
    assert "Version 2, draft" in page.text


def test_a_version_being_revised_leads_to_its_draft(coordinator, revision):
    page = coordinator.go("/strategies/ours/revise/")
    assert "This version is being revised already" in page.text
    page = coordinator.follow("Go on with version 2")
    assert page.path == f"/strategies/{revision.slug}/edit/"


def test_a_replaced_version_leads_to_the_later_one(coordinator, revision):
    publish_strategy(strategy=revision, by=ANYBODY, at=NOW)
    page = coordinator.go("/strategies/ours/revise/")
    assert page.links["Revise version 2"] == f"/strategies/{revision.slug}/revise/"
    answer = coordinator.client.post("/strategies/ours/revise/", follow=True)
    assert "Version 2 has replaced this one" in answer.content.decode()


def test_revising_a_draft_goes_on_with_it(coordinator, draft):
    assert coordinator.go("/strategies/ours/revise/").path == "/strategies/ours/edit/"


def test_the_changes_stand_side_by_side(coordinator, revision):
    changed = revision.priorities.get(number=1)
    changed.text = "What every partner asks for."
    changed.save()
    revision.priorities.get(number=2).delete()
    revision.aims.create(text="Another aim altogether.")
    coordinator.go(f"/strategies/{revision.slug}/edit/")
    page = coordinator.follow("What changed since version 1")
    assert page.heading.startswith("What changed from version 1 to version 2")
    sections = {one["aria-label"]: one for one in page.main.select("[aria-label]")}
    reworded = sections["Reworded: priority 1"]
    marks = [one.get_text().strip() for one in reworded.select("mark")]
    assert marks == ["the partnership", "every partner"]
    assert "is not carried on" in sections["Dropped: priority 2"].get_text()
    assert "3. Do thing 3" in page.text
    assert "Another aim altogether." in page.text


def test_what_moved_says_from_where_to_where(coordinator, revision):
    one, two, _ = revision.priorities.all()
    one.objective = revision.objectives.get(title="Respond")
    one.short_title = "Matter 1"
    one.save()
    two.objective = one.objective
    two.guidance = "Say by when."
    two.save()
    page = coordinator.go(f"/strategies/{revision.slug}/changes/")
    sections = {one["aria-label"]: one for one in page.main.select("[aria-label]")}
    first = sections["Reworded: priority 1"].get_text(" ")
    assert "Priority 1, moved from Recognise to Respond" in first
    assert "Short title" in first
    second = sections["Moved: priority 2"].get_text(" ")
    assert "Priority 2, moved from Recognise to Respond" in second
    assert "Under Recognise" in second
    assert "Say by when." in second
    assert "Every priority is kept as it was." not in page.text


def test_a_version_that_changed_nothing_says_so(coordinator, revision):
    page = coordinator.go(f"/strategies/{revision.slug}/changes/")
    assert "Every priority is kept as it was." in page.text
    assert "Nothing else changed." in page.text


def test_a_first_version_has_nothing_to_compare(coordinator, published):
    assert coordinator.go("/strategies/ours/changes/").status == 404
    assert "What changed since" not in coordinator.go("/strategies/ours/").text


def test_readers_of_both_versions_see_what_changed(visit, revision):
    publish_strategy(strategy=revision, by=ANYBODY, at=NOW)
    partnership = PartnershipFactory()
    AdoptionFactory(strategy=revision, partnership=partnership)
    reader = visit(partner_in(partnership, "board"))
    url = f"/strategies/{revision.slug}/"
    assert "What changed since version 1" not in reader.go(url).links
    assert reader.go(f"{url}changes/").status == 404
    AdoptionFactory(strategy=revision.previous, partnership=partnership)
    reader.go(url)
    assert reader.follow("What changed since version 1").status == 200


def test_the_changes_take_as_many_queries_however_long(coordinator, revision):
    url = f"/strategies/{revision.slug}/changes/"
    before = query_count(coordinator.client, url)
    for number in range(4, 12):
        PriorityFactory(objective=ObjectiveFactory(strategy=revision), number=number)
        revision.aims.create(text=f"Words {number}")
    assert query_count(coordinator.client, url) == before


def test_a_draft_is_deleted_after_asking(coordinator, draft):
    coordinator.go("/strategies/ours/edit/")
    coordinator.follow("Delete this draft")
    assert Strategy.objects.exists()
    page = coordinator.press("Delete this draft")
    assert page.path == "/strategies/"
    assert not Strategy.objects.exists()


def test_deleting_says_who_else_wrote_in_the_draft_lately(
    coordinator, visit, writer, draft
):
    coordinator.go("/strategies/ours/edit/aim/add/")
    coordinator.press("Add this aim", {"text": "Mine."})
    page = coordinator.go("/strategies/ours/delete/")
    assert "others have written in it" not in page.text
    person = partner_in(writer.partnership, "coordinator")
    colleague = visit(person)
    for text in ("Theirs.", "Theirs too."):
        colleague.go("/strategies/ours/edit/aim/add/")
        colleague.press("Add this aim", {"text": text})
    page = coordinator.go("/strategies/ours/delete/")
    assert f"others have written in it too: {person.called}. Ask them" in page.text


def test_who_wrote_long_ago_is_not_named(coordinator, writer, draft):
    person = partner_in(writer.partnership, "coordinator")
    delete = timezone.now() - timedelta(days=8)
    add_part(
        strategy=draft,
        kind=KINDS["aim"],
        words={"text": "Theirs."},
        by=access(person),
        at=delete,
    )
    page = coordinator.go("/strategies/ours/delete/")
    assert person.called not in page.text


def test_a_published_version_is_not_deleted(coordinator, published):
    page = coordinator.go("/strategies/ours/delete/")
    assert page.path == "/strategies/ours/"
    answer = coordinator.client.post("/strategies/ours/delete/", follow=True)
    assert "cannot be changed" in answer.content.decode()
    assert Strategy.objects.exists()
