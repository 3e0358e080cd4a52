"""Whether everything that is stored can still be read as it was written."""
