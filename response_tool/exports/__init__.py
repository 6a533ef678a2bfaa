"""The Response Tool to take away."""

from response_tool.exports.pdf import pdf_document
from response_tool.exports.rows import file_name
from response_tool.exports.word import word_document

__all__ = ["file_name", "pdf_document", "word_document"]
