"""Spreadsheets of case reviews: read as rows, or as what is wrong with their cells."""
