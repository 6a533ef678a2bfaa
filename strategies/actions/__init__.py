"""Every change to what was agreed: load, publish, adopt, mark as changed."""

from strategies.actions.adoption import adopt_strategy, evidence_changed
from strategies.actions.publishing import load_strategy, publish_strategy

__all__ = [
    "adopt_strategy",
    "evidence_changed",
    "load_strategy",
    "publish_strategy",
]
