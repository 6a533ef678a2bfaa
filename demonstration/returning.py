"""Years of figures, sent and accepted, as agencies and partnerships would have.

What went as usual is written in sets; irregular.py has the rest.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from activity.actions import event, record_all
from demonstration.calendar import chance, moment
from demonstration.content import measures
from demonstration.counting import figure
from demonstration.filling import ROLES
from demonstration.reviewing import BY as COORDINATOR
from partnership.access import Access
from partnership.models import Agency, Partnership
from performance.models import DataPoint, Measure, Received, Return, Revision
from performance.periods import Frequency, Period, latest_ended

MANY = {
    Frequency.MONTH: 36,
    Frequency.QUARTER: 14,
    Frequency.HALF: 8,
    Frequency.YEAR: 6,
}
DUE = {
    Frequency.MONTH: 20,
    Frequency.QUARTER: 45,
    Frequency.HALF: 45,
    Frequency.YEAR: 60,
}
BOARD = Access.of_command(COORDINATOR.actor_name)
LOOKED = timedelta(days=2, hours=1)
LATELY = timedelta(days=100)  # what the history tells of


@dataclass(frozen=True, slots=True)
class Wanted:
    """A measure, and which partnerships ask an agency for it."""

    said: Mapping[str, Any]
    measure: Measure
    frequency: Frequency
    asked: Mapping[Agency, Sequence[Partnership]]


def latest_due(frequency: Frequency, today: date) -> Period:
    """The last period whose figures should have come."""
    return latest_ended(frequency, today - timedelta(days=DUE[frequency]))


@dataclass
class Books:
    """Fills returns, and writes them in a few queries."""

    wanted: Sequence[Wanted]
    today: date
    at: datetime
    returns: list[Return] = field(default_factory=list)
    points: list[DataPoint] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)
    earlier: dict[tuple[int, int], list[int]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def __post_init__(self) -> None:
        self.agencies = {
            agency.slug: agency for one in self.wanted for agency in one.asked
        }
        self.plan = measures()

    def fill(self) -> None:
        """Every return that went as usual, the oldest of each agency first."""
        for agency in self.agencies.values():
            for frequency, many in MANY.items():
                asked = self.asked(agency, frequency)
                for ago in range(many - 1, -1, -1) if asked else ():
                    period = latest_due(frequency, self.today).moved(-ago)
                    if not self._is_special(agency, period, ago):
                        self._return(agency, period, ago, asked)

    def write(self) -> None:
        """Write what was filled in, and what the history tells of it."""
        Return.objects.bulk_create(self.returns, batch_size=500)
        DataPoint.objects.bulk_create(self.points, batch_size=500)
        Revision.objects.bulk_create(self.revisions, batch_size=500)
        Received.objects.bulk_create(self.received, batch_size=500)
        self._tell()

    def asked(self, agency: Agency, frequency: Frequency) -> list[Wanted]:
        """What an agency is asked for so often."""
        return [
            one
            for one in self.wanted
            if one.frequency is frequency and agency in one.asked
        ]

    def where(self, told: Mapping[str, Any]) -> tuple[Agency, Period]:
        """The agency and the period that something in the plan is about."""
        latest = latest_due(Frequency(told["every"]), self.today)
        return self.agencies[told["agency"]], latest.moved(-told.get("ago", 0))

    def _is_special(self, agency: Agency, period: Period, ago: int) -> bool:
        """Whether it was not sent, or is sent with the portal's actions."""
        waits = [self.where(self.plan[name]) for name in ("waiting", "not_sent")]
        if (agency, period) in waits:
            return True
        drafts = self.plan["draft"]
        return (
            agency.slug == drafts["agency"]
            and period.frequency == drafts["every"]
            and period == latest_ended(period.frequency, self.today)
        )

    def said(
        self, one: Wanted, agency: Agency, period: Period, ago: int
    ) -> dict[str, Any]:
        """What an agency says; for later periods it is what it said before."""
        before = self.earlier[agency.pk, one.measure.pk]
        place = (ago, MANY[one.frequency])
        said = figure(one.said, one.measure, agency.slug, period, place, before[-24:])
        if (number := said.get("numerator")) is not None:
            before.append(number)
        for name in ("words", "note"):
            if name in said:
                said[name] = " ".join(said[name].split())
        return said

    def _return(
        self, agency: Agency, period: Period, ago: int, asked: Sequence[Wanted]
    ) -> None:
        who, when = who_in(agency).actor_name, sent_at(agency, period, ago)
        data_return = Return(
            agency=agency,
            frequency=period.frequency,
            starts_on=period.starts_on,
            submitted_at=when,
            submitted_by=who,
            first_submitted_at=when,
            version=2,
        )
        self.returns.append(data_return)
        for one in asked:
            said = self.said(one, agency, period, ago)
            if self._is_corrected(one, agency, period):
                said["numerator"] -= self.plan["corrected"]["fewer"]
            point = DataPoint(
                data_return=data_return,
                measure=one.measure,
                saved_at=when - timedelta(hours=3),
                saved_by=who,
                **said,
            )
            revision = Revision(
                point=point, number=1, sent_at=when, sent_by=who, **said
            )
            self.points.append(point)
            self.revisions.append(revision)
            self.received += [
                self._receive(point, revision, partnership)
                for partnership in one.asked[agency]
            ]

    def _is_corrected(self, one: Wanted, agency: Agency, period: Period) -> bool:
        told = self.plan["corrected"]
        return one.said["measure"] == told["measure"] and (
            self.where(told) == (agency, period)
        )

    def _receive(
        self, point: DataPoint, revision: Revision, partnership: Partnership
    ) -> Received:
        """As it came; accepted, but for the one that is queried after."""
        told = self.plan["queried"]
        here = (point.data_return.agency, point.data_return.period)
        asks = (point.measure.library_key, partnership.slug)
        row = Received(point=point, partnership=partnership)
        if self.where(told) == here and asks == (told["measure"], told["partnership"]):
            return row
        row.state, row.accepted = Received.State.ACCEPTED, revision
        row.decided_at = revision.sent_at + LOOKED
        row.decided_by = BOARD.actor_name
        return row

    def _tell(self) -> None:
        """What was sent and accepted of late, in the history of each return."""
        whole: dict[tuple[int, str], list[str]] = defaultdict(list)
        for row in self.received:
            if row.state == Received.State.ACCEPTED:
                on = (row.point.data_return_id, row.partnership.name)
                whole[on].append(row.point.measure.title)
        sent: dict[int, list[str]] = defaultdict(list)
        for point in self.points:
            sent[point.data_return_id].append(point.measure.title)
        lately = {
            one.pk: (one, one.submitted_at)
            for one in self.returns
            if one.submitted_at and one.submitted_at > self.at - LATELY
        }
        events = [
            event(
                by=who_in(one.agency),
                at=at,
                verb="submitted",
                subject=one,
                after={"measures": sent[one.pk]},
            )
            for one, at in lately.values()
        ]
        events += [
            event(
                by=COORDINATOR,
                at=lately[pk][1] + LOOKED,
                verb="accepted",
                subject=lately[pk][0],
                after={"partnership": name, "measures": titles, "reasons": []},
            )
            for (pk, name), titles in whole.items()
            if pk in lately
        ]
        record_all(events)


def who_in(agency: Agency) -> Access:
    """Who sends the figures of an agency."""
    return Access.of_command(f"the {ROLES[agency.sector]}")


def sent_at(agency: Agency, period: Period, ago: int) -> datetime:
    """Some days before it was due; now and then late, but not the latest."""
    due = period.ends_on + timedelta(days=DUE[period.frequency])
    key = f"figures of {agency.slug} {period.frequency} {ago}"
    days = chance(key, 3, 12)
    if ago and not chance(f"late {key}", 0, 8):
        days = -chance(key, 1, 9)
    return moment(due - timedelta(days=days), 9 + abs(days) % 8)
