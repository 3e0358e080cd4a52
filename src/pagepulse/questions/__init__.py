"""What the calls of every feature ask in the same words: time ranges, filters, pages of lists."""
