"""Pages of messages: one's own, what one wants by e-mail, and what did not arrive."""
