"""Accepted figures as the database adds them up, period by period."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import groupby

from django.db.models import Count, F, Q, Sum

from performance.cells import RETURN
from performance.counts import Sums
from performance.models import Commission, Received
from performance.models.returns import Figure
from privacy.disclosure import DFE, NHS_HES

# A measure and how often it was given: figures of another frequency are kept apart.
Key = tuple[int, str]
# No policy hides a number above this, for its own sake.
SMALL = (1, max(policy.largest_hidden for policy in (DFE, NHS_HES)))


def sums_of(
    partnership_id: int,
    commissions: Collection[Commission],
    asked_from: Mapping[int, Mapping[int, date]],
) -> dict[Key, dict[date, Sums]]:
    """What agencies gave in each period, added up by the database. One query."""
    has = Q(accepted__numerator__isnull=False)
    # What is not available yet is still to come.
    come = ~Q(accepted__missing=Figure.Missing.NOT_YET)
    apart = Q(accepted__missing=Figure.Missing.NOT_APPLICABLE)
    small = Q(accepted__numerator__range=SMALL) | Q(accepted__denominator__range=SMALL)
    rows = (
        Received.objects.filter(
            partnership=partnership_id,
            accepted__isnull=False,
            point__measure__in=[one.measure_id for one in commissions],
        )
        .order_by()
        .values_list(
            "point__measure_id",
            f"{RETURN}frequency",
            f"{RETURN}starts_on",
        )
        .annotate(
            given=Count("pk", filter=come),
            wanted=Count("pk", filter=come & _is_asked(commissions, asked_from)),
            numerators=Count("pk", filter=has),
            gaps=Count("pk", filter=come & ~has & ~apart),
            above=Sum("accepted__numerator"),
            denominators=Count("accepted__denominator", filter=has),
            below=Sum("accepted__denominator", filter=has),
            small=Count("pk", filter=small),
            kept=Count("shown"),
            differ=Count("pk", filter=~Q(shown=F("accepted"))),
        )
    )
    found: dict[Key, dict[date, Sums]] = defaultdict(dict)
    for measure, frequency, starts_on, *counts in rows:
        found[measure, frequency][starts_on] = Sums(*counts)
    return found


def _is_asked(
    commissions: Iterable[Commission], asked_from: Mapping[int, Mapping[int, date]]
) -> Q:
    """Whether an agency is asked about what it gave.

    Most measures are asked of the same agencies, so that there are few such sets.
    """
    alike: dict[frozenset[tuple[date, int]], list[int]] = defaultdict(list)
    for one in commissions:
        agencies = asked_from.get(one.pk, {})
        alike[frozenset((on, pk) for pk, on in agencies.items())].append(one.measure_id)
    found = Q(pk__in=[])
    for agencies_from, measures in alike.items():
        for on, some in groupby(sorted(agencies_from), key=lambda one: one[0]):
            found |= Q(
                **{
                    "point__measure__in": measures,
                    f"{RETURN}agency__in": [pk for _, pk in some],
                    f"{RETURN}starts_on__gte": on,
                }
            )
    return found
