"""Every text a person types about their work is checked for personal data."""

import inspect

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import models
from django.forms import CharField

from audits.forms import findings as finding_forms
from audits.forms import following as following_forms
from audits.forms.audits import AuditForm
from audits.forms.moving import BecauseForm
from audits.forms.programmes import ProgrammeForm
from audits.forms.recommending import RecommendationForm
from audits.forms.tools import DomainForm, QuestionForm, ToolForm
from audits.forms.tools_scales import ScaleForm
from audits.models import (
    Audit,
    CaseReview,
    Criterion,
    Domain,
    Finding,
    Grade,
    Judgement,
    Milestone,
    Programme,
    Proof,
    Recommendation,
    Scale,
    Step,
    Tool,
)
from audits.models import Part as CasePart
from evidence.forms import FileForm, UploadForm
from evidence.models import File
from notices.forms import MailForm
from partnership.forms import AgencyForm, HolidayForm
from partnership.models import (
    Agency,
    AgencyMember,
    Holiday,
    Partnership,
    PartnershipMember,
    Wording,
)
from performance.forms.areas import AreaForm
from performance.forms.voices import VoiceForm
from performance.models import Area, Coverage, Population, Theme, Voice
from privacy.forms import refuse_identifiers
from response_tool import forms, standing
from response_tool.forms.chasing import ChaseForm
from response_tool.forms.own_questions import OwnQuestionForm
from response_tool.models import (
    Action,
    Answer,
    Attachment,
    Challenge,
    ChallengeReply,
    Chase,
    HandedIn,
    OwnAnswer,
    OwnQuestion,
    Recipient,
    Response,
    Returned,
    Round,
)
from strategies.forms.agreeing import DeclineForm, SignUpForm
from strategies.forms.creating import NewStrategyForm
from strategies.forms.parts import FORMS
from strategies.forms.texts import TextForm
from strategies.kinds import KINDS
from strategies.models import (
    Adoption,
    Oversight,
    Part,
    Preset,
    Resource,
    SignUp,
    Strategy,
)

# How each text is checked: by its form field refusing it, or when it is submitted.
REFUSED_BY_FORM = {
    (Answer, "not_relevant_because"): (forms.ChoiceForm, "because"),
    (Action, "what"): (forms.ActionForm, "what"),
    (Action, "who"): (forms.ActionForm, "who"),
    (Agency, "name"): (AgencyForm, "name"),
    (Holiday, "name"): (HolidayForm, "name"),
    (File, "name"): (FileForm, "name"),
    (OwnQuestion, "text"): (OwnQuestionForm, "text"),
    (OwnQuestion, "help"): (OwnQuestionForm, "help"),
    (Chase, "subject"): (ChaseForm, "subject"),
    (Chase, "text"): (ChaseForm, "text"),
    (SignUp, "how"): (SignUpForm, "how"),
    (Response, "withdrawn_because"): (forms.WithdrawForm, "reason"),
    (Round, "name"): (forms.RoundForm, "name"),
    (Challenge, "question"): (forms.AskForm, "question"),
    (Challenge, "closed_because"): (forms.CloseForm, "because"),
    (ChallengeReply, "text"): (forms.ChallengeReplyForm, "text"),
    (Area, "name"): (AreaForm, "name"),
    (Voice, "heard"): (VoiceForm, "heard"),
    (Voice, "text"): (VoiceForm, "text"),
    (Finding, "theme"): (finding_forms.FindingForm, "theme"),
    (Finding, "text"): (finding_forms.FindingForm, "text"),
    (Recommendation, "owner"): (RecommendationForm, "owner"),
    (Recommendation, "text"): (RecommendationForm, "text"),
    (Recommendation, "output"): (following_forms.AnswerForm, "output"),
    (Recommendation, "impact"): (following_forms.AnswerForm, "impact"),
    (Recommendation, "shown_by"): (following_forms.AnswerForm, "shown_by"),
    (Step, "text"): (following_forms.AnswerForm, "text"),
    (Programme, "title"): (ProgrammeForm, "title"),
    (Programme, "about"): (ProgrammeForm, "about"),
    (Audit, "title"): (AuditForm, "title"),
    (Audit, "theme"): (AuditForm, "theme"),
    (Audit, "scope"): (AuditForm, "scope"),
    (Audit, "method"): (AuditForm, "method"),
    (Audit, "lead"): (AuditForm, "lead"),
    (Scale, "name"): (ScaleForm, "title"),
    (Scale, "about"): (ScaleForm, "about"),
    (Tool, "title"): (ToolForm, "title"),
    (Tool, "about"): (ToolForm, "about"),
    (Domain, "title"): (DomainForm, "title"),
    (Domain, "about"): (DomainForm, "about"),
    (Criterion, "text"): (QuestionForm, "text"),
    (Criterion, "guidance"): (QuestionForm, "guidance"),
}
# Fields that a form has once for each priority.
REFUSED_LINE_BY_LINE = {
    (Returned, "reason"): (forms.ReviewForm, "reason-1"),
    (Returned, "reply"): (forms.ReplyForm, "reply-1"),
}
KEPT_FROM_SUBMISSION = {(Answer, "progress"), (Answer, "difference")}

# Texts that are not checked, each with its reason.
EXEMPT = {
    (Challenge, "asked_by"): "written by the portal",
    (Challenge, "state"): "a choice",
    (Challenge, "closed_how"): "a choice",
    (Challenge, "closed_by"): "written by the portal",
    (ChallengeReply, "side"): "a choice",
    (ChallengeReply, "written_by"): "written by the portal",
    (OwnAnswer, "text"): "refused by its form: tests/response_tool/views",
    (OwnAnswer, "saved_by"): "written by the portal",
    (OwnQuestion, "asked_by"): "written by the portal",
    (Chase, "sent_to"): "written by the portal",
    (Chase, "chased_by"): "written by the portal",
    (HandedIn, "name"): "refused by its form: views/test_putting_in_wrongly",
    (HandedIn, "state"): "a choice",
    (HandedIn, "handed_in_by"): "written by the portal",
    (HandedIn, "closed_by"): "written by the portal",
    (Answer, "may_stay_because"): "it explains words that were found",
    (Answer, "relevance"): "a choice",
    (Answer, "saved_by"): "written by the portal",
    (Answer, "since_last"): "a choice",
    (Attachment, "added_by"): "written by the portal",
    (Recipient, "review"): "a choice",
    (Recipient, "reviewed_by"): "written by the portal",
    (Returned, "returned_by"): "written by the portal",
    (Action, "status"): "a choice",
    (Response, "state"): "a choice",
    (Response, "contact_role"): "says whom to contact, and is meant to",
    (Response, "contact_name"): "says whom to contact, and is meant to",
    (Response, "contact_email"): "says whom to contact, and is meant to",
    (Response, "contact_phone"): "says whom to contact, and is meant to",
    (Response, "submitted_by"): "written by the portal",
    (File, "original_name"): "found when the file is: tests/evidence/test_inspection",
    (File, "kind"): "a choice",
    (File, "sha256"): "written by the portal",
    (File, "stored_as"): "written by the portal",
    (File, "state"): "a choice",
    (File, "scanned"): "a choice",
    (File, "uploaded_by"): "written by the portal",
    (File, "may_stay_because"): "it explains words that were found",
    (SignUp, "name"): "says who signed, and is meant to",
    (SignUp, "role"): "says who signed, and is meant to",
    (Preset, "sector"): "a choice",
    (Adoption, "status"): "a choice",
    (Agency, "slug"): "made from the name",
    (Agency, "sector"): "a choice",
    (Agency, "contact_role"): "says whom to contact, and is meant to",
    (Agency, "contact_name"): "says whom to contact, and is meant to",
    (Agency, "contact_email"): "says whom to contact, and is meant to",
    (Agency, "contact_phone"): "says whom to contact, and is meant to",
    (Agency, "senior_role"): "says whom to contact, and is meant to",
    (Agency, "senior_name"): "says whom to contact, and is meant to",
    (Agency, "senior_email"): "says whom to contact, and is meant to",
    (AgencyMember, "role"): "a choice",
    (PartnershipMember, "role"): "a choice",
    (Partnership, "name"): "typed by administrators",
    (Partnership, "short_name"): "typed by administrators",
    (Partnership, "slug"): "typed by administrators",
    (Partnership, "contact_email"): "says whom to contact, and is meant to",
    (Partnership, "contact_phone"): "says whom to contact, and is meant to",
    (Partnership, "contact_hours"): "says when to contact, and is meant to",
    (Wording, "key"): "a choice",
    (Wording, "words"): "refused by its form: tests/partnership/forms",
    (Judgement, "moderated_reason"): "refused by its form: tests/audits/views",
    (Theme, "name"): "refused by its form: tests/performance/views/test_voices.py",
    (Area, "code"): "a code",
    (Area, "number"): "a number",
    (Area, "kind"): "a choice",
    (
        Population,
        "source",
    ): "refused by its form: tests/performance/views/test_areas.py",
    (Population, "saved_by"): "written by the portal",
    (Voice, "said_by"): "a choice",
    (Finding, "kind"): "a choice",
    (Finding, "saved_by"): "written by the portal",
    (Milestone, "text"): "refused by its form: tests/audits/forms/test_recommending",
    (Proof, "added_by"): "written by the portal",
    (Recommendation, "change"): "a choice",
    (Recommendation, "state"): "a choice",
    (Recommendation, "asked_by"): "written by the portal",
    (Recommendation, "closed_by"): "written by the portal",
    (Step, "kind"): "a choice",
    (Step, "by"): "written by the portal",
    **dict.fromkeys(
        [
            *((CasePart, name) for name in ("note", "not_involved")),
            (Judgement, "reason"),
        ],
        "kept from being finished: tests/audits/actions/test_grading.py",
    ),
    (CasePart, "may_stay_because"): "it explains words that were found",
    **dict.fromkeys(
        [
            *((CasePart, name) for name in ("finished_by", "saved_by")),
            *((Judgement, name) for name in ("moderated_by", "saved_by")),
        ],
        "written by the portal",
    ),
    (Voice, "saved_by"): "written by the portal",
    (Audit, "kind"): "a choice",
    (Audit, "state"): "a choice",
    (CaseReview, "reference"): "refused by its form: tests/audits/test_references.py",
    (Scale, "library_key"): "written by the portal",
    (Grade, "label"): "refused by its form: tests/audits/views/test_tools_scales.py",
    (Grade, "means"): "refused by its form: tests/audits/views/test_tools_scales.py",
    (Tool, "library_key"): "written by the portal",
    (Tool, "state"): "a choice",
}


# What writers of a strategy type; the fields of other forms of the room are theirs.
STRATEGY_CHOICES = {
    (Resource, "kind"): "a choice",
    (Resource, "url"): "an address on the web",
    (Oversight, "kind"): "a choice",
    (Strategy, "slug"): "made from the title",
    (Strategy, "library_key"): "written by the portal",
    (Strategy, "version"): "written by the portal",
    (Strategy, "state"): "a choice",
}
WRITTEN_ON = {
    Strategy: TextForm,
    **{kind.model: FORMS[name] for name, kind in KINDS.items()},
}


def texts_of(*found: type[models.Model]) -> set[tuple[type[models.Model], str]]:
    """Every field of these models that holds text."""
    return {
        (model, field.name)
        for model in found
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField)
    }


def uncovered(*found: type[models.Model]) -> set[tuple[type[models.Model], str]]:
    """Texts that are neither checked nor exempt."""
    checked = {*REFUSED_BY_FORM, *REFUSED_LINE_BY_LINE, *KEPT_FROM_SUBMISSION}
    return texts_of(*found) - checked - set(EXEMPT)


def test_every_text_of_the_response_tool_is_checked_or_exempt():
    room = apps.get_app_config("response_tool").get_models()
    assert uncovered(*room) == set()


def test_every_text_about_a_file_is_checked_or_exempt():
    assert uncovered(*apps.get_app_config("evidence").get_models()) == set()


def test_what_a_new_file_is_called_is_checked():
    assert refuse_identifiers in UploadForm.base_fields["name"].validators


def test_every_text_about_a_partnership_is_checked_or_exempt():
    room = apps.get_app_config("partnership").get_models()
    assert uncovered(*room) == set()


def test_every_text_about_what_people_said_is_checked_or_exempt():
    assert uncovered(Theme, Voice) == set()


def test_every_text_about_findings_and_recommendations_is_checked_or_exempt():
    assert uncovered(Finding, Recommendation, Milestone, Step, Proof) == set()


def test_every_text_about_a_case_is_checked_or_exempt():
    assert uncovered(CasePart, Judgement) == set()


def test_every_text_about_areas_is_checked_or_exempt():
    assert uncovered(Area, Coverage, Population) == set()


def test_every_text_of_audit_tools_is_checked_or_exempt():
    assert uncovered(Scale, Grade, Tool, Domain, Criterion) == set()


def test_messages_hold_no_text_that_anybody_types_there():
    """What is told was typed, and checked, where it was done; the portal writes it."""
    typed = [field for form in (MailForm,) for field in form.base_fields.values()]
    assert not any(isinstance(one, CharField) for one in typed)


def test_every_text_of_agreements_is_checked_or_exempt():
    assert uncovered(Adoption, Preset, SignUp) == set()


# The reason for declining is kept in the history alone; several things are written into
# the history of a recommendation; a partnership that asks again
def test_every_text_about_what_is_audited_is_checked_or_exempt():
    assert uncovered(Programme, Audit, CaseReview) == set()


# The reason for declining is kept in the history alone; a partnership that asks again
# writes into the same place as the agency that replies.
@pytest.mark.parametrize(
    ("form", "name"),
    [
        *REFUSED_BY_FORM.values(),
        (DeclineForm, "because"),
        (BecauseForm, "because"),
        (forms.AskAgainForm, "text"),
        (following_forms.CloseForm, "note"),
        (following_forms.DueForm, "because"),
        (following_forms.ReopenForm, "because"),
        (following_forms.SendBackForm, "because"),
    ],
)
def test_the_form_field_refuses_personal_data(form, name):
    validators = {
        v.__name__ for v in form.base_fields[name].validators if inspect.isfunction(v)
    }
    assert "refuse_identifiers" in validators


@pytest.mark.parametrize(("form", "name"), REFUSED_LINE_BY_LINE.values())
def test_the_field_of_each_priority_refuses_personal_data(form, name, today):
    days = {"today": today} if form is forms.ReviewForm else {}
    assert refuse_identifiers in form(numbers=[1], **days).fields[name].validators


@pytest.mark.parametrize("model", [Strategy, *Part.__subclasses__()])
def test_every_text_of_a_strategy_is_refused_by_its_form_or_exempt(model):
    fields = WRITTEN_ON[model].base_fields
    for _, name in texts_of(model) - set(STRATEGY_CHOICES):
        assert refuse_identifiers in fields[name].validators, name


def test_the_title_of_a_new_strategy_refuses_personal_data():
    title = NewStrategyForm.base_fields["title"]
    assert refuse_identifiers in title.validators


@pytest.mark.parametrize("name", sorted(name for _, name in KEPT_FROM_SUBMISSION))
def test_an_answer_with_personal_data_is_never_complete(name):
    words = {"progress": "Done.", "difference": "Better.", name: "NHS 943 476 5919"}
    answer = Answer(relevance="ours", **words)
    assert not standing.standing(answer, []).is_complete


def test_the_rule_notices_a_model_that_nobody_thought_of():
    assert uncovered(Group)
