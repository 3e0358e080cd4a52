"""Live: who is online, the runs that record everybody, and the streams that somebody watches."""
