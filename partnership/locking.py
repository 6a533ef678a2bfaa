"""Rows held while they are changed, in every room the same way."""

from typing import TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


def locked(rows: "models.QuerySet[Row]", *of: str) -> "models.QuerySet[Row]":
    """Rows held until the transaction ends, so that two saves come one by one."""
    return rows.select_for_update(of=of or ("self",), no_key=True)
