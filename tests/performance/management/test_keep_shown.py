"""Keeping what boards were shown before anything was kept."""

from django.core.management import call_command

from performance.models import Received, Shown
from tests.performance.steps import accept, give, send


def test_what_was_accepted_before_is_kept_once(
    asked, rereferrals, northshire, castlebourne, capsys
):
    give(asked, rereferrals, 9, 64)
    accept(send(asked), northshire)
    Shown.objects.all().delete()
    Received.objects.update(shown=None)
    for many in (1, 0):
        call_command("keep_shown")
        assert capsys.readouterr().out == f"Periods kept: {many}.\n"
    assert Shown.objects.get().partnership == northshire
    assert Received.objects.get(partnership=northshire).shown is not None
