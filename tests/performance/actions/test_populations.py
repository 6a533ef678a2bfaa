"""Which areas a partnership looks after, and how many children live there."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from partnership.access import Forbidden
from partnership.membership import access_of
from performance.actions.populations import (
    MOST_AREAS,
    look_after,
    look_after_no_longer,
    save_populations,
)
from performance.imports.populations import counted
from performance.models import Area, Benchmark, Coverage, Population
from strategies.models import Adoption
from tests.factories import ANYBODY, NOW
from tests.performance.steps import measure

CODE, OTHER = "E06999001", "E06999002"
LATER = NOW + timedelta(hours=1)
ONS = "ONS"


def cover(partnership, code=CODE, name="North", by=ANYBODY):
    return look_after(partnership=partnership, code=code, name=name, by=by, at=NOW)


def save(*counts, by=ANYBODY, at=LATER):
    return save_populations(counts=counts, by=by, at=at)


def marked(partnership):
    return Adoption.objects.get(partnership=partnership).evidence_changed_at


@pytest.fixture
def both(northshire, castlebourne):
    """One area that two partnerships look after."""
    cover(castlebourne)
    return cover(northshire).area


def test_an_area_is_looked_after_recorded_and_the_dashboard_told(northshire):
    one = cover(northshire)
    assert (one.area.code, one.area.name) == (CODE, "North")
    assert one.area.kind == Area.Kind.AUTHORITY
    done = Event.objects.get(verb="looks after")
    assert (done.thread_id, done.subject_label) == (northshire.pk, f"North ({CODE})")
    assert marked(northshire) == NOW


def test_a_code_that_is_known_is_the_same_area(northshire, castlebourne):
    one = cover(northshire)
    assert cover(castlebourne, name="").area == one.area
    assert cover_again(castlebourne) == "already"


def cover_again(partnership, **more) -> str:
    with pytest.raises(ValidationError) as refused:
        cover(partnership, **more)
    return refused.value.code


@pytest.mark.parametrize(
    ("code", "name", "why"),
    [
        ("E0699900", "North", "code"),
        ("e06999001", "North", "code"),
        ("E92000001", "England", "code"),
        ("E12000001", "North East", "code"),
        (CODE, "", "name"),
    ],
)
def test_what_is_no_local_authority_is_refused(northshire, code, name, why):
    assert cover_again(northshire, code=code, name=name) == why
    assert not Area.objects.exists()


def test_there_are_only_so_many_areas(northshire):
    rows = [
        Area(code=f"E0800{n:04}", name=f"{n}", kind="authority")
        for n in range(MOST_AREAS)
    ]
    for area in Area.objects.bulk_create(rows):
        Coverage.objects.create(partnership=northshire, area=area)
    assert cover_again(northshire) == "too_many"


def test_only_who_chooses_its_measures_says_where_a_partnership_is(northshire, cast):
    for person in (cast.board, cast.lead, cast.coordinator_elsewhere):
        with pytest.raises(Forbidden):
            cover(northshire, by=access_of(person))
    one = cover(northshire, by=access_of(cast.analyst))
    with pytest.raises(Forbidden):
        look_after_no_longer(coverage=one, by=access_of(cast.board), at=NOW)


def test_an_area_that_nobody_needs_goes_with_its_populations(northshire):
    one = cover(northshire)
    save(counted(CODE, 2024, None, (21_400, ONS)))
    for _ in range(2):
        look_after_no_longer(coverage=one, by=ANYBODY, at=LATER)
    assert not Area.objects.exists()
    assert Event.objects.get(verb="removed").before == {"2024": 21_400}
    assert marked(northshire) == LATER


def test_an_area_that_others_need_stays(northshire, both):
    one = northshire.coverage.get()
    save(counted(CODE, 2024, None, (21_400, ONS)))
    look_after_no_longer(coverage=one, by=ANYBODY, at=LATER)
    assert Population.objects.get().area == both
    last = Coverage.objects.get()
    Benchmark.objects.create(measure=measure(), area=both, frequency="year", values={})
    look_after_no_longer(coverage=last, by=ANYBODY, at=LATER)
    assert Area.objects.get() == both


def test_a_population_says_who_saved_it_and_tells_every_dashboard(
    northshire, castlebourne, both, cast
):
    by = access_of(cast.analyst)
    assert save(counted(CODE, 2024, None, (21_400, ONS)), by=by).many == 1
    one = Population.objects.get()
    assert (one.children, one.source, one.saved_at) == (21_400, ONS, LATER)
    assert one.saved_by == by.actor_name
    assert marked(northshire) == marked(castlebourne) == LATER
    done = Event.objects.get(verb="changed the population of")
    assert done.after == {"2024": 21_400, "2024, source": ONS}
    assert done.thread_id == both.pk


def test_a_second_time_it_changes_nothing(both):
    one = counted(CODE, 2024, None, (21_400, ONS))
    save(one)
    again = save(one, at=LATER + timedelta(days=1))
    assert (again.many, again.clashes) == (0, [])
    assert Population.objects.get().saved_at == LATER
    assert Event.objects.filter(verb="changed the population of").count() == 1


def test_what_was_changed_meanwhile_is_not_written_over(both):
    save(counted(CODE, 2024, None, (21_400, ONS)))
    found = save(
        counted(CODE, 2024, (20_000, ONS), (22_000, ONS)),
        counted(CODE, 2023, None, (21_000, ONS)),
    )
    ((one, clash),) = found.clashes
    assert (one.year, clash.theirs, clash.mine) == (2024, 21_400, 22_000)
    assert found.many == 1
    assert set(Population.objects.values_list("year", "children")) == {
        (2024, 21_400),
        (2023, 21_000),
    }


def test_a_population_is_taken_out(both):
    save(counted(CODE, 2024, None, (21_400, ONS)))
    save(counted(CODE, 2024, (21_400, ONS), (None, ONS)))
    assert not Population.objects.exists()
    latest = Event.objects.filter(verb="changed the population of").latest("pk")
    assert (latest.before, latest.after) == ({"2024": 21_400}, {"2024": None})


@pytest.mark.parametrize(("year", "children"), [(1989, 5), (2024, 0), (2024, 10**8)])
def test_what_cannot_be_is_refused(both, year, children):
    with pytest.raises(ValidationError):
        save(counted(CODE, year, None, (children, ONS)))
    assert not Population.objects.exists()


def test_whoever_covers_an_area_may_change_it_and_nobody_else(both, cast):
    one = counted(CODE, 2024, None, (21_400, ONS))
    for person in (cast.board, cast.lead, cast.coordinator_elsewhere):
        with pytest.raises(Forbidden):
            save(one, by=access_of(person))
    assert save(one, by=access_of(cast.coordinator)).many == 1


def test_only_a_command_makes_areas(cast):
    one = counted(OTHER, 2024, None, (21_400, ONS), "Other")
    with pytest.raises(Forbidden):
        save(one, by=access_of(cast.coordinator))
    save(one)
    assert Area.objects.get().name == "Other"


def test_it_needs_no_more_queries_for_more_years(both, django_assert_max_num_queries):
    many = [counted(CODE, year, None, (year, ONS)) for year in range(1990, 2026)]
    with django_assert_max_num_queries(18):
        assert save(*many).many == 36
