"""Everything this room holds of an agency or a partnership, as tables to take away.

An agency has its own figures in it, sent or not; a partnership what was sent to it. A
new model is one function here and one line in `of_agency`, `of_partnership` or both.
"""

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from activity.models import Event
from partnership.models import Agency, Partnership
from partnership.tables import AGENCY, PARTNERSHIP, history
from performance.models import (
    Area,
    Asked,
    Commission,
    Coverage,
    DataPoint,
    Measure,
    Population,
    Rebase,
    Received,
    Return,
    Revision,
    Shown,
    Theme,
    Turn,
    Voice,
)
from ui.copies import Beside, table_of
from ui.tables import Table

if TYPE_CHECKING:
    from django.db.models import QuerySet

MEASURE = Beside("measure_title", "what is measured", "measure.title")
OF_COMMISSION = Beside("measure", "what is measured", "commission.measure.title")


def of_agency(agency: Agency) -> list[Table]:
    """All that an agency was asked for and entered, sent or not."""
    own = Return.objects.filter(agency=agency)
    points = DataPoint.objects.filter(data_return__in=own.order_by())
    asked = Asked.objects.filter(agency=agency)
    done = Event.objects.in_threads(own)
    measures = Measure.objects.filter(
        Q(points__in=points.order_by()) | Q(commissions__asked__in=asked.order_by())
    )
    return [
        _measures(measures.distinct()),
        _asked(asked),
        _returns(own),
        _points(points),
        _revisions(Revision.objects.filter(point__in=points.order_by())),
        _received(Received.objects.filter(point__in=points.order_by())),
        history("figure_history", "What was done to these figures.", done),
    ]


def of_partnership(partnership: Partnership) -> list[Table]:
    """What it measures and asks for, and the figures that were sent to it."""
    commissions = Commission.objects.filter(partnership=partnership)
    received = Received.objects.filter(partnership=partnership)
    here = Received.objects.filter(
        partnership=partnership, point__data_return=OuterRef("pk")
    )
    sent = Return.objects.filter(Exists(here))
    revisions = Revision.objects.filter(point__received__in=received.order_by())
    pks = commissions.order_by()
    areas = Area.objects.filter(coverage__partnership=partnership)
    counted = Event.objects.in_threads(areas)
    done = Event.objects.in_threads(sent).filter(
        verb__in=["submitted", "accepted", "queried", "opened again"]
    )
    return [
        _measures(Measure.objects.filter(commissions__in=pks).distinct()),
        _commissions(commissions),
        _asked(Asked.objects.filter(commission__in=pks)),
        _turns(Turn.objects.filter(commission__in=pks)),
        _rebases(Rebase.objects.filter(commission__in=pks)),
        _coverage(Coverage.objects.filter(partnership=partnership)),
        _areas(areas.distinct()),
        _populations(Population.objects.filter(area__in=areas.order_by())),
        history("population_history", "How these populations were changed.", counted),
        _returns(sent),
        _revisions(revisions),
        _received(received),
        _shown(Shown.objects.filter(partnership=partnership)),
        _themes(Theme.objects.filter(partnership=partnership)),
        _voices(Voice.objects.filter(partnership=partnership)),
        history("figure_history", "How figures were sent and looked at.", done),
    ]


def _measures(rows: "QuerySet[Measure]") -> Table:
    return table_of(
        rows.select_related("partnership").order_by("title", "pk"),
        name="measures",
        about="What is measured, and how.",
    )


def _commissions(rows: "QuerySet[Commission]") -> Table:
    named = rows.select_related("measure").prefetch_related("objectives", "outcomes")
    return table_of(
        named.order_by("position", "pk"),
        name="measures_asked_for",
        about="Which measure is asked for, how often, and what is hoped for.",
        beside=(
            MEASURE,
            Beside("objectives", "what it is evidence for", _objectives),
            Beside("outcomes", "which outcomes it shows", _outcomes),
        ),
    )


def _objectives(one: Commission | Voice) -> list[str]:
    return sorted(objective.title for objective in one.objectives.all())


def _outcomes(one: Commission) -> list[str]:
    return sorted(str(outcome) for outcome in one.outcomes.all())


def _asked(rows: "QuerySet[Asked]") -> Table:
    named = rows.select_related(
        "agency", "commission__measure", "commission__partnership"
    )
    return table_of(
        named.order_by("pk"),
        name="agencies_asked",
        about="Which agency is asked for which measure.",
        beside=(
            AGENCY,
            OF_COMMISSION,
            Beside("partnership", "who asks", "commission.partnership.name"),
        ),
    )


def _turns(rows: "QuerySet[Turn]") -> Table:
    return table_of(
        rows.select_related("commission__measure").order_by("pk"),
        name="directions",
        about="From which day a figure is expected to go one way.",
        beside=(OF_COMMISSION,),
    )


def _rebases(rows: "QuerySet[Rebase]") -> Table:
    return table_of(
        rows.select_related("commission__measure").order_by("pk"),
        name="new_means",
        about="Where a new mean and range begin, and why.",
        beside=(OF_COMMISSION,),
    )


def _coverage(rows: "QuerySet[Coverage]") -> Table:
    return table_of(
        rows.select_related("area").order_by("pk"),
        name="areas",
        about="The areas that a partnership looks after.",
        beside=(
            Beside("code", "the area’s code", "area.code"),
            Beside("area_name", "the area’s name", "area.name"),
        ),
    )


def _areas(rows: "QuerySet[Area]") -> Table:
    return table_of(
        rows.order_by("code", "pk"),
        name="published_areas",
        about="These areas as published statistics name them.",
    )


def _populations(rows: "QuerySet[Population]") -> Table:
    return table_of(
        rows.select_related("area").order_by("area__code", "year", "pk"),
        name="children_living_there",
        about="Children aged 0 to 17 by the middle of a year.",
        beside=(Beside("code", "the area’s code", "area.code"),),
    )


def _returns(rows: "QuerySet[Return]") -> Table:
    return table_of(
        rows.select_related("agency").order_by("starts_on", "pk"),
        name="data_returns",
        about="An agency’s figures of one period.",
        beside=(AGENCY,),
    )


def _points(rows: "QuerySet[DataPoint]") -> Table:
    return table_of(
        rows.select_related("measure", "data_return").order_by("pk"),
        name="figures",
        about="What the agency has entered, sent or not.",
        beside=(
            MEASURE,
            Beside("starts_on", "the period’s first day", "data_return.starts_on"),
        ),
    )


def _revisions(rows: "QuerySet[Revision]") -> Table:
    named = rows.select_related("point__measure", "point__data_return__agency")
    return table_of(
        named.order_by("point", "number", "pk"),
        name="figures_sent",
        about="Every figure as it was sent; a correction is another row.",
        beside=_of_point("point"),
    )


def _received(rows: "QuerySet[Received]") -> Table:
    named = rows.select_related(
        "partnership", "point__measure", "point__data_return__agency"
    )
    return table_of(
        named.order_by("point", "pk"),
        name="figures_received",
        about="How far each partnership is with a figure, and which counts.",
        beside=(PARTNERSHIP, *_of_point("point")),
    )


def _shown(rows: "QuerySet[Shown]") -> Table:
    return table_of(
        rows.select_related("measure").order_by("starts_on", "pk"),
        name="periods_shown",
        about="What of a period was hidden from the board when it was first shown.",
        beside=(MEASURE,),
    )


def _of_point(point: str) -> tuple[Beside, ...]:
    period = f"{point}.data_return"
    return (
        Beside("agency", "who sent it", f"{period}.agency.name"),
        Beside("measure", "what is measured", f"{point}.measure.title"),
        Beside("frequency", "how often", f"{period}.frequency"),
        Beside("starts_on", "the period’s first day", f"{period}.starts_on"),
    )


def _themes(rows: "QuerySet[Theme]") -> Table:
    return table_of(
        rows.order_by("name", "pk"),
        name="themes",
        about="What children, families and practitioners spoke of.",
    )


def _voices(rows: "QuerySet[Voice]") -> Table:
    return table_of(
        rows.prefetch_related("themes", "objectives").order_by("heard_on", "pk"),
        name="voices",
        about="What children, families and practitioners said.",
        beside=(
            Beside("themes", "what it was about", _names_of_themes),
            Beside("objectives", "which objectives it bears on", _objectives),
        ),
    )


def _names_of_themes(one: Voice) -> list[str]:
    return sorted(theme.name for theme in one.themes.all())
