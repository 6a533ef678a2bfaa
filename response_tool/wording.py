"""What a response calls the statuses of its actions."""

from typing import Any

from django.db.models import QuerySet

from partnership.prepared import Prepared
from partnership.wording import Words, common
from response_tool.models import Recipient


def words_of_response(response_pk: int) -> Words:
    """The words that all the partnerships a response goes to use; else the standard.

    One query, the same however many partnerships there are.
    """
    own: dict[int, dict[str, str]] = {}
    for partnership, key, words in _own(response=response_pk):
        said = own.setdefault(partnership, {})
        if key is not None:
            said[key] = words
    return common(Words(said) for said in own.values())


@Prepared
def _own(*, response: int) -> "QuerySet[Any, tuple[int, str | None, str]]":
    received = Recipient.objects.filter(response_id=response).order_by("pk")
    return received.values_list(
        "partnership_id", "partnership__wordings__key", "partnership__wordings__words"
    )
