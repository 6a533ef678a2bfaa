"""Pages of the Response Tool: an agency's own, and the coordinators' rounds."""
