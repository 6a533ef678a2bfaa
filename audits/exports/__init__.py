"""What is taken away from audits: tools, case reviews, reports, briefings."""
