"""Whom a partnership asks for what, as its analysts name it in a spreadsheet."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from partnership.models import Agency, Partnership
from performance.imports.cells import day
from performance.models import Asked, Commission, Measure
from performance.periods import EARLIEST, LATEST, Period, latest_ended
from ui.sheets.columns import folded
from ui.sheets.tables import Row

Key = tuple[int, Period, int]  # agency, period, measure
PERIODS_MAX = 240  # of one measure, that can be named in words
AMBIGUOUS = "the key of the measure: several have this title"


@dataclass(slots=True)
class Asking:
    """Finds the agency, the measure and the period that a row is about."""

    on: date
    commissions: dict[str, list[Commission]] = field(default_factory=dict)
    agencies: dict[str, Agency] = field(default_factory=dict)
    asked: set[tuple[int, int]] = field(default_factory=set)  # measure, agency
    periods: dict[int, dict[str, Period]] = field(default_factory=dict)
    met: dict[tuple[int, object], Period] = field(default_factory=dict)

    def __call__(self, row: Row) -> tuple[Key, Measure] | None:
        """The figure that a row is about; what is wrong is put on the row."""
        agency, commission = self._agency(row), self._commission(row)
        period = self._met(row, commission) if commission else None
        if agency is None or commission is None or period is None:
            return None
        measure = commission.measure
        if (measure.pk, agency.pk) not in self.asked:
            row.refuse("agency", f"an agency that is asked for “{measure.title}”")
            return None
        return (agency.pk, period, measure.pk), measure

    def _agency(self, row: Row) -> Agency | None:
        found = self.agencies.get(folded(row.get("agency") or ""))
        if found is None:
            row.refuse(
                "agency", "the name of an agency that your partnership asks for figures"
            )
        return found

    def _commission(self, row: Row) -> Commission | None:
        some = self.commissions.get(folded(row.get("measure") or ""), [])
        if len(some) == 1:
            return some[0]
        text = "the title or key of a measure that your partnership asks for"
        row.refuse("measure", AMBIGUOUS if some else text)
        return None

    def _met(self, row: Row, commission: Commission) -> Period | None:
        """The period of a row; one that was understood before is looked up."""
        place = commission.pk, row.get("period")
        found = self.met.get(place) or self._period(row, commission)
        if found:
            self.met[place] = found
        return found

    def _period(self, row: Row, commission: Commission) -> Period | None:
        value, every = row.get("period"), commission.every
        if isinstance(value, str):
            if named := self._named(commission).get(_dashed(value)):
                return named
        elif not isinstance(value, date | datetime):
            row.refuse("period", f"the first day of a {every.each}, as in 1/7/2026")
            return None
        on = day(value)
        if on is None:
            row.refuse("period", f"the first day of a {every.each}, as in 1/7/2026")
            return None
        if not EARLIEST <= on.year <= LATEST:
            row.refuse("period", f"a day from {EARLIEST} to {LATEST}, as in 1/7/2026")
            return None
        period = every.beginning(on)
        if period.starts_on != on:
            begins = period.starts_on
            row.refuse(
                "period",
                f"the first day of a {every.each}, such as "
                f"{begins.day}/{begins.month}/{begins.year}",
            )
            return None
        return self._asked_about(row, commission, period)

    def _asked_about(
        self, row: Row, commission: Commission, period: Period
    ) -> Period | None:
        ended = commission.ended_on
        if not period.ended(self.on):
            row.refuse("period", "a period that is over")
        elif period.starts_on < commission.first_on:
            first = Period(commission.every, commission.first_on).words
            row.refuse("period", f"{first} or later: nobody is asked about this")
        elif ended and ended < period.ends_on:
            row.refuse("period", "a period before you stopped asking for this")
        else:
            return period
        return None

    def _named(self, commission: Commission) -> dict[str, Period]:
        """The periods that are asked about, by what they are called."""
        if commission.pk not in self.periods:
            found: dict[str, Period] = {}
            period = latest_ended(commission.every, self.on)
            while period.starts_on >= commission.first_on and len(found) < PERIODS_MAX:
                ended = commission.ended_on
                if not ended or ended >= period.ends_on:
                    found[_dashed(period.words)] = period
                    found.setdefault(_dashed(period.short), period)
                period = period.before
            self.periods[commission.pk] = found
        return self.periods[commission.pk]


def asking(partnership: Partnership, *, on: date) -> Asking:
    """Everything that a partnership asks. Three queries."""
    found = Asking(on)
    commissions = Commission.objects.filter(partnership=partnership)
    for one in commissions.select_related("measure").in_order():
        for name in {folded(one.measure.title), one.measure.library_key} - {""}:
            found.commissions.setdefault(name, []).append(one)
    asked = Asked.objects.filter(commission__partnership=partnership).order_by("pk")
    pairs = set(asked.values_list("commission__measure_id", "agency_id"))
    seated = Agency.objects.sitting_in([partnership.pk])
    for agency in seated.filter(pk__in={agency for _, agency in pairs}):
        found.agencies[agency.slug] = found.agencies[folded(agency.name)] = agency
    known = {agency.pk for agency in found.agencies.values()}
    found.asked = {(measure, agency) for measure, agency in pairs if agency in known}
    return found


def _dashed(text: str) -> str:
    """A name of a period with plain dashes."""
    return folded(text).replace("–", "-")


def groups(keys: Iterable[Key]) -> dict[tuple[Period, int], list[Key]]:
    """Keys by period and agency, earlier periods first."""
    found: dict[tuple[Period, int], list[Key]] = {}
    for key in sorted(keys, key=lambda one: (one[1].starts_on, one[0], one[2])):
        found.setdefault((key[1], key[0]), []).append(key)
    return found
