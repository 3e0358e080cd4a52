"""Where visitors click, rest and look, on the page as it was recorded."""
