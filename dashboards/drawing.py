"""Drawing a board page from its snapshot, once for each revision."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from dashboards.agreed import Agreed
from dashboards.audited import Audited
from dashboards.board import Board
from dashboards.challenged import Challenged
from dashboards.measured import Measured
from dashboards.models import Snapshot
from partnership.wording import words_of


@lru_cache(maxsize=256)
def body(snapshot_pk: int, revision: int, wording_version: int = 0) -> SafeString:
    """The body of a board page: the same for every reader until the next revision.

    Drawn anew, too, when the partnership has changed its words: they are no figures,
    so nothing has to be compiled for them.

    Kept by each web process, because drawing it takes many times as long as all else
    that the page does. Only a snapshot found by `Page` is asked for.
    """
    snapshot = Snapshot.objects.select_related(
        "adoption__partnership", "adoption__strategy"
    ).get(pk=snapshot_pk)
    if not snapshot.is_compiled:
        return SafeString("")
    words = words_of([snapshot.adoption.partnership_id])
    answers = snapshot.sections.get("response_tool", {})
    board = Board(answers, words)
    own = board.progress.bars if answers.get("objectives") else ()
    context = {
        "board": board,
        "challenges": Challenged(snapshot.sections.get("challenges", {})),
        "measured": Measured(snapshot.sections.get("performance", {})),
        "audited": Audited(
            snapshot.sections.get("audits", {}), {one.label: one.note for one in own}
        ),
        "agreed": Agreed(snapshot.sections.get("strategies", {})),
        "adoption": snapshot.adoption,
    }
    return render_to_string("dashboards/board_body.html", context)
