"""Two people, one row: whatever they do, no word of either is lost."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from ui.merging import Clash, Edit, merge

# Few texts, so that two people often write the same, and any text at all.
TEXTS = st.sampled_from(["", "one", "two", "three"]) | st.text(max_size=20)


def changed(*texts: str) -> bool:
    return texts[0] != texts[1]


def row(**fields: object) -> SimpleNamespace:
    return SimpleNamespace(**fields)


@given(base=TEXTS, mine=TEXTS, theirs=TEXTS)
def test_nothing_anybody_wrote_is_ever_lost(base, mine, theirs):
    answer = row(text=theirs)
    found = merge(answer, [Edit("text", was=base, now=mine)])
    kept = {answer.text}
    for clash in found.clashes:
        kept |= {clash.mine, clash.theirs}
    if mine != base:
        assert mine in kept
    if theirs != base:
        assert theirs in kept


@given(base=TEXTS, mine=TEXTS, theirs=TEXTS)
def test_a_colleagues_change_is_never_written_over(base, mine, theirs):
    answer = row(text=theirs)
    merge(answer, [Edit("text", was=base, now=mine)])
    assert answer.text in ({theirs, mine} if theirs == base else {theirs})


@given(base=TEXTS, mine=TEXTS, theirs=TEXTS)
def test_merging_again_changes_nothing(base, mine, theirs):
    answer, edits = row(text=theirs), [Edit("text", was=base, now=mine)]
    first = merge(answer, edits)
    stands = answer.text
    second = merge(answer, edits)
    assert not second
    assert answer.text == stands
    assert second.clashes == first.clashes


@given(base=TEXTS, other=TEXTS)
def test_what_only_one_person_changed_is_no_clash(base, other):
    assert merge(row(text=base), [Edit("text", was=base, now=other)]).clashes == []
    assert merge(row(text=other), [Edit("text", was=base, now=base)]).clashes == []


@given(base=TEXTS, both=TEXTS)
def test_two_people_who_wrote_the_same_do_not_clash(base, both):
    answer = row(text=both)
    found = merge(answer, [Edit("text", was=base, now=both)])
    assert (answer.text, bool(found), found.clashes) == (both, False, [])


@given(base=TEXTS, mine=TEXTS, theirs=TEXTS)
def test_a_clash_shows_both_texts_and_leaves_the_row_alone(base, mine, theirs):
    answer = row(text=theirs)
    found = merge(answer, [Edit("text", was=base, now=mine)])
    if len({base, mine, theirs}) == 3:
        assert found.clashes == [Clash("text", theirs=theirs, mine=mine)]
        assert (answer.text, bool(found)) == (theirs, False)
    else:
        assert found.clashes == []


@given(base=TEXTS, mine=TEXTS)
def test_a_change_is_told_with_what_stood_before(base, mine):
    answer = row(text=base)
    found = merge(answer, [Edit("text", was=base, now=mine)])
    assert answer.text == mine
    assert bool(found) is changed(base, mine)
    assert found.before == ({"text": base} if changed(base, mine) else {})
    assert found.after == ({"text": mine} if changed(base, mine) else {})


@given(
    st.dictionaries(st.sampled_from("abcd"), st.tuples(TEXTS, TEXTS, TEXTS), min_size=1)
)
def test_fields_are_merged_one_by_one(fields):
    answer = row(**{name: theirs for name, (_, _, theirs) in fields.items()})
    edits = [Edit(name, base, mine) for name, (base, mine, _) in fields.items()]
    found = merge(answer, edits)
    for edit in edits:
        alone = row(**{edit.field: fields[edit.field][2]})
        one = merge(alone, [edit])
        assert getattr(answer, edit.field) == getattr(alone, edit.field)
        assert [c for c in found.clashes if c.field == edit.field] == one.clashes
        assert found.after.get(edit.field) == one.after.get(edit.field)


def test_a_clash_in_one_field_does_not_hold_up_another():
    answer = row(progress="theirs", difference="as it was")
    found = merge(
        answer,
        [
            Edit("progress", was="as it was", now="mine"),
            Edit("difference", was="as it was", now="mine"),
        ],
    )
    assert answer == row(progress="theirs", difference="mine")
    assert found.after == {"difference": "mine"}
    assert found.clashes == [Clash("progress", theirs="theirs", mine="mine")]


def test_a_beginning_that_could_not_be_read_clashes_rather_than_overwrites():
    answer = row(due="2027-03-01")
    found = merge(answer, [Edit("due", was=None, now="2027-03-27")])
    assert found.clashes == [Clash("due", theirs="2027-03-01", mine="2027-03-27")]
    assert answer.due == "2027-03-01"


def test_no_edits_are_no_change():
    assert not merge(row(), [])
