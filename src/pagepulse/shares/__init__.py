"""Share links: one replay or one heatmap for people without a login, masked, until it ends."""
