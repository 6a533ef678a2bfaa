"""The Response Tool: rounds, each agency's response, its answers and actions."""

from response_tool.models.answers import (
    DIFFERENCE_MAX,
    LONGEST,
    PROGRESS_MAX,
    WHAT_MAX,
    WHO_MAX,
    Action,
    Answer,
)
from response_tool.models.attachments import Attachment
from response_tool.models.challenges import (
    QUESTION_MAX,
    REPLY_MAX,
    Challenge,
    ChallengeReply,
)
from response_tool.models.chasing import SUBJECT_MAX, TEXT_MAX, Chase
from response_tool.models.handed_in import HandedIn
from response_tool.models.own_questions import OwnAnswer, OwnQuestion
from response_tool.models.review import Returned
from response_tool.models.rounds import REASON_MAX, Recipient, Response, Round

__all__ = [
    "DIFFERENCE_MAX",
    "LONGEST",
    "PROGRESS_MAX",
    "QUESTION_MAX",
    "REASON_MAX",
    "REPLY_MAX",
    "SUBJECT_MAX",
    "TEXT_MAX",
    "WHAT_MAX",
    "WHO_MAX",
    "Action",
    "Answer",
    "Attachment",
    "Challenge",
    "ChallengeReply",
    "Chase",
    "HandedIn",
    "OwnAnswer",
    "OwnQuestion",
    "Recipient",
    "Response",
    "Returned",
    "Round",
]
