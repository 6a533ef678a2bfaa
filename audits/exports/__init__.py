"""What is taken away from audits: case reviews, reports, briefings."""
