"""PagePulse: session replay, heatmaps, live recording and web analytics in one process."""

__version__ = "0.1.0"
