"""What of audits is taken away as a file."""
