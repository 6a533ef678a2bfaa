"""The Response Tool to take away."""

from response_tool.exports.challenges import challenge_table
from response_tool.exports.papers import papers_of_agency
from response_tool.exports.pdf import pdf_document
from response_tool.exports.rows import file_name
from response_tool.exports.sheets import actions_csv, round_workbook
from response_tool.exports.word import word_document

__all__ = [
    "actions_csv",
    "challenge_table",
    "file_name",
    "papers_of_agency",
    "pdf_document",
    "round_workbook",
    "word_document",
]
