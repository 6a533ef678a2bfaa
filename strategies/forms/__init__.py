"""What a person may enter about what was agreed."""
