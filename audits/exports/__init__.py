"""What is taken away from audits: reports, briefings, case reviews."""
