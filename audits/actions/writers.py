"""Whoever wrote for the owner of a recommendation does not check it afterwards.

Kept by number, so that it holds also after they have left the owner's agency.
"""

from django.core.exceptions import ValidationError

from audits.models import Recommendation
from audits.own_words import is_writer
from partnership.access import Access

OWN_WORDS = (
    "You wrote some of what is claimed here, for its owner. Somebody else has to check "
    "it."
)


def wrote(held: Recommendation, by: Access) -> None:
    """Remember that this person wrote for the owner."""
    if by.actor_id is not None and by.actor_id not in held.written_by:
        held.written_by = [*held.written_by, by.actor_id]
        held.save(update_fields=["written_by"])


def require_not_writer(held: Recommendation, by: Access) -> None:
    """Refuse somebody who would check their own words.

    Raises ValidationError with code same_person.
    """
    if is_writer(held, by):
        raise ValidationError(OWN_WORDS, code="same_person")
