"""What the benchmark of live recording is loaded with."""
