"""What messages are about in these tests."""

from dataclasses import replace

import pytest

from notices.actions import Message
from notices.models import Kind


@pytest.fixture
def message(hopewell) -> Message:
    """Something that waits for the digest."""
    return Message(
        kind=Kind.RETURNED,
        title="Answers were returned for a change",
        text="Say what difference it made.",
        href="/responses/1/",
        reason="You get this because you are a lead of Hopewell Family Support.",
        key="returned:1",
        agency=hopewell,
    )


@pytest.fixture
def urgent(message) -> Message:
    """Something that is e-mailed on its own."""
    return replace(message, kind=Kind.DUE_TOMORROW, title="Due tomorrow", key="due:1")
