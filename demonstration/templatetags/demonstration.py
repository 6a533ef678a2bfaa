"""The accounts of the demonstration, for its sign-in page."""

from typing import Any

from django import template

from demonstration.actions import PASSWORD
from demonstration.content import plan

register = template.Library()


@register.inclusion_tag("demonstration/accounts.html", takes_context=True)
def demonstration_accounts(context: template.Context) -> dict[str, Any]:
    """Every account, with a button that signs in as it."""
    return {
        "accounts": plan()["accounts"],
        "password": PASSWORD,
        "csrf_token": context.get("csrf_token"),
    }
