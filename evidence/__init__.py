"""Files an agency keeps as evidence: judged, stored once, handed to those who may."""
