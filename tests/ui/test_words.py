"""Dates, times and numbers as people say them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template

from ui.templatetags import words

# In November London keeps UTC; in July it is an hour ahead.
NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
LATE_IN_JULY = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
DAY = date(2026, 11, 30)


def test_a_day_is_said_in_four_lengths():
    assert words.day(DAY) == "30 November 2026"
    assert words.weekday(DAY) == "Monday 30 November 2026"
    assert words.short_weekday(DAY) == "Monday 30 November"
    assert words.short_day(DAY) == "30 Nov 2026"


@pytest.mark.parametrize(
    "name", ["day", "weekday", "short_weekday", "short_day", "when", "clock"]
)
def test_no_date_is_said_as_nothing(name):
    assert getattr(words, name)(None) == ""


def test_a_moment_belongs_to_the_day_it_is_in_london():
    assert words.day(LATE_IN_JULY) == "2 July 2026"
    assert words.short_day(LATE_IN_JULY) == "2 Jul 2026"
    assert words.when(LATE_IN_JULY) == "2 July 2026 at 12:30am"


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [
        (0, 0, "12:00am"),
        (0, 5, "12:05am"),
        (9, 30, "9:30am"),
        (11, 59, "11:59am"),
        (12, 0, "12:00pm"),
        (14, 5, "2:05pm"),
        (23, 59, "11:59pm"),
    ],
)
def test_the_clock_has_twelve_hours(hour, minute, said):
    assert words.clock(NOON.replace(hour=hour, minute=minute)) == said


def test_the_clock_keeps_summer_time():
    assert words.clock(datetime(2026, 7, 1, 13, 5, tzinfo=UTC)) == "2:05pm"


def test_what_was_saved_today_says_today():
    assert words.saved_when(NOON, NOON + timedelta(hours=2)) == "today at 12:00pm"


def test_what_was_saved_yesterday_says_the_date():
    said = words.saved_when(NOON, NOON + timedelta(hours=12))
    assert said == "18 November 2026 at 12:00pm"


def test_today_is_today_in_london():
    later = LATE_IN_JULY + timedelta(hours=8)
    assert words.saved_when(LATE_IN_JULY, later) == "today at 12:30am"


def test_what_was_never_saved_says_nothing():
    assert words.saved_when(None, NOON) == ""


@pytest.mark.parametrize(
    ("days", "said", "colour"),
    [
        (-12, "12 days late", "red"),
        (-1, "1 day late", "red"),
        (0, "Today", "orange"),
        (1, "Tomorrow", "orange"),
        (2, "In 2 days", "orange"),
        (3, "In 3 days", "orange"),
        (4, "In 4 days", "blue"),
    ],
)
def test_a_due_date_says_how_far_it_is_in_word_and_colour(days, said, colour):
    due = DAY + timedelta(days=days)
    assert (words.due_in(due, DAY), words.due_colour(due, DAY)) == (said, colour)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (-3, "0 seconds ago"),
        (0, "0 seconds ago"),
        (1, "1 second ago"),
        (59.9, "59 seconds ago"),
        (60, "1 minute ago"),
        (3599, "59 minutes ago"),
        (3600, "1 hour ago"),
        (86399, "23 hours ago"),
        (86400, "on 18 November 2026 at 12:00pm"),
    ],
)
def test_an_age_is_said_in_its_largest_unit(seconds, said):
    assert words.ago(NOON, NOON + timedelta(seconds=seconds)) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "no"), (1, "one"), (10, "ten"), (12, "twelve"), (13, "13"), (1234, "1,234")],
)
def test_numbers_up_to_twelve_are_words(number, said):
    assert words.in_words(number) == said


def test_a_number_below_nothing_is_no_word_from_the_end_of_the_list():
    assert words.in_words(-1) == "-1"


def test_things_are_counted_in_the_right_number():
    assert words.count(1, "day") == "1 day"
    assert words.count(0, "day") == "0 days"
    assert words.count(2, "agency", "agencies") == "2 agencies"
    assert words.count(1, "agency", "agencies") == "1 agency"
    assert words.count(12345, "return") == "12,345 returns"


@pytest.mark.parametrize(
    ("items", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (iter("abc"), "a, b and c")],
)
def test_a_list_ends_with_and(items, said):
    assert words.and_list(items) == said


def test_what_is_left():
    assert words.minus(10, 3) == 7


def test_only_the_first_letter_becomes_small():
    assert words.lower_first("New Password") == "new Password"
    assert words.lower_first("") == ""


def test_pages_need_not_load_them_and_their_output_is_escaped():
    page = Template("{{ names|and_list }}, {% count 2 name %}")
    said = page.render(Context({"names": ["<b>", "c"], "name": "<i>"}))
    assert said == "&lt;b&gt; and c, 2 &lt;i&gt;s"


def test_a_key_is_called_by_its_word():
    assert words.called("on_track", {"on_track": "Green"}) == "Green"
    assert words.called("", {"on_track": "Green"}) == ""


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-2, "Review date passed 2 days ago, on 30 November 2026"),
        (-1, "Review date passed 1 day ago, on 30 November 2026"),
        (0, "Review due today, on 30 November 2026"),
        (1, "Review due tomorrow, on 30 November 2026"),
        (60, "Review due in 60 days, on 30 November 2026"),
        (61, "To be reviewed 30 November 2026"),
    ],
)
def test_a_review_is_said_in_days_when_it_comes_near(days, said):
    assert words.review_said(DAY, DAY - timedelta(days=days)) == said
