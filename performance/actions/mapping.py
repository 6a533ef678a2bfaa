"""In which columns of a published file a measure stands: begun from the library.

The mapping is shared by all partnerships, as the figures are (docs/adr/0020).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from activity.actions import record
from partnership.access import Access
from partnership.locking import locked
from partnership.roles import Permission
from performance.actions.library import shared
from performance.library import Entry
from performance.models import Dataset, Mapped, Measure
from performance.periods import MONTHS
from performance.published.datasets import known

FIELDS = ("numerator", "denominator", "value", "rows")
CHANGED = (
    "A colleague changed these columns while you were choosing. Look at them once "
    "more; what you chose is still here."
)
APRIL = 3


def require_curator(by: Access) -> None:
    """Refuse whoever chooses no measures for any partnership."""
    allowed = Permission.MEASURE_CONFIGURE
    by.require(allowed, partnership_ids=by.partnerships_with(allowed))


@transaction.atomic
def set_up(*, key: str, by: Access, at: datetime) -> Dataset:
    """A dataset with the columns that the library names. Raises KeyError.

    What somebody changed stays; what came to the library since is added.
    """
    require_curator(by)
    one = known()[key]
    said = {"title": one.title, "source": one.source, "licence": one.licence}
    dataset, _ = Dataset.objects.get_or_create(key=key, defaults=said)
    hold(dataset)
    there = set(
        Mapped.objects.filter(dataset=dataset)
        .exclude(measure__library_key="")
        .order_by("pk")
        .values_list("measure__library_key", flat=True)
    )
    told = {"published in": one.title}
    new = [
        _first(dataset, entry, shared(entry, by, at, told), by, at)
        for entry in one.entries
        if entry.key not in there
    ]
    if new:
        Mapped.objects.bulk_create(new)
        after = {row.measure.title: described(row) for row in new}
        record(
            by=by,
            at=at,
            verb="took columns from the library",
            subject=dataset,
            after=after,
        )
    return dataset


def hold(dataset: Dataset) -> None:
    """Let imports and changes of columns come one by one, whatever the dataset."""
    list(locked(Dataset.objects.order_by("pk")).values_list("pk", flat=True))


def _first(
    dataset: Dataset, entry: Entry, measure: Measure, by: Access, at: datetime
) -> Mapped:
    said = entry.published
    if said is None:
        raise ValueError(f"{entry.key} is not published")
    months = [*MONTHS[APRIL:], *MONTHS[:APRIL]] if said.by_month else []
    return Mapped(
        dataset=dataset,
        measure=measure,
        numerator=months or list(said.numerator),
        denominator=said.denominator,
        value=said.value,
        rows=dict(said.rows),
        by_month=said.by_month,
        changed_at=at,
        changed_by=by.actor_name[:200],
    )


def described(mapped: Mapped) -> dict[str, Any]:
    """As the history has it."""
    return {name: getattr(mapped, name) for name in FIELDS}


@transaction.atomic
def map_measure(
    *, dataset: Dataset, measure: Measure, by: Access, at: datetime
) -> Mapped:
    """Say that a shared measure is published in a dataset; its columns come next.

    Raises ValidationError with code not_shared.
    """
    require_curator(by)
    hold(dataset)
    if measure.partnership_id is not None or not measure.is_number:
        raise ValidationError(
            "Only measures that all partnerships share, and that are numbers, can "
            "have published figures.",
            code="not_shared",
        )
    said = {"changed_at": at, "changed_by": by.actor_name[:200]}
    mapped, is_new = Mapped.objects.get_or_create(
        dataset=dataset, measure=measure, defaults=said
    )
    if is_new:
        after = {"measure": measure.title}
        record(
            by=by,
            at=at,
            verb="added a measure",
            subject=mapped,
            thread=dataset,
            label=measure.title,
            after=after,
        )
    return mapped


@transaction.atomic
def map_columns(
    *, mapped: Mapped, columns: Mapping[str, Any], seen: int, by: Access, at: datetime
) -> Mapped:
    """Say in which columns a measure stands; `seen` is the version that was read.

    Figures that were imported stay as they are until a file is imported again. Raises
    ValidationError with code changed.
    """
    require_curator(by)
    hold(mapped.dataset)
    held = locked(Mapped.objects.select_related("dataset", "measure")).get(pk=mapped.pk)
    before, after = described(held), {name: columns[name] for name in FIELDS}
    if before == after:
        return held
    if held.version != seen:
        raise ValidationError(CHANGED, code="changed")
    for name, value in after.items():
        setattr(held, name, value)
    held.version += 1
    held.changed_at, held.changed_by = at, by.actor_name[:200]
    held.full_clean()
    held.save()
    record(
        by=by,
        at=at,
        verb="changed columns",
        subject=held,
        thread=held.dataset,
        label=held.measure.title,
        before={name: before[name] for name in FIELDS if before[name] != after[name]},
        after={name: after[name] for name in FIELDS if before[name] != after[name]},
    )
    return held
