"""Status and dates of an adoption, and what each sector is usually asked."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from partnership.access import Forbidden
from strategies.actions import change_adoption, set_usual
from strategies.models import Adoption, Preset
from tests.factories import (
    ANYBODY,
    NOW,
    TODAY,
    AdoptionFactory,
    access,
    published_strategy,
)
from ui.merging import Edit

DAY = timedelta(days=1)


@pytest.fixture
def adoption(northshire) -> Adoption:
    return northshire.adoptions.get()


def change(adoption, *edits, by=ANYBODY):
    return change_adoption(
        adoption=adoption, edits=[Edit(*one) for one in edits], by=by, at=NOW
    )


@pytest.mark.parametrize(
    "path",
    [
        ["under_review", "adopted"],
        ["under_review", "replaced"],
        ["under_review", "ended"],
        ["ended", "under_review"],
    ],
)
def test_one_status_follows_another(adoption, path):
    for status in path:
        change(adoption, ("status", adoption.status, status))
        adoption.refresh_from_db()
        assert adoption.status == status
    assert adoption.evidence_changed_at == NOW
    assert Event.objects.filter(verb="changed").count() == len(path)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("adopted", "replaced"),
        ("adopted", "draft"),
        ("ended", "adopted"),
        ("replaced", "adopted"),
    ],
)
def test_what_may_not_follow_is_refused(adoption, was, now):
    Adoption.objects.filter(pk=adoption.pk).update(status=was)
    with pytest.raises(ValidationError, match="cannot become that"):
        change(adoption, ("status", was, now))
    adoption.refresh_from_db()
    assert adoption.status == was
    assert not Event.objects.exists()


@pytest.mark.parametrize("was", ["replaced", "ended"])
def test_an_earlier_version_does_not_come_back_beside_a_later_one(
    adoption, strategy, northshire, was
):
    second = published_strategy()
    second.previous, second.version = strategy, "2"
    second.save()
    later = AdoptionFactory(strategy=second, partnership=northshire)
    Adoption.objects.filter(pk=adoption.pk).update(status=was)
    with pytest.raises(ValidationError, match="works to version 2, which comes after"):
        change(adoption, ("status", was, "under_review"))
    adoption.refresh_from_db()
    assert adoption.status == was
    change(later, ("status", "adopted", "ended"))
    change(adoption, ("status", was, "under_review"))
    adoption.refresh_from_db()
    assert adoption.is_in_force
    # And the later one, when it comes back, replaces it again.
    change(later, ("status", "ended", "under_review"))
    adoption.refresh_from_db()
    assert adoption.status == "replaced"


def test_dates_are_changed_and_recorded(adoption):
    on, review = TODAY - 10 * DAY, TODAY + 400 * DAY
    change(
        adoption, ("adopted_on", adoption.adopted_on, on), ("review_on", None, review)
    )
    adoption.refresh_from_db()
    assert (adoption.adopted_on, adoption.review_on) == (on, review)
    event = Event.objects.get()
    assert event.before == {"adopted_on": "2025-01-01", "review_on": None}
    assert event.after == {"adopted_on": str(on), "review_on": str(review)}
    assert (event.thread_kind, event.thread_id) == (
        "strategies.strategy",
        adoption.strategy_id,
    )


@pytest.mark.parametrize(
    ("field", "now", "message"),
    [
        ("adopted_on", TODAY + 400 * DAY, "within a year"),
        ("adopted_on", None, "Enter the date"),
        ("review_on", TODAY - 900 * DAY, "cannot come before"),
    ],
)
def test_dates_that_cannot_be_are_refused(adoption, field, now, message):
    with pytest.raises(ValidationError, match=message):
        change(adoption, (field, getattr(adoption, field), now))
    adoption.refresh_from_db()
    assert adoption.evidence_changed_at is None


def test_what_a_colleague_changed_meanwhile_is_given_back(adoption):
    change(adoption, ("review_on", None, TODAY + 300 * DAY))
    clashes = change(
        adoption,
        ("review_on", None, TODAY + 200 * DAY),
        ("status", "adopted", "under_review"),
    )
    assert [one.theirs for one in clashes] == [TODAY + 300 * DAY]
    adoption.refresh_from_db()
    assert adoption.review_on == TODAY + 300 * DAY
    assert adoption.status == "under_review"


def test_nothing_changed_is_nothing_recorded(adoption):
    assert change(adoption, ("status", "adopted", "adopted")) == []
    assert not Event.objects.exists()


@pytest.mark.parametrize("who", ["board", "lead", "coordinator_elsewhere"])
def test_only_its_coordinators_change_it(cast, adoption, who):
    by = access(getattr(cast, who))
    with pytest.raises(Forbidden):
        change(adoption, ("status", "adopted", "ended"), by=by)
    with pytest.raises(Forbidden):
        set_usual(adoption=adoption, added=[], removed=[], by=by, at=NOW)


def test_a_proposal_is_adopted_or_declined_first(northshire):
    proposed = AdoptionFactory(
        strategy=published_strategy(),
        partnership=northshire,
        status="draft",
        adopted_on=None,
    )
    with pytest.raises(ValidationError, match="only proposed"):
        change(proposed, ("status", "draft", "adopted"))


def stands(adoption) -> set[tuple[str, int]]:
    return set(adoption.presets.values_list("sector", "priority__number"))


def test_what_is_usual_is_added_and_removed_and_recorded(adoption, strategy):
    one, two, *_ = strategy.priorities.order_by("number")
    Preset.objects.create(adoption=adoption, sector="schools", priority=one)
    set_usual(
        adoption=adoption,
        added=[("schools", two.pk), ("charity", one.pk)],
        removed=[("schools", one.pk)],
        by=ANYBODY,
        at=NOW,
    )
    assert stands(adoption) == {("schools", 2), ("charity", 1)}
    event = Event.objects.get()
    assert event.after == {"asked": ["Charity: 1", "School or college: 2"]}
    assert event.before == {"no longer asked": ["School or college: 1"]}


def test_two_coordinators_at_once_lose_nothing(adoption, strategy):
    one, two, *_ = strategy.priorities.order_by("number")
    for pair in ((("schools", one.pk)), (("schools", two.pk)), (("schools", two.pk))):
        set_usual(adoption=adoption, added=[pair], removed=[], by=ANYBODY, at=NOW)
    assert stands(adoption) == {("schools", 1), ("schools", 2)}


def test_a_priority_of_another_strategy_is_left_out(adoption):
    other = published_strategy().priorities.first()
    set_usual(
        adoption=adoption,
        added=[("schools", other.pk)],
        removed=[],
        by=ANYBODY,
        at=NOW,
    )
    assert stands(adoption) == set()
    assert not Event.objects.exists()
