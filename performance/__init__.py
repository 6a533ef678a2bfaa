"""Measures and their returns; first what a series says, as pure functions."""
