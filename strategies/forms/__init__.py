"""What a person may enter about a strategy."""

from strategies.forms.bringing import BringForm
from strategies.forms.outline import OutlineForm
from strategies.forms.typed import changed, initial_again, initial_of

__all__ = ["BringForm", "OutlineForm", "changed", "initial_again", "initial_of"]
