"""Analytics: what visitors did, in numbers; every number is about sessions that can be listed."""
