"""What each partnership calls its roles and statuses; the standard words otherwise.

For reading only, by any room that stands above: `words_of` for one or several
partnerships, `words_by_partnership` for a page that names many.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from partnership.models import Seat, Wording
from partnership.roles import AgencyRole, PartnershipRole, Role
from ui.templatetags.words import lower_first

VOWELS = frozenset("aeiou")

# The statuses of an action, each with its standard word and what it means. They are
# those of `response_tool.models.Action.Status`, which stands above this room; a test
# holds the two together.
STATUSES = {
    "not_started": ("Not started", "Planned, and nobody has begun."),
    "on_track": ("On track", "It will be done by its date."),
    "slipping": ("Slipping", "Some delay."),
    "off_track": ("Off track", "It will not be done without help."),
    "complete": ("Complete", "Done."),
    "embedded": ("Complete and embedded", "Done, and part of daily work."),
}
ROLES: tuple[Role, ...] = (*AgencyRole, *PartnershipRole)


def role_key(role: str) -> str:
    """The key of the word for a role."""
    return f"role_{role}"


def status_key(status: str) -> str:
    """The key of the word for a status."""
    return f"status_{status}"


def meaning_key(status: str) -> str:
    """The key of what a status means."""
    return f"meaning_{status}"


AGENCY_ROLES = {role_key(one.value): str(one.label) for one in AgencyRole}
PARTNERSHIP_ROLES = {role_key(one.value): str(one.label) for one in PartnershipRole}
STATUS_WORDS = {status_key(one): word for one, (word, _) in STATUSES.items()}
MEANINGS = {meaning_key(one): meaning for one, (_, meaning) in STATUSES.items()}
STANDARD = {**AGENCY_ROLES, **PARTNERSHIP_ROLES, **STATUS_WORDS, **MEANINGS}

# Words that are read together: those of several partnerships are used only where all
# of a group agree, so that no page shows a mixture of two legends.
GROUPS: tuple[frozenset[str], ...] = (
    frozenset(AGENCY_ROLES),
    frozenset(PARTNERSHIP_ROLES),
    frozenset({**STATUS_WORDS, **MEANINGS}),
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one partnership, or those that several have in common."""

    own: Mapping[str, str] = field(default_factory=dict)

    def say(self, key: str) -> str:
        """Their own words for a key, else the standard ones."""
        return self.own.get(key) or STANDARD[key]

    def role(self, role: str) -> str:
        """What a role is called."""
        return self.say(role_key(role))

    def the_role(self, role: str) -> str:
        """What a role is called, in the middle of a sentence."""
        return lower_first(self.role(role))

    def a_role(self, role: str) -> str:
        """The same with its article: “a coordinator”, “an auditor”."""
        called = self.the_role(role)
        return f"{'an' if called[:1].lower() in VOWELS else 'a'} {called}"

    def status(self, status: str) -> str:
        """What a status is called; nothing where there is none."""
        return self.say(status_key(status)) if status else ""

    def meaning(self, status: str) -> str:
        """What a status means."""
        return self.say(meaning_key(status))

    @property
    def statuses(self) -> dict[str, str]:
        """Every status with what it is called, in their order."""
        return {status: self.status(status) for status in STATUSES}

    @property
    def meanings(self) -> dict[str, str]:
        """Every status with what it means, in their order."""
        return {status: self.meaning(status) for status in STATUSES}

    @property
    def own_statuses(self) -> dict[str, str]:
        """The statuses for which they have words of their own."""
        return _without("status_", self.own)

    @property
    def own_meanings(self) -> dict[str, str]:
        """The statuses whose meaning they have put in words of their own."""
        return _without("meaning_", self.own)


def words_of(partnership_ids: Collection[int]) -> Words:
    """The words of these partnerships; the standard ones where they differ. One query.

    No partnerships, no words of their own.
    """
    return common(words_by_partnership(partnership_ids).values())


def words_by_partnership(partnership_ids: Collection[int]) -> dict[int, Words]:
    """The words of each of these partnerships. One query; none for none."""
    if not partnership_ids:
        return {}
    rows = Wording.objects.filter(partnership_id__in=partnership_ids).order_by("pk")
    found: dict[int, dict[str, str]] = {pk: {} for pk in partnership_ids}
    for pk, key, words in rows.values_list("partnership_id", "key", "words"):
        found[pk][key] = words
    return {pk: Words(own) for pk, own in found.items()}


def words_by_agency(agency_ids: Collection[int], on: date) -> dict[int, Words]:
    """The words of each of these agencies: what its partnerships say alike.

    Two queries; none for no agencies.
    """
    if not agency_ids:
        return {}
    sits_in: dict[int, list[int]] = {pk: [] for pk in agency_ids}
    seats = Seat.objects.filter(agency_id__in=agency_ids).held(on).order_by("pk")
    for agency, partnership in seats.values_list("agency_id", "partnership_id"):
        sits_in[agency].append(partnership)
    words = words_by_partnership({pk for pks in sits_in.values() for pk in pks})
    return {one: common(words[pk] for pk in pks) for one, pks in sits_in.items()}


def common(words: Iterable[Words]) -> Words:
    """What several partnerships say alike, group by group."""
    first, *others = [one.own for one in words] or [{}]
    agreed: dict[str, str] = {}
    for group in GROUPS:
        said = {key: first[key] for key in group if key in first}
        if all({k: o[k] for k in group if k in o} == said for o in others):
            agreed |= said
    return Words(agreed)


def _without(prefix: str, own: Mapping[str, str]) -> dict[str, str]:
    return {
        key.removeprefix(prefix): words
        for key, words in own.items()
        if key.startswith(prefix)
    }
