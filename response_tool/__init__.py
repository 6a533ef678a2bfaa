"""The Response Tool: how each agency answers each priority."""
