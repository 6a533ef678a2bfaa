"""Spreadsheets of figures: read as rows, or as what is wrong with their cells."""
