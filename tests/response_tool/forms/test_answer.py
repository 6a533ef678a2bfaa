"""What was done, what difference it made, and two texts side by side."""

import pytest

from response_tool.forms import AnswerForm, ClashForm
from response_tool.models import Action, Answer
from ui.merging import Clash, Edit

ACTIONS = [
    Action(pk=5, what="Train", status="on_track"),
    Action(pk=6, what="Meet", status=""),
]


def form(typed=None, *, actions=(), **answer) -> AnswerForm:
    return AnswerForm(typed, answer=Answer(**answer), actions=actions)


def test_texts_may_stay_empty_in_a_draft():
    assert form({"progress": "", "difference": ""}).is_valid()


@pytest.mark.parametrize(
    ("field", "label"),
    [
        ("progress", "What you have done"),
        ("difference", "What difference this has made"),
    ],
)
def test_an_overlong_text_says_how_long_it_is(field, label):
    other = {"progress": "difference", "difference": "progress"}[field]
    typed = form({field: "x" * 4001, other: "Short."})
    assert typed.errors == {
        field: [f"{label} must be 4,000 characters or fewer. It has 4,001."]
    }
    # The other text is still good, and only that.
    assert [edit.field for edit in typed.texts()] == [other]


def test_a_text_is_measured_as_it_is_kept():
    # A browser sends two characters for a line end; one is kept.
    lines = "\r\n".join(["x" * 39] * 100)
    typed = form({"progress": f"  {lines}\r\n"})
    assert typed.is_valid()
    assert len(typed.cleaned_data["progress"]) == 3999


def test_line_ends_alone_are_no_change():
    typed = form(
        {"progress": "One\r\ntwo", "initial-progress": "One\r\ntwo"},
        progress="One\ntwo",
    )
    assert typed.is_valid()
    assert typed.texts()[0] == Edit("progress", was="One\ntwo", now="One\ntwo")


def test_statuses_are_edits_by_number_of_the_action():
    typed = {"status-5": "slipping", "initial-status-5": "complete", "status-6": ""}
    filled = form(typed, actions=ACTIONS)
    assert filled.is_valid(), filled.errors
    assert filled.statuses() == {
        5: Edit("status", was="complete", now="slipping"),
        6: Edit("status", was="", now=""),
    }


def test_an_unknown_status_is_refused():
    assert list(form({"status-5": "blooming"}, actions=ACTIONS).errors) == ["status-5"]


def test_a_status_of_an_action_that_is_gone_is_left_aside():
    filled = form({"status-99": "slipping", "progress": "We met."}, actions=[])
    assert filled.is_valid()
    assert filled.statuses() == {}


def test_a_status_the_page_did_not_have_is_not_changed():
    # A colleague added the action after this page was opened.
    filled = form({"progress": "We met."}, actions=ACTIONS)
    assert filled.is_valid()
    assert all(edit.was == edit.now for edit in filled.statuses().values())


def test_a_text_that_was_not_sent_is_not_emptied():
    filled = form({"difference": "Heard."}, progress="We met.")
    assert filled.is_valid()
    changed = [edit.field for edit in filled.texts() if edit.was != edit.now]
    assert changed == ["difference"]


def test_an_overlong_reason_is_refused():
    assert list(form({"may_stay_because": "x" * 301}).errors) == ["may_stay_because"]
    assert form({"may_stay_because": "x" * 300}).is_valid()


def test_the_label_of_a_status_shows_an_action_as_typed():
    script = Action(pk=7, what="<script>alert(1)</script>")
    label = form(actions=[script])["status-7"].label_tag()
    assert "<script>" not in label
    assert "&lt;script&gt;" in label


CLASH = Clash("progress", theirs="Theirs.", mine="Mine.")


def resolved(**typed) -> ClashForm:
    words = {"theirs-progress": "Theirs.", "mine-progress": "Mine."}
    joined = {"joined-progress": "Theirs.\n\nMine."}
    return ClashForm(
        words | joined | {k.replace("__", "-"): v for k, v in typed.items()}
    )


def test_both_texts_are_offered_joined():
    offered = ClashForm(clashes=[CLASH])
    assert offered["keep-progress"].value() == "both"
    assert offered["joined-progress"].value() == "Theirs.\n\nMine."
    assert offered["theirs-progress"].value() == "Theirs."
    assert offered["mine-progress"].value() == "Mine."


def test_an_empty_text_leaves_no_blank_lines_in_the_joined_one():
    offered = ClashForm(clashes=[Clash("progress", theirs="", mine="Mine.")])
    assert offered["joined-progress"].value() == "Mine."


@pytest.mark.parametrize(
    ("keep", "now"),
    [("both", "Theirs.\n\nMine."), ("mine", "Mine."), ("theirs", "Theirs.")],
)
def test_what_is_kept_starts_from_the_colleagues_words(keep, now):
    chosen = resolved(keep__progress=keep)
    assert chosen.is_valid(), chosen.errors
    assert chosen.edits() == [Edit("progress", was="Theirs.", now=now)]


@pytest.mark.parametrize("keep", ["", "neither"])
def test_one_of_the_three_must_be_chosen(keep):
    chosen = resolved(keep__progress=keep)
    assert list(chosen.errors) == ["keep-progress"]
    assert chosen.clashes() == [CLASH]


def test_a_joined_text_that_is_too_long_is_refused_and_both_come_back():
    chosen = resolved(keep__progress="both", joined__progress="x" * 4001)
    assert chosen.errors == {
        "joined-progress": [
            "Both texts, joined must be 4,000 characters or fewer. It has 4,001."
        ]
    }
    assert chosen.clashes() == [CLASH]


def test_one_side_alone_is_not_held_up_by_the_length_of_both():
    # The joined box is then not what is saved.
    long = "x" * 4001
    chosen = resolved(keep__progress="mine", joined__progress=long)
    assert chosen.is_valid(), chosen.errors


def test_no_road_leads_round_the_longest_length():
    chosen = resolved(keep__progress="mine", mine__progress="x" * 4001)
    assert not chosen.is_valid()


def test_nothing_is_resolved_where_nothing_clashed():
    nothing = ClashForm({"csrfmiddlewaretoken": "x"})
    assert nothing.is_valid()
    assert nothing.edits() == []
