"""The room on the disk: what is left, a reserve for bad times, and who may still write."""
