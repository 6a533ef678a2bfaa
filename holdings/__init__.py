"""A copy of everything that an agency or a partnership holds here, to take away."""
