"""Audits of practice: what agencies see in cases, and what is changed because of it."""
