"""A partnership writes down what it heard, mends it, and takes it out again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from activity.actions import record
from partnership.access import Access
from partnership.locking import locked
from partnership.models import Partnership
from partnership.roles import Permission
from performance.models import Theme, Voice
from strategies.actions import boards_changed
from strategies.models import Objective
from strategies.working_to import objectives_of

PLAIN = ("said_by", "heard", "heard_on", "how_many", "text")
MOST_VOICES = 5000
MOST_THEMES = 50
CHANGED = (
    "A colleague changed this while you were writing. What stands there now is below; "
    "what you typed is still in the boxes. Saving again puts yours in its place."
)
CHANGED_MEANWHILE = (
    "A colleague changed this meanwhile. Read it once more before you remove it."
)
GONE = (
    "A colleague removed this while you were writing. What you typed is still here: "
    "save it as new, or leave it."
)


@dataclass(frozen=True, slots=True)
class Said:
    """What was heard, as it is entered; themes by their names."""

    said_by: str
    heard: str
    heard_on: date
    how_many: int
    text: str
    themes: Sequence[str]
    objectives: Sequence[Objective] = ()

    def told(self) -> dict[str, Any]:
        """As the history has it."""
        return {
            **self.plain(),
            "themes": sorted(self.themes, key=str.casefold),
            "objectives": sorted(one.title for one in self.objectives),
        }

    def plain(self) -> dict[str, Any]:
        """What is held in the row itself."""
        return {name: getattr(self, name) for name in PLAIN}

    def is_like(self, other: "Said") -> bool:
        """Whether it says the same, whatever the order and the capitals of themes."""
        return self._whole() == other._whole()

    def _whole(self) -> tuple[Any, ...]:
        themes = {name.casefold() for name in self.themes}
        return self.plain(), themes, {one.pk for one in self.objectives}


@transaction.atomic
def add_voice(
    *, partnership: Partnership, said: Said, by: Access, at: datetime
) -> Voice:
    """Write down what was heard; the same twice is written down once.

    Raises ValidationError with code too_many, no_theme, too_many_themes, not_theirs or
    not_yet, and as the fields do.
    """
    by.require(Permission.VOICE_EDIT, partnership_ids=[partnership.pk])
    locked(Partnership.objects.all()).get(pk=partnership.pk)
    heard = Voice.objects.filter(partnership=partnership)
    for same in heard.filter(**said.plain()).order_by("pk"):
        if said_in(same).is_like(said):
            return same
    if heard.count() >= MOST_VOICES:
        raise ValidationError(
            f"The portal keeps {MOST_VOICES:,} of these for a partnership. Remove old "
            "ones first.",
            code="too_many",
        )
    voice = Voice(partnership=partnership)
    _put(voice, said, by, at)
    _record(voice, "wrote down", by, at, after=said.told())
    boards_changed(partnership, at)
    return voice


@transaction.atomic
def change_voice(
    *, voice: Voice, said: Said, seen: int, by: Access, at: datetime
) -> None:
    """Mend what was written down; `seen` is the version that was read.

    Raises ValidationError with code gone or changed, and as `add_voice` does.
    """
    held = _held(voice, seen, by, CHANGED)
    stood = said_in(held)
    if stood.is_like(said):
        return
    before, after = stood.told(), said.told()
    differ = {name for name in after if after[name] != before[name]}
    held.version += 1
    _put(held, said, by, at)
    _tidy(held.partnership)
    _record(
        held,
        "changed",
        by,
        at,
        before={name: before[name] for name in differ},
        after={name: after[name] for name in differ},
    )
    boards_changed(held.partnership, at)


@transaction.atomic
def remove_voice(*, voice: Voice, seen: int, by: Access, at: datetime) -> None:
    """Take it out. Raises ValidationError with code gone or changed."""
    held = _held(voice, seen, by, CHANGED_MEANWHILE)
    _record(held, "removed", by, at, before=said_in(held).told())
    partnership = held.partnership
    held.delete()
    _tidy(partnership)
    boards_changed(partnership, at)


def said_in(voice: Voice) -> Said:
    """What is written down now. Two queries."""
    return Said(
        **{name: getattr(voice, name) for name in PLAIN},
        themes=[one.name for one in voice.themes.by_name()],
        objectives=list(voice.objectives.order_by("pk")),
    )


def _put(voice: Voice, said: Said, by: Access, at: datetime) -> None:
    if said.heard_on > timezone.localdate(at):
        raise ValidationError(
            "The day on which it was heard must be today or in the past.",
            code="not_yet",
        )
    theirs = {one.pk for one in objectives_of(voice.partnership)}
    kept = set(voice.objectives.values_list("pk", flat=True)) if voice.pk else set()
    if {one.pk for one in said.objectives} - theirs - kept:
        raise ValidationError(
            "Choose objectives of a strategy that your partnership works to.",
            code="not_theirs",
        )
    for name, value in said.plain().items():
        setattr(voice, name, value)
    voice.saved_at, voice.saved_by = at, by.actor_name[:200]
    voice.full_clean()
    voice.save()
    voice.themes.set(_themes(voice.partnership, said.themes))
    voice.objectives.set(said.objectives)


def _themes(partnership: Partnership, names: Sequence[str]) -> list[Theme]:
    """The themes of these names, made where there are none yet."""
    if not names:
        raise ValidationError("Choose or name at least one theme.", code="no_theme")
    known = {
        one.name.casefold(): one
        for one in Theme.objects.filter(partnership=partnership)
    }
    found = {}
    for name in names:
        key = name.casefold()
        if key not in known:
            if len(known) >= MOST_THEMES:
                raise ValidationError(
                    f"You have {MOST_THEMES} themes, which is the most. Choose among "
                    "those you have.",
                    code="too_many_themes",
                )
            known[key] = Theme(partnership=partnership, name=name)
            known[key].full_clean()
            known[key].save()
        found[key] = known[key]
    return list(found.values())


def _tidy(partnership: Partnership) -> None:
    """A theme goes with the last that was said about it."""
    Theme.objects.filter(partnership=partnership, voices=None).delete()


def _held(voice: Voice, seen: int, by: Access, changed: str) -> Voice:
    by.require(Permission.VOICE_EDIT, partnership_ids=[voice.partnership_id])
    # Whoever writes here holds the partnership first, whose themes they may change.
    locked(Partnership.objects.all()).get(pk=voice.partnership_id)
    rows = Voice.objects.select_related("partnership")
    held = locked(rows).filter(pk=voice.pk).first()
    if held is None:
        raise ValidationError(GONE, code="gone")
    if held.version != seen:
        raise ValidationError(changed, code="changed")
    return held


def _record(
    voice: Voice,
    verb: str,
    by: Access,
    at: datetime,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    record(
        by=by,
        at=at,
        verb=verb,
        subject=voice,
        thread=voice.partnership,
        before=before,
        after=after,
    )
