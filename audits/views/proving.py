"""Files that show what became of a recommendation: add, check, take off, read."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from audits.actions.proving import add_proof, check_proofs, remove_proof
from audits.models import Recommendation
from audits.views.looking_up import recommendation_at
from evidence import scanner
from evidence.exports import handed_over
from evidence.forms import ChooseForm, UploadForm
from evidence.models import File
from evidence.views.receiving import already, decide, received, unread
from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from ui.templatetags.words import day

MAY = Permission.RECOMMENDATION_ANSWER
EXPIRED = (
    "“{}” expired on {}. It is attached all the same. If there is a newer one, attach "
    "that and take this one off."
)


@require_http_methods(["GET", "POST"])
@requires(MAY)
def add(request: PortalRequest, recommendation_pk: int) -> HttpResponse:
    """Upload a file, or choose one that the agency keeps."""
    found = _own(request, recommendation_pk)
    chooses = request.POST.get("then") == "choose"
    sends = request.method == "POST" and not chooses
    today = timezone.localdate()
    mine = File.objects.visible_to(request.access).kept()
    files = list(mine.filter(agency_id=found.agency_id).by_name())
    choose = ChooseForm(request.POST if chooses else None, files=files, today=today)
    upload = UploadForm(*((request.POST, request.FILES) if sends else ()), today=today)
    file = None
    if chooses and choose.is_valid():
        file = choose.file
    elif sends and upload.is_valid():
        file = _uploaded(request, found, upload)
    if file:
        done = _attached(request, found, file, choose if chooses else upload)
        if done:
            return done
    context = {"upload": upload, "choose": choose, "has_scanner": scanner.is_set_up()}
    return _show(request, found, "add", context)


@require_http_methods(["GET", "POST"])
@requires(MAY)
def check(request: PortalRequest, recommendation_pk: int, file_pk: int) -> HttpResponse:
    """What looks like personal data in a file, before it is attached."""
    found = _own(request, recommendation_pk)
    mine = File.objects.visible_to(request.access).select_related("agency")
    file = get_object_or_404(mine, pk=file_pk, agency_id=found.agency_id)
    if not file.is_pending:
        # Sent twice: by now it is kept.
        if request.method == "POST":
            return _attached(request, found, file, None) or _back(found)
        return _back(found)
    decision = decide(request, file)
    if decision.note:
        messages.info(request, decision.note)
    if decision.file:
        done = _attached(request, found, decision.file, decision.stay)
        if done:
            return done
    return _show(request, found, "check", {"file": file, "decision": decision})


@require_http_methods(["GET", "POST"])
@requires(MAY)
def remove(
    request: PortalRequest, recommendation_pk: int, proof_pk: int
) -> HttpResponse:
    """Take a file off, after asking."""
    found = _own(request, recommendation_pk)
    proof = found.proofs.select_related("file").filter(pk=proof_pk).first()
    if proof is None:
        return _back(found)
    if request.method == "POST":
        try:
            remove_proof(proof=proof, by=request.access, at=timezone.now())
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return _back(found)
    return _show(request, found, "remove", {"proof": proof})


@require_GET
@requires(Permission.RECOMMENDATION_VIEW)
def download(
    request: PortalRequest, recommendation_pk: int, proof_pk: int
) -> HttpResponse:
    """The file itself, for whoever may see the recommendation."""
    found = recommendation_at(request, recommendation_pk)
    proofs = found.proofs.select_related("file").filter(file__removed_at=None)
    return handed_over(get_object_or_404(proofs, pk=proof_pk).file)


def _own(request: PortalRequest, pk: int) -> Recommendation:
    found = recommendation_at(request, pk)
    request.access.require(MAY, agency_id=found.agency_id)
    return found


def _uploaded(
    request: PortalRequest, found: Recommendation, form: UploadForm
) -> File | None:
    """The file that was sent, kept or held; nothing where it was refused."""
    try:
        # Before a file is kept that could not be used here.
        check_proofs(found)
    except ValidationError as error:
        form.add_error("file", error.messages[0])
        return None
    taken = received(form, agency=found.agency, by=request.access, at=timezone.now())
    if taken and taken.was_there:
        messages.info(request, already(taken))
    return taken.file if taken else None


def _attached(
    request: PortalRequest, found: Recommendation, file: File, form: Any
) -> HttpResponse | None:
    """Attach a file and go back; a held one is asked about first."""
    if file.is_pending:
        return redirect("audits:check_proof", found.pk, file.pk)
    try:
        add_proof(recommendation=found, file=file, by=request.access, at=timezone.now())
    except ValidationError as error:
        if form is None or error.code == "moved":
            messages.error(request, error.messages[0])
            return _back(found)
        form.add_error(None, error.messages[0])
        return None
    if file.has_expired(timezone.localdate()):
        messages.info(request, EXPIRED.format(file.name, day(file.expires_on)))
    if note := unread(file):
        messages.info(request, note)
    return _back(found)


def _back(found: Recommendation) -> HttpResponse:
    where = reverse("audits:recommendation", args=[found.pk])
    return redirect(f"{where}#evidence")


def _show(
    request: PortalRequest, found: Recommendation, page: str, more: dict[str, Any]
) -> HttpResponse:
    templates = {
        "add": "audits/recommendations/evidence_add.html",
        "check": "audits/recommendations/evidence_check.html",
        "remove": "audits/recommendations/evidence_remove.html",
    }
    context = {"recommendation": found, **more}
    return render(request, templates[page], context)
