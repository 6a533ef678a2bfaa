"""One recommendation in front of one person: the page, with what they can do now."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from audits.actions.closing import Outcome
from audits.actions.following import later_audits
from audits.actions.notifying import checkers_of
from audits.forms import following as forms
from audits.models import Audit, Finding, Recommendation
from audits.own_words import is_writer
from audits.views.looking_up import recommendation_at
from partnership.guards import PortalRequest
from partnership.roles import Permission

State = Recommendation.State
QUICKER = (
    "How far this recommendation is changed while the page was open, so this cannot be "
    "done now."
)
MOVED = ("moved", "own", "same_person", "missing", "full")
DAYS = ("past", "same_day", "after_due")


class Desk:
    """One recommendation in front of one person."""

    def __init__(self, request: PortalRequest, found: Recommendation) -> None:
        self.request, self.recommendation = request, found
        self.today = timezone.localdate()
        self.milestones = list(found.milestones.order_by("position", "pk"))

    @classmethod
    def at(cls, request: PortalRequest, pk: int) -> "Desk":
        """The one at an address, if this person may see it."""
        return cls(request, recommendation_at(request, pk))

    def for_owner(self) -> "Desk":
        """Only for those who answer for its owner."""
        agency_id = self.recommendation.agency_id
        answer = Permission.RECOMMENDATION_ANSWER
        self.request.access.require(answer, agency_id=agency_id)
        return self

    def for_partnership(self, permission: Permission) -> "Desk":
        """Only for those of the partnership with a right."""
        theirs = [self.recommendation.partnership_id]
        self.request.access.require(permission, partnership_ids=theirs)
        return self

    def doing(self) -> dict[str, Any]:
        """What every action is given."""
        return {
            "recommendation": self.recommendation,
            "by": self.request.access,
            "at": timezone.now(),
        }

    def answer_form(self, sent: QueryDict | None = None) -> forms.AnswerForm:
        """How far it is, and what became of it."""
        return forms.AnswerForm(
            sent or None,
            milestones=self.milestones,
            outcome=Outcome.of(self.recommendation),
            today=self.today,
        )

    def close_form(self, sent: QueryDict | None = None) -> forms.CloseForm:
        """That it was checked."""
        return forms.CloseForm(sent or None, version=self.version)

    def back_form(self, sent: QueryDict | None = None) -> forms.SendBackForm:
        """What is missing."""
        return forms.SendBackForm(sent or None, version=self.version)

    def withdraw_form(self, sent: QueryDict | None = None) -> forms.WithdrawForm:
        """That closing is not asked for any more."""
        return forms.WithdrawForm(sent or None, version=self.version)

    def reopen_form(self, sent: QueryDict | None = None) -> forms.ReopenForm:
        """Why it is opened again."""
        return forms.ReopenForm(sent or None, version=self.version)

    def due_form(self, sent: QueryDict | None = None) -> forms.DueForm:
        """Another day."""
        return forms.DueForm(sent or None, version=self.version, today=self.today)

    def tested_form(self, sent: QueryDict | None = None) -> forms.TestedForm:
        """Which later audits tested it."""
        later = later_audits(self.recommendation)
        return forms.TestedForm(sent or None, later=later, chosen=self.tested_by())

    def tested_by(self) -> list[Audit]:
        """Those that are said to have tested it, as far as they are closed."""
        closed = self.recommendation.tested_by.filter(state=Audit.State.CLOSED)
        return list(closed.order_by("report_by", "pk"))

    @property
    def version(self) -> int:
        """The version that this page shows."""
        return self.recommendation.version

    def page(self, shown: Any = None, **more: Any) -> HttpResponse:
        """The page, with a form for everything that this person can do now."""
        found, access = self.recommendation, self.request.access
        possible = self._possible()
        if shown is not None and shown.is_bound and shown.prefix in possible:
            possible[shown.prefix] = shown
        findings = Finding.objects.visible_to(access).filter(recommendations=found)
        proofs = found.proofs.select_related("file").order_by("file__name", "pk")
        context = {
            "recommendation": found,
            "partnership": found.partnership,
            "audit": found.audit,
            "milestones": self.milestones,
            "findings": findings.in_order(),
            "proofs": proofs,
            "steps": found.steps.order_by("-at", "-pk"),
            "tested_by": self.tested_by(),
            "forms": possible,
            "shown": shown if shown is not None and shown.is_bound else None,
            "is_overdue": found.is_overdue(self.today),
            "reads_all": found.partnership_id
            in access.partnerships_with(Permission.AUDIT_READ),
            "is_owner": access.may(
                Permission.RECOMMENDATION_ANSWER, agency_id=found.agency_id
            ),
            "may_write": self._may(Permission.AUDIT_MODERATE),
            "nobody_checks": found.state not in (State.CLOSED, State.ENDED)
            and not checkers_of(found).exists(),
            "own_agency": found.agency_id in access.agency_roles
            and self._may(Permission.RECOMMENDATION_VERIFY),
            "own_words": found.state == State.ASKED
            and is_writer(found, access)
            and self._may(Permission.RECOMMENDATION_VERIFY),
            **more,
        }
        status = 409 if "refusal" in more else 200
        return render(
            self.request, "audits/recommendations/one.html", context, status=status
        )

    def not_taken(self, form: Any) -> HttpResponse:
        """A form with problems, or its words where it stands on the page no more."""
        if not form.is_bound or form.prefix in self._possible():
            return self.page(form)
        return self.page(refusal=QUICKER, unsaved=_typed(form))

    def refused(
        self, form: Any, error: ValidationError, beside: dict[str | None, str]
    ) -> HttpResponse:
        """Somebody was quicker, or something is missing: nothing typed is lost."""
        now = Desk.at(self.request, self.recommendation.pk)
        code = getattr(error, "code", None)
        if hasattr(error, "error_dict"):
            form.add_error(None, error)
        elif code in MOVED:
            return now.page(refusal=error.messages[0], unsaved=_typed(form))
        else:
            place = beside.get(code, beside.get(None) if code in DAYS else None)
            form.add_error(place, error.messages[0])
        if code == "changed" and isinstance(form, forms.AnswerForm):
            form.begin_from(Outcome.of(now.recommendation).told())
            return now.page(form, stands=now.recommendation)
        if code == "changed":
            form.show_again(now.version)
        return now.page(form)

    def _possible(self) -> dict[str, Any]:
        """A form for each thing that the state and this person's roles allow."""
        state, access = self.recommendation.state, self.request.access
        agency_id = self.recommendation.agency_id
        found: list[Any] = []
        if access.may(Permission.RECOMMENDATION_ANSWER, agency_id=agency_id):
            found += self._of_owner(state)
        verifies = self._may(Permission.RECOMMENDATION_VERIFY)
        if verifies and agency_id not in access.agency_roles:
            if state == State.ASKED and not is_writer(self.recommendation, access):
                found.append(self.close_form())
            if state == State.ASKED:
                found.append(self.back_form())
            if state in (State.CLOSED, State.ENDED):
                found.append(self.reopen_form())
            if state == State.OPEN:
                found.append(self.due_form())
        if self._may(Permission.AUDIT_MODERATE) and state != State.DRAFT:
            found.append(self.tested_form())
        return {one.prefix: one for one in found}

    def _of_owner(self, state: str) -> list[Any]:
        if state == State.OPEN:
            return [self.answer_form()]
        return [self.withdraw_form()] if state == State.ASKED else []

    def _may(self, permission: Permission) -> bool:
        theirs = [self.recommendation.partnership_id]
        return self.request.access.may(permission, partnership_ids=theirs)


def _typed(form: Any) -> str:
    """The words as they were typed, to be shown where they could not be saved."""
    if isinstance(form, forms.AnswerForm):
        return form.unsaved()
    names = ("note", "because")
    said = [str(form.data.get(form.add_prefix(name), "")).strip() for name in names]
    return "\n\n".join(filter(None, said))
