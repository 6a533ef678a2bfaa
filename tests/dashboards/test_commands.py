"""manage.py compile_dashboards."""

from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from dashboards.models import Snapshot
from tests.conftest import submit
from tests.factories import AdoptionFactory, published_strategy


def compile_dashboards(*arguments: str) -> list[str]:
    out = StringIO()
    call_command("compile_dashboards", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_every_dashboard_is_compiled_and_named(strategy, adoption, neighbour):
    assert compile_dashboards() == [
        f"{strategy}, Castlebourne Safeguarding Children Partnership: compiled",
        f"{strategy}, Northshire Safeguarding Children Partnership: compiled",
    ]
    assert Snapshot.objects.exclude(compiled_at=None).count() == 2


def test_one_partnership_can_be_named(adoption, neighbour):
    other = AdoptionFactory(
        partnership=adoption.partnership, strategy=published_strategy()
    )
    assert len(compile_dashboards("--partnership", "northshire")) == 2
    compiled = {one.adoption_id for one in Snapshot.objects.all()}
    assert compiled == {adoption.pk, other.pk}


def test_an_unknown_partnership_is_said_to_be_unknown(adoption):
    with pytest.raises(CommandError, match="There is no partnership “atlantis”"):
        compile_dashboards("--partnership", "atlantis")
    assert not Snapshot.objects.exists()


def test_a_partnership_without_a_strategy_has_nothing_to_compile(cast):
    assert compile_dashboards("--partnership", "elsewhere") == []


def test_it_compiles_even_what_is_up_to_date(adoption, response, compiled):
    submit(response)
    assert compiled(adoption).revision == 1
    compile_dashboards("--partnership", "northshire")
    assert Snapshot.objects.get().revision == 2


def test_what_a_worker_compiles_is_left_to_it_and_said(adoption):
    Snapshot.objects.create(
        adoption=adoption,
        claim=uuid4(),
        claimed_until=timezone.now() + timedelta(minutes=1),
    )
    (said,) = compile_dashboards("--partnership", "northshire")
    assert said.endswith("Children Partnership: being compiled by a worker")
    assert not Snapshot.objects.get().is_compiled
