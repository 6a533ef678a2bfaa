"""Everything this room holds of an agency or a partnership, as tables to take away."""

from django.db.models import Exists, OuterRef

from notices.models import Mail, Notice
from partnership.models import Agency, AgencyMember, Partnership
from partnership.tables import PARTNERSHIP
from ui.copies import Beside, table_of
from ui.tables import Table

OWN = "each person’s own business"
HOW_SENT = "it is how the portal shares out the sending"


def of_agency(agency: Agency) -> list[Table]:
    """What its people were told about the agency."""
    colleague = AgencyMember.objects.filter(agency=agency, user=OuterRef("person"))
    told = Notice.objects.filter(Exists(colleague), agency=agency)
    return [
        table_of(
            told.select_related("person", "partnership").order_by("told_at", "pk"),
            name="messages",
            about="What people who are in the agency now were told about it, also "
            "requests for answers from coordinators. One row for each person told.",
            beside=(Beside("to", "who was told", "person.name"), PARTNERSHIP),
            without={
                "person": "the name says who",
                "key": "it only keeps one thing from being told twice",
                "read_at": f"whether somebody has read a message is {OWN}",
                "mailed_at": f"what somebody gets by e-mail is {OWN}",
            },
        )
    ]


def of_partnership(partnership: Partnership) -> list[Table]:
    """E-mails that did not arrive, as its coordinators see them."""
    found = Mail.objects.looked_after_by([partnership.pk]).not_known_to_arrive()
    return [
        table_of(
            found.select_related("person"),
            name="undelivered_mails",
            about="E-mails that could not be sent, or of which nobody knows whether "
            "they arrived.",
            beside=(Beside("to", "whose e-mail it is", "person.name"),),
            without={
                "person": "the name says who",
                "text": "a person’s e-mail of the week may tell of other partnerships",
                "html": "the same text once more",
                "turn_off": "whoever has this address can turn e-mails off",
                "key": "it only keeps one e-mail from being owed twice",
                "claim": HOW_SENT,
                "claimed_until": HOW_SENT,
            },
        )
    ]
