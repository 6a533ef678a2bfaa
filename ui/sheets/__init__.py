"""Spreadsheets that people fill in and bring back, read cell by cell, for any room."""
