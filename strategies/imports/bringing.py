"""Whatever a coordinator brings, as a proposed strategy."""

import re

from strategies.imports.pasted import lines_of_text
from strategies.imports.refusal import Refused
from strategies.imports.word import lines_of_word
from strategies.imports.yaml_file import document_of_yaml
from strategies.outline import OBJECTIVES_MAX, Proposal, propose

# A file that another portal gave begins with these headings.
IS_YAML = re.compile(r"^(?:key|title|objectives):", re.MULTILINE)
NOT_TEXT = (
    "This file is not text in UTF-8. Save it again as UTF-8, or paste the text instead."
)


def proposal_of_file(name: str, content: bytes) -> Proposal:
    """The strategy that an uploaded file holds. Raises Refused."""
    suffix = name.lower().rpartition(".")[2]
    if suffix in ("yaml", "yml", "txt", "md"):
        text = _decoded(content)
        if suffix in ("yaml", "yml"):
            return _bounded(Proposal(document_of_yaml(text)))
        return proposal_of_text(text)
    return _bounded(propose(lines_of_word(content)))


def proposal_of_text(text: str) -> Proposal:
    """The strategy that a pasted text holds, be it YAML or words. Raises Refused."""
    if len(set(IS_YAML.findall(text))) > 1:
        return _bounded(Proposal(document_of_yaml(text)))
    return _bounded(propose(lines_of_text(text)))


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(NOT_TEXT) from error


def _bounded(proposal: Proposal) -> Proposal:
    many = len(proposal.document["objectives"])
    if many > OBJECTIVES_MAX:
        raise Refused(
            f"It has {many} objectives. At most {OBJECTIVES_MAX} can be taken in: "
            "bring the summary, or one part at a time."
        )
    return proposal
