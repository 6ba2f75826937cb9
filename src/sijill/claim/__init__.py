"""Quantities that somebody stated in public, found in text and kept beside what is known."""

from sijill.claim.extract import as_rows, extract, extract_rows
from sijill.claim.files import read_text
from sijill.claim.statements import as_statement_rows, statements

__all__ = ["as_rows", "as_statement_rows", "extract", "extract_rows", "read_text", "statements"]
