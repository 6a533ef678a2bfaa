"""Whatever a document says and a person chooses, each word is saved or kept.

A few dozen examples in the suite; `READER_EXAMPLES=2000` tries as many as that.
"""

import dataclasses
from datetime import date, timedelta

from hypothesis import assume, event, given
from hypothesis import strategies as st

from response_tool.forms.deciding import decisions
from response_tool.forms.word import CompareForm
from response_tool.models import REASON_MAX, Action, Response, Round
from response_tool.word.beside import Held, HeldAction
from response_tool.word.comparing import compare
from response_tool.word.matching import Match
from response_tool.word.shapes import Document, ReadAction, Row
from tests.response_tool.word.test_nothing_is_lost import SETTINGS, words_in

OPENS = date(2026, 11, 2)
ASKED = Round(opens_on=OPENS, due_on=OPENS + timedelta(days=40))
STATUSES = dict(Action.Status.choices)

# Many, so that hardly any stands twice; few enough to be held and said at times.
WORDS = st.lists(
    st.integers(1, 60).map("word{}".format), min_size=1, max_size=4, unique=True
).map(" ".join)
LONG = st.tuples(WORDS, st.sampled_from([100, 800, 1500])).map(
    lambda one: f"{one[0]} {'more ' * one[1]}"
)
TEXT = st.just("") | WORDS | LONG
STATUS = st.sampled_from(
    [("", ""), ("amber", "slipping"), ("N/A", "not_relevant"), ("booked", "")]
)


@st.composite
def actions(draw) -> ReadAction:
    written, understood = draw(STATUS)
    who = draw(st.just("") | WORDS | WORDS.map(lambda one: f"{one} {'team ' * 30}"))
    by_when = draw(st.sampled_from(["", "31 March 2027", "springtime"]))
    text = draw(WORDS | LONG)
    return ReadAction(text, written, understood, who, by_when)


@st.composite
def rows(draw, number: int) -> Row:
    written, understood = draw(STATUS)
    found = draw(st.lists(actions(), max_size=3))
    if found:
        written = understood = ""
    called = draw(st.sampled_from(["", "priority one"]))
    texts = {name: draw(TEXT) for name in ("progress", "difference")}
    return Row(
        number,
        priority=called,
        actions=found,
        written=written,
        understood=understood,
        **texts,
    )


@st.composite
def answers(draw, number: int) -> Held:
    relevance = draw(st.sampled_from(["", "ours", "not_relevant"]))
    because = draw(WORDS) if relevance == "not_relevant" else ""
    texts = {name: draw(st.just("") | WORDS) for name in ("progress", "difference")}
    held = [
        HeldAction(number * 10 + place, what, "All", "2027-03-03", "on_track")
        for place, what in enumerate(draw(st.lists(WORDS, max_size=2, unique=True)))
    ]
    return Held(number, relevance, because, actions=held, **texts)


def form_of(compared, held, data=None) -> CompareForm:
    return CompareForm(
        data,
        comparison=compared,
        response=Response(round=ASKED, contact_role="Lead"),
        held=held,
        titles={number: f"Thing {number}" for number in held},
        statuses=STATUSES,
    )


def filled(draw, form: CompareForm) -> dict[str, str]:
    """What a person sends: what stands there, or another choice."""
    data = {}
    for name, field in form.fields.items():
        choices = [key for key, _ in getattr(field, "choices", ()) if key]
        if choices and (name.startswith(("keep-", "place-")) or draw(st.booleans())):
            data[name] = draw(st.sampled_from(choices))
        elif name.startswith("because-"):
            said = field.initial if len(field.initial or "") < REASON_MAX else ""
            data[name] = draw(st.sampled_from([said or "moon", "moonlight"]))
        elif name == "by_when":
            on = field.initial
            data |= {
                "by_when-day": str(on.day),
                "by_when-month": str(on.month),
                "by_when-year": str(on.year),
            }
        else:
            data[name] = field.initial or ""
    return data


def to_find(row: Row) -> set[str]:
    """The words of a row, but for statuses and dates that were understood."""
    said = [row.progress, row.difference, "" if row.understood else row.written]
    for one in row.actions:
        said += [one.text, one.who, "" if one.understood else one.written]
        said.append(one.by_when if one.by_when == "springtime" else "")
    return set(words_in(said))


@SETTINGS
@given(st.data())
def test_each_word_is_in_an_answer_or_in_the_history(data):
    draw = data.draw
    held = {number: draw(answers(number)) for number in (1, 2)}
    document = Document(rows=[draw(rows(n)) for n in range(1, 4)])
    places = [draw(st.sampled_from([None, 1, 2])) for _ in document.rows]
    compared = compare(document, [Match(n) for n in places], held, longest=300)
    sent = filled(draw, form_of(compared, held))
    form = form_of(compared, held, sent)
    assert form.is_valid(), form.errors
    state = {
        "name": "ours.docx",
        "document": document,
        "kept": list(document.not_understood()),
        "state": "x",
    }
    decided = decisions(form, **state)
    shorts = [name for name in form.fields if name.startswith("short-")]
    if shorts:
        form = form_of(compared, held, sent | dict.fromkeys(shorts, "Shortened."))
        assert form.is_valid(), form.errors
        decided = decisions(form, **state)
    event("with errors" if form.errors else "saved")
    # Rows that contradict each other, or too many: nothing is saved yet.
    assume(not form.errors)
    became = [dataclasses.asdict(one) for one in (decided, *held.values())]
    typed = [words for name, words in sent.items() if name.startswith("because-")]
    said = set(words_in(typed)).union(*map(to_find, document.rows))
    assert not said - set(words_in(became))
