"""Pages of figures and measures."""
