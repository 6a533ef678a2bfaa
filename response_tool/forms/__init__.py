"""What a person may enter into the Response Tool."""

from response_tool.forms.action import ActionForm
from response_tool.forms.answer import AnswerForm, ClashForm
from response_tool.forms.challenges import (
    AskAgainForm,
    AskForm,
    ChallengeReplyForm,
    CloseForm,
)
from response_tool.forms.dates import DatesForm, ExtendForm
from response_tool.forms.review import ReplyForm, ReviewForm, WithdrawForm
from response_tool.forms.rounds import RoundForm
from response_tool.forms.sending import ContactForm, DeclarationForm
from response_tool.forms.which import ChoiceForm

__all__ = [
    "ActionForm",
    "AnswerForm",
    "AskAgainForm",
    "AskForm",
    "ChallengeReplyForm",
    "ChoiceForm",
    "ClashForm",
    "CloseForm",
    "ContactForm",
    "DatesForm",
    "DeclarationForm",
    "ExtendForm",
    "ReplyForm",
    "ReviewForm",
    "RoundForm",
    "WithdrawForm",
]
