"""What was agreed: objectives, priorities, adoption."""
