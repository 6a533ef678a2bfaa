"""A query written once gives what the ORM gives, for everybody, on each database."""

from datetime import timedelta

import pytest
from django.db import connection

from dashboards.actions import compile_dashboard
from dashboards.models import Snapshot
from partnership.models import Partnership, Seat
from partnership.prepared import PLANNED, Prepared
from response_tool.models import Answer, Response
from tests.conftest import submit
from tests.factories import NOW, TODAY, PartnershipFactory, SeatFactory, access
from tests.rules.access_table import ROLES


@pytest.fixture
def three(db):
    return [PartnershipFactory(slug=slug) for slug in ("ash", "birch", "cedar")]


@Prepared
def among(*, pks, slug):
    return Partnership.objects.filter(pk__in=pks, slug=slug).order_by("pk")


def test_values_take_the_place_of_their_stand_ins(three):
    ash, birch, _ = three
    assert among(pks=[ash.pk, birch.pk], slug="birch") == [birch]
    assert among(pks=[birch.pk, ash.pk], slug="ash") == [ash]
    assert among(pks=[ash.pk, birch.pk], slug="cedar") == []


def test_lists_may_have_any_length_and_an_empty_one_finds_nothing(three):
    for length in (1, 3, 2):
        pks = [one.pk for one in three[:length]]
        assert among(pks=pks, slug="ash") == three[:1]
    assert among(pks=[], slug="ash") == []
    assert among(pks=[], slug="birch") == []


def test_it_is_written_once_and_runs_each_time(three, django_assert_num_queries):
    calls = []

    @Prepared
    def named(*, slug):
        calls.append(slug)
        return Partnership.objects.filter(slug=slug).values_list("slug", "name")

    with django_assert_num_queries(2):
        assert named(slug="ash") == [("ash", three[0].name)]
        assert named(slug="birch") == [("birch", three[1].name)]
    assert len(calls) == 1


def test_it_is_planned_anew_on_a_new_connection(three):
    assert among(pks=[three[0].pk], slug="ash") == three[:1]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM pg_prepared_statements")
            assert any("partnership_partnership" in name for (name,) in cursor)
    # What another connection has planned is not known to this one.
    PLANNED.clear()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DEALLOCATE ALL")
    assert among(pks=[three[0].pk], slug="ash") == three[:1]


def test_a_number_that_no_column_can_hold_is_not_found(cast, response):
    who = access(cast.lead)
    found = Answer.objects.page_for(who, response=response.pk, number=2**40)
    assert found is None


def test_days_are_values_too(three):
    early, late = TODAY, TODAY + timedelta(days=1)
    seat = SeatFactory(partnership=three[0], from_on=early)

    @Prepared
    def held(*, on, at):
        return Seat.objects.held(on).filter(partnership_id=at).values_list("from_on")

    for day in (early, late):
        assert held(on=day, at=three[0].pk) == [(seat.from_on,)]
    assert held(on=early - timedelta(days=1), at=three[0].pk) == []


def test_quotes_and_percent_signs_are_only_values(three):
    assert among(pks=[three[0].pk], slug="' or 1=1 -- %s") == []


def test_a_value_that_the_query_does_not_use_is_noticed(three):
    unused = Prepared(lambda *, slug: Partnership.objects.filter(pk=1))
    with pytest.raises(LookupError, match="slug"):
        unused(slug="ash")


@pytest.mark.parametrize("role", ROLES[1:])
def test_everybody_finds_the_board_page_that_is_visible_to_them(
    role, cast, northshire, strategy
):
    adoption = northshire.adoptions.get()
    compile_dashboard(adoption=adoption, now=lambda: NOW)
    who = access(getattr(cast, role))
    address = {"partnership": northshire.slug, "strategy": strategy.slug}
    found = Snapshot.objects.page_for(who, **address)
    plain = Snapshot.objects.visible_to(who).of_board().first()
    assert found == plain
    if found:
        assert found.__dict__.keys() == plain.__dict__.keys()
        assert found.compiled_at == plain.compiled_at == NOW
        assert found.adoption.partnership.name == northshire.name
        assert found.get_deferred_fields() == plain.get_deferred_fields()


@pytest.mark.parametrize("sent", [False, True])
@pytest.mark.parametrize("role", ROLES[1:])
def test_everybody_finds_the_answer_that_is_visible_to_them(role, sent, cast, response):
    if sent:
        submit(response)
    who = access(getattr(cast, role))
    found = Answer.objects.page_for(who, response=response.pk, number=2)
    seen = Answer.objects.visible_to(who).with_page()
    plain = seen.filter(response=response, priority__number=2).first()
    assert found == plain
    if found:
        assert (found.saved_at, found.may_stay) == (plain.saved_at, plain.may_stay)
        assert found.response.round == response.round
        assert found.actions_now() == list(plain.actions.order_by("pk"))


@pytest.mark.parametrize("sent", [False, True])
@pytest.mark.parametrize("role", ROLES[1:])
def test_everybody_finds_the_response_that_is_visible_to_them(
    role, sent, cast, response
):
    if sent:
        submit(response)
    who = access(getattr(cast, role))
    found = Response.objects.page_for(who, pk=response.pk)
    plain = Response.objects.visible_to(who).with_round().filter(pk=response.pk).first()
    assert found == plain
    if found:
        assert found.submitted_at == plain.submitted_at
        assert found.round.strategy == plain.round.strategy
        assert found.round.strategy.get_deferred_fields()
