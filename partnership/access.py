"""What one person may do, worked out afresh for every request.

People wear several hats at once: a police lead may sit on two boards. So there is no
“current hat”. What they see is the union; what they may do depends on the thing in
hand.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.core.exceptions import PermissionDenied

from partnership.roles import ROLES, AgencyRole, PartnershipRole, Permission, Role


class Forbidden(PermissionDenied):
    """A colleague without the right: answered with 403 and the reason."""

    def __init__(self, permission: Permission) -> None:
        super().__init__(permission.reason)
        self.permission = permission


@dataclass(frozen=True, slots=True)
class Access:
    """The agencies and partnerships a person belongs to, and their role in each."""

    actor_name: str
    actor_id: int | None = None
    agency_roles: Mapping[int, AgencyRole] = field(default_factory=dict)
    partnership_roles: Mapping[int, PartnershipRole] = field(default_factory=dict)
    is_command: bool = False

    @classmethod
    def of_command(cls, name: str) -> "Access":
        """The access of one of the portal's own commands, which may do anything."""
        return cls(actor_name=name, is_command=True)

    def standing_in(self, agency_id: int) -> "Access":
        """The same person as a contributor of one agency, and nothing else.

        For actions that have checked that they may do something on its behalf.
        """
        roles = {agency_id: AgencyRole.CONTRIBUTOR}
        return replace(self, agency_roles=roles, partnership_roles={})

    @property
    def roles(self) -> frozenset[Role]:
        """Every role held anywhere."""
        of_agencies = self.agency_roles.values()
        return frozenset([*of_agencies, *self.partnership_roles.values()])

    def agencies_with(self, permission: Permission) -> frozenset[int]:
        """Numbers of the agencies in which this person has a permission."""
        return _ids(self.agency_roles, permission)

    def partnerships_with(self, permission: Permission) -> frozenset[int]:
        """Numbers of the partnerships in which this person has a permission."""
        return _ids(self.partnership_roles, permission)

    def holds(self, permission: Permission) -> bool:
        """Whether any hat carries a permission; the object is checked later."""
        return self.is_command or any(permission in ROLES[role] for role in self.roles)

    def may(
        self,
        permission: Permission,
        *,
        agency_id: int | None = None,
        partnership_ids: Iterable[int] = (),
    ) -> bool:
        """Whether they may do this to a thing of that agency or those partnerships."""
        return (
            self.is_command
            or agency_id in self.agencies_with(permission)
            or not self.partnerships_with(permission).isdisjoint(partnership_ids)
        )

    def require(
        self,
        permission: Permission,
        *,
        agency_id: int | None = None,
        partnership_ids: Iterable[int] = (),
    ) -> None:
        """Refuse, with the reason, unless `may` says yes."""
        if not self.may(
            permission, agency_id=agency_id, partnership_ids=partnership_ids
        ):
            raise Forbidden(permission)


def _ids(roles: Mapping[int, Role], permission: Permission) -> frozenset[int]:
    return frozenset(pk for pk, role in roles.items() if permission in ROLES[role])
