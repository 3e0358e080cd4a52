"""Who may do what: logins, roles, API tokens, the audit log."""
