"""Who did what, when: the history of everything."""
