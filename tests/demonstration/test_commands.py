"""When manage.py load_demonstration refuses. (test_resetting.py has the rest.)"""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import models

from accounts.models import User
from activity.models import Event
from demonstration.models import Demonstration
from partnership.models import Agency, Partnership
from strategies.models import Strategy
from tests.factories import AgencyFactory, PartnershipFactory

pytestmark = pytest.mark.django_db


def load(*arguments: str) -> None:
    call_command("load_demonstration", *arguments, stdout=StringIO())


def test_a_database_that_is_in_use_is_left_alone():
    partnership = PartnershipFactory()
    with pytest.raises(CommandError, match="already holds partnerships"):
        load()
    assert Partnership.objects.get() == partnership
    assert not Demonstration.objects.exists()
    assert not User.objects.exists()


def test_a_reset_refuses_partnerships_that_the_demonstration_did_not_make():
    partnership = PartnershipFactory()
    with pytest.raises(CommandError, match="did not make"):
        load("--reset")
    assert Partnership.objects.get() == partnership
    assert not User.objects.exists()


def test_a_reset_keeps_whatever_else_the_demonstration_did_not_make():
    # Somebody has begun to set the portal up, but has not come to partnerships yet.
    AgencyFactory(name="A real agency")
    call_command("load_strategy", "surrey", stdout=StringIO())
    kept = {model: numbers(model) for model in (Agency, Strategy, Event)}
    with pytest.raises(CommandError):
        load("--reset")
    assert {model: numbers(model) for model in kept} == kept


def numbers(model) -> set[int]:
    return set(models.QuerySet(model).values_list("pk", flat=True))


@pytest.mark.parametrize("arguments", [(), ("--reset",)])
def test_where_demonstrations_are_not_allowed_it_says_how_to_allow_them(
    settings, arguments
):
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="set DEMONSTRATION=true"):
        load(*arguments)
    assert not User.objects.exists()
    assert not Partnership.objects.exists()


def test_a_day_that_is_none_is_refused():
    with pytest.raises(CommandError, match="--today"):
        load("--today", "soon")
