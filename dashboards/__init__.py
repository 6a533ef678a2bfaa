"""What the board sees, and what waits for each person."""
