"""What tests about dashboards share: two boards, and compiling them."""

from collections.abc import Callable
from datetime import datetime

import pytest

from dashboards.actions import compile_dashboard
from dashboards.models import Snapshot
from strategies.models import Adoption


@pytest.fixture
def adoption(northshire) -> Adoption:
    """Northshire's, with one agency: Hopewell."""
    return northshire.adoptions.get()


@pytest.fixture
def neighbour(castlebourne) -> Adoption:
    """Castlebourne's, with two agencies: Harbour and Hopewell."""
    return castlebourne.adoptions.get()


@pytest.fixture
def compiled(now) -> Callable[..., Snapshot]:
    """compiled(adoption) gives its snapshot, compiled now or at another moment."""

    def compiled(adoption: Adoption, at: datetime = now, **more: bool) -> Snapshot:
        adoption.refresh_from_db()
        compile_dashboard(adoption=adoption, now=lambda: at, **more)
        return Snapshot.objects.select_related("adoption").get(adoption=adoption)

    return compiled


def address(adoption: Adoption, page: str = "") -> str:
    """Where a dashboard stands, or one of its pages."""
    return f"/dashboards/{adoption.partnership.slug}/{adoption.strategy.slug}/{page}"
