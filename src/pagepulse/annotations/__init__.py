"""Notes on the time axis: what people wrote down, and when pages changed."""
