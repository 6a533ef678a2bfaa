"""The form part of the personal-data guard, the same for every room."""

from django.core.exceptions import ValidationError

from privacy import identifiers


def refuse_identifiers(text: str) -> None:
    """A validator for short texts that are better changed than explained."""
    found = identifiers.find(text)
    if found:
        raise ValidationError(
            "Take out what could identify a child or family: "
            f"{'; '.join(one.words for one in found)}.",
            code="identifiers",
        )
