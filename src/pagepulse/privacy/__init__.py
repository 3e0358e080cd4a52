"""How stored data goes or leaves: retention, erasure, redaction, export of a visitor."""
