"""Spreadsheets of figures to take away."""
