"""The editing page and the small pages for each part."""

import pytest

from strategies.kinds import KINDS
from strategies.models import Strategy
from tests.factories import (
    ObjectiveFactory,
)
from tests.strategies.conftest import one_of_everything

EDIT = "/strategies/ours/edit/"
TYPED = {
    "aim": {"text": "Children are safe."},
    "objective": {"title": "Reflect", "aim": "We learn."},
    "principle": {"text": "Children come first."},
    "commitment": {"group": "Data", "text": "Share data."},
    "outcome": {"text": "Fewer children wait."},
    "resource": {"title": "Graded care", "kind": "tool", "url": "https://a.example/"},
    "oversight": {"name": "Task group", "kind": "group", "taking_part": "Health."},
    "priority": {
        "title": "Hear children",
        "short_title": "Hear",
        "text": "Children are heard.",
    },
}


def stands(draft) -> Strategy:
    return Strategy.objects.get(pk=draft.pk)


def test_the_page_names_every_part_with_what_can_be_done(coordinator, draft):
    page = coordinator.go(EDIT)
    assert page.heading == "Our strategy"
    for kind in KINDS.values():
        for part in getattr(draft, kind.related).all():
            assert f"Change {kind.singular}: {part}" in page.links
            assert f"Remove {kind.singular}: {part}" in page.links
    for words in ("Add an aim", "Add an objective", "Add a commitment"):
        assert words in page.links
    assert "Move down priority: 1. Do thing 1" in page.buttons
    assert "Move up priority: 1. Do thing 1" not in page.buttons
    assert "Move up priority: 3. Do thing 3" in page.buttons
    assert "Move down priority: 3. Do thing 3" not in page.buttons
    assert "Nothing stands in the way of publishing." in page.text


def test_an_empty_draft_says_what_it_needs(coordinator, writer):
    Strategy.objects.create(title="Bare", slug="bare", convenor=writer.partnership)
    page = coordinator.go("/strategies/bare/edit/")
    assert "No objective yet. A strategy needs at least one" in page.text
    assert "There is no objective yet" in page.text
    page = coordinator.go("/strategies/bare/edit/priority/add/")
    assert "Add an objective first" in page.links


def test_an_objective_without_priorities_is_told_beside_it(coordinator, draft):
    empty = ObjectiveFactory(strategy=draft, title="Reflect", position=9)
    page = coordinator.go(EDIT)
    assert "No priorities yet. Add one, or remove this objective" in page.text
    link = "Objective “Reflect” has no priorities. Add one or remove it."
    assert page.links[link] == f"#objective-{empty.pk}"
    assert page.soup.find(id=f"objective-{empty.pk}")


@pytest.mark.parametrize("name", KINDS)
def test_a_part_of_every_kind_is_added_changed_and_removed(coordinator, draft, name):
    kind = KINDS[name]
    rows = getattr(draft, kind.related)
    page = coordinator.go(f"{EDIT}{name}/add/")
    typed = dict(TYPED[name])
    if name == "priority":
        assert page.field("number") == "4"
        typed["objective_id"] = str(draft.objectives.first().pk)
    page = coordinator.press(f"Add this {kind.singular}", typed)
    assert page.path == EDIT
    made = rows.order_by("-pk").first()
    for field, text in TYPED[name].items():
        assert getattr(made, field) == text
    changed = kind.fields[-1] if name != "priority" else "guidance"
    new = "https://b.example/" if name == "resource" else "Said better."
    coordinator.go(f"{EDIT}{name}/{made.pk}/")
    page = coordinator.press(f"Save this {kind.singular}", {changed: new})
    assert page.path == EDIT
    assert getattr(rows.get(pk=made.pk), changed) == new
    coordinator.go(f"{EDIT}{name}/{made.pk}/remove/")
    page = coordinator.press(f"Remove this {kind.singular}")
    assert page.path == EDIT
    assert not rows.filter(pk=made.pk).exists()


@pytest.mark.parametrize("name", KINDS)
def test_an_empty_page_says_what_is_needed_and_saves_nothing(coordinator, draft, name):
    kind = KINDS[name]
    before = getattr(draft, kind.related).count()
    coordinator.go(f"{EDIT}{name}/add/")
    page = coordinator.press(f"Add this {kind.singular}")
    assert page.problems
    assert page.title.startswith("Error: ")
    assert getattr(draft, kind.related).count() == before


@pytest.mark.parametrize("name", KINDS)
def test_words_about_a_child_are_refused_and_stay_on_the_page(coordinator, draft, name):
    kind = KINDS[name]
    coordinator.go(f"{EDIT}{name}/add/")
    field = next(f for f in ("text", "title", "name") if f in kind.fields)
    page = coordinator.press(f"Add this {kind.singular}", {field: "We met Kayla, 7."})
    assert any("Take out what could identify a child" in one for one in page.problems)
    assert page.field(field) == "We met Kayla, 7."


def test_a_number_that_is_taken_is_said_beside_it(coordinator, draft):
    coordinator.go(f"{EDIT}priority/add/?objective_id={draft.objectives.last().pk}")
    page = coordinator.press("Add this priority", TYPED["priority"] | {"number": "2"})
    assert page.problems == ["Priority 2 is “Do thing 2”. Choose another number."]
    assert page.soup.find(id="id_number-error")
    assert page.field("title") == "Hear children"
    page = coordinator.press("Add this priority", {"number": "4"})
    assert draft.priorities.get(number=4).objective == draft.objectives.last()


@pytest.mark.parametrize("number", ["0", "1000", "two", "1.5", "-3"])
def test_a_number_must_be_one(coordinator, draft, number):
    coordinator.go(f"{EDIT}priority/add/?objective_id={draft.objectives.last().pk}")
    page = coordinator.press(
        "Add this priority", TYPED["priority"] | {"number": number}
    )
    assert len(page.problems) == 1
    assert "number must be" in page.problems[0]
    assert page.field("number") == number


@pytest.mark.parametrize(
    "url",
    [
        *("javascript:alert(1)", "not an address", "https://a.example/" + "x" * 200),
        *("ftp://a.example/toolkit.pdf", "ftps://a.example/"),
    ],
)
def test_a_link_must_be_an_address(coordinator, draft, url):
    coordinator.go(f"{EDIT}resource/add/")
    page = coordinator.press(
        "Add this toolkit or document", {"title": "T", "kind": "tool", "url": url}
    )
    assert len(page.problems) == 1
    assert page.field("url") == url
    assert draft.resources.count() == 1


@pytest.mark.parametrize("url", ["http://a.example/", "https://a.example/"])
def test_a_link_may_be_http_or_https(coordinator, draft, url):
    coordinator.go(f"{EDIT}resource/add/")
    coordinator.press(
        "Add this toolkit or document", {"title": "T", "kind": "tool", "url": url}
    )
    assert draft.resources.get(title="T").url == url


def test_the_refusal_of_a_link_says_how_one_begins(coordinator, draft):
    coordinator.go(f"{EDIT}resource/add/")
    page = coordinator.press(
        "Add this toolkit or document",
        {"title": "T", "kind": "tool", "url": "ftp://a.example/"},
    )
    (said,) = page.problems
    assert said.startswith("Enter a full address that begins with http:// or https://")


def test_an_overlong_text_comes_back_whole(coordinator, draft):
    coordinator.go(f"{EDIT}aim/add/")
    page = coordinator.press("Add this aim", {"text": "x" * 1001})
    assert page.problems == ["The aim must be 1,000 characters or fewer. It has 1,001."]
    assert page.field("text") == "x" * 1001


def test_the_text_is_changed_on_a_page_of_its_own(coordinator, draft):
    coordinator.go(EDIT)
    coordinator.follow("Change the text and dates")
    page = coordinator.press(
        "Save the text",
        {"summary": "Why.", "starts_on-day": "1", "starts_on-month": "4"}
        | {"starts_on-year": "2027"},
    )
    assert page.path == EDIT
    found = stands(draft)
    assert (found.summary, found.starts_on.year) == ("Why.", 2027)


def test_a_strategy_does_not_end_before_it_starts(coordinator, draft):
    dates = {"starts_on": "1 4 2027", "ends_on": "31 3 2027"}
    typed = {
        f"{name}-{part}": text
        for name, date in dates.items()
        for part, text in zip(("day", "month", "year"), date.split(), strict=True)
    }
    coordinator.go(f"{EDIT}text/")
    page = coordinator.press("Save the text", typed)
    assert page.problems == ["A strategy cannot end before it starts"]
    assert page.field("ends_on-year") == "2027"


def test_moving_goes_back_to_the_part(coordinator, draft):
    coordinator.go(EDIT)
    coordinator.press("Move down priority: 1. Do thing 1")
    assert [one.title for one in draft.priorities.all()] == [
        "Do thing 2",
        "Do thing 1",
        "Do thing 3",
    ]
    assert coordinator.page.path == EDIT


def test_a_group_of_commitments_moves_from_its_heading(coordinator, draft):
    draft.commitments.create(group="Data", text="Share.", position=2)
    coordinator.go(EDIT)
    assert "Move group up Training" not in coordinator.page.buttons
    coordinator.press("Move group down Training")
    assert [one.group for one in draft.commitments.all()] == ["Data", "Training"]


def test_a_move_that_is_not_one_changes_nothing(coordinator, draft):
    pk = draft.priorities.get(number=2).pk
    answer = coordinator.client.post(f"{EDIT}priority/{pk}/move/", {"way": "sideways"})
    assert answer.status_code == 302
    assert draft.priorities.get(number=2).pk == pk


def test_numbers_with_gaps_can_be_closed(coordinator, draft):
    draft.priorities.filter(number=2).update(number=7)
    coordinator.go(EDIT)
    page = coordinator.press("Number them from 1")
    assert [one.number for one in draft.priorities.all()] == [1, 2, 3]
    assert "Number them from 1" not in page.buttons


def test_removing_an_objective_says_what_goes_with_it(coordinator, draft):
    pk = draft.objectives.get(title="Recognise").pk
    page = coordinator.go(f"{EDIT}objective/{pk}/remove/")
    assert "2 priorities go with it: 1. Do thing 1" in page.text
    assert "2. Do thing 2" in page.text
    assert "What the partnership asks for." in page.text
    assert draft.priorities.count() == 3
    coordinator.press("Remove this objective")
    assert [one.number for one in draft.priorities.all()] == [3]


def test_a_refusal_to_remove_is_said_on_the_page(coordinator, draft, answered):
    pk = draft.priorities.get(number=1).pk
    coordinator.go(f"{EDIT}priority/{pk}/remove/")
    page = coordinator.press("Remove this priority")
    assert "Agencies have answered about this, so it cannot be removed." in page.text
    assert draft.priorities.count() == 3


@pytest.fixture
def answered(draft, response):
    """A draft that somehow has an answer about its first priority."""
    response.answers.create(priority=draft.priorities.get(number=1))


def test_a_kind_or_a_part_that_is_not_there_cannot_be_found(coordinator, draft):
    other = one_of_everything(draft.convenor, slug="other")
    for path in (
        "nonsense/add/",
        "aim/999/",
        f"aim/{other.aims.get().pk}/",
        f"aim/{other.aims.get().pk}/remove/",
    ):
        assert coordinator.go(f"{EDIT}{path}").status == 404


def test_a_published_version_shows_the_reading_page_with_the_reason(
    coordinator, published
):
    pk = published.aims.get().pk
    for path in ("", "text/", "aim/add/", f"aim/{pk}/", f"aim/{pk}/remove/"):
        page = coordinator.go(f"{EDIT}{path}")
        assert page.path == "/strategies/ours/"
        assert "it can be read but not changed" in page.text
