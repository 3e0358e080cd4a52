"""Everything that leaves the server on its own: webhooks and e-mail."""
