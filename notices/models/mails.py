"""E-mails that are owed, each sent once, and what people do not want by e-mail."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q
from django.db.models.functions import TruncDate

from notices.models.kinds import Kind
from partnership.access import Access
from partnership.models import Partnership, PartnershipMember, Seat
from partnership.roles import Permission

LEASE = timedelta(minutes=5)  # longer than any worker may take over one e-mail
DIGEST = "digest"  # what an e-mail is called that tells of several kinds


class MailQuerySet(models.QuerySet["Mail"]):
    """E-mails, by who may see what became of them and by how far they are."""

    def visible_to(self, access: Access) -> "MailQuerySet":
        """Those to the people of the partnerships that a person looks after.

        One about a single partnership is for its coordinators alone; the others are
        for those of every partnership in which the person takes part, or whose agency
        had a seat there on the day it was owed.
        """
        return self.looked_after_by(access.partnerships_with(Permission.MAIL_RESEND))

    def looked_after_by(self, partnership_ids: Iterable[int]) -> "MailQuerySet":
        """Those that the coordinators of some partnerships look after."""
        mine = list(partnership_ids)
        owed_at = ExpressionWrapper(OuterRef("owed_at"), models.DateTimeField())
        seats = Seat.objects.held(TruncDate(owed_at)).filter(
            partnership_id__in=mine, agency__members__user=OuterRef("person")
        )
        partners = PartnershipMember.objects.filter(
            partnership_id__in=mine, user=OuterRef("person")
        )
        return self.filter(
            Q(partnership_id__in=mine)
            | Q(Q(partnership=None), Exists(seats) | Exists(partners))
        )

    def free(self, at: datetime) -> "MailQuerySet":
        """Those that may be tried now, and that no worker holds."""
        unheld = Q(claimed_until=None) | Q(claimed_until__lt=at)
        return self.filter(
            unheld,
            sent_at=None,
            handed_over_at=None,
            given_up_at=None,
            next_try_at__lte=at,
        )

    def given_up(self) -> "MailQuerySet":
        """Those that could not be sent, however often they were tried."""
        return self.filter(given_up_at__isnull=False)

    def doubtful(self, at: datetime) -> "MailQuerySet":
        """Those of which nobody knows whether they arrived."""
        unheld = Q(claimed_until=None) | Q(claimed_until__lt=at)
        return self.filter(unheld, sent_at=None, handed_over_at__isnull=False)

    def not_known_to_arrive(self) -> "MailQuerySet":
        """Those that were given up, and those handed over and not known to be sent."""
        tried = Q(given_up_at__isnull=False) | Q(handed_over_at__isnull=False)
        return self.filter(tried, sent_at=None).order_by("owed_at", "pk")

    def undelivered(self, at: datetime) -> "MailQuerySet":
        """Those that a coordinator should look at, oldest first."""
        found = (self.given_up() | self.doubtful(at)).order_by("owed_at", "pk")
        return found.select_related("person", "partnership")


class Mail(models.Model):
    """One e-mail that is owed to one address: sent once, and never twice by itself.

    `handed_over_at` is committed before the e-mail is given to the mail server. So
    where a worker dies in between, the row says that nobody knows, and a person
    decides.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="mails",
        help_text="nobody where it goes to a contact who does not sign in",
    )
    partnership = models.ForeignKey(
        Partnership,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="mails",
        help_text="where it concerns one: its coordinators see when it fails",
    )
    kind = models.CharField(
        max_length=20, choices=[*Kind.choices, (DIGEST, "the week’s messages")]
    )
    address = models.EmailField(max_length=254)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    turn_off = models.CharField(
        max_length=300, blank=True, help_text="where e-mails like it are turned off"
    )
    key = models.CharField(
        max_length=400, unique=True, help_text="the same for one e-mail owed twice"
    )
    owed_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    claim = models.UUIDField(null=True, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    failed_because = models.CharField(max_length=300, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ["owed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(handed_over_at__isnull=False),
                name="notices_sent_was_handed_over",
            )
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                condition=Q(sent_at=None),
                name="notices_mail_not_sent",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject}, to {self.address}"


class MailOffQuerySet(models.QuerySet["MailOff"]):
    """What people turned off, by who may see it."""

    def visible_to(self, access: Access) -> "MailOffQuerySet":
        """A person's own choices."""
        return self.filter(person_id=access.actor_id)


class MailOff(models.Model):
    """A kind of message that a person wants in the portal alone, not by e-mail."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_off"
    )
    kind = models.CharField(max_length=20, choices=Kind)

    objects = MailOffQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], name="notices_turned_off_once"
            )
        ]

    def __str__(self) -> str:
        return f"no e-mail to {self.person} about {self.get_kind_display()}"
