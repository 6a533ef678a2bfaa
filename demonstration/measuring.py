"""What the demonstration's partnerships measure, and what agencies sent them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from demonstration import publishing
from demonstration.calendar import moment
from demonstration.content import measures
from demonstration.counting import REBASED_ON
from demonstration.irregular import let_things_happen
from demonstration.returning import DUE, MANY, Books, Wanted, latest_due
from demonstration.reviewing import BY as COORDINATOR
from partnership.access import Access
from partnership.models import Agency, Partnership
from performance import library
from performance.actions.commissioning import Terms, ask_for
from performance.actions.library import pick_measure
from performance.actions.rebasing import rebase
from performance.actions.showing import keep_shown
from performance.models import Commission, Measure
from performance.periods import MONTHS, Frequency
from strategies.actions import boards_changed
from strategies.models import Adoption, Objective, Outcome

BY = Access.of_command(COORDINATOR.actor_name)


def measure_everything(
    partnerships: Mapping[str, Partnership], *, today: date, at: datetime
) -> None:
    """Areas, what is published of them, measures, and years of figures."""
    publishing.publish(partnerships, today=today, at=at)
    wanted: list[Wanted] = []
    for board in measures()["boards"]:
        serves = [partnerships[slug] for slug in board["partnerships"]]
        wanted += _ask(board, serves, today)
    books = Books(wanted, today, at)
    books.fill()
    books.write()
    keep_shown(measures={one.measure.pk for one in wanted})
    for one in wanted:
        _rebase(one)
    let_things_happen(books)
    for partnership in partnerships.values():
        # Each action marks the dashboard at its own time; the latest is what counts.
        boards_changed(partnership, at - timedelta(minutes=1))


def _ask(
    board: Mapping[str, Any], serves: Sequence[Partnership], today: date
) -> Iterator[Wanted]:
    """Each measure of a board, asked for by all its partnerships."""
    asked_at = {one: _asked_at(one) for one in serves}
    seated = {one: _seated(one) for one in serves}
    evidence = _Evidence(board["strategy"])
    for said in board["measures"]:
        at = asked_at[serves[0]]
        key = said["measure"]
        measure = pick_measure(key=key, partnership=serves[0], by=BY, at=at)
        asked: dict[Agency, list[Partnership]] = {}
        for partnership in serves:
            sitting = [
                agency
                for slug, agency in seated[partnership].items()
                if slug in said["agencies"]
            ]
            if not sitting:
                continue
            terms = _terms(said, measure, sitting, evidence, today)
            ask_for(partnership=partnership, measure=measure, terms=terms, by=BY, at=at)
            for agency in sitting:
                asked.setdefault(agency, []).append(partnership)
        yield Wanted(said, measure, Frequency(said["every"]), asked)


def _asked_at(partnership: Partnership) -> datetime:
    """Some weeks after it adopted its strategy."""
    adoption = Adoption.objects.in_force().get(partnership=partnership)
    if adoption.adopted_on is None:
        raise ValueError(f"{adoption} has no day")
    return moment(adoption.adopted_on + timedelta(days=16), 10)


def _seated(partnership: Partnership) -> dict[str, Agency]:
    agencies = Agency.objects.sitting_in([partnership.pk]).order_by("name", "pk")
    return {agency.slug: agency for agency in agencies}


class _Evidence:
    """What of a strategy each measure is evidence for."""

    def __init__(self, strategy: str) -> None:
        self.chosen = {one.key: one for one in library.sets()[strategy]}
        of_it = {"strategy__library_key": strategy}
        self.objectives = {o.title: o for o in Objective.objects.filter(**of_it)}
        self.outcomes = {o.text: o for o in Outcome.objects.filter(**of_it)}

    def of(self, said: Mapping[str, Any]) -> tuple[list[Objective], list[Outcome]]:
        """As the library has it, or as the plan does for a measure of no set."""
        chosen = self.chosen.get(said["measure"])
        if chosen is None:
            return [self.objectives[title] for title in said["objectives"]], []
        return (
            [self.objectives[title] for title in chosen.objectives],
            [self.outcomes[text] for text in chosen.outcomes],
        )


def _terms(
    said: Mapping[str, Any],
    measure: Measure,
    agencies: Sequence[Agency],
    evidence: _Evidence,
    today: date,
) -> Terms:
    frequency = Frequency(said["every"])
    first = latest_due(frequency, today).moved(1 - MANY[frequency])
    objectives, outcomes = evidence.of(said)
    ways = {one.name.lower(): one.value for one in Measure.Better}
    turns = [(on, ways[better]) for on, better in said.get("turns", ())]
    if before := said.get("before"):
        turns.insert(0, (first.starts_on, ways[before]))
    return Terms(
        frequency=frequency,
        first_on=first.starts_on,
        due_days=DUE[frequency],
        agencies=agencies,
        target=_exact(said.get("target")),
        baseline=_exact(said["level"]) if said.get("baseline") else None,
        baseline_said=_year_from(first.starts_on) if said.get("baseline") else "",
        turns=turns,
        objectives=objectives,
        outcomes=outcomes,
    )


def _exact(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(number))


def _year_from(first: date) -> str:
    """As in “April 2023 to March 2024”."""
    last = (first + timedelta(days=364)).replace(day=1)
    begins = f"{MONTHS[first.month - 1]} {first.year}"
    return f"{begins} to {MONTHS[last.month - 1]} {last.year}"


def _rebase(one: Wanted) -> None:
    """Begin a new mean where the plan does, once there are figures before it."""
    if "rebase" not in one.said:
        return
    seen = timezone.make_aware(datetime(2025, 5, 12, 11, 20))  # noqa: DTZ001
    asking = {partnership for some in one.asked.values() for partnership in some}
    commissions = Commission.objects.filter(measure=one.measure, partnership__in=asking)
    for commission in commissions.select_related("partnership").order_by("pk"):
        rebase(
            commission=commission,
            from_on=REBASED_ON,
            because=" ".join(one.said["rebase"].split()),
            baseline=None,
            by=Access.of_command("the performance analyst"),
            at=max(_asked_at(commission.partnership) + timedelta(days=1), seen),
        )
