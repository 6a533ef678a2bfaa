"""Every change to a round, a response, an answer or an action."""

from response_tool.actions.answers import (
    Choice,
    Saved,
    choose_priorities,
    keep_aside,
    save_answer,
)
from response_tool.actions.challenges import (
    ask_again,
    close_challenge,
    raise_challenge,
    reply_to_challenge,
)
from response_tool.actions.dates import change_dates, extend_response
from response_tool.actions.evidence import attach, detach
from response_tool.actions.plans import add_action, change_action, remove_action
from response_tool.actions.reminding import remind_agencies
from response_tool.actions.reminding_replies import remind_of_replies
from response_tool.actions.review import accept_response, return_answers
from response_tool.actions.rounds import open_round
from response_tool.actions.second_thoughts import (
    resubmit_response,
    take_back_response,
    withdraw_response,
)
from response_tool.actions.submission import (
    save_contact,
    start_response,
    submit_response,
)

__all__ = [
    "Choice",
    "Saved",
    "accept_response",
    "add_action",
    "ask_again",
    "attach",
    "change_action",
    "change_dates",
    "choose_priorities",
    "close_challenge",
    "detach",
    "extend_response",
    "keep_aside",
    "open_round",
    "raise_challenge",
    "remind_agencies",
    "remind_of_replies",
    "remove_action",
    "reply_to_challenge",
    "resubmit_response",
    "return_answers",
    "save_answer",
    "save_contact",
    "start_response",
    "submit_response",
    "take_back_response",
    "withdraw_response",
]
