"""What the board sees, compiled: one snapshot for each adoption of a strategy."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q

from dashboards.encoding import FiguresEncoder
from partnership.access import Access
from partnership.prepared import Prepared
from partnership.roles import Permission
from strategies.models import Adoption

LEASE = timedelta(seconds=45)


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    """Snapshots, by who may see them."""

    def visible_to(self, access: Access) -> "SnapshotQuerySet":
        """Those of the partnerships in which a person may read the dashboard."""
        return self.of(access.partnerships_with(Permission.DASHBOARD_VIEW))

    def of(self, partnership_ids: Iterable[int]) -> "SnapshotQuerySet":
        """Those of some partnerships."""
        return self.filter(adoption__partnership_id__in=partnership_ids)

    def page_for(
        self, access: Access, *, partnership: str, strategy: str
    ) -> "Snapshot | None":
        """The one at an address, if this person may see it; with what its page names.

        The same as `visible_to(access).of_board()` and quicker: the board's page is
        the page that most people open.
        """
        mine = sorted(access.partnerships_with(Permission.DASHBOARD_VIEW))
        found = _of_address(mine=mine, partnership=partnership, strategy=strategy)
        return found[0] if found else None

    def of_board(self) -> "SnapshotQuerySet":
        """With what every page about it names, and none of the large columns.

        Names the few columns that are read: half of what the page's query costs is
        the writing of its SQL, column by column.
        """
        return self.select_related("adoption__partnership", "adoption__strategy").only(
            *("as_at", "compiled_at", "evidence_seen_at", "revision"),
            *(f"adoption__{name}" for name in ("evidence_changed_at", "status")),
            "adoption__review_on",
            *(f"adoption__partnership__{name}" for name in ("name", "short_name")),
            *(f"adoption__partnership__{name}" for name in ("slug", "wording_version")),
            *(f"adoption__strategy__{name}" for name in ("title", "slug", "version")),
        )

    def free(self, at: datetime) -> "SnapshotQuerySet":
        """Those that nobody is compiling, or whose compiler has died."""
        return self.filter(Q(claimed_until=None) | Q(claimed_until__lt=at))


@Prepared
def _of_address(
    *, mine: Iterable[int], partnership: str, strategy: str
) -> SnapshotQuerySet:
    seen = Snapshot.objects.of(mine).of_board().order_by("pk")
    return seen.filter(
        adoption__partnership__slug=partnership, adoption__strategy__slug=strategy
    )


class Snapshot(models.Model):
    """The figures of one partnership and strategy, as at a moment.

    `evidence_seen_at` is the adoption's mark as it stood before the figures were read:
    when the two differ, something has changed since.
    """

    adoption = models.OneToOneField(
        Adoption, on_delete=models.CASCADE, related_name="snapshot"
    )
    as_at = models.DateTimeField(null=True)
    compiled_at = models.DateTimeField(null=True)
    evidence_seen_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)
    fingerprints = models.JSONField(default=dict)
    sections = models.JSONField(default=dict, encoder=FiguresEncoder)
    details = models.JSONField(
        default=dict,
        encoder=FiguresEncoder,
        help_text="long lists, read only by the pages that show them whole",
    )
    claim = models.UUIDField(null=True)
    claimed_until = models.DateTimeField(null=True)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        ordering = ["adoption_id"]

    def __str__(self) -> str:
        return f"{self.adoption}, as at {self.as_at}"

    @property
    def is_compiled(self) -> bool:
        """Whether there is anything to show yet."""
        return self.compiled_at is not None

    @property
    def is_up_to_date(self) -> bool:
        """Whether nothing has changed since the figures were read."""
        return (
            self.is_compiled
            and self.evidence_seen_at == self.adoption.evidence_changed_at
        )


def adoptions_to_compile(
    at: datetime, midnight: datetime
) -> "models.QuerySet[Adoption]":
    """Adoptions whose evidence changed after their snapshot, or that have none.

    A snapshot of an earlier day counts as changed: what is overdue follows from dates.
    """
    changed = (
        Q(snapshot=None)
        | Q(snapshot__as_at=None)
        | Q(snapshot__as_at__lt=midnight)
        | Q(snapshot__evidence_seen_at=None, evidence_changed_at__isnull=False)
        | ~Q(snapshot__evidence_seen_at=F("evidence_changed_at"))
        & Q(evidence_changed_at__isnull=False)
    )
    free = Q(snapshot__claimed_until=None) | Q(snapshot__claimed_until__lt=at)
    found = Adoption.objects.taken_on().filter(changed & free)
    return found.order_by("evidence_changed_at", "pk")
