"""A partnership's own words for roles and statuses."""

from collections.abc import Mapping
from typing import Any

from django.forms import BoundField

from partnership.wording import (
    AGENCY_ROLES,
    MEANINGS,
    PARTNERSHIP_ROLES,
    STANDARD,
    STATUS_WORDS,
    STATUSES,
    meaning_key,
    status_key,
)
from privacy.forms import refuse_identifiers
from ui.fields import ShortText, dress
from ui.forms import EditForm

WORD_MAX, MEANING_MAX = 40, 120
ROLES = {
    "role_lead": "Edits an agency’s answers and submits them.",
    "role_contributor": "Edits an agency’s answers.",
    "role_viewer": "Reads what an agency has written and sent.",
    "role_coordinator": "Sets up the partnership, opens rounds, reads what is sent.",
    "role_board": "Reads the dashboard and what agencies send.",
    "role_auditor": "Reads the dashboard and what agencies send, for audits.",
    "role_analyst": "Reads the dashboard and what agencies send, for figures.",
}


class WordingForm(EditForm):
    """Every word that a partnership may choose, with the standard beside it."""

    def __init__(self, *args: Any, own: Mapping[str, str], **kwargs: Any) -> None:
        saved = {key: own.get(key, "") for key in STANDARD}
        super().__init__(*args, saved=saved, **kwargs)
        for key, standard in {**AGENCY_ROLES, **PARTNERSHIP_ROLES}.items():
            self.fields[key] = _field(
                standard, standard, ROLES[key], max_length=WORD_MAX, width=20
            )
        for key, standard in STATUS_WORDS.items():
            hint = f"Standard: {standard}"
            self.fields[key] = _field(
                "Word", standard, hint, max_length=WORD_MAX, width=20
            )
        for key, standard in MEANINGS.items():
            hint = f"Standard: {standard}"
            self.fields[key] = _field(
                "What it means", standard, hint, max_length=MEANING_MAX
            )

    @property
    def agency_roles(self) -> list[BoundField]:
        """The boxes for the roles in an agency."""
        return [self[key] for key in AGENCY_ROLES]

    @property
    def partnership_roles(self) -> list[BoundField]:
        """The boxes for the roles in a partnership."""
        return [self[key] for key in PARTNERSHIP_ROLES]

    @property
    def statuses(self) -> list[tuple[str, str, list[BoundField]]]:
        """Each status with its standard word and the boxes for its own."""
        return [
            (status, word, [self[status_key(status)], self[meaning_key(status)]])
            for status, (word, _) in STATUSES.items()
        ]


def _field(
    label: str, standard: str, hint: str, *, max_length: int, **look: Any
) -> ShortText:
    field = ShortText(
        label=label,
        called=f"The words for “{standard}”",
        help_text=hint,
        max_length=max_length,
        required=False,
        validators=[refuse_identifiers],
    )
    return dress(field, **look)
