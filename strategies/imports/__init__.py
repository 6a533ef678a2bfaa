"""Files and pasted text to a proposed strategy; what is wrong with them, in words."""

from strategies.imports.bringing import proposal_of_file, proposal_of_text
from strategies.imports.pasted import lines_of_text
from strategies.imports.refusal import Refused
from strategies.imports.word import lines_of_word
from strategies.imports.yaml_file import document_of_yaml

__all__ = [
    "Refused",
    "document_of_yaml",
    "lines_of_text",
    "lines_of_word",
    "proposal_of_file",
    "proposal_of_text",
]
