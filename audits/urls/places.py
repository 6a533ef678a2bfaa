"""Where the pages of audits begin: under a partnership, an agency, an audit."""

OF_PARTNERSHIP = "partnerships/<slug:partnership>/audits/"
OF_AGENCY = "agencies/<slug:agency>/audits/"
AUDIT = f"{OF_PARTNERSHIP}<row:audit_pk>/"
PROGRAMME = f"{OF_PARTNERSHIP}programmes/<row:programme_pk>/"
FINDING = f"{OF_PARTNERSHIP}findings/<row:finding_pk>/"
TAKEN_PART = f"{OF_AGENCY}<row:audit_pk>/"
# One page for the owner and the partnership alike.
RECOMMENDATION = "recommendations/<row:recommendation_pk>/"
