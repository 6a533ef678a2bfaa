"""Every change to audits, their tools, and what follows from them."""
