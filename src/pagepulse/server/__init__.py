"""Assembles the applications and runs them: the only part that knows of all the others."""
