"""Every change to measures, commissions and figures."""
