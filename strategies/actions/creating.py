"""A draft comes to be: from blank, from the library, as a copy, as a revision."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from activity.actions import record
from partnership.access import Access
from partnership.models import Partnership
from partnership.roles import Permission
from strategies.actions.copying import copy_parts, copy_words
from strategies.actions.drafts import begun_before, hold_draft, hold_version
from strategies.actions.publishing import draft_from_document, free_slug
from strategies.models import Priority, Strategy
from strategies.whole import words_of_draft


@transaction.atomic
def create_strategy(
    *,
    title: str,
    convenor: Partnership,
    by: Access,
    at: datetime,
    form_key: UUID | None = None,
) -> Strategy:
    """Begin a draft with nothing but a title. The same page sent twice begins one."""
    by.require(Permission.STRATEGY_EDIT, partnership_ids=[convenor.pk])
    if same := begun_before(form_key, convenor):
        return same
    strategy = _new(title=title, convenor=convenor, form_key=form_key)
    record(by=by, at=at, verb="began writing", subject=strategy)
    return strategy


@transaction.atomic
def create_from_library(
    *,
    document: Mapping[str, Any],
    convenor: Partnership,
    by: Access,
    at: datetime,
    title: str = "",
    form_key: UUID | None = None,
) -> Strategy:
    """Begin a draft with everything that a document of the library says."""
    by.require(Permission.STRATEGY_EDIT, partnership_ids=[convenor.pk])
    if same := begun_before(form_key, convenor):
        return same
    # Without the library's key: what is made of it is the partnership's own.
    own = {**document, "key": "", "version": "1"}
    if title:
        own["title"] = title
    strategy = draft_from_document(own, convenor, form_key=form_key)
    record(
        by=by,
        at=at,
        verb="began writing",
        subject=strategy,
        after={"from": document["title"]},
    )
    return strategy


@transaction.atomic
def copy_strategy(
    *,
    source: Strategy,
    convenor: Partnership,
    by: Access,
    at: datetime,
    title: str = "",
    form_key: UUID | None = None,
) -> Strategy:
    """Begin a draft with everything that another strategy says."""
    by.require(Permission.STRATEGY_EDIT, partnership_ids=[convenor.pk])
    if same := begun_before(form_key, convenor):
        return same
    strategy = _new(
        title=title or source.title,
        convenor=convenor,
        form_key=form_key,
        **copy_words(source),
    )
    copy_parts(source, strategy)
    record(
        by=by,
        at=at,
        verb="began writing",
        subject=strategy,
        after={"from": source.title, "version": source.version},
    )
    return strategy


@transaction.atomic
def revise_strategy(*, strategy: Strategy, by: Access, at: datetime) -> Strategy:
    """Begin the next version of a published strategy.

    Every priority knows the one it carries on. A version is revised once: asked
    again, the draft that was begun is given back.
    """
    held = hold_version(strategy, by)
    if not held.is_published:
        raise ValidationError(
            "This version is a draft, so it can be changed as it is.", code="draft"
        )
    if later := held.revisions.order_by("pk").first():
        if not later.is_published:
            return later
        raise ValidationError(
            f"Version {later.version} has replaced this one. Revise that instead.",
            code="replaced",
        )
    revision = _new(
        title=held.title,
        convenor=held.convenor,
        version=next_version(held.version),
        previous=held,
        **copy_words(held),
    )
    copies = copy_parts(held, revision)
    Priority.predecessors.through.objects.bulk_create(
        [
            Priority.predecessors.through(
                from_priority_id=copy.pk, to_priority_id=earlier
            )
            for earlier, copy in copies.items()
        ],
        batch_size=500,
    )
    record(
        by=by,
        at=at,
        verb="began revising",
        subject=revision,
        after={"from version": held.version},
    )
    return revision


@transaction.atomic
def delete_draft(*, strategy: Strategy, by: Access, at: datetime) -> None:
    """Delete a draft that was never published; all it said stays on record."""
    held = hold_draft(strategy, by)
    record(
        by=by,
        at=at,
        verb="deleted the draft",
        subject=held,
        before=words_of_draft(held),
    )
    try:
        held.delete()
    except ProtectedError as error:
        raise ValidationError(
            "This draft is used elsewhere, so it cannot be deleted.", code="used"
        ) from error


def next_version(version: str) -> str:
    """The number after: 1 becomes 2, 2024.1 becomes 2024.2; words get a 2 behind."""
    found = re.search(r"([0-9]{1,9})\D*$", version)
    if not found:
        return f"{version[:18]} 2".strip()
    return f"{version[: found.start(1)]}{int(found[1]) + 1}{version[found.end(1) :]}"[
        :20
    ]


def _new(*, title: str, convenor: Partnership | None, **fields: Any) -> Strategy:
    strategy = Strategy(title=title, slug=free_slug(title), convenor=convenor, **fields)
    strategy.full_clean()
    strategy.save()
    return strategy
