"""Every change to what was agreed: write, publish, adopt, sign up, mark as changed."""

from strategies.actions.adoption import (
    adopt_strategy,
    boards_changed,
    evidence_changed,
)
from strategies.actions.creating import (
    copy_strategy,
    create_from_library,
    create_strategy,
    delete_draft,
    revise_strategy,
)
from strategies.actions.importing import import_strategy
from strategies.actions.ordering import Way, move_part, number_priorities
from strategies.actions.proposing import decline_proposal, propose_strategy
from strategies.actions.publishing import load_strategy, publish_strategy
from strategies.actions.removing import remove_part
from strategies.actions.reviewing import change_adoption, set_usual
from strategies.actions.signing import sign_up
from strategies.actions.writing import (
    Carried,
    add_part,
    change_part,
    change_text,
)

__all__ = [
    "Carried",
    "Way",
    "add_part",
    "adopt_strategy",
    "boards_changed",
    "change_adoption",
    "change_part",
    "change_text",
    "copy_strategy",
    "create_from_library",
    "create_strategy",
    "decline_proposal",
    "delete_draft",
    "evidence_changed",
    "import_strategy",
    "load_strategy",
    "move_part",
    "number_priorities",
    "propose_strategy",
    "publish_strategy",
    "remove_part",
    "revise_strategy",
    "set_usual",
    "sign_up",
]
