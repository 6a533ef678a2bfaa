"""A draft begins: from blank, from the library, as a copy, as a revision."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from partnership.access import Forbidden
from strategies import library
from strategies.actions import (
    copy_strategy,
    create_from_library,
    create_strategy,
    delete_draft,
    publish_strategy,
    revise_strategy,
)
from strategies.actions.creating import next_version
from strategies.kinds import KINDS
from strategies.models import Part, Priority, Strategy
from tests.factories import ANYBODY, NOW, PartnershipFactory, access, partner_in
from tests.strategies.conftest import one_of_everything


def by(writer) -> dict:
    return {"by": writer.access, "at": NOW}


def words(strategy) -> dict[str, list[str]]:
    """Everything that the parts of a version say, by kind."""
    return {
        kind.name: [
            str({n: v for n, v in kind.words(part).items() if n != "objective_id"})
            for part in getattr(strategy, kind.related).all()
        ]
        for kind in KINDS.values()
    }


def test_a_blank_draft_belongs_to_the_partnership(writer):
    made = create_strategy(title="New", convenor=writer.partnership, **by(writer))
    assert (made.state, made.version, made.convenor) == (
        "draft",
        "1",
        writer.partnership,
    )
    event = Event.objects.get(subject_id=made.pk, subject_kind="strategies.strategy")
    assert (event.verb, event.actor_name) == ("began writing", writer.person.called)


def keyed(partnership, who, key) -> list:
    """Each way to begin a draft, as one page would."""
    more = {"convenor": partnership, "form_key": key, "by": who, "at": NOW}
    return [
        lambda: create_strategy(title="New", **more),
        lambda: create_from_library(document=library.read("surrey"), **more),
        lambda: copy_strategy(source=Strategy.objects.get(slug="ours"), **more),
    ]


@pytest.mark.parametrize("way", range(3))
def test_the_same_page_sent_twice_begins_one_draft(writer, draft, way):
    begin = keyed(writer.partnership, writer.access, uuid4())[way]
    first = begin()
    assert begin() == first
    assert Strategy.objects.exclude(pk=draft.pk).get() == first
    assert Event.objects.filter(verb="began writing").count() == 1


@pytest.mark.parametrize("way", range(3))
@pytest.mark.parametrize("no_key", [True, False])
def test_two_pages_begin_two_drafts(writer, draft, way, no_key):
    for _ in "12":
        key = None if no_key else uuid4()
        keyed(writer.partnership, writer.access, key)[way]()
    assert Strategy.objects.exclude(pk=draft.pk).count() == 2


@pytest.mark.parametrize("way", range(3))
def test_a_page_that_began_a_draft_begins_none_for_another_partnership(
    writer, draft, way
):
    key = uuid4()
    keyed(PartnershipFactory(), ANYBODY, key)[way]()
    with pytest.raises(ValidationError, match="This page has begun a draft already"):
        keyed(writer.partnership, writer.access, key)[way]()


def test_a_title_never_takes_the_address_of_a_page(writer):
    made = create_strategy(title="New", convenor=writer.partnership, **by(writer))
    assert made.slug == "new-2"


def test_a_title_without_letters_has_an_address_all_the_same(writer):
    made = create_strategy(title="!!!", convenor=writer.partnership, **by(writer))
    assert made.slug == "strategy"


def begin_blank(partnership, who):
    create_strategy(title="New", convenor=partnership, by=who, at=NOW)


def begin_from_library(partnership, who):
    document = library.read("surrey")
    create_from_library(document=document, convenor=partnership, by=who, at=NOW)


def begin_as_copy(partnership, who):
    source = one_of_everything(partnership)
    copy_strategy(source=source, convenor=partnership, by=who, at=NOW)


@pytest.mark.parametrize("begin", [begin_blank, begin_from_library, begin_as_copy])
@pytest.mark.parametrize("role", ["board", "analyst", "elsewhere"])
def test_only_its_coordinators_begin_a_draft(writer, begin, role):
    where = PartnershipFactory() if role == "elsewhere" else writer.partnership
    person = partner_in(where, "coordinator" if role == "elsewhere" else role)
    with pytest.raises(Forbidden):
        begin(writer.partnership, access(person))
    assert not Event.objects.exists()


def test_a_draft_from_the_library_says_what_the_document_says(writer):
    document = library.read("surrey")
    made = create_from_library(
        document=document, convenor=writer.partnership, title="Ours", **by(writer)
    )
    assert (made.title, made.state, made.library_key) == ("Ours", "draft", "")
    assert made.summary == document["summary"]
    assert made.priorities.count() == 13
    assert made.commitments.count() == sum(
        len(block["items"]) for block in document["commitments"]
    )


def test_loading_the_library_does_not_take_a_draft_for_its_document(writer):
    document = library.read("surrey")
    create_from_library(document=document, convenor=writer.partnership, **by(writer))
    assert not Strategy.objects.filter(library_key="surrey").exists()


def test_a_copy_says_the_same_in_a_draft_of_its_own(writer, published):
    made = copy_strategy(
        source=published, convenor=writer.partnership, title="", **by(writer)
    )
    assert (made.title, made.state, made.previous) == (published.title, "draft", None)
    assert words(made) == words(published)
    assert not Priority.predecessors.through.objects.exists()


def test_a_revision_is_the_next_version_whose_priorities_know_theirs(writer, published):
    made = revise_strategy(strategy=published, **by(writer))
    assert (made.version, made.previous, made.convenor) == (
        "2",
        published,
        writer.partnership,
    )
    assert words(made) == words(published)
    for one in made.priorities.all():
        assert one.objective.strategy_id == made.pk
        assert [old.number for old in one.predecessors.all()] == [one.number]
        assert one.predecessors.get().strategy_id == published.pk
    published.refresh_from_db()
    assert published.is_published


def test_revising_takes_as_many_queries_however_long_the_strategy(
    writer, published, django_assert_max_num_queries
):
    revise_strategy(strategy=published, **by(writer))
    long = one_of_everything(writer.partnership, title="Long")
    for number in range(4, 30):
        long.priorities.create(
            number=number, objective=long.objectives.first(), title="T", text="T"
        )
        long.aims.create(text=f"Aim {number}")
    publish_strategy(strategy=long, by=ANYBODY, at=NOW)
    with django_assert_max_num_queries(40):
        revise_strategy(strategy=long, **by(writer))


def test_revising_again_gives_back_the_draft_that_was_begun(writer, published):
    first = revise_strategy(strategy=published, **by(writer))
    assert revise_strategy(strategy=published, **by(writer)) == first


def test_a_version_that_was_replaced_is_not_revised(writer, published):
    second = revise_strategy(strategy=published, **by(writer))
    publish_strategy(strategy=second, **by(writer))
    with pytest.raises(ValidationError, match="Version 2 has replaced this one"):
        revise_strategy(strategy=published, **by(writer))
    assert revise_strategy(strategy=second, **by(writer)).version == "3"


def test_a_draft_is_not_revised(writer, draft):
    with pytest.raises(ValidationError, match="can be changed as it is"):
        revise_strategy(strategy=draft, **by(writer))


def test_only_the_convenors_coordinators_revise(published):
    person = partner_in(PartnershipFactory(), "coordinator")
    with pytest.raises(Forbidden):
        revise_strategy(strategy=published, by=access(person), at=NOW)


def test_only_the_convenors_coordinators_publish(draft):
    person = partner_in(PartnershipFactory(), "coordinator")
    with pytest.raises(Forbidden):
        publish_strategy(strategy=draft, by=access(person), at=NOW)
    draft.refresh_from_db()
    assert not draft.is_published


@pytest.mark.parametrize(
    ("version", "after"),
    [
        ("1", "2"),
        ("9", "10"),
        ("2024.1", "2024.2"),
        ("Version 3 (final)", "Version 4 (final)"),
        ("spring", "spring 2"),
        ("9" * 20, "9" * 11 + "1000000000"[:9]),
    ],
)
def test_the_next_version_counts_on(version, after):
    assert next_version(version) == after
    assert len(next_version(version)) <= 20


def test_deleting_a_draft_leaves_a_record_and_nothing_else(writer, draft):
    delete_draft(strategy=draft, **by(writer))
    assert not Strategy.objects.exists()
    assert not any(model.objects.exists() for model in Part.__subclasses__())
    event = Event.objects.get()
    assert event.verb == "deleted the draft"
    said = event.before
    assert (said["title"], said["version"]) == ("Our strategy", "1")
    assert said["aims"] == [{"text": "As agreed."}]
    assert said["commitments"] == [{"group": "Training", "text": "Train everybody."}]
    under = [one["text"] for part in said["objectives"] for one in part["priorities"]]
    assert under == ["What the partnership asks for."] * 3


def test_the_record_of_a_deleted_draft_has_its_text_and_what_it_carried_on(
    writer, published
):
    Strategy.objects.filter(pk=published.pk).update(
        summary="Why.", starts_on="2027-04-01"
    )
    draft = revise_strategy(strategy=published, **by(writer))
    delete_draft(strategy=draft, **by(writer))
    said = Event.objects.get(verb="deleted the draft").before
    assert (said["summary"], said["starts_on"]) == ("Why.", "2027-04-01")
    assert said["objectives"][0]["priorities"][0]["carries_on"] == ["1. Do thing 1"]


def test_deleting_a_revision_leaves_the_version_before(writer, published):
    delete_draft(
        strategy=revise_strategy(strategy=published, **by(writer)), **by(writer)
    )
    assert Strategy.objects.get() == published
    assert published.priorities.count() == 3


def test_a_published_version_is_not_deleted(writer, published):
    with pytest.raises(ValidationError, match="cannot be changed"):
        delete_draft(strategy=published, **by(writer))
    assert Strategy.objects.exists()


def test_only_the_convenors_coordinators_delete(draft):
    person = partner_in(PartnershipFactory(), "coordinator")
    with pytest.raises(Forbidden):
        delete_draft(strategy=draft, by=access(person), at=NOW)
    assert Strategy.objects.exists()
