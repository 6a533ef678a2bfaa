"""Coordinators adopt, propose and review; leads sign their agencies up."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partnership.guards import PortalRequest, requires
from partnership.models import Agency, Partnership
from partnership.roles import Permission
from strategies import actions
from strategies.actions.drafts import convenors
from strategies.agreement import may_sign
from strategies.forms.agreeing import (
    AdoptForm,
    DeclineForm,
    ProposeForm,
    SignUpForm,
    StandingForm,
    meet,
)
from strategies.forms.usual import UsualForm
from strategies.history import of_proposals
from strategies.models import Adoption, SignUp, Strategy

AnyForm = AdoptForm | DeclineForm | ProposeForm | UsualForm


@require_http_methods(["GET", "POST"])
@requires(Permission.STRATEGY_ADOPT)
def adopt(request: PortalRequest, slug: str, partnership: str) -> HttpResponse:
    """Adopt a version for one partnership."""
    strategy = _find(request, slug)
    seen = Partnership.objects.visible_to(request.access)
    whose = get_object_or_404(seen, slug=partnership)
    request.access.require(Permission.STRATEGY_ADOPT, partnership_ids=[whose.pk])
    if strategy.adoptions.taken_on().filter(partnership=whose).exists():
        messages.info(request, f"{whose} has adopted this version already.")
        return redirect("strategies:adoption", slug, partnership)
    form = AdoptForm(_sent(request), today=timezone.localdate())
    taking_on = partial(actions.adopt_strategy, partnership=whose, strategy=strategy)
    if _done(request, form, taking_on):
        messages.success(request, f"{whose} has adopted “{strategy}”.")
        return redirect("strategies:strategy", slug)
    context = {"form": form, "partnership": whose, "strategy": strategy}
    return render(request, "strategies/adopt.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.STRATEGY_ADOPT)
def decline(request: PortalRequest, slug: str, partnership: str) -> HttpResponse:
    """Decline a proposal, with a reason."""
    found = _find_adoption(request, slug, partnership)
    if found.status != Adoption.Status.DRAFT:
        messages.info(request, "This proposal has been answered already.")
        return redirect("strategies:strategy", slug)
    form = DeclineForm(_sent(request))
    if _done(request, form, partial(actions.decline_proposal, adoption=found)):
        messages.success(request, "The proposal is declined.")
        return redirect("strategies:strategies")
    context = {"form": form, "adoption": found}
    return render(request, "strategies/decline.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.STRATEGY_ADOPT)
def propose(request: PortalRequest, slug: str) -> HttpResponse:
    """The convenor asks other partnerships to adopt a version."""
    strategy = _find(request, slug)
    request.access.require(
        Permission.STRATEGY_ADOPT, partnership_ids=convenors(strategy)
    )
    form = ProposeForm(_sent(request), partnerships=strategy.not_yet_asked())
    if _done(request, form, partial(actions.propose_strategy, strategy=strategy)):
        messages.success(request, "It is proposed. They see it on their home page.")
        return redirect("strategies:strategy", slug)
    told = of_proposals(strategy)
    context = {"form": form, "strategy": strategy, "told": told}
    return render(request, "strategies/propose.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.STRATEGY_ADOPT)
def adoption(request: PortalRequest, slug: str, partnership: str) -> HttpResponse:
    """How an adoption stands: its status and its dates."""
    found = _find_adoption(request, slug, partnership)
    if found.status == Adoption.Status.DRAFT:
        return redirect("strategies:adopt", slug, partnership)
    form = StandingForm(_sent(request), adoption=found, today=timezone.localdate())
    if form.is_valid() and _changed(request, found, form):
        messages.success(request, "What you changed is saved.")
        return redirect("strategies:strategy", slug)
    context = {"form": form, "adoption": found}
    return render(request, "strategies/adoption.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.STRATEGY_ADOPT)
def usual(request: PortalRequest, slug: str, partnership: str) -> HttpResponse:
    """Which priorities each sector is usually asked about."""
    found = _find_adoption(request, slug, partnership)
    if not found.is_in_force:
        messages.info(request, "This version is not in force here.")
        return redirect("strategies:strategy", slug)
    form = UsualForm(
        _sent(request),
        priorities=found.strategy.priorities.order_by("number"),
        presets=found.presets.all(),
    )
    if _done(request, form, partial(actions.set_usual, adoption=found)):
        messages.success(request, "What is usually asked is saved.")
        return redirect("strategies:strategy", slug)
    context = {"form": form, "adoption": found}
    return render(request, "strategies/usual.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.STRATEGY_SIGN)
def sign_up(request: PortalRequest, slug: str, agency: str) -> HttpResponse:
    """A lead signs an agency up, or changes what was said."""
    strategy = _find(request, slug)
    mine = Agency.objects.visible_to(request.access)
    signer = get_object_or_404(mine, slug=agency)
    request.access.require(Permission.STRATEGY_SIGN, agency_id=signer.pk)
    today = timezone.localdate()
    if request.method == "GET" and not may_sign(strategy, signer, today):
        messages.info(request, f"{signer} is not asked to sign up to this version.")
        return redirect("strategies:strategy", slug)
    signed = _signed(request, strategy, signer)
    form = SignUpForm(_sent(request), sign_up=signed, today=today)
    if form.is_valid() and _sign(request, strategy, signer, form):
        thanks = f"{signer} has signed up. Thank you."
        messages.success(request, "What you changed is saved." if signed else thanks)
        return redirect("strategies:strategy", slug)
    context = {"form": form, "strategy": strategy, "agency": signer, "signed": signed}
    return render(request, "strategies/sign_up.html", context)


def _sent(request: PortalRequest) -> QueryDict | None:
    """What was sent, if anything was: an empty form counts."""
    return request.POST if request.method == "POST" else None


def _done(request: PortalRequest, form: AnyForm, change: Callable[..., object]) -> bool:
    """Make the change that a form asks for; where it is refused, say so on the form."""
    if not form.is_valid():
        return False
    try:
        change(**form.words(), by=request.access, at=timezone.now())
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def _find(request: PortalRequest, slug: str) -> Strategy:
    """A published version that this person may see, else 404."""
    seen = Strategy.objects.visible_to(request.access)
    return get_object_or_404(seen, slug=slug, state=Strategy.State.PUBLISHED)


def _find_adoption(request: PortalRequest, slug: str, partnership: str) -> Adoption:
    """An adoption of a partnership that this person coordinates."""
    seen = Adoption.objects.visible_to(request.access)
    found = get_object_or_404(
        seen.select_related("strategy", "partnership"),
        strategy__slug=slug,
        partnership__slug=partnership,
    )
    request.access.require(
        Permission.STRATEGY_ADOPT, partnership_ids=[found.partnership_id]
    )
    return found


def _signed(
    request: PortalRequest, strategy: Strategy, agency: Agency
) -> SignUp | None:
    seen = SignUp.objects.visible_to(request.access)
    return seen.filter(strategy=strategy, agency=agency).first()


def _changed(request: PortalRequest, found: Adoption, form: StandingForm) -> bool:
    """Save it; where it could not be saved, say so beside the field."""
    try:
        clashes = actions.change_adoption(
            adoption=found, edits=form.edits(), by=request.access, at=timezone.now()
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    if clashes:
        found.refresh_from_db()
        form.begin_from(form.of(found))
        form.offer(found)
        meet(form, clashes)
    return not clashes


def _sign(
    request: PortalRequest, strategy: Strategy, agency: Agency, form: SignUpForm
) -> bool:
    """Save it; where it could not be saved, say so beside the field."""
    try:
        clashes = actions.sign_up(
            strategy=strategy,
            agency=agency,
            edits=form.edits(),
            by=request.access,
            at=timezone.now(),
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    if clashes:
        form.begin_from(form.of(_signed(request, strategy, agency)))
        meet(form, clashes)
    return not clashes
