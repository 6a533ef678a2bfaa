"""A made-up world to try the portal in."""
