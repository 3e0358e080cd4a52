"""Reading recordings back: the sessions list, one session, its rrweb events."""
