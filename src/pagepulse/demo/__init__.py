"""A small shop that carries the tracker, and a deterministic week of visitors for it."""
