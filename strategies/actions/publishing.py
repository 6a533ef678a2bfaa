"""A version comes to be: loaded from the library, published."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from activity.actions import record
from partnership.access import Access
from partnership.models import Partnership
from strategies.actions.drafts import hold_version
from strategies.library import ABOUT
from strategies.models import (
    Aim,
    Commitment,
    Objective,
    Outcome,
    Oversight,
    Part,
    Principle,
    Priority,
    Resource,
    Strategy,
)
from strategies.readiness import problems
from ui.addresses import free_address

# Addresses under /strategies/ that are pages and not strategies.
RESERVED = frozenset({"compare", "import", "new"})


@transaction.atomic
def load_strategy(
    *,
    document: Mapping[str, Any],
    by: Access,
    at: datetime,
    convenor: Partnership | None = None,
) -> Strategy:
    """Make a published strategy from a document of the library.

    Loading the same key and version again gives back what is there, unchanged.
    """
    version = document.get("version", "1")
    same = Strategy.objects.filter(library_key=document["key"], version=version)
    if found := same.order_by("pk").first():
        return found
    strategy = draft_from_document(document, convenor)
    record(by=by, at=at, verb="loaded from the library", subject=strategy)
    return publish_strategy(strategy=strategy, by=by, at=at)


@transaction.atomic
def publish_strategy(*, strategy: Strategy, by: Access, at: datetime) -> Strategy:
    """Publish a draft; from now on this version never changes."""
    strategy = hold_version(strategy, by)
    if strategy.is_published:
        raise ValidationError("This version is published already.", code="published")
    if found := problems(strategy):
        raise ValidationError(found[0].text, code="empty")
    strategy.state = Strategy.State.PUBLISHED
    strategy.published_at = at
    strategy.save(update_fields=["state", "published_at"])
    record(by=by, at=at, verb="published", subject=strategy)
    return strategy


def draft_from_document(
    document: Mapping[str, Any],
    convenor: Partnership | None,
    *,
    form_key: UUID | None = None,
) -> Strategy:
    """A draft that says what a document of the library says, not yet recorded."""
    strategy = Strategy(
        title=document["title"],
        slug=free_slug(document["title"]),
        library_key=document.get("key", ""),
        version=document.get("version", "1"),
        convenor=convenor,
        form_key=form_key,
        written_by="\n".join(document.get("written_by", [])),
        **{field: document[field] for field in ABOUT if field in document},
    )
    strategy.full_clean()
    strategy.save()
    _add_parts(strategy, document)
    return strategy


def free_slug(title: str) -> str:
    """An address of its own for a strategy of this title."""
    base = slugify(title)[:70] or "strategy"
    return free_address(Strategy.objects.all(), base, reserved=RESERVED)


def _add_parts(strategy: Strategy, document: Mapping[str, Any]) -> None:
    for model, key in ((Aim, "aims"), (Principle, "principles"), (Outcome, "outcomes")):
        texts = document.get(key, [])
        _add(strategy, [model(text=text.strip()) for text in texts])
    _add(strategy, [Resource(**item) for item in document.get("resources", [])])
    _add(strategy, [Oversight(**item) for item in document.get("oversight", [])])
    commitments = [
        Commitment(group=block.get("group", ""), text=text)
        for block in document.get("commitments", [])
        for text in block["items"]
    ]
    _add(strategy, commitments)
    objectives = document["objectives"]
    rows = [Objective(title=o["title"], aim=o.get("aim", "")) for o in objectives]
    _add(strategy, rows)
    priorities = [
        Priority(
            objective=row,
            number=p["number"],
            title=p["title"],
            short_title=p["short"],
            text=p["text"],
            guidance=p.get("guidance", ""),
        )
        for row, objective in zip(rows, objectives, strict=True)
        for p in objective["priorities"]
    ]
    _add(strategy, priorities)


def _add(strategy: Strategy, parts: Iterable[Part]) -> None:
    for position, part in enumerate(parts, start=1):
        part.strategy = strategy
        part.position = position
        for field in ("text", "aim", "note", "purpose", "guidance", "taking_part"):
            if hasattr(part, field):
                setattr(part, field, " ".join(getattr(part, field).split()))
        part.full_clean()
        part.save()
