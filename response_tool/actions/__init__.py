"""Every change to a round, a response, an answer or an action."""

from response_tool.actions.answers import (
    Choice,
    Saved,
    choose_priorities,
    keep_aside,
    save_answer,
)
from response_tool.actions.plans import add_action, change_action, remove_action
from response_tool.actions.rounds import open_round
from response_tool.actions.submission import (
    save_contact,
    start_response,
    submit_response,
)

__all__ = [
    "Choice",
    "Saved",
    "add_action",
    "change_action",
    "choose_priorities",
    "keep_aside",
    "open_round",
    "remove_action",
    "save_answer",
    "save_contact",
    "start_response",
    "submit_response",
]
