"""What people may enter about audits."""
