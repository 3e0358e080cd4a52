"""Tracked sites: their keys, allowed origins and settings."""
