"""Dates, times and numbers as people say them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format

register = template.Library()

NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)

# Below how many seconds an age is counted in which unit of how many seconds.
AGES = ((60, 1, "second"), (3600, 60, "minute"), (86400, 3600, "hour"))


@register.filter
def day(value: date | None) -> str:
    """30 November 2026."""
    return date_format(_local(value), "j F Y") if value else ""


@register.filter
def weekday(value: date | None) -> str:
    """Monday 30 November 2026."""
    return date_format(_local(value), "l j F Y") if value else ""


@register.filter
def short_weekday(value: date | None) -> str:
    """Monday 30 November."""
    return date_format(_local(value), "l j F") if value else ""


@register.filter
def short_day(value: date | None) -> str:
    """30 Nov 2026."""
    return date_format(_local(value), "j M Y") if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """2:05pm."""
    if not value:
        return ""
    local = timezone.localtime(value)
    return f"{local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


@register.filter
def when(value: datetime | None) -> str:
    """18 November 2026 at 2:05pm."""
    return f"{day(value)} at {clock(value)}" if value else ""


@register.filter
def saved_when(value: datetime | None, now: datetime) -> str:
    """Today at 2:05pm; on other days 18 November 2026 at 2:05pm."""
    if value and timezone.localtime(value).date() == timezone.localtime(now).date():
        return f"today at {clock(value)}"
    return when(value)


@register.filter
def due_in(due: date, today: date) -> str:
    """In 12 days; Tomorrow; Today; 3 days late."""
    days = (due - today).days
    if days < 0:
        return f"{count(-days, 'day')} late"
    return {0: "Today", 1: "Tomorrow"}.get(days, f"In {days} days")


@register.filter
def due_colour(due: date, today: date) -> str:
    """The tag of a due date: red when late, orange within three days, else blue."""
    days = (due - today).days
    return "red" if days < 0 else "orange" if days <= 3 else "blue"


@register.filter
def review_said(review: date, today: date) -> str:
    """Review date passed 3 days ago; Review due in 12 days; To be reviewed 3 May 2028.

    In days from 60 days before, when coordinators are reminded.
    """
    days = (review - today).days
    if days < 0:
        return f"Review date passed {count(-days, 'day')} ago, on {day(review)}"
    if days <= 60:
        soon = {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
        return f"Review due {soon}, on {day(review)}"
    return f"To be reviewed {day(review)}"


@register.simple_tag
def ago(then: datetime, now: datetime) -> str:
    """20 seconds ago; 5 minutes ago; 3 hours ago; after a day, the date."""
    seconds = max(0, int((now - then).total_seconds()))
    for limit, step, unit in AGES:
        if seconds < limit:
            return f"{count(seconds // step, unit)} ago"
    return f"on {when(then)}"


@register.filter
def in_words(number: int) -> str:
    """Ten of twelve: numbers up to twelve as words."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else f"{number:,}"


@register.simple_tag
def count(number: int, singular: str, plural: str = "") -> str:
    """1 day, 2 days; 1 agency, 2 agencies."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


@register.filter
def and_list(items: Iterable[object]) -> str:
    """a, b and c."""
    texts = [str(item) for item in items]
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} and {texts[-1]}"


@register.filter
def called(key: str, words: Mapping[str, str]) -> str:
    """The word for a key; nothing where there is none."""
    return words.get(key, "")


@register.filter
def minus(number: int, other: int) -> int:
    """What is left."""
    return number - other


@register.filter
def lower_first(text: str) -> str:
    """The text with its first letter small, for the middle of a sentence.

    Unless the next is a capital too: GCP stays GCP.
    """
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _local(value: date) -> date:
    return timezone.localtime(value) if isinstance(value, datetime) else value
