"""How things stand between a strategy, its partnerships and their agencies today."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from partnership.access import Access
from partnership.models import Agency, Partnership, Seat
from partnership.roles import Permission
from strategies.models import Adoption, SignUp, Strategy


@dataclass(frozen=True, slots=True)
class Standing:
    """One partnership: its adoption, and who of its agencies has signed up.

    Of partnerships that the reader has nothing to do with only the adoption is told:
    `in_full` is false, and no agency is named or counted.
    `is_mine` says whether the reader coordinates the partnership; `later` is the
    version after this one that such a partnership works to, if it does.
    """

    adoption: Adoption
    signed: Sequence[SignUp]
    not_signed: Sequence[Agency]
    is_mine: bool
    in_full: bool = True
    later: Strategy | None = None

    @property
    def seated(self) -> int:
        """How many agencies have a seat today."""
        return len(self.signed) + len(self.not_signed)


@dataclass(frozen=True, slots=True)
class Signing:
    """An agency of the reader's, and its sign-up if there is one."""

    agency: Agency
    sign_up: SignUp | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Everything the strategy page says about who agreed to what."""

    standings: Sequence[Standing]
    to_adopt: Sequence[Partnership]
    may_propose: bool
    signings: Sequence[Signing]

    @property
    def taken_on(self) -> list[Standing]:
        """Those told in full that have adopted it, now or once: no proposals."""
        return [
            one for one in self.standings if one.in_full and one.adoption.adopted_on
        ]

    @property
    def is_for_doing(self) -> bool:
        """Whether there is anything here that the reader may do."""
        mine = any(one.is_mine for one in self.standings)
        return bool(mine or self.to_adopt or self.may_propose or self.signings)


def agreement(strategy: Strategy, access: Access, today: date) -> Agreement:
    """Who adopted a version and who signed up to it, as one reader may know it.

    As many queries however many adopted it.
    """
    rows = Adoption.objects.known_of(strategy, access).select_related("partnership")
    adoptions = list(rows.in_order())
    seen = Adoption.objects.visible_to(access).filter(strategy=strategy)
    in_full = set(seen.values_list("pk", flat=True))
    mine = access.partnerships_with(Permission.STRATEGY_ADOPT)
    sign_ups = _sign_ups(strategy, access)
    seated = _seated(
        [one for one in adoptions if one.adopted_on and one.pk in in_full], today
    )
    later = _later(strategy, mine)
    standings = [
        Standing(
            adoption,
            [sign_ups[a.pk] for a in agencies if a.pk in sign_ups],
            [a for a in agencies if a.pk not in sign_ups],
            is_mine=adoption.partnership_id in mine,
            in_full=adoption.pk in in_full,
            later=later.get(adoption.partnership_id),
        )
        for adoption in adoptions
        for agencies in [seated.get(adoption.partnership_id, [])]
    ]
    return Agreement(
        standings=standings,
        to_adopt=_to_adopt(strategy, adoptions, mine - set(later)),
        may_propose=strategy.is_published and strategy.convenor_id in mine,
        signings=list(_signings(standings, access, sign_ups)),
    )


def latest_after(strategy: Strategy, access: Access) -> Strategy | None:
    """The latest published version that comes after one, of those a person may see."""
    seen = Strategy.objects.visible_to(access).filter(state=Strategy.State.PUBLISHED)
    later = seen.filter(pk__in=Strategy.objects.later(strategy.pk))
    return later.order_by("-published_at", "-pk").first()


def may_sign(strategy: Strategy, agency: Agency, today: date) -> bool:
    """Whether an agency has a seat in a partnership where the version is in force."""
    seats = Seat.objects.held(today).filter(agency=agency)
    adoptions = Adoption.objects.in_force().filter(strategy=strategy)
    return adoptions.filter(partnership__in=seats.values("partnership")).exists()


def _sign_ups(strategy: Strategy, access: Access) -> dict[int, SignUp]:
    found = SignUp.objects.visible_to(access).filter(strategy=strategy)
    return {one.agency_id: one for one in found.select_related("agency")}


def _seated(adoptions: Iterable[Adoption], today: date) -> dict[int, list[Agency]]:
    """The agencies of some partnerships today, by name."""
    partnerships = [one.partnership_id for one in adoptions]
    seats = Seat.objects.held(today).filter(partnership__in=partnerships)
    found: dict[int, dict[int, Agency]] = {}
    for seat in seats.select_related("agency").order_by("agency__name", "pk"):
        found.setdefault(seat.partnership_id, {})[seat.agency_id] = seat.agency
    return {pk: list(agencies.values()) for pk, agencies in found.items()}


def _later(strategy: Strategy, mine: frozenset[int]) -> dict[int, Strategy]:
    """The later versions that the reader's partnerships work to, by partnership."""
    if not mine:
        return {}
    found = Adoption.objects.filter(partnership__in=mine).later_than(strategy)
    return {one.partnership_id: one.strategy for one in reversed(found)}


def _to_adopt(
    strategy: Strategy, adoptions: Iterable[Adoption], mine: frozenset[int]
) -> list[Partnership]:
    """The reader's partnerships that could take it on and were not asked.

    Those that work to a later version are not among them.
    """
    if not strategy.is_published:
        return []
    left = mine - {one.partnership_id for one in adoptions}
    return list(Partnership.objects.filter(pk__in=left).order_by("name", "pk"))


def _signings(
    standings: Iterable[Standing], access: Access, sign_ups: Mapping[int, SignUp]
) -> Iterable[Signing]:
    """The reader's agencies that sign, or have signed, each once."""
    leads = access.agencies_with(Permission.STRATEGY_SIGN)
    met: set[int] = set()
    for one in standings:
        if not one.adoption.is_in_force:
            continue
        for agency in [*(s.agency for s in one.signed), *one.not_signed]:
            if agency.pk in leads - met:
                met.add(agency.pk)
                yield Signing(agency, sign_ups.get(agency.pk))
