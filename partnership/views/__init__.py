"""Pages on which coordinators set up their partnerships."""
