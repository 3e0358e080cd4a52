"""Filters that people saved under a name, for themselves or for their project."""
