"""The body of a board page is drawn once for each revision."""

from datetime import timedelta

from dashboards import drawing
from dashboards.models import Snapshot
from tests.conftest import submit

SECOND = timedelta(seconds=1)


def test_a_revision_is_drawn_once(
    adoption, response, compiled, django_assert_num_queries
):
    snapshot = compiled(adoption)
    first = drawing.body(snapshot.pk, snapshot.revision)
    with django_assert_num_queries(0):
        assert drawing.body(snapshot.pk, snapshot.revision) is first
    assert "has not answered yet" in first


def test_a_new_revision_is_drawn_anew(adoption, response, compiled, now):
    snapshot = compiled(adoption)
    before = drawing.body(snapshot.pk, snapshot.revision)
    submit(response)
    snapshot = compiled(adoption, now + SECOND)
    assert snapshot.revision == 2
    assert drawing.body(snapshot.pk, snapshot.revision) != before


def test_new_words_are_drawn_anew_without_a_compile(adoption, response, compiled):
    submit(response)
    snapshot = compiled(adoption)
    before = drawing.body(snapshot.pk, snapshot.revision, 0)
    adoption.partnership.wordings.create(key="status_on_track", words="Green")
    after = drawing.body(snapshot.pk, snapshot.revision, 1)
    assert "On track" in before
    assert "Green" in after
    assert "On track" not in after


def test_without_a_round_the_strategy_alone_is_drawn(adoption, compiled):
    snapshot = compiled(adoption)
    drawn = drawing.body(snapshot.pk, snapshot.revision)
    assert "No round of the Response Tool has opened" in drawn
    assert 'id="strategy"' in drawn
    assert 'id="progress"' not in drawn


def test_before_the_first_compile_there_is_nothing_to_draw(adoption):
    snapshot = Snapshot.objects.create(adoption=adoption)
    assert drawing.body(snapshot.pk, snapshot.revision) == ""


def test_a_process_keeps_only_so_many_pages():
    assert drawing.body.cache_info().maxsize == 256
