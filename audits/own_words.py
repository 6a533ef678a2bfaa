"""Whose words stand in what an owner claims about a recommendation."""

from audits.models import Recommendation
from partnership.access import Access


def is_writer(recommendation: Recommendation, by: Access) -> bool:
    """Whether this person wrote for the owner, or asked to close it."""
    people = [*recommendation.written_by, recommendation.asked_by_person]
    return by.actor_id is not None and by.actor_id in people
