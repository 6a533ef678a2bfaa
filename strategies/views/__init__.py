"""Pages about what was agreed: read, and written."""
