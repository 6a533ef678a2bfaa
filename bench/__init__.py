"""Measurements: ratios from one run on throw-away servers. `make bench` prints them."""
