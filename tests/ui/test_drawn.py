"""Parts of pages that are drawn once."""

import pytest
from django.test import RequestFactory

from ui.drawn import Stale, drawn

BACK = "components/back.html"


@pytest.fixture
def request_of():
    return RequestFactory().get("/")


def words(text):
    return lambda: {"href": "/", "text": text}


def test_it_is_drawn_once_for_a_key(request_of, settings):
    settings.CHECK_DRAWN = False
    first = drawn(BACK, words("Back"), for_=request_of, key=(1, "a"))
    again = drawn(BACK, words("Elsewhere"), for_=request_of, key=(1, "a"))
    other = drawn(BACK, words("Elsewhere"), for_=request_of, key=(1, "b"))
    assert "Back" in first
    assert again == first
    assert "Elsewhere" in other


def test_what_is_no_longer_so_is_noticed_where_it_is_checked(request_of):
    drawn(BACK, words("Back"), for_=request_of, key=1)
    drawn(BACK, words("Back"), for_=request_of, key=1)
    with pytest.raises(Stale, match=BACK):
        drawn(BACK, words("Elsewhere"), for_=request_of, key=1)
