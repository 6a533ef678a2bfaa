"""Everything that a part or a draft says, so that what goes can be kept on record."""

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import prefetch_related_objects

from strategies.kinds import KINDS, kind_of, listed
from strategies.models import Objective, Part, Priority, Strategy

TEXTS = (
    *("title", "version", "written_by", "starts_on", "ends_on", "dates_note"),
    *("summary", "definition", "governance"),
)


def read_whole(part: Part) -> None:
    """Read at once what stands under a part: what is shown is what is compared."""
    if isinstance(part, Objective):
        prefetch_related_objects([part], "priorities__predecessors")


def words_of_part(part: Part) -> dict[str, Any]:
    """What a part says; with an objective, all that its priorities say."""
    words: dict[str, Any] = dict(kind_of(part).words(part))
    if isinstance(part, Priority) and (earlier := part.predecessors.all()):
        words["carries_on"] = [str(one) for one in earlier]
    if isinstance(part, Objective) and (under := part.priorities.all()):
        words["priorities"] = [words_of_part(one) for one in under]
    return words


def words_of_draft(draft: Strategy) -> dict[str, Any]:
    """What a draft says: its text, and every part of it, in a fixed number of reads."""
    names = [kind.related for kind in KINDS.values() if kind.name != "priority"]
    prefetch_related_objects([draft], *names, "objectives__priorities__predecessors")
    words = {name: getattr(draft, name) for name in TEXTS if getattr(draft, name)}
    for kind in listed():
        if parts := getattr(draft, kind.related).all():
            words[kind.related] = [words_of_part(one) for one in parts]
    return words


def fingerprint(part: Part) -> str:
    """A short mark that differs as soon as a part, or what is under it, does."""
    words = json.dumps(words_of_part(part), cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()[:20]
