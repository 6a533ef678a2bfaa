"""What files are used for here, as the page of an agency's files tells it."""

from collections.abc import Collection

from evidence.uses import Use


def of_files(file_ids: Collection[int]) -> list[Use]:
    """Every answer and action that these files are evidence for. One query."""
    return []
