"""Small numbers and personal data: pure functions, no models."""
