"""Which role may do what: the one table.

A permission is a thing and a verb, in alphabetical order, with the sentence that
follows “To …” when somebody has to be told that they may not.
"""

from enum import Enum

from django.db import models


class AgencyRole(models.TextChoices):
    """What a person is in an agency."""

    LEAD = "lead", "Lead"
    CONTRIBUTOR = "contributor", "Contributor"
    VIEWER = "viewer", "Viewer"


class PartnershipRole(models.TextChoices):
    """What a person is in a partnership."""

    COORDINATOR = "coordinator", "Coordinator"
    BOARD = "board", "Board member"
    AUDITOR = "auditor", "Auditor"
    ANALYST = "analyst", "Analyst"


Role = AgencyRole | PartnershipRole


class Permission(Enum):
    """What can be allowed; the value says it in words."""

    AGENCY_COPY = "take a copy of everything an agency holds here"
    AGENCY_VIEW = "see what an agency is asked for and has sent"
    ANSWER_EDIT = "change an agency’s answers"
    AUDIT_CONFIGURE = "plan audits and build the tools they use"
    AUDIT_GRADE = "grade an agency’s part of an audit"
    AUDIT_MODERATE = "moderate grades and write down what an audit found"
    AUDIT_READ = "read what audits found"
    AUDIT_REVIEW = "see how agencies graded the cases of an audit"
    AUDIT_VIEW = "see the audits an agency takes part in"
    BRIEFING_SHARE = "say with whom a learning briefing was shared"
    CHALLENGE_CLOSE = "close a question that somebody else asked"
    CHALLENGE_RAISE = "ask an agency about an answer"
    CHALLENGE_REPLY = "reply to a question about an agency’s answer"
    CHALLENGE_VIEW = "read what partnerships ask about answers"
    DASHBOARD_VIEW = "read the board dashboard"
    DATA_ENTER = "enter and submit an agency’s figures"
    DATA_REVIEW = "see the numbers that agencies send, and accept or query them"
    DATA_VIEW = "see which figures an agency is asked for and has sent"
    FILE_EDIT = "add files and look after an agency’s files"
    FILE_VIEW = "see an agency’s files"
    HISTORY_VIEW = "read who changed what in an agency’s answers"
    MAIL_RESEND = "see which e-mails did not arrive and send them again"
    MEASURE_CONFIGURE = "choose measures, targets and who is asked for figures"
    MEASURE_VIEW = "see how a partnership’s measures stand"
    PARTNERSHIP_CONFIGURE = "set up the partnership’s agencies, seats and wording"
    PARTNERSHIP_COPY = "take a copy of everything a partnership holds here"
    RECOMMENDATION_ANSWER = "say how far a recommendation is and ask to close it"
    RECOMMENDATION_VERIFY = "check what was done about a recommendation and close it"
    RECOMMENDATION_VIEW = "read what agencies are to change after an audit"
    RESPONSE_CHASE = "ask an agency for its answers"
    RESPONSE_ENTER = "put in a Word document that an agency returned"
    RESPONSE_READ = "read an agency’s Response Tool"
    RESPONSE_REVIEW = "accept an agency’s Response Tool or return it for a change"
    RESPONSE_SUBMIT = "submit an agency’s Response Tool"
    ROUND_OPEN = "open a round of the Response Tool"
    ROUND_VIEW = "see who has answered a round"
    STRATEGY_ADOPT = "adopt a strategy for the partnership"
    STRATEGY_EDIT = "write, revise and publish the partnership’s strategies"
    STRATEGY_SIGN = "sign an agency up to a strategy"
    STRATEGY_VIEW = "read the strategy"
    VOICE_EDIT = "write down what children, families and practitioners said"

    @property
    def reason(self) -> str:
        """Why somebody was refused, and who could have done it."""
        holders = [role.label.lower() for role, may in ROLES.items() if self in may]
        *others, last = holders
        who = f"{', '.join(others)} or {last}" if others else last
        article = "an" if who[0] in "aeiou" else "a"
        return f"To {self.value} you need to be {article} {who}."


_VIEWER = frozenset(
    {
        Permission.AGENCY_VIEW,
        Permission.AUDIT_VIEW,
        Permission.CHALLENGE_VIEW,
        Permission.DATA_VIEW,
        Permission.FILE_VIEW,
        Permission.HISTORY_VIEW,
        Permission.RECOMMENDATION_VIEW,
        Permission.RESPONSE_READ,
        Permission.STRATEGY_VIEW,
    }
)
_CONTRIBUTOR = _VIEWER | {
    Permission.ANSWER_EDIT,
    Permission.AUDIT_GRADE,
    Permission.BRIEFING_SHARE,
    Permission.CHALLENGE_REPLY,
    Permission.DATA_ENTER,
    Permission.FILE_EDIT,
    Permission.RECOMMENDATION_ANSWER,
}
_READER = frozenset(
    {
        Permission.AUDIT_READ,
        Permission.CHALLENGE_VIEW,
        Permission.DASHBOARD_VIEW,
        Permission.HISTORY_VIEW,
        Permission.MEASURE_VIEW,
        Permission.RECOMMENDATION_VIEW,
        Permission.RESPONSE_READ,
        Permission.STRATEGY_VIEW,
    }
)
_CHALLENGER = _READER | {Permission.CHALLENGE_RAISE}
_AUDITOR = frozenset(
    {
        Permission.AUDIT_CONFIGURE,
        Permission.AUDIT_MODERATE,
        Permission.AUDIT_REVIEW,
        Permission.RECOMMENDATION_VERIFY,
    }
)

ROLES: dict[Role, frozenset[Permission]] = {
    AgencyRole.LEAD: _CONTRIBUTOR
    | {
        Permission.AGENCY_COPY,
        Permission.RESPONSE_SUBMIT,
        Permission.STRATEGY_SIGN,
    },
    AgencyRole.CONTRIBUTOR: _CONTRIBUTOR,
    AgencyRole.VIEWER: _VIEWER,
    PartnershipRole.COORDINATOR: _CHALLENGER
    | _AUDITOR
    | {
        Permission.CHALLENGE_CLOSE,
        Permission.DATA_REVIEW,
        Permission.MAIL_RESEND,
        Permission.MEASURE_CONFIGURE,
        Permission.PARTNERSHIP_CONFIGURE,
        Permission.PARTNERSHIP_COPY,
        Permission.RESPONSE_CHASE,
        Permission.RESPONSE_ENTER,
        Permission.RESPONSE_REVIEW,
        Permission.ROUND_OPEN,
        Permission.ROUND_VIEW,
        Permission.STRATEGY_ADOPT,
        Permission.STRATEGY_EDIT,
        Permission.VOICE_EDIT,
    },
    PartnershipRole.BOARD: _CHALLENGER,
    PartnershipRole.AUDITOR: _CHALLENGER | _AUDITOR,
    PartnershipRole.ANALYST: _READER
    | {
        Permission.AUDIT_REVIEW,
        Permission.DATA_REVIEW,
        Permission.MEASURE_CONFIGURE,
        Permission.VOICE_EDIT,
    },
}
