"""The pages about an agency's files."""
