"""Everything this room holds of an agency or a partnership, as tables to take away."""

from django.db.models import Q

from activity.models import Event
from partnership.models import Agency, Partnership
from partnership.tables import AGENCY, PARTNERSHIP, history
from strategies.models import Adoption, Preset, Priority, SignUp, Strategy
from strategies.models.agreements import AdoptionQuerySet, StrategyQuerySet
from strategies.models.commitment import SignUpQuerySet
from ui.copies import Beside, table_of
from ui.tables import Table

STRATEGY = (
    Beside("strategy", "the strategy’s title", "strategy.title"),
    Beside("strategy_version", "its version", "strategy.version"),
)
PAGE = {"form_key": "it only keeps one page from being sent twice"}


def of_agency(agency: Agency) -> list[Table]:
    """What an agency signed up to."""
    signed = SignUp.objects.filter(agency=agency)
    return [
        _sign_ups(signed),
        history(
            "sign_up_history",
            "What was done to the sign-ups.",
            Event.objects.done_to(signed),
        ),
    ]


def of_partnership(partnership: Partnership) -> list[Table]:
    """Its strategies, who adopted them, and which of its agencies signed up.

    What the strategies say is in documents of their own: see `exports`.
    """
    known = Strategy.objects.of_partnership(partnership)
    convened = known.filter(convenor=partnership)
    adoptions = Adoption.objects.filter(
        Q(partnership=partnership) | Q(strategy__convenor=partnership)
    )
    here = Agency.objects.sitting_in([partnership.pk])
    signed = SignUp.objects.filter(strategy__in=known, agency__in=here)
    done = (
        Event.objects.in_threads(convened)
        | Event.objects.done_to(adoptions)
        | Event.objects.done_to(signed)
    )
    return [
        table_of(
            known,
            name="strategies",
            about="Strategies that it convenes, and those it adopted or was asked to. "
            "What they say is in the folder “strategies”.",
            without=PAGE,
        ),
        _priorities(known),
        _adoptions(adoptions),
        _presets(partnership),
        _sign_ups(signed),
        history(
            "strategy_history",
            "What was done to strategies it convenes, adoptions and sign-ups.",
            done,
        ),
    ]


def _priorities(known: StrategyQuerySet) -> Table:
    rows = Priority.objects.filter(strategy__in=known).order_by("strategy", "number")
    return table_of(
        rows.select_related("strategy", "objective").prefetch_related("predecessors"),
        name="priorities",
        about="The priorities of these strategies.",
        beside=(
            *STRATEGY,
            Beside("objective", "its heading", "objective.title"),
            Beside(
                "carries_on",
                "the numbers of the rows, of the version before, that it carries on",
                _predecessors,
            ),
        ),
    )


def _predecessors(priority: Priority) -> list[int]:
    return [one.pk for one in priority.predecessors.all()]


def _adoptions(rows: AdoptionQuerySet) -> Table:
    return table_of(
        rows.select_related("partnership", "strategy").order_by("pk"),
        name="adoptions",
        about="Who adopted a strategy or was asked to: the partnership itself, and "
        "others where it convenes the strategy.",
        beside=(PARTNERSHIP, *STRATEGY),
    )


def _presets(partnership: Partnership) -> Table:
    rows = Preset.objects.filter(adoption__partnership=partnership)
    return table_of(
        rows.select_related("priority").order_by("pk"),
        name="usually_asked",
        about="Priorities that agencies of a sector are usually asked about.",
        beside=(Beside("priority", "the priority, in short", "priority.title"),),
    )


def _sign_ups(rows: SignUpQuerySet) -> Table:
    return table_of(
        rows.select_related("agency", "strategy").order_by("signed_on", "pk"),
        name="sign_ups",
        about="Agencies that committed themselves to a strategy.",
        beside=(AGENCY, *STRATEGY),
    )
