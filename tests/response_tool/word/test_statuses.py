"""Statuses in people's own words are understood only where they mean one thing."""

import pytest

from response_tool.word.statuses import is_empty, understood


@pytest.mark.parametrize(
    ("written", "meaning"),
    [
        ("ongoing", "on_track"),
        ("On-going – review Sept 25", "on_track"),
        ("green", "on_track"),
        ("In progress", "on_track"),
        ("On track, to be completed by March 2026", "on_track"),
        ("Completed Sept 25", "complete"),
        ("100% complete", "complete"),
        ("✓", "complete"),
        ("Complete – embedded", "embedded"),
        ("Complete and embedded", "embedded"),
        ("business as usual", "embedded"),
        ("amber", "slipping"),
        ("RAG: Amber", "slipping"),
        ("Red – off track", "off_track"),
        ("not on track", "off_track"),
        ("Not yet started", "not_started"),
        ("Not started – planned for April", "not_started"),
        ("N/A", "not_relevant"),
        ("n.a.", "not_relevant"),
        ("Not applicable to us", "not_relevant"),
        ("☐ Red ☒ Amber ☐ Green", "slipping"),
        ("Red ☐ Amber ☐ Green ☑", "on_track"),
        ("Complete ☑", "complete"),
    ],
)
def test_what_means_one_thing_is_understood(written, meaning):
    assert understood(written) == meaning


@pytest.mark.parametrize(
    "written",
    [
        "",
        "Booked",
        "amber/green",
        "grey",
        "not complete",
        "nearly complete",
        "80% complete",
        "Complete?",
        "incomplete",
        "Partially embedded",
        "due to be completed in May",
        "Training completed, second cohort planned",
        "Naomi leads",
        "done " * 100,
        "☐ Complete",
        "Complete ☐",
        "☐ Red ☐ Amber ☐ Green",
        "☒ Red ☒ Amber ☐ Green",
        "RAG: ☐ Red ☒ Amber",
    ],
)
def test_what_could_mean_more_than_one_thing_or_nothing_is_not(written):
    assert understood(written) == ""


@pytest.mark.parametrize("written", ["", " – ", "No status yet", "TBC", "..."])
def test_some_words_say_that_there_is_no_status(written):
    assert is_empty(written)
