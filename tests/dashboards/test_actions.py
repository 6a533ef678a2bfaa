"""Compiling a dashboard: the lease, the mark and what is stored."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboards import actions
from dashboards.actions import AGAIN_AT_MOST, compile_dashboard
from dashboards.models import LEASE, Snapshot, adoptions_to_compile
from response_tool.figures.shapes import OverdueAction
from response_tool.models import Action, Response
from strategies.actions import evidence_changed
from tests.conftest import complete, make_round, submit
from tests.factories import AgencyFactory, SeatFactory

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
SECTION = actions.SECTIONS[0]


@pytest.fixture
def during(monkeypatch):
    """during(happens) makes something happen each time figures have been read.

    Gives the list of the calls, which grows with every reading.
    """
    calls = []

    def during(happens=lambda: None):
        def figures(**subject):
            calls.append(subject)
            found = SECTION.figures(**subject)
            happens()
            return found

        section = replace(SECTION, figures=figures)
        monkeypatch.setattr(actions, "SECTIONS", (section,))
        return calls

    return during


def mark(adoption, at) -> None:
    evidence_changed(
        strategy_id=adoption.strategy_id,
        partnership_ids=[adoption.partnership_id],
        at=at,
    )


def is_behind(adoption, at) -> bool:
    """Whether the sweep would ask for it."""
    return adoption in adoptions_to_compile(at, at)


def figures_of(snapshot) -> dict:
    return snapshot.sections["response_tool"]


def test_a_compile_stores_the_figures_when_they_were_read_and_the_mark(
    adoption, response, compiled, now
):
    submit(response)
    snapshot = compiled(adoption)
    assert snapshot.as_at == snapshot.compiled_at == now
    assert snapshot.evidence_seen_at == adoption.evidence_changed_at
    assert snapshot.evidence_seen_at is not None
    assert snapshot.is_up_to_date
    assert snapshot.revision == 1
    assert (snapshot.claim, snapshot.claimed_until) == (None, None)
    totals = figures_of(snapshot)["totals"]
    assert (totals["asked"], totals["returns"], totals["actions"]) == (1, 1, 4)


def test_long_lists_are_kept_whole_but_cut_for_the_board_page(
    adoption, response, compiled, today
):
    submit(response)
    answer = response.answers.get(priority__number=1)
    Action.objects.bulk_create(
        Action(answer=answer, what=f"Late {n}", who="Us", by_when=today - n * DAY)
        for n in range(1, 13)
    )
    snapshot = compiled(adoption)
    figures, details = figures_of(snapshot), snapshot.details["response_tool"]
    assert [OverdueAction(*row).what for row in figures["overdue"]] == [
        f"Late {n}" for n in range(12, 2, -1)
    ]
    assert (figures["overdue_count"], len(details["overdue"])) == (12, 12)
    assert (figures["statements"], figures["statements_count"]) == ([], 4)
    assert len(details["statements"]) == 4


def test_a_draft_leaves_no_trace_in_a_snapshot(neighbour, response, harbour, compiled):
    complete(response)
    submit(Response.objects.get(round=response.round, agency=harbour))
    snapshot = compiled(neighbour)
    stored = f"{snapshot.sections} {snapshot.details}"
    assert figures_of(snapshot)["totals"]["returns"] == 1
    assert stored.count("Action for 1") == 0  # none is late, and none of a draft
    assert stored.count("Children notice 1.") == 2  # Harbour's: a list, a highlight
    assert figures_of(snapshot)["statements_count"] == 4


def test_nothing_new_is_not_compiled_again_but_the_mark_moves_on(
    adoption, response, compiled, during, now
):
    submit(response)
    first = compiled(adoption)
    calls = during()
    mark(adoption, now + MINUTE)
    second = compiled(adoption, now + 2 * MINUTE)
    assert calls == []
    assert second.revision == first.revision == 1
    assert second.sections == first.sections
    assert second.evidence_seen_at == now + MINUTE
    assert second.as_at == now + 2 * MINUTE
    assert second.is_up_to_date


def test_force_compiles_even_what_has_not_changed(adoption, response, compiled, during):
    compiled(adoption)
    calls = during()
    assert compiled(adoption, force=True).revision == 2
    assert len(calls) == 1


def test_a_new_day_is_compiled_again_as_dates_have_passed(
    adoption, response, compiled, now
):
    submit(response)
    assert compiled(adoption).revision == 1
    tomorrow = compiled(adoption, now + DAY)
    assert tomorrow.revision == 2
    assert tomorrow.as_at == now + DAY


def test_a_new_submission_is_compiled(neighbour, response, harbour, compiled, now):
    assert figures_of(compiled(neighbour))["totals"]["returns"] == 0
    submit(response)
    snapshot = compiled(neighbour, now + MINUTE)
    assert snapshot.revision == 2
    assert figures_of(snapshot)["totals"]["returns"] == 1


def hold(adoption, until, claim=None) -> Snapshot:
    return Snapshot.objects.create(
        adoption=adoption, claim=claim or uuid4(), claimed_until=until
    )


def test_a_dashboard_that_another_worker_compiles_is_left_to_it(
    adoption, response, during, now
):
    held = hold(adoption, now + MINUTE)
    calls = during()
    assert compile_dashboard(adoption=adoption, now=lambda: now) is False
    assert calls == []
    after = Snapshot.objects.get()
    assert (after.claim, after.claimed_until) == (held.claim, held.claimed_until)
    assert not after.is_compiled


def test_the_lease_of_a_worker_that_died_is_taken_over(adoption, response, now):
    hold(adoption, now - timedelta(seconds=1))
    assert compile_dashboard(adoption=adoption, now=lambda: now) is True
    after = Snapshot.objects.get()
    assert after.is_compiled
    assert after.claim is None


def test_the_lease_is_held_while_figures_are_read(adoption, response, during, now):
    seen = []
    during(lambda: seen.append((Snapshot.objects.get(), is_behind(adoption, now))))
    compile_dashboard(adoption=adoption, now=lambda: now)
    ((meanwhile, behind),) = seen
    assert meanwhile.claim is not None
    assert meanwhile.claimed_until == now + LEASE
    assert not behind


def test_a_worker_that_lost_its_lease_does_not_write(
    adoption, response, compiled, during, now
):
    first = compiled(adoption)
    winner, until = uuid4(), now + MINUTE
    during(
        lambda: Snapshot.objects.filter(pk=first.pk).update(
            claim=winner, claimed_until=until, sections={"response_tool": "theirs"}
        )
    )
    submit(response)
    after = compiled(adoption, now + MINUTE)
    assert after.sections == {"response_tool": "theirs"}
    assert (after.revision, after.as_at) == (1, now)
    assert (after.claim, after.claimed_until) == (winner, until)


def test_a_failure_gives_the_lease_back_and_leaves_the_last_snapshot(
    adoption, response, compiled, during, now
):
    first = compiled(adoption)
    during(fail)
    submit(response)
    with pytest.raises(ZeroDivisionError):
        compiled(adoption, now + MINUTE)
    after = Snapshot.objects.get(pk=first.pk)
    assert (after.claim, after.claimed_until) == (None, None)
    assert (after.sections, after.as_at, after.revision) == (
        first.sections,
        first.as_at,
        1,
    )
    assert is_behind(adoption, now + MINUTE)


def test_a_failure_does_not_give_back_a_lease_that_is_anothers(
    adoption, response, during, now
):
    winner = uuid4()

    def lose_and_fail():
        Snapshot.objects.update(claim=winner, claimed_until=now + MINUTE)
        fail()

    during(lose_and_fail)
    with pytest.raises(ZeroDivisionError):
        compile_dashboard(adoption=adoption, now=lambda: now)
    assert Snapshot.objects.get().claim == winner


def fail() -> None:
    raise ZeroDivisionError


def test_evidence_that_comes_in_during_a_compile_is_compiled_too(
    neighbour, response, harbour, compiled, during
):
    submit(response)
    late = Response.objects.get(round=response.round, agency=harbour)
    calls = during(lambda: len(calls) == 1 and submit(late))
    snapshot = compiled(neighbour)
    assert len(calls) == 2
    assert figures_of(snapshot)["totals"]["returns"] == 2
    assert snapshot.is_up_to_date


def test_evidence_that_never_rests_is_left_to_the_sweep(
    adoption, response, compiled, during, now
):
    marks = [now + n * MINUTE for n in range(1, 9)]
    moving = iter(marks)
    during(lambda: mark(adoption, next(moving)))
    # Forced, as the figures themselves stay the same and would not be read again.
    snapshot = compiled(adoption, force=True)
    assert next(moving) == marks[AGAIN_AT_MOST]
    assert snapshot.claim is None
    assert not snapshot.is_up_to_date
    assert is_behind(adoption, now)


def test_a_compile_takes_as_many_queries_however_many_agencies(
    strategy, castlebourne, neighbour, today, now
):
    def queries() -> int:
        with CaptureQueriesContext(connection) as context:
            compile_dashboard(adoption=neighbour, now=lambda: now, force=True)
        return len(context)

    def another_round(name: str, ago: int) -> None:
        SeatFactory(agency=AgencyFactory(), partnership=castlebourne)
        opened = make_round(strategy, [castlebourne], today, name=name, ago=ago)
        for response in opened.responses.all():
            submit(response)

    another_round("spring", 32)
    another_round("summer", 31)
    queries()  # the first makes the row of the snapshot
    few = queries()
    SeatFactory(agency=AgencyFactory(), partnership=castlebourne)
    another_round("autumn", 30)
    assert queries() == few


def test_a_compile_leaves_the_neighbours_dashboard_alone(
    adoption, neighbour, response, compiled, now
):
    submit(response)
    compiled(adoption)
    assert [one.adoption for one in Snapshot.objects.all()] == [adoption]
    assert is_behind(neighbour, now)
    assert not is_behind(adoption, now)
