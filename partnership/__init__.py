"""Who takes part: partnerships, agencies, seats, roles, access."""
