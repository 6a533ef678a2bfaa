"""What people take away of audits and their tools."""
