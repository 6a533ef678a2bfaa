"""What people enter about figures and measures."""
