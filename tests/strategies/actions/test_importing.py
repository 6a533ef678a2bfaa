"""Saving a corrected outline as a draft."""

import copy
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from partnership.access import Access, Forbidden
from partnership.membership import access_of
from strategies import library
from strategies.actions import import_strategy, load_strategy
from strategies.exports import document_of
from strategies.models import Priority, Strategy
from tests.factories import ANYBODY, NOW
from tests.strategies.test_exports import even

DOCUMENT = {
    "title": "Millbrook strategy",
    "objectives": [
        {
            "title": "See",
            "priorities": [
                {"number": 1, "title": "Look", "short": "Look", "text": "Look."}
            ],
        }
    ],
}


def bring(convenor, by: Access = ANYBODY, **changes) -> Strategy:
    document = copy.deepcopy(DOCUMENT) | changes
    return import_strategy(document=document, convenor=convenor, by=by, at=NOW)


def test_what_is_imported_is_a_draft_of_its_convenor(northshire):
    draft = bring(northshire)
    assert not draft.is_published
    assert draft.convenor == northshire
    assert draft.version == "1"
    assert [str(one) for one in draft.priorities.all()] == ["1. Look"]


def test_it_is_recorded_who_imported_it(cast, northshire):
    draft = bring(northshire, access_of(cast.coordinator))
    event = Event.objects.get(verb="imported")
    assert (event.subject_id, event.actor_id) == (draft.pk, cast.coordinator.pk)
    assert event.after == {
        "convenor": str(northshire),
        "objectives": 1,
        "priorities": 1,
    }


def test_the_same_page_sent_twice_makes_one_draft(northshire):
    def send(key) -> Strategy:
        return import_strategy(
            document=DOCUMENT, convenor=northshire, by=ANYBODY, at=NOW, form_key=key
        )

    key = uuid4()
    first = send(key)
    assert send(key) == first
    assert Event.objects.filter(verb="imported").count() == 1
    assert send(uuid4()) != first
    assert send(None) != send(None)


@pytest.mark.parametrize(
    "role", ["lead", "board", "auditor", "analyst", "coordinator_elsewhere", "nobody"]
)
def test_only_a_coordinator_of_the_convenor_may_import(cast, northshire, role):
    with pytest.raises(Forbidden):
        bring(northshire, access_of(getattr(cast, role)))
    assert not Strategy.objects.filter(title=DOCUMENT["title"]).exists()
    assert not Event.objects.filter(verb="imported").exists()


def test_what_cannot_be_saved_is_not_saved_in_part(northshire):
    twice = DOCUMENT["objectives"] * 2
    with pytest.raises(ValidationError, match="Another priority has this number"):
        bring(northshire, objectives=twice)
    assert not Strategy.objects.filter(title=DOCUMENT["title"]).exists()


def test_an_import_never_passes_for_the_librarys_own(northshire):
    document = library.read("surrey")
    draft = import_strategy(document=document, convenor=northshire, by=ANYBODY, at=NOW)
    loaded = load_strategy(document=document, by=ANYBODY, at=NOW)
    assert draft != loaded
    assert loaded.is_published
    assert Priority.objects.filter(strategy=draft).count() == 13


@pytest.mark.parametrize("name", library.names())
def test_an_imported_document_has_everything_that_was_in_it(name, northshire):
    document = library.read(name)
    draft = import_strategy(document=document, convenor=northshire, by=ANYBODY, at=NOW)
    left = {"key", "adopted_on", "review_on"}
    expected = {key: value for key, value in document.items() if key not in left}
    found = {k: v for k, v in document_of(draft).items() if k not in left}
    assert even(found) == even(expected)


@pytest.mark.parametrize(
    ("title", "slug"), [("Import", "import-2"), ("“…”", "strategy"), ("See", "see")]
)
def test_every_title_gets_an_address_of_its_own(northshire, title, slug):
    assert bring(northshire, title=title).slug == slug
