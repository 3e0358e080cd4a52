"""A small shop that carries the tracker, and two deterministic weeks of visitors for it."""
